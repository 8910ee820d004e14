// Cells of a file as values: names looked up, dates and numbers read. Says why where a cell is nothing of the kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/cell_names.h"
#include "engine/exec/machine.h"

namespace entente::exec {

/// A value, or why there is none. A missing cell is a value: kAbsent.
struct CellValue {
  Datum datum = kAbsent;
  std::string fault;       // empty: none
  bool ambiguous = false;  // the name fits several
};

class FileCells {
 public:
  /// Of the columns of that query's file.
  FileCells(Machine& machine, const bind::Query& query);

  [[nodiscard]] CellValue date(std::string_view text) const;
  [[nodiscard]] static CellValue number(std::string_view text, const Type& type);
  /// `days` are those of the row's date; none where the row has none, or its dates settle nothing.
  [[nodiscard]] CellValue entity(std::string_view text, std::size_t column, std::optional<DayRange> days, Stats::OfFile& stats);

 private:
  [[nodiscard]] std::optional<EntityId> settled(const catalog::CellNames::Meant& meant, std::optional<DayRange> days) const;

  Machine& machine_;
  const bind::Query& query_;
  std::vector<catalog::CellNames> names_;  // by column
};

}  // namespace entente::exec
