// Cells of a file as values: names looked up, dates and numbers read. Says why where a cell is nothing of the kind.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/catalog/lookup.h"
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
  struct Meant {
    std::string shown;  // as messages have it
    std::vector<EntityId> ids;
    std::vector<SpanList> days;  // on which each may have been called so, where there are several
    std::string fault;
  };
  [[nodiscard]] const Meant& meant(std::string_view text, std::size_t column);
  [[nodiscard]] std::string why_nothing(const catalog::WrittenName& name, const std::vector<EntityId>& called, catalog::Place place,
                                        const std::string& shown) const;
  [[nodiscard]] std::optional<EntityId> settled(const Meant& meant, std::optional<DayRange> days) const;

  Machine& machine_;
  const bind::Query& query_;
  std::vector<std::unordered_map<std::string, Meant>> known_;  // by column
};

}  // namespace entente::exec
