#include "engine/catalog/cell_names.h"

#include <algorithm>
#include <iterator>

#include "engine/catalog/name_key.h"
#include "parser/display.h"

namespace entente::catalog {
namespace {

constexpr std::size_t kKnownMax = 100000;  // names of a column that are kept in mind
constexpr std::size_t kShownMax = 60;      // bytes of a cell that messages show

std::string why_nothing(const Catalog& catalog, const WrittenName& name, const std::vector<EntityId>& called, Place place,
                        const std::string& shown) {
  const std::string wanted = place == Place::kActor ? "actor" : "body";
  if (!called.empty()) {
    const std::string_view kind = to_text(catalog.entity(called[0])->kind);
    return shown + " is no " + wanted + " but " + (kind == "agreement" ? "an " : "a ") + std::string(kind);
  }
  std::string out = "no " + wanted + " is " + shown;
  if (!name.prefix.empty()) {
    return out;
  }
  std::vector<std::string> candidates;
  for (const auto& entity : catalog.entities()) {
    if (fits(entity.kind, place)) {
      candidates.push_back(entity.name);
      candidates.push_back(entity.key);
      std::transform(entity.also.begin(), entity.also.end(), std::back_inserter(candidates), [](const auto& a) { return a.text; });
    }
  }
  const auto near = nearest(name.text, candidates, 1);
  return near.empty() ? out : out + "; " + near[0] + "?";
}

}  // namespace

std::string quoted_cell(std::string_view text) {
  if (text.size() <= kShownMax) {
    return "\"" + entente::shown(text) + "\"";
  }
  std::size_t end = kShownMax;
  while ((text[end] & 0xC0) == 0x80) {
    --end;
  }
  return "\"" + entente::shown(text.substr(0, end)) + "…\"";
}

const CellNames::Meant& CellNames::of(const Catalog& catalog, std::string_view text) {
  if (const auto found = known_.find(text); found != known_.end()) {
    return found->second;
  }
  if (known_.size() >= kKnownMax) {
    known_.clear();
  }
  return known_.emplace(std::string(text), look_up(catalog, text)).first->second;
}

void CellNames::learn(std::string_view text, EntityId id) {
  Meant meant;
  meant.shown = quoted_cell(text);
  meant.ids = {id};
  known_.insert_or_assign(std::string(text), std::move(meant));
}

CellNames::Meant CellNames::look_up(const Catalog& catalog, std::string_view text) const {
  Meant out;
  const bool coded = !code_system_.empty() && !text.starts_with(code_system_ + ":");
  const auto name = coded ? WrittenName{code_system_, std::string(text)} : name_of_text(catalog, std::string(text));
  out.shown = name.prefix.empty() ? quoted_cell(name.text) : name.prefix + ":" + entente::shown(name.text);
  const auto called = all_called(catalog, name);
  out.ids = meant(catalog, called, name, place_);
  if (out.ids.empty()) {
    out.unknown = called.empty() && name.prefix.empty();
    out.fault = why_nothing(catalog, name, called, place_, out.shown);
  } else if (out.ids.size() > 1) {
    for (const EntityId id : out.ids) {
      out.fault += (out.fault.empty() ? out.shown + " is " : id == out.ids.back() ? " or " : ", ") + catalog.entity(id)->key;
      out.days.push_back(days_of_use(*catalog.entity(id), name));
    }
  }
  return out;
}

std::optional<EntityId> settled(const CellNames::Meant& meant, DayRange range) {
  std::optional<EntityId> only;
  for (std::size_t i = 0; i < meant.ids.size(); ++i) {
    if (meant.days[i].touches(range)) {
      if (only) {
        return std::nullopt;
      }
      only = meant.ids[i];
    }
  }
  return only;
}

}  // namespace entente::catalog
