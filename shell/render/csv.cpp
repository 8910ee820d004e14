#include "entente/csv.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

std::string record_of(const std::vector<Cell>& row) {
  std::string record;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0)
      record += ',';
    if (!std::holds_alternative<std::monostate>(row[i]))
      add_csv_field(record, cell_text(row[i], ""));
  }
  // An empty line would be no record: a single missing field is written like an empty text.
  if (record.empty())
    add_csv_field(record, "");
  return record + "\n";
}

std::string head(const std::vector<Column>& columns) {
  std::vector<Cell> heading;
  heading.reserve(columns.size());
  for (const auto& column : columns)
    heading.emplace_back(column.name);
  return columns.empty() ? "" : record_of(heading);
}

std::string rows_of(const std::vector<Column>& columns, const Streaming::Rows& rows, bool first) {
  (void)first;
  std::string text;
  if (!columns.empty())
    for (const auto& row : rows)
      text += record_of(row);
  return text;
}

Rendered tail(const Answer& answer) { return {.results = "", .notes = caption_text(answer.caption)}; }

}  // namespace

const Streaming* streaming_csv() {
  static constexpr Streaming kStreaming{head, rows_of, tail};
  return &kStreaming;
}

Rendered render_csv(const Answer& answer) { return render_pieces(*streaming_csv(), answer); }

}  // namespace entente::shell
