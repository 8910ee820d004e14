// How text looks on a terminal: its width, and what stands for characters that would disturb it. Knows no colours and no terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "parser/source.h"

namespace entente {

/// What one user-perceived character takes.
struct Cluster {
  std::size_t bytes = 0;  // 0: the text is at its end
  std::size_t width = 0;  // columns of a terminal
};

/// The first user-perceived character of a text: a letter with its marks, a flag, a joined emoji. Bytes that are no UTF-8 are
/// one each.
[[nodiscard]] Cluster first_cluster(std::string_view utf8);

/// `utf8` as one line that a terminal can show unharmed: a tab is one blank, control characters are pictures (␀, ␛), a BOM and
/// other invisible marks of direction and format are <U+202E>, bytes that are no UTF-8 are �.
[[nodiscard]] std::string shown(std::string_view utf8);

/// display_width(shown(utf8)).
[[nodiscard]] std::size_t shown_width(std::string_view utf8);

}  // namespace entente
