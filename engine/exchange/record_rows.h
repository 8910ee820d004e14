// A format of which each record is one row: what such sources share.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/exchange/formats.h"
#include "engine/files/numbers.h"

namespace entente::exchange {

class RecordRows : public RowSource {
 public:
  RecordRows(std::unique_ptr<files::RecordReader> reader, std::vector<std::size_t> columns, std::vector<std::string> statements)
      : reader_(std::move(reader)), columns_(std::move(columns)), statements_(std::move(statements)) {}

  Result<const Row*> next(std::vector<RowFault>& faults) override {
    auto record = reader_->next();
    if (!record) {
      return std::move(record.error());
    }
    record_ = *record;
    if (record_ == nullptr) {
      return static_cast<const Row*>(nullptr);
    }
    ++records_;
    row_.at = record_->at;
    if (record_->cells.size() != reader_->headings().size()) {
      faults.push_back({record_->at, "", "the row has more or fewer cells than there are headings", "F11"});
    } else {
      fill(row_);
    }
    return &row_;
  }
  [[nodiscard]] std::size_t records() const override { return records_; }
  [[nodiscard]] files::Extent extent() const override { return reader_->extent(); }
  [[nodiscard]] const files::Record* record() const override { return record_; }
  [[nodiscard]] const std::vector<std::string>& headings() const override { return reader_->headings(); }
  [[nodiscard]] std::string code_system(Field /*field*/) const override { return ""; }
  [[nodiscard]] std::vector<std::string> statements() const override { return statements_; }

 protected:
  /// What the record says; texts that are made for it are kept by the source until the next.
  virtual void fill(Row& row) = 0;
  /// Of the columns that the format names, by their place among them; one that the file does not have is empty.
  [[nodiscard]] std::string_view cell(std::size_t column) const {
    return columns_[column] < record_->cells.size() ? files::trimmed(record_->cells[columns_[column]].text) : std::string_view();
  }
  [[nodiscard]] files::Place at(std::size_t column) const {
    return columns_[column] < record_->cells.size() ? record_->cells[columns_[column]].at : record_->at;
  }

 private:
  std::unique_ptr<files::RecordReader> reader_;
  std::vector<std::size_t> columns_;
  std::vector<std::string> statements_;
  const files::Record* record_ = nullptr;
  std::size_t records_ = 0;
  Row row_;
};

}  // namespace entente::exchange
