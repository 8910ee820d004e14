#include "shell/render/json_value.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

/// A row a line, so that a file of rows can be read and compared by eye too.
std::string rows_of(const Table& table) {
  std::string json = "[";
  for (const auto& row : table.rows) {
    json += json.size() > 1 ? ",\n  " : "\n  ";
    json += json_row(table.columns, row);
  }
  return json + "]";
}

}  // namespace

Rendered render_json(const Answer& answer) {
  if (!answer.has_table)
    return {.results = "", .notes = caption_text(answer.caption)};
  std::vector<std::string> names;
  for (const auto& column : answer.table.columns)
    names.push_back(column.name);
  auto json = "{\"columns\":" + json_array(names) + ",\n \"rows\":" + rows_of(answer.table);
  json += ",\n \"caption\":" + json_array(answer.caption) + "}\n";
  return {.results = std::move(json), .notes = ""};
}

}  // namespace entente::shell
