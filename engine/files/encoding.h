// What the bytes of a file mean as text. Internal to engine/files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/files/open.h"

namespace entente::files {

/// How many characters these bytes are, in as far as that can be told without reading what stands before and behind.
[[nodiscard]] std::size_t characters_in(std::string_view bytes, Encoding encoding);
/// The offset of the first byte that is no text in that encoding (a NUL is none in any); none: all is text.
[[nodiscard]] std::optional<std::size_t> first_bad_byte(std::string_view bytes, Encoding encoding);
/// Refuses `text`, which begins at `begin` in the file and has a byte that is no text at `bad`. Throws Faulty.
[[noreturn]] void fail_encoding(const std::string& shown, std::string_view text, std::size_t bad, Place begin, Encoding encoding);
/// In UTF-8. All of it is text.
[[nodiscard]] std::string to_utf8(std::string_view bytes, Encoding encoding);

}  // namespace entente::files
