// Answers as files, by the ending of the name: tables for programs and people, and graphs.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/files/whole_file.h"
#include "entente/answer.h"
#include "parser/diagnostic.h"

namespace entente::exchange {

using CellRow = std::vector<Cell>;
/// Called row by row where much is left to do at the end; what it throws ends the writing.
using Breathe = std::function<void()>;

/// Makes a table into text, piece by piece. Columns come first, then rows, then the end.
class TableWriter {
 public:
  explicit TableWriter(std::vector<Column> columns) : columns_(std::move(columns)) {}
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;
  virtual ~TableWriter() = default;

  [[nodiscard]] virtual std::string head() = 0;
  [[nodiscard]] virtual std::string row(const CellRow& row) = 0;
  /// Writes what stands behind the last row. An error where such a file cannot hold what came.
  [[nodiscard]] virtual Result<Done> finish(files::WholeFile& file, const Breathe& breathe);

 protected:
  [[nodiscard]] virtual std::string tail() { return ""; }
  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }

 private:
  std::vector<Column> columns_;
};

struct TableOptions {
  std::string name = {};         // of the file, as the question has it
  bool guards_formulas = false;  // a text that a spreadsheet would take for a formula gets an apostrophe
};

/// True where files are written that end so; those of text with `.gz` behind it too, which is for whoever writes the bytes.
[[nodiscard]] bool is_table_file(const std::string& shown);
/// All endings, as a help line has them.
[[nodiscard]] std::string endings_of_tables();
/// Of a file that is_table_file. An error where the columns make no graph.
[[nodiscard]] Result<std::unique_ptr<TableWriter>> table_writer(const std::string& shown, const std::vector<Column>& columns,
                                                                const TableOptions& options);

/// The error of a file that cannot hold so much; its help names a format that can.
[[nodiscard]] Diagnostic too_much(std::string why);
/// A cell as it prints, lists joined by `; `; empty where it is missing.
[[nodiscard]] std::string text_of(const Cell& cell);
[[nodiscard]] bool is_missing(const Cell& cell);
/// `text` as a text of JSON, with its quotes; as text of XML.
[[nodiscard]] std::string json_text(std::string_view text);
[[nodiscard]] std::string xml_text(std::string_view text);

// text_tables.cpp, graphs.cpp, stata.cpp, workbook.cpp
using MadeWriter = Result<std::unique_ptr<TableWriter>>;
[[nodiscard]] MadeWriter make_json(const std::vector<Column>& columns, const TableOptions& options);
[[nodiscard]] MadeWriter make_jsonl(const std::vector<Column>& columns, const TableOptions& options);
[[nodiscard]] MadeWriter make_markdown(const std::vector<Column>& columns, const TableOptions& options);
[[nodiscard]] MadeWriter make_html(const std::vector<Column>& columns, const TableOptions& options);
[[nodiscard]] MadeWriter make_tex(const std::vector<Column>& columns, const TableOptions& options);
[[nodiscard]] MadeWriter make_dot(const std::vector<Column>& columns, const TableOptions& options);
[[nodiscard]] MadeWriter make_graphml(const std::vector<Column>& columns, const TableOptions& options);
[[nodiscard]] MadeWriter make_gexf(const std::vector<Column>& columns, const TableOptions& options);
[[nodiscard]] MadeWriter make_stata(const std::vector<Column>& columns, const TableOptions& options);
[[nodiscard]] MadeWriter make_workbook(const std::vector<Column>& columns, const TableOptions& options);

}  // namespace entente::exchange
