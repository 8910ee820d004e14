// Lines as they are typed at a terminal, and the two keys that are no text: Ctrl-C and Ctrl-D.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entente::shell {

struct TypedLine {
  enum class Kind : std::uint8_t { kText, kInterrupt, kEnd };
  Kind kind = Kind::kEnd;
  std::string text;  // without its line break; of kText only
};

class LineReader {
 public:
  /// Shows `prompt` and waits for a line. Ctrl-C ends the wait while it lasts; at all other times it ends the program.
  [[nodiscard]] TypedLine read(std::string_view prompt);

 private:
  std::string pending_;  // read, but not yet handed out: pasted lines come together
};

}  // namespace entente::shell
