#include "engine/exec/portfolio.h"

#include <algorithm>
#include <map>

namespace entente::exec {
namespace {

using bind::Side;
using bind::Sureness;

constexpr std::size_t kWordBits = 64;

Sureness ruling_out(Sureness sureness) {
  switch (sureness) {
    case Sureness::kBest:
      return Sureness::kBest;
    case Sureness::kCertainly:
      return Sureness::kPossibly;
    case Sureness::kPossibly:
      break;
  }
  return Sureness::kCertainly;
}

}  // namespace

Portfolio::Portfolio(std::vector<Object> objects, Sureness held, Sureness excluding)
    : objects_(std::move(objects)), same_(held == excluding) {
  held_.fill(objects_, held);
  if (!same_) {
    excluding_.fill(objects_, excluding);
  }
}

void Portfolio::Side::fill(const std::vector<Object>& objects, Sureness sureness) {
  for (const auto& object : objects) {
    for (const DayRange range : object.days.of(sureness).ranges()) {
      toggles.push_back({range.begin, object.place, true});
      toggles.push_back({range.end, object.place, false});
    }
  }
  std::sort(toggles.begin(), toggles.end(), [](const Toggle& a, const Toggle& b) { return a.day < b.day; });
}

void Portfolio::Side::move_to(Day day, std::size_t words) {
  if (next > 0 && toggles[next - 1].day > day) {  // backwards: begin anew
    next = 0;
    bits.assign(words, 0);
  }
  bits.resize(words);
  for (; next < toggles.size() && toggles[next].day <= day; ++next) {
    const std::uint64_t bit = std::uint64_t{1} << (toggles[next].place % kWordBits);
    auto& word = bits[toggles[next].place / kWordBits];
    word = toggles[next].on ? word | bit : word & ~bit;
  }
}

void Portfolio::move_to(Day day, std::size_t words) {
  held_.move_to(day, words);
  if (!same_) {
    excluding_.move_to(day, words);
  }
}

std::uint32_t Objects::place_of(EntityId object) {
  const auto [it, is_new] = places.emplace(object, static_cast<std::uint32_t>(all.size()));
  if (is_new) {
    all.push_back(object);
  }
  return it->second;
}

// Groups do not count unless they are named (rule 10).
bool Portfolios::takes(EntityId object) const {
  if (query_.set.side == Side::kBodies) {
    return true;
  }
  if (query_.bodies.all) {
    const auto* entity = machine_.catalog().entity(object);
    return entity->kind != Kind::kGroup;
  }
  const auto& named = query_.bodies.named;
  return !query_.bodies.sets.empty() || std::find(named.begin(), named.end(), object) != named.end();
}

// Bodies that are named count their predecessors too.
std::vector<claims::Membership> Portfolios::memberships_of(EntityId subject) const {
  const auto& view = context_.view;
  if (query_.set.side == Side::kBodies) {
    return machine_.of_body(as_body(subject), view).memberships;
  }
  if (!view.predecessors || query_.bodies.all) {
    return machine_.of_actor(as_actor(subject), view).memberships;
  }
  const bind::When ever{bind::When::Kind::kDuring, DayRange{}, ""};
  std::vector<claims::Membership> out;
  for (const EntityId body : select(machine_, query_.bodies, ever)) {
    const auto& memberships = machine_.of_pair(as_actor(subject), as_body(body), view).memberships;
    out.insert(out.end(), memberships.begin(), memberships.end());
  }
  return out;
}

Portfolio& Portfolios::of(EntityId subject) {
  const auto found = loaded_.find(subject);
  if (found != loaded_.end()) {
    return found->second;
  }
  const bool of_actors = query_.set.side == Side::kActors;
  std::map<std::uint32_t, DaySets> days;
  for (const auto& m : memberships_of(subject)) {
    const EntityId object = of_actors ? entity(m.body) : entity(m.actor);
    if (roles_.takes(m.role) && takes(object)) {
      DaySets& all = days[objects_.place_of(object)];
      all.best = unite(all.best, SpanList{m.best});
      all.certain = unite(all.certain, m.certain);
      all.possible = unite(all.possible, m.possible);
    }
  }
  std::vector<Portfolio::Object> objects;
  objects.reserve(days.size());
  for (auto& [place, sets] : days) {
    objects.push_back({place, std::move(sets)});
  }
  const Sureness sureness = context_.sureness;
  return loaded_.emplace(subject, Portfolio(std::move(objects), sureness, ruling_out(sureness))).first->second;
}

}  // namespace entente::exec
