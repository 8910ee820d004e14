#include "entente/markup.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

std::string head(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const auto& column : columns)
    names.push_back(column.name);
  return "{\"columns\":" + json_array(names) + ",\n \"rows\":[";
}

/// A row a line, so that a file of rows can be read and compared by eye too.
std::string rows_of(const std::vector<Column>& columns, const Streaming::Rows& rows, const Layout& layout, bool first) {
  std::string json;
  for (const auto& row : rows) {
    layout.breathe();
    json += first ? "\n  " : ",\n  ";
    json += json_row(columns, row);
    first = false;
  }
  return json;
}

Rendered tail(const Answer& answer) {
  if (!answer.has_table)
    return {.results = "", .notes = caption_text(answer.caption)};
  return {.results = "],\n \"caption\":" + json_array(answer.caption) + "}\n", .notes = ""};
}

}  // namespace

const Streaming* streaming_json() {
  static constexpr Streaming kStreaming{head, rows_of, tail};
  return &kStreaming;
}

Rendered render_json(const Answer& answer, const Layout& layout) { return render_pieces(*streaming_json(), answer, layout); }

}  // namespace entente::shell
