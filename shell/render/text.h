// Texts as the formats of the shell share them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/answer.h"
#include "entente/markup.h"

namespace entente::shell {

/// `text` with nothing left that steers a terminal or breaks a line: C0 controls as their pictures (␛), other controls and
/// marks that turn the direction of writing as `\u202E`, bytes that are no UTF-8 as `\xE9`.
[[nodiscard]] std::string visible(std::string_view text);

/// The lines, made visible, each closed by a line break; broken where a screen ends, if there is one.
[[nodiscard]] std::string caption_text(const std::vector<std::string>& caption, std::size_t columns = 0);

/// How many bytes of `text` take at most `width` display columns, none of its characters parted from its marks.
[[nodiscard]] std::size_t prefix_of_width(std::string_view text, std::size_t width);

/// As much of `text` as `width` display columns hold, `…` for what does not fit.
[[nodiscard]] std::string cut(std::string_view text, std::size_t width);

/// True for columns that stand flush right.
[[nodiscard]] bool is_number(const Column& column);

}  // namespace entente::shell
