#include "engine/exec/file_cells.h"

#include <algorithm>
#include <bit>

#include "engine/catalog/name_key.h"
#include "engine/files/numbers.h"
#include "parser/display.h"

namespace entente::exec {
namespace {

constexpr std::size_t kKnownMax = 100000;  // names of a column that are kept in mind
constexpr std::size_t kShownMax = 60;      // bytes of a cell that messages show

std::string quoted(std::string_view text) {
  if (text.size() > kShownMax) {
    std::size_t end = kShownMax;
    while ((text[end] & 0xC0) == 0x80) {
      --end;
    }
    return "\"" + shown(text.substr(0, end)) + "…\"";
  }
  return "\"" + shown(text) + "\"";
}

CellValue fault(std::string_view text, std::string_view what) {
  return {kAbsent, quoted(text) + " is " + std::string(what), false};
}

// `T12:30:00Z` behind a date, which may be a blank instead of the T: the time of day that databases write.
std::string_view without_time(std::string_view text) {
  constexpr std::size_t kDateBytes = 10;
  const bool has_time = text.size() >= kDateBytes + 6 && (text[kDateBytes] == 'T' || text[kDateBytes] == ' ') &&
                        text[kDateBytes + 3] == ':' &&
                        text.find_first_not_of("0123456789:.+-Z", kDateBytes + 1) == std::string_view::npos;
  return has_time ? text.substr(0, kDateBytes) : text;
}

}  // namespace

FileCells::FileCells(Machine& machine, const bind::Query& query)
    : machine_(machine), query_(query), known_(query.file->headings.size()) {}

CellValue FileCells::date(std::string_view text) const {
  const std::string_view written = files::trimmed(text);
  const auto bound = bound_of_text(without_time(written));
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
  const Meant& found = meant(written, column);
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

// What may have been called so on some day of the row's date; where that is several, on its first day.
std::optional<EntityId> FileCells::settled(const Meant& meant, std::optional<DayRange> days) const {
  const auto& when = query_.file->names_when;
  if (!query_.file->date_column) {
    days = when && when->window != DayRange{} ? std::optional(when->window) : std::nullopt;
  }
  if (!days) {
    return std::nullopt;
  }
  for (const DayRange range : {*days, DayRange{days->begin, days->begin + 1}}) {
    std::optional<EntityId> only;
    std::size_t count = 0;
    for (std::size_t i = 0; i < meant.ids.size(); ++i) {
      if (meant.days[i].touches(range)) {
        only = meant.ids[i];
        ++count;
      }
    }
    if (count == 1) {
      return only;
    }
    if (!query_.file->date_column) {
      return std::nullopt;  // the time asked is all of it
    }
  }
  return std::nullopt;
}

const FileCells::Meant& FileCells::meant(std::string_view text, std::size_t column) {
  auto& known = known_[column];
  if (known.size() >= kKnownMax) {
    known.clear();
  }
  const auto [it, is_new] = known.try_emplace(std::string(text));
  Meant& out = it->second;
  if (!is_new) {
    return out;
  }
  const auto& catalog = machine_.catalog();
  const std::string& system = query_.file->code_systems[column];
  const bool coded = !system.empty() && !text.starts_with(system + ":");
  const auto name = coded ? catalog::WrittenName{system, std::string(text)} : catalog::name_of_text(catalog, std::string(text));
  const auto place = query_.source_schema[column].type.is(Type::Kind::kActor) ? catalog::Place::kActor : catalog::Place::kBody;
  out.shown = name.prefix.empty() ? quoted(name.text) : name.prefix + ":" + shown(name.text);
  const auto called = catalog::all_called(catalog, name);
  out.ids = catalog::meant(catalog, called, name, place);
  if (out.ids.empty()) {
    out.fault = why_nothing(name, called, place, out.shown);
  } else if (out.ids.size() > 1) {
    for (const EntityId id : out.ids) {
      out.fault += (out.fault.empty() ? out.shown + " is " : id == out.ids.back() ? " or " : ", ") + catalog.entity(id)->key;
      out.days.push_back(catalog::days_of_use(*catalog.entity(id), name));
    }
  }
  return out;
}

std::string FileCells::why_nothing(const catalog::WrittenName& name, const std::vector<EntityId>& called, catalog::Place place,
                                   const std::string& shown) const {
  const auto& catalog = machine_.catalog();
  const std::string_view wanted = place == catalog::Place::kActor ? "actor" : "body";
  if (!called.empty()) {
    const auto& entity = *catalog.entity(called[0]);
    const std::string_view kind = to_text(entity.kind);
    return shown + " is no " + std::string(wanted) + " but " + (kind == "agreement" ? "an " : "a ") + std::string(kind);
  }
  std::string out = "no " + std::string(wanted) + " is " + shown;
  if (!name.prefix.empty()) {
    return out;
  }
  std::vector<std::string> candidates;
  for (const auto& entity : catalog.entities()) {
    if (catalog::fits(entity, place)) {
      candidates.push_back(entity.name);
      candidates.push_back(entity.key);
    }
  }
  const auto near = catalog::nearest(name.text, candidates, 1);
  return near.empty() ? out : out + "; " + near[0] + "?";
}

}  // namespace entente::exec
