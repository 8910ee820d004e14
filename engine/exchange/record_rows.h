// A format of which each record is one row: what such sources share.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/exchange/formats.h"
#include "engine/exchange/record_source.h"
#include "engine/files/numbers.h"

namespace entente::exchange {

class RecordRows : public RecordSource {
 public:
  RecordRows(std::unique_ptr<files::RecordReader> reader, std::vector<std::size_t> columns, std::vector<std::string> statements)
      : RecordSource(std::move(reader)), columns_(std::move(columns)), statements_(std::move(statements)) {}

  [[nodiscard]] std::string code_system(Field /*field*/) const override { return ""; }
  [[nodiscard]] std::vector<std::string> statements() const override { return statements_; }

 protected:
  /// What the record says; texts that are made for it are kept by the source until the next.
  virtual void fill(Row& row) = 0;
  /// Of the columns that the format names, by their place among them; one that the file does not have is empty.
  [[nodiscard]] std::string_view cell(std::size_t column) const {
    return columns_[column] < record()->cells.size() ? files::trimmed(record()->cells[columns_[column]].text) : std::string_view();
  }
  [[nodiscard]] files::Place at(std::size_t column) const {
    return columns_[column] < record()->cells.size() ? record()->cells[columns_[column]].at : record()->at;
  }
  [[nodiscard]] const Row* ready() override { return std::exchange(is_ready_, false) ? &row_ : nullptr; }
  void take(const files::Record& record, std::vector<RowFault>& /*faults*/) override {
    row_.at = record.at;
    fill(row_);
    is_ready_ = true;
  }

 private:
  std::vector<std::size_t> columns_;
  std::vector<std::string> statements_;
  bool is_ready_ = false;
  Row row_;
};

}  // namespace entente::exchange
