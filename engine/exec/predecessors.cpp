#include "engine/exec/predecessors.h"

#include <algorithm>
#include <tuple>

namespace entente::exec {
namespace {

using claims::Membership;

Day succession_day(const catalog::Entity& entity, const catalog::Continuation& continuation) {
  if (continuation.since.stated()) {
    return continuation.since.earliest;
  }
  return entity.began.stated() ? entity.began.earliest : kAfterAll;
}

template <class T>
void cut(T& spell, Day before) {
  const SpanList earlier{DayRange{kBeforeAll, before}};
  if (spell.best.end > before) {
    spell.best.end = before;
    spell.ended = exact_bound(before);
  }
  spell.certain = intersect(spell.certain, earlier);
  spell.possible = intersect(spell.possible, earlier);
}

auto group_of(const Membership& m) { return std::tuple(m.actor, m.role, m.body, m.stance); }

template <class Id>
void add_ids(std::vector<Id>& ids, const std::vector<Id>& more) {
  ids.insert(ids.end(), more.begin(), more.end());
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

// `later` begins no earlier and touches what is there.
void unite(Membership& m, const Membership& later) {
  if (later.best.end > m.best.end) {
    m.best.end = later.best.end;
    m.ended = later.ended;
    m.how = later.how;
  }
  m.certain = unite(m.certain, later.certain);
  m.possible = unite(m.possible, later.possible);
  m.vouched_last = std::max(m.vouched_last, later.vouched_last);
  add_ids(m.sources, later.sources);
  add_ids(m.claims, later.claims);
}

}  // namespace

std::vector<Predecessor> predecessors_of(const catalog::Catalog& catalog, EntityId id) {
  std::vector<Predecessor> out;
  std::vector<Predecessor> open = {{id, kAfterAll}};
  while (!open.empty()) {
    const Predecessor at = open.front();
    open.erase(open.begin());
    const auto* entity = catalog.entity(at.id);
    if (entity == nullptr) {
      continue;
    }
    for (const auto& continuation : entity->continues) {
      const Predecessor next{continuation.predecessor, std::min(at.before, succession_day(*entity, continuation))};
      const bool known = next.id == id || std::any_of(out.begin(), out.end(), [&](const auto& p) { return p.id == next.id; });
      if (!known) {
        out.push_back(next);
        open.push_back(next);
      }
    }
  }
  return out;
}

void carry_on(claims::Derived& out, const claims::Derived& from, const Predecessor& predecessor, ActorId actor, BodyId body) {
  for (Membership m : from.memberships) {
    cut(m, predecessor.before);
    if (m.possible.empty()) {
      continue;
    }
    m.actor = actor ? actor : m.actor;
    m.body = body ? body : m.body;
    out.memberships.push_back(std::move(m));
  }
  for (claims::PairSuspension s : from.suspensions) {
    cut(s.suspension, predecessor.before);
    if (!s.suspension.possible.empty()) {
      s.actor = actor ? actor : s.actor;
      s.body = body ? body : s.body;
      out.suspensions.push_back(std::move(s));
    }
  }
}

void unite_carried(claims::Derived& derived) {
  auto& all = derived.memberships;
  std::sort(all.begin(), all.end(), [](const Membership& a, const Membership& b) {
    return std::tuple(group_of(a), a.best.begin, a.best.end, a.claims) <
           std::tuple(group_of(b), b.best.begin, b.best.end, b.claims);
  });
  std::vector<Membership> out;
  for (auto& m : all) {
    const bool touches = !out.empty() && group_of(out.back()) == group_of(m) && !m.best.empty() && !out.back().best.empty() &&
                         m.best.begin <= out.back().best.end;
    if (touches) {
      unite(out.back(), m);
    } else {
      out.push_back(std::move(m));
    }
  }
  all = std::move(out);
}

}  // namespace entente::exec
