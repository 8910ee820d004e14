#include "engine/catalog/in_use.h"

#include <algorithm>

#include "engine/catalog/name_key.h"

namespace entente::catalog {
namespace {

bool touch(DayRange a, DayRange b) { return std::max(a.begin, b.begin) < std::min(a.end, b.end); }

// The days on which it held by every reading. A beginning that nobody stated lies before all days.
DayRange narrowest(const InUse& in_use) {
  return {in_use.since.stated() ? in_use.since.latest : kBeforeAll, in_use.until.earliest};
}

}  // namespace

InUse with_life(const InUse& in_use, const Entity& entity) {
  InUse out = in_use;
  const bool before_life = in_use.until.stated() && in_use.until.earliest <= entity.began.latest;
  const bool behind_life = in_use.since.stated() && in_use.since.latest >= entity.ended.earliest;
  if (!in_use.since.stated() && !before_life) {
    out.since = entity.began;
  }
  if (!in_use.until.stated() && !behind_life) {
    out.until = entity.ended;
  }
  return out;
}

std::vector<InUse> uses_of_name(const Entity& entity, std::string_view text) {
  const std::string key = name_key(text);
  std::vector<InUse> out;
  const auto add = [&](std::string_view name, const InUse& in_use) {
    if (name_key(name) == key) {
      out.push_back(with_life(in_use, entity));
    }
  };
  add(entity.name, entity.named);
  for (const auto& alias : entity.also) {
    add(alias.text, alias.in_use);
  }
  for (const auto& code : entity.codes) {
    if (is_name(code)) {
      add(code.value, code.in_use);
    }
  }
  add(entity.key, {});
  return out;
}

std::vector<InUse> uses_of_code(const Entity& entity, std::string_view system, std::string_view value) {
  const std::string key = name_key(value);
  std::vector<InUse> out;
  for (const auto& code : entity.codes) {
    if (code.system == system && name_key(code.value) == key) {
      out.push_back(with_life(code.in_use, entity));
    }
  }
  return out;
}

DayRange widest(const InUse& in_use) { return {in_use.since.stated() ? in_use.since.earliest : kBeforeAll, in_use.until.latest}; }

bool surely_overlap(const InUse& a, const InUse& b) { return touch(narrowest(a), narrowest(b)); }

const Code* code_of(const Entity& entity, std::string_view system, DayRange days) {
  const auto in_system = [&](const Code& code) { return code.system == system; };
  const bool timed = std::any_of(entity.codes.begin(), entity.codes.end(),
                                 [&](const Code& code) { return in_system(code) && code.in_use.stated(); });
  const Code* found = nullptr;
  DayRange held;
  for (const auto& code : entity.codes) {
    if (!in_system(code)) {
      continue;
    }
    if (!timed) {
      return &code;
    }
    const DayRange use = widest(with_life(code.in_use, entity));
    if (touch(use, days) && (found == nullptr || use.begin > held.begin)) {
      found = &code;
      held = use;
    }
  }
  return found;
}

}  // namespace entente::catalog
