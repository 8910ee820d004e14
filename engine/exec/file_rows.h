// The rows of a file in their own order, read batch by batch.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/exec/file_cells.h"
#include "engine/files/open.h"

namespace entente::exec {

class FileRows {
 public:
  /// The rows of that query's source; `needed` tells for each of its columns whether any stage looks at it: what is not needed and
  /// can hold anything is passed over. Both outlive this.
  FileRows(Machine& machine, const bind::Query& query, std::vector<bool> needed, Stats& stats);

  /// Begins with the first row. Throws Failed.
  void ask();
  /// Throws Failed where cells are not what their columns hold, with the first of them and the number of the rest.
  [[nodiscard]] std::optional<Batch> next();

 private:
  [[nodiscard]] const files::Record* read();
  void add_row(const files::Record& record, Batch& batch);
  [[nodiscard]] std::optional<DayRange> row_days(Datum date) const;
  [[nodiscard]] CellValue value(const files::Cell& cell, std::size_t column, std::optional<DayRange> days);
  void note_fault(const files::Place& at, const std::string& column, const CellValue& value);
  [[noreturn]] void fail(Diagnostic diagnostic) const;
  [[noreturn]] void fail_with_faults();

  Machine& machine_;
  const bind::Query& query_;
  std::vector<bool> needed_;
  Stats& stats_;
  FileCells cells_;
  std::unique_ptr<files::RecordReader> reader_;
  std::vector<Datum> row_;
  std::size_t bytes_ = 0;  // of the texts in the batch
  std::vector<std::string> faults_;
  std::size_t unknown_count_ = 0;
  std::size_t ragged_count_ = 0;
  bool any_ambiguous_ = false;
};

}  // namespace entente::exec
