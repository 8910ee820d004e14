// Whatever the text: it is parsed, or refused with a place in it and a way out, and the message prints.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parser/diagnostic.h"
#include "parser/parse.h"
#include "parser/source.h"

using namespace entente;

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Source source("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  for (const auto& statement : parse_script(source)) {
    if (statement) {
      continue;
    }
    const auto& error = statement.error();
    if (!error.span || error.span->begin > error.span->end || error.span->end > size || error.help.empty() ||
        to_text(error, source).empty()) {
      std::abort();
    }
  }
  static_cast<void>(is_complete(source.text()));
  return 0;
}
