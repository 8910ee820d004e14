#include "engine/catalog/cell_names.h"

#include <algorithm>
#include <iterator>

#include "engine/catalog/name_key.h"
#include "parser/display.h"

namespace entente::catalog {
namespace {

constexpr std::size_t kKnownMax = 100000;  // names of a column that are kept in mind
constexpr std::size_t kShownMax = 60;      // bytes of a cell that messages show

std::string_view word_of(Place place) { return place == Place::kActor ? "actor" : "body"; }

std::string why_not_there(const Catalog& catalog, EntityId called, Place place, const std::string& shown) {
  const std::string_view kind = to_text(catalog.entity(called)->kind);
  return shown + " is no " + std::string(word_of(place)) + " but " + (kind == "agreement" ? "an " : "a ") + std::string(kind);
}

// Of what is called nearly so.
std::string question_of(const Catalog& catalog, const WrittenName& name, Place place) {
  std::vector<std::string> candidates;
  for (const auto& entity : catalog.entities()) {
    if (fits(entity.kind, place)) {
      candidates.push_back(entity.name);
      candidates.push_back(entity.key);
      std::transform(entity.also.begin(), entity.also.end(), std::back_inserter(candidates), [](const auto& a) { return a.text; });
    }
  }
  const auto near = nearest(name.text, candidates, 1);
  return near.empty() ? "" : "; " + near[0] + "?";
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
  if (out.ids.empty() && !called.empty()) {
    out.fault = why_not_there(catalog, called.front(), place_, out.shown);
  } else if (out.ids.empty()) {
    out.unknown = name.prefix.empty();
    out.fault = "no " + std::string(word_of(place_)) + " is " + out.shown +
                (out.unknown && names_near_ ? question_of(catalog, name, place_) : "");
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
