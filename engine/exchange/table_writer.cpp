#include "engine/exchange/table_writer.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "entente/csv.h"

namespace entente::exchange {
namespace {

std::string decimal(double number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), end};
}

/// Comma-separated, or with tabs.
class Separated : public TableWriter {
 public:
  Separated(const std::vector<Column>& of_table, char separator, bool guards)
      : TableWriter(of_table), separator_(separator), guards_(guards) {}

  std::string head() override {
    std::string line;
    for (std::size_t i = 0; i < columns().size(); ++i) {
      add(line, columns()[i].name, i);
    }
    return line + "\n";
  }
  std::string row(const CellRow& row) override {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += i == 0 ? "" : std::string(1, separator_);
      if (!is_missing(row[i])) {
        add_csv_field(line, guarded(row[i]), separator_);
      }
    }
    return (line.empty() ? "\"\"" : line) + "\n";  // an empty line would be no record
  }

 private:
  void add(std::string& line, const std::string& text, std::size_t place) const {
    line += place == 0 ? "" : std::string(1, separator_);
    add_csv_field(line, text, separator_);
  }

  // What a spreadsheet would run: texts alone, for a number below zero is none.
  [[nodiscard]] std::string guarded(const Cell& cell) const {
    std::string text = text_of(cell);
    const bool is_text = std::holds_alternative<std::string>(cell) || std::holds_alternative<std::vector<std::string>>(cell);
    const bool is_formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    return guards_ && is_text && is_formula ? "'" + text : text;
  }

  char separator_;
  bool guards_;
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

std::string text_of(const Cell& cell) {
  struct Text {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return decimal(number); }
    std::string operator()(const DateText& date) const { return date.text; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(const std::vector<std::string>& items) const {
      std::string all;
      for (const auto& item : items) {
        all += (all.empty() ? "" : "; ") + item;
      }
      return all;
    }
  };
  return std::visit(Text{}, cell);
}

}  // namespace entente::exchange
