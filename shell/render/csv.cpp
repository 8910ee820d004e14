#include "entente/csv.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

/// What a spreadsheet would compute, were the text a cell of it.
bool is_formula(const Cell& cell) {
  const auto* const text = std::get_if<std::string>(&cell);
  return text != nullptr && !text->empty() && std::string_view("=+-@\t\r").find(text->front()) != std::string_view::npos;
}

template <char kSeparator>
std::string record_of(const std::vector<Cell>& row, const Layout& layout) {
  std::string record;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0)
      record += kSeparator;
    if (!std::holds_alternative<std::monostate>(row[i])) {
      const bool is_guarded = layout.guards_formulas && is_formula(row[i]);
      add_csv_field(record, (is_guarded ? "'" : "") + cell_text(row[i], ""), kSeparator);
    } else if (layout.missing) {
      add_csv_field(record, *layout.missing, kSeparator);
    }
  }
  // An empty line would be no record: a single missing field is written like an empty text.
  if (record.empty())
    add_csv_field(record, "");
  return record + "\n";
}

template <char kSeparator>
std::string head(const std::vector<Column>& columns) {
  std::vector<Cell> heading;
  heading.reserve(columns.size());
  for (const auto& column : columns)
    heading.emplace_back(column.name);
  return columns.empty() ? "" : record_of<kSeparator>(heading, {});
}

template <char kSeparator>
std::string rows_of(const std::vector<Column>& columns, const Streaming::Rows& rows, const Layout& layout, bool /*first*/) {
  std::string text;
  if (!columns.empty()) {
    for (const auto& row : rows) {
      layout.breathe();
      text += record_of<kSeparator>(row, layout);
    }
  }
  return text;
}

Rendered tail(const Answer& answer) { return {.results = "", .notes = caption_text(answer.caption)}; }

}  // namespace

const Streaming* streaming_csv() {
  static constexpr Streaming kStreaming{head<','>, rows_of<','>, tail};
  return &kStreaming;
}

const Streaming* streaming_tsv() {
  static constexpr Streaming kStreaming{head<'\t'>, rows_of<'\t'>, tail};
  return &kStreaming;
}

Rendered render_csv(const Answer& answer, const Layout& layout) { return render_pieces(*streaming_csv(), answer, layout); }
Rendered render_tsv(const Answer& answer, const Layout& layout) { return render_pieces(*streaming_tsv(), answer, layout); }

}  // namespace entente::shell
