// The shell's own failures, in the shape of the library's: an Error whose text is ready to print.
#pragma once

#include <string>
#include <utility>

#include "entente/error.h"

namespace entente::shell {

/// `message` is one line; `help` says the way out and may be empty.
[[nodiscard]] inline Error failure(ErrorKind kind, std::string message, const std::string& help = "") {
  auto text = "error: " + message + "\n" + (help.empty() ? "" : "  help: " + help + "\n");
  return {
      .kind = kind, .code = "", .message = std::move(message), .source_name = "", .line = 0, .column = 0, .text = std::move(text)};
}

}  // namespace entente::shell
