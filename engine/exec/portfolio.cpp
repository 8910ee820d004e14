#include "engine/exec/portfolio.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/claims/block_cursor.h"
#include "engine/claims/found_rows.h"

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

Portfolio::Portfolio(const std::vector<Spell>& spells) : same_(true) {
  held_.toggles.reserve(2 * spells.size());
  for (const auto& spell : spells) {
    held_.add(spell.place, spell.days);
  }
  std::sort(held_.toggles.begin(), held_.toggles.end());
}

void Portfolio::Side::add(std::uint32_t place, DayRange days) {
  toggles.emplace_back(days.begin, place, true);
  toggles.emplace_back(days.end, place, false);
}

void Portfolio::Side::fill(const std::vector<Object>& objects, Sureness sureness) {
  for (const auto& object : objects) {
    for (const DayRange range : object.days.of(sureness).ranges()) {
      add(object.place, range);
    }
  }
  std::sort(toggles.begin(), toggles.end());
}

void Portfolio::Side::move_to(Day day, std::size_t words) {
  if (next > 0 && toggles[next - 1].day() > day) {  // backwards: begin anew
    next = 0;
    bits.assign(words, 0);
  }
  bits.resize(words);
  for (; next < toggles.size() && toggles[next].day() <= day; ++next) {
    const std::uint64_t bit = std::uint64_t{1} << (toggles[next].place() % kWordBits);
    auto& word = bits[toggles[next].place() / kWordBits];
    word = toggles[next].on() ? word | bit : word & ~bit;
  }
}

void Portfolio::move_to(Day day, std::size_t words) {
  if (of_one_day_) {
    held_.bits.assign(words, 0);
    for (const std::uint32_t place : places_) {
      held_.bits[place / kWordBits] |= std::uint64_t{1} << (place % kWordBits);
    }
    return;
  }
  held_.move_to(day, words);
  if (!same_) {
    excluding_.move_to(day, words);
  }
}

std::uint32_t Objects::add_new(EntityId object) {
  if (object.value >= places_.size()) {
    places_.resize(object.value + 1U, kNone);
  }
  const auto place = static_cast<std::uint32_t>(all_.size());
  places_[object.value] = place;
  all_.push_back(object);
  return place;
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

// One reading of what is kept: neither the other days nor what else memberships have need to be read.
bool Portfolios::is_brief() const {
  return context_.when.kind == bind::When::Kind::kOn && context_.sureness == Sureness::kBest && context_.view.plain() &&
         !context_.view.predecessors;
}

claims::Axis Portfolios::axis() const { return query_.set.side == Side::kActors ? claims::Axis::kByActor : claims::Axis::kByBody; }

// Of an actor the rows come body by body. One cursor goes from each subject to the next.
void Portfolios::load_one_day(const std::vector<EntityId>& subjects) {
  const Day day = context_.when.window.begin;
  auto question = claims::question_of({day, day + 1}, roles_.any, roles_.ids);
  question.wants_roles = question.has_gaps;
  std::optional<claims::BlockCursor> blocks;
  claims::FoundRows rows;
  for (const EntityId subject : subjects) {
    if (loaded_.contains(subject)) {
      continue;
    }
    machine_.breathe();
    if (blocks) {
      blocks->move_to(subject);
    } else {
      blocks.emplace(machine_.reader(), axis(), subject);
    }
    rows.clear();
    for (; blocks->valid(); blocks->next()) {
      claims::add_rows(blocks->block(), question, rows);
    }
    if (question.has_gaps) {
      rows.keep([&](std::size_t row) { return roles_.takes({rows.roles[row]}); });
    }
    std::vector<std::uint32_t> places;
    places.reserve(rows.size());
    for (const std::uint32_t other : rows.others) {
      std::uint32_t place = objects_.place_of({other});
      if (place == Objects::kNone && takes({other})) {
        place = objects_.add({other});
      }
      if (place != Objects::kNone && (places.empty() || places.back() != place)) {
        places.push_back(place);
      }
    }
    if (query_.set.side == Side::kBodies) {
      std::sort(places.begin(), places.end());
      places.erase(std::unique(places.begin(), places.end()), places.end());
    }
    machine_.hold(places.size() * sizeof(places.front()));
    loaded_.emplace(subject, Portfolio(std::move(places)));
  }
}

Portfolio Portfolios::read_best(EntityId subject) {
  briefs_.clear();
  claims::add_briefs(machine_.reader(), axis(), subject, {roles_.any, roles_.ids, DayRange{}}, briefs_);
  machine_.hold(briefs_.size() * sizeof(claims::Brief));
  const auto before = [](const claims::Brief& a, const claims::Brief& b) {
    return std::tie(a.other, a.best.begin) < std::tie(b.other, b.best.begin);
  };
  if (!std::is_sorted(briefs_.begin(), briefs_.end(), before)) {
    std::sort(briefs_.begin(), briefs_.end(), before);
  }
  std::vector<Portfolio::Spell> spells;
  spells.reserve(briefs_.size());
  for (std::size_t i = 0; i < briefs_.size();) {
    const EntityId object = briefs_[i].other;
    DayRange days = briefs_[i].best;
    for (++i; i < briefs_.size() && briefs_[i].other == object && briefs_[i].best.begin <= days.end; ++i) {
      days.end = std::max(days.end, briefs_[i].best.end);  // what overlaps or touches is one
    }
    if (objects_.place_of(object) != Objects::kNone || takes(object)) {
      spells.push_back({objects_.add(object), days});
    }
  }
  return Portfolio(spells);
}

Portfolio Portfolios::read(EntityId subject) {
  const bool of_actors = query_.set.side == Side::kActors;
  std::map<std::uint32_t, DaySets> days;
  for (const auto& m : memberships_of(subject)) {
    const EntityId object = of_actors ? entity(m.body) : entity(m.actor);
    if (roles_.takes(m.role) && takes(object)) {
      DaySets& all = days[objects_.add(object)];
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
  return Portfolio(std::move(objects), sureness, ruling_out(sureness));
}

void Portfolios::load(const std::vector<EntityId>& subjects) {
  loaded_.reserve(subjects.size());
  if (is_brief() && machine_.step() == nullptr) {
    load_one_day(subjects);
    return;
  }
  for (const EntityId subject : subjects) {
    if (!loaded_.contains(subject)) {
      machine_.breathe();
      loaded_.emplace(subject, is_brief() ? read_best(subject) : read(subject));
    }
  }
}

}  // namespace entente::exec
