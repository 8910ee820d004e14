// What is wrong with a file travels through this room as an exception and leaves it as a Result. Internal to engine/files.
#pragma once

#include <string>
#include <utility>

#include "engine/files/record.h"
#include "parser/diagnostic.h"

namespace entente::files {

struct Faulty {
  Diagnostic diagnostic;
};

/// `votes.csv:17:4`.
[[nodiscard]] inline std::string text_of(const std::string& shown, Place at) {
  return shown + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

[[noreturn]] inline void fail(std::string code, std::string message, std::string help) {
  throw Faulty{{std::move(code), std::move(message), std::nullopt, {}, std::move(help)}};
}

}  // namespace entente::files
