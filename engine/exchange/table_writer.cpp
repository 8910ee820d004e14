#include "engine/exchange/table_writer.h"

#include <algorithm>
#include <array>

#include "entente/csv.h"
#include "entente/markup.h"

namespace entente::exchange {
namespace {

/// Comma-separated, or with tabs.
class Separated : public TableWriter {
 public:
  Separated(const std::vector<Column>& of_table, char separator, bool guards) : TableWriter(of_table), style_{separator, guards} {}

  std::string head() override { return csv_heading(columns(), style_.separator); }
  std::string row(const CellRow& row) override { return csv_record(row, style_); }

 private:
  CsvStyle style_;
};

MadeWriter make_csv(const std::vector<Column>& columns, const TableOptions& options) {
  return std::unique_ptr<TableWriter>(std::make_unique<Separated>(columns, ',', options.guards_formulas));
}

MadeWriter make_tsv(const std::vector<Column>& columns, const TableOptions& options) {
  return std::unique_ptr<TableWriter>(std::make_unique<Separated>(columns, '\t', options.guards_formulas));
}

struct Kind {
  std::string_view ending;
  MadeWriter (*make)(const std::vector<Column>&, const TableOptions&);
  bool is_text = true;
};

constexpr std::array<Kind, 12> kKinds = {{{".csv", make_csv},
                                          {".tsv", make_tsv},
                                          {".json", make_json},
                                          {".jsonl", make_jsonl},
                                          {".md", make_markdown},
                                          {".html", make_html},
                                          {".tex", make_tex},
                                          {".dot", make_dot},
                                          {".graphml", make_graphml},
                                          {".gexf", make_gexf},
                                          {".dta", make_stata, false},
                                          {".xlsx", make_workbook, false}}};

const Kind* kind_of(std::string shown) {
  std::transform(shown.begin(), shown.end(), shown.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const bool is_packed = shown.ends_with(".gz");
  if (is_packed) {
    shown.resize(shown.size() - 3);
  }
  const auto* const found = std::find_if(
      kKinds.begin(), kKinds.end(), [&](const Kind& kind) { return shown.ends_with(kind.ending) && (kind.is_text || !is_packed); });
  return found == kKinds.end() ? nullptr : found;
}

}  // namespace

bool is_table_file(const std::string& shown) { return kind_of(shown) != nullptr; }

std::string endings_of_tables() {
  std::string all;
  for (const auto& kind : kKinds) {
    all += (all.empty() ? "" : &kind == &kKinds.back() ? " or " : ", ") + std::string(kind.ending);
  }
  return all + "; those of text also packed as .gz";
}

Result<std::unique_ptr<TableWriter>> table_writer(const std::string& shown, const std::vector<Column>& columns,
                                                  const TableOptions& options) {
  TableOptions named = options;
  named.name = shown;
  return kind_of(shown)->make(columns, named);
}

Result<Done> TableWriter::finish(files::WholeFile& file, const Breathe& /*breathe*/) {
  file.write(tail());
  return Done{};
}

Diagnostic too_much(std::string why) {
  return {"F23", std::move(why), std::nullopt, {}, "write a .csv, which takes rows of any number and length"};
}

bool is_missing(const Cell& cell) { return std::holds_alternative<std::monostate>(cell); }

std::string text_of(const Cell& cell) { return cell_text(cell, ""); }

}  // namespace entente::exchange
