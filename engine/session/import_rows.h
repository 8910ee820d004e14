// Rows of an import with which something is wrong: counted, the first of them shown, written to a file where the user says so.
// Internal to engine/session.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/bind/import.h"
#include "engine/exchange/row.h"
#include "engine/files/whole_file.h"

namespace entente::session {

class BadRows {
 public:
  explicit BadRows(const bind::Import& import);

  /// Makes the file that the statement names, if it names one.
  [[nodiscard]] Result<Done> open(const std::vector<std::string>& headings);
  /// `cells` are those of the record, as they are written.
  void add(const std::vector<exchange::RowFault>& faults, const std::vector<std::string>& cells);
  [[nodiscard]] bool keeps_cells() const { return file_ != nullptr; }
  [[nodiscard]] std::size_t count() const { return rows_; }
  /// False once there are more of them than the statement allows.
  [[nodiscard]] bool tolerable() const { return rows_ <= allowed_; }
  /// The error where they are not.
  [[nodiscard]] Diagnostic refused() const;
  /// The first of them and how many more there are, for the caption.
  [[nodiscard]] std::vector<std::string> lines() const;
  /// Puts the file in its place.
  [[nodiscard]] Result<Done> finish();

 private:
  const bind::Import& import_;
  std::size_t allowed_;
  std::size_t rows_ = 0;
  std::size_t faults_ = 0;
  std::vector<std::string> lines_;
  std::unique_ptr<files::WholeFile> file_;
  std::size_t columns_ = 0;  // of it, before those that are added
};

/// The cells of a record, kept.
[[nodiscard]] std::vector<std::string> cells_of(const files::Record* record);

}  // namespace entente::session
