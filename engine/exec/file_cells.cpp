#include "engine/exec/file_cells.h"

#include <bit>

#include "engine/files/numbers.h"

namespace entente::exec {
namespace {

CellValue fault(std::string_view text, std::string_view what) {
  return {kAbsent, catalog::quoted_cell(text) + " is " + std::string(what), false};
}

}  // namespace

FileCells::FileCells(Machine& machine, const bind::Query& query) : machine_(machine), query_(query) {
  for (std::size_t i = 0; i < query.source_schema.size(); ++i) {
    const bool is_actor = query.source_schema[i].type.is(Type::Kind::kActor);
    names_.emplace_back(query.file->code_systems[i], is_actor ? catalog::Place::kActor : catalog::Place::kBody);
  }
}

CellValue FileCells::date(std::string_view text) const {
  const std::string_view written = files::trimmed(text);
  const auto bound = bound_of_text(without_time_of_day(written));
  if (written.empty()) {
    return {};
  }
  if (!bound) {
    return fault(written, "no date");
  }
  const Day best = bound->earliest != kBeforeAll ? bound->earliest : bound->latest;
  return {machine_.pool().bound({*bound, best}), "", false};
}

CellValue FileCells::number(std::string_view text, const Type& type) {
  const std::string_view written = files::trimmed(text);
  if (written.empty()) {
    return {};
  }
  if (type.is(Type::Kind::kInteger)) {  // all of them were whole when the columns were told
    const auto whole = files::whole_number(written);
    return whole ? CellValue{*whole, "", false} : fault(written, "no number");
  }
  const auto number = files::decimal_number(written);
  return number ? CellValue{std::bit_cast<Datum>(*number == 0 ? 0.0 : *number), "", false} : fault(written, "no number");
}

CellValue FileCells::entity(std::string_view text, std::size_t column, std::optional<DayRange> days, Stats::OfFile& stats) {
  const std::string_view written = files::trimmed(text);
  if (written.empty()) {
    return {};
  }
  const auto& found = names_[column].of(machine_.catalog(), written);
  if (found.ids.empty()) {
    return {kAbsent, found.fault, false};
  }
  if (found.ids.size() == 1) {
    return {found.ids[0].value, "", false};
  }
  if (const auto id = settled(found, days)) {
    ++stats.settled[found.shown][*id];
    return {id->value, "", false};
  }
  return {kAbsent, found.fault + (days ? " on " + (days->begin + 1 == days->end ? to_text(days->begin) : "these days") : ""), true};
}

// On the days of the row's date; where that is several, on its first day.
std::optional<EntityId> FileCells::settled(const catalog::CellNames::Meant& meant, std::optional<DayRange> days) const {
  const auto& when = query_.file->names_when;
  if (!query_.file->date_column) {  // the time asked is all of it
    return when && when->window != DayRange{} ? catalog::settled(meant, when->window) : std::nullopt;
  }
  if (!days) {
    return std::nullopt;
  }
  const auto on_some_day = catalog::settled(meant, *days);
  return on_some_day ? on_some_day : catalog::settled(meant, {days->begin, days->begin + 1});
}

}  // namespace entente::exec
