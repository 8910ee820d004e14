// JSON, JSON lines, Markdown, HTML and LaTeX.
#include <utility>

#include "engine/exchange/table_writer.h"
#include "parser/display.h"

namespace entente::exchange {
namespace {

bool is_number(const Column& column) { return column.type == ColumnType::kInteger || column.type == ColumnType::kDecimal; }

std::string json_cell(const Cell& cell) {
  if (is_missing(cell)) {
    return "null";
  }
  if (const auto* items = std::get_if<std::vector<std::string>>(&cell)) {
    std::string all;
    for (const auto& item : *items) {
      all += (all.empty() ? "" : ",") + json_text(item);
    }
    return "[" + all + "]";
  }
  const bool plain =
      std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<double>(cell) || std::holds_alternative<bool>(cell);
  return plain ? text_of(cell) : json_text(text_of(cell));
}

/// An object a row; in a list, or a line each.
class Json : public TableWriter {
 public:
  Json(const std::vector<Column>& of_table, bool lines) : TableWriter(of_table), lines_(lines) {}

  std::string head() override { return lines_ ? "" : "["; }
  std::string row(const CellRow& row) override {
    std::string object;
    for (std::size_t i = 0; i < row.size(); ++i) {
      object += (i == 0 ? "" : ",") + json_text(columns()[i].name) + ":" + json_cell(row[i]);
    }
    object = "{" + object + "}";
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
      line += " " + escaped(shown(text_of(cell))) + " |";
    }
    return line + "\n";
  }

 private:
  static std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (std::string_view("\\|`*<").find(c) != std::string_view::npos) {
        out += '\\';
      }
      out += c;
    }
    return out;
  }
};

class Html : public TableWriter {
 public:
  using TableWriter::TableWriter;
  std::string head() override {
    std::string names;
    for (const auto& column : columns()) {
      names += "<th>" + xml_text(column.name) + "</th>";
    }
    return "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<table>\n<thead><tr>" + names + "</tr></thead>\n<tbody>\n";
  }
  std::string row(const CellRow& row) override {
    std::string cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells += (is_number(columns()[i]) ? "<td align=\"right\">" : "<td>") + xml_text(text_of(row[i])) + "</td>";
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
      names += (names.empty() ? "" : " & ") + escaped(column.name);
    }
    return "\\begin{tabular}{" + kinds + "}\n\\hline\n" + names + " \\\\\n\\hline\n";
  }
  std::string row(const CellRow& row) override {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += (i == 0 ? "" : " & ") + escaped(shown(text_of(row[i])));
    }
    return line + " \\\\\n";
  }
  std::string tail() override { return "\\hline\n\\end{tabular}\n"; }

 private:
  static std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
      switch (c) {
        case '\\':
          out += "\\textbackslash{}";
          break;
        case '~':
          out += "\\textasciitilde{}";
          break;
        case '^':
          out += "\\textasciicircum{}";
          break;
        case '&':
        case '%':
        case '$':
        case '#':
        case '_':
        case '{':
        case '}':
          out += '\\';
          out += c;
          break;
        default:
          out += c;
      }
    }
    return out;
  }
};

template <class Writer, class... More>
MadeWriter made(const std::vector<Column>& columns, More... more) {
  return std::unique_ptr<TableWriter>(std::make_unique<Writer>(columns, more...));
}

}  // namespace

std::string json_text(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

// XML has no way to say most control characters.
std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
  return out;
}

MadeWriter make_json(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Json>(columns, false); }
MadeWriter make_jsonl(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Json>(columns, true); }
MadeWriter make_markdown(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Markdown>(columns); }
MadeWriter make_html(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Html>(columns); }
MadeWriter make_tex(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Tex>(columns); }

}  // namespace entente::exchange
