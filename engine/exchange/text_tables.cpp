// JSON, JSON lines, Markdown, HTML and LaTeX.
#include <utility>

#include "engine/exchange/table_writer.h"
#include "entente/markup.h"
#include "parser/display.h"

namespace entente::exchange {
namespace {

bool is_number(const Column& column) { return column.type == ColumnType::kInteger || column.type == ColumnType::kDecimal; }

/// An object a row; in a list, or a line each.
class Json : public TableWriter {
 public:
  Json(const std::vector<Column>& of_table, bool lines) : TableWriter(of_table), lines_(lines) {}

  std::string head() override { return lines_ ? "" : "["; }
  std::string row(const CellRow& row) override {
    const std::string object = json_row(columns(), row);
    if (lines_) {
      return object + "\n";
    }
    const bool is_first = std::exchange(first_, false);
    return (is_first ? "\n" : ",\n") + object;
  }
  std::string tail() override { return lines_ ? "" : "\n]\n"; }

 private:
  bool lines_;
  bool first_ = true;
};

class Markdown : public TableWriter {
 public:
  using TableWriter::TableWriter;
  std::string head() override {
    std::string names = "|";
    std::string rule = "|";
    for (const auto& column : columns()) {
      names += " " + column.name + " |";
      rule += is_number(column) ? " ---: |" : " --- |";
    }
    return names + "\n" + rule + "\n";
  }
  std::string row(const CellRow& row) override {
    std::string line = "|";
    for (const auto& cell : row) {
      line += " " + markdown_text(shown(text_of(cell))) + " |";
    }
    return line + "\n";
  }
};

class Html : public TableWriter {
 public:
  using TableWriter::TableWriter;
  std::string head() override {
    std::string names;
    for (const auto& column : columns()) {
      names += "<th>" + html_text(shown(column.name)) + "</th>";
    }
    return "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<table>\n<thead><tr>" + names + "</tr></thead>\n<tbody>\n";
  }
  std::string row(const CellRow& row) override {
    std::string cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells += (is_number(columns()[i]) ? "<td align=\"right\">" : "<td>") + html_text(shown(text_of(row[i]))) + "</td>";
    }
    return "<tr>" + cells + "</tr>\n";
  }
  std::string tail() override { return "</tbody>\n</table>\n"; }
};

/// A `tabular`, to be put into a document.
class Tex : public TableWriter {
 public:
  using TableWriter::TableWriter;
  std::string head() override {
    std::string kinds;
    std::string names;
    for (const auto& column : columns()) {
      kinds += is_number(column) ? 'r' : 'l';
      names += (names.empty() ? "" : " & ") + latex_text(shown(column.name));
    }
    return "\\begin{tabular}{" + kinds + "}\n\\hline\n" + names + " \\\\\n\\hline\n";
  }
  std::string row(const CellRow& row) override {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += (i == 0 ? "" : " & ") + latex_text(shown(text_of(row[i])));
    }
    return line + " \\\\\n";
  }
  std::string tail() override { return "\\hline\n\\end{tabular}\n"; }
};

template <class Writer, class... More>
MadeWriter made(const std::vector<Column>& columns, More... more) {
  return std::unique_ptr<TableWriter>(std::make_unique<Writer>(columns, more...));
}

}  // namespace

MadeWriter make_json(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Json>(columns, false); }
MadeWriter make_jsonl(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Json>(columns, true); }
MadeWriter make_markdown(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Markdown>(columns); }
MadeWriter make_html(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Html>(columns); }
MadeWriter make_tex(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Tex>(columns); }

}  // namespace entente::exchange
