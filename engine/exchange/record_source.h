// Rows that are made of the records of a file: reading the next record, counting it, and refusing one that has not a cell a
// heading.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/exchange/row.h"

namespace entente::exchange {

class RecordSource : public RowSource {
 public:
  explicit RecordSource(std::unique_ptr<files::RecordReader> reader) : reader_(std::move(reader)) {}

  [[nodiscard]] Result<const Row*> next(std::vector<RowFault>& faults) override;
  [[nodiscard]] std::size_t records() const override { return records_; }
  [[nodiscard]] files::Extent extent() const override { return reader_->extent(); }
  [[nodiscard]] const files::Record* record() const override { return record_; }
  [[nodiscard]] const std::vector<std::string>& headings() const override { return reader_->headings(); }

 protected:
  /// Makes the next row of what was taken; null: there is none, and a further record is needed.
  [[nodiscard]] virtual const Row* ready() = 0;
  /// Takes a record that has a cell under each heading. What is wrong with it as a whole is added to `faults`.
  virtual void take(const files::Record& record, std::vector<RowFault>& faults) = 0;
  /// No record follows.
  virtual void end() {}

  [[nodiscard]] const files::RecordReader& reader() const { return *reader_; }

 private:
  std::unique_ptr<files::RecordReader> reader_;
  const files::Record* record_ = nullptr;
  std::size_t records_ = 0;
  bool ended_ = false;
  Row refused_;  // says nothing but where it stands
};

}  // namespace entente::exchange
