#include "entente/csv.h"

namespace entente {
namespace {

bool needs_quotes(std::string_view text, char separator) {
  return text.empty() || text.find_first_of("\"\r\n") != std::string_view::npos || text.find(separator) != std::string_view::npos ||
         text.front() == ' ' || text.back() == ' ';
}

}  // namespace

void add_csv_field(std::string& line, std::string_view text, char separator) {
  if (!needs_quotes(text, separator)) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') {
      line += '"';
    }
    line += c;
  }
  line += '"';
}

}  // namespace entente
