// Bytes from a terminal as the keys that were pressed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente::shell {

struct Key {
  enum class Code : std::uint8_t {
    kText,     // one character in `text`
    kPaste,    // pasted between brackets; all of it in `text`
    kControl,  // with the letter in `text`, lower case: Ctrl-C is "c"
    kAlt,      // with the character in `text`
    kEnter,
    kAltEnter,
    kTab,
    kBackTab,
    kBackspace,
    kDelete,
    kUp,
    kDown,
    kLeft,
    kRight,
    kWordLeft,
    kWordRight,
    kHome,
    kEnd,
    kPageUp,
    kPageDown,
    kEscape,
    kUnknown,  // a sequence that means nothing here
  };
  Code code = Code::kUnknown;
  std::string text{};

  friend bool operator==(const Key&, const Key&) = default;
};

/// Takes the first key out of `bytes`. None: more bytes must come, which with `is_all` they do not: then a lone escape is that key.
[[nodiscard]] std::optional<Key> take_key(std::string& bytes, bool is_all);

}  // namespace entente::shell
