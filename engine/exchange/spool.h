// Rows laid aside in a file without a name, for formats that must know all of them before they can write the first.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>

#include "engine/exchange/table_writer.h"

namespace entente::exchange {

class Spool {
 public:
  Spool() = default;

  /// What fails is told by `each`.
  void add(const CellRow& row);
  [[nodiscard]] std::size_t size() const { return rows_; }
  /// All rows in their order; stops where `take` returns false.
  [[nodiscard]] Result<Done> each(const std::function<bool(const CellRow&)>& take);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void fail();

  std::unique_ptr<std::FILE, Close> file_;
  std::size_t rows_ = 0;
  int error_ = 0;  // an errno
};

/// Lays all rows aside and writes them in the end.
class SpooledTable : public TableWriter {
 public:
  using TableWriter::TableWriter;
  std::string head() override { return ""; }
  std::string row(const CellRow& row) override {
    for (std::size_t i = 0; i < row.size(); ++i) {
      look_at(i, row[i]);
    }
    spool_.add(row);
    return "";
  }

 protected:
  /// Each cell, before the first is written.
  virtual void look_at(std::size_t column, const Cell& cell) = 0;
  [[nodiscard]] Spool& spool() { return spool_; }

 private:
  Spool spool_;
};

}  // namespace entente::exchange
