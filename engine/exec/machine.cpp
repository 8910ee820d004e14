#include "engine/exec/machine.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "engine/exec/predecessors.h"

namespace entente::exec {
namespace {

using catalog::Catalog;

bool lists(const Catalog& catalog, RoleId listed, RoleId role) {
  while (role) {
    if (listed == role) {
      return true;
    }
    const auto* record = catalog.role(role);
    role = record == nullptr ? RoleId{} : record->under;
  }
  return false;
}

}  // namespace

bool passes(const bind::When& when, const SpanList& days) {
  return when.kind == bind::When::Kind::kThroughout ? days.covers(when.window) : days.touches(when.window);
}

bind::When Machine::at_step(const bind::When& when) const {
  return when.by_step && step_ != nullptr && step_->when ? *step_->when : when;
}

claims::View Machine::at_step(const claims::View& view) {
  claims::View out = view;
  if (step_ == nullptr) {
    return out;
  }
  if (view.reported_by_step && step_->reported_by) {
    out.reported_by = view.known_at ? step_->reported_by : last_publication(*step_->reported_by);
    out.reported_by_step = false;
  }
  if (view.known_by_step && step_->known_at) {
    out.known_at = step_->known_at;
    out.known_by_step = false;
  }
  return out;
}

// Nothing changes between two publications, so that the steps between them share what was folded.
Day Machine::last_publication(Day day) {
  if (publications_.empty()) {
    publications_.push_back(kBeforeAll);
    for (const auto& source : catalog_.sources()) {
      if (source.published.stated()) {
        publications_.push_back(source.published.latest);
      }
    }
    std::sort(publications_.begin(), publications_.end());
  }
  return *std::prev(std::upper_bound(publications_.begin(), publications_.end(), day));
}

bind::Context Machine::at_step(const bind::Context& context) {
  return {at_step(context.when), at_step(context.view), context.sureness};
}

Machine::Kept& Machine::kept(const claims::View& view) {
  constexpr std::size_t kKeptMax = 8;
  const claims::View now = at_step(view);
  const auto it = std::find_if(kept_.begin(), kept_.end(), [&](const auto& kept) { return kept->view == now; });
  if (it != kept_.end()) {
    std::rotate(it, it + 1, kept_.end());  // the last one used stands last and goes last
    return *kept_.back();
  }
  if (kept_.size() == kKeptMax) {
    kept_.erase(kept_.begin());
  }
  kept_.push_back(std::make_unique<Kept>());
  kept_.back()->view = now;
  return *kept_.back();
}

const Catalog& Machine::catalog_of(const claims::View& view) {
  const auto known_at = at_step(view).known_at;
  if (!known_at || *known_at >= catalog_.changed()) {
    return catalog_;
  }
  auto& slot = old_catalogs_[known_at->value];
  if (slot == nullptr) {
    slot = std::make_unique<Catalog>(Catalog::load(reader_, known_at));
    for (catalog::Role role :
         std::vector<catalog::Role>(slot->roles().begin(), slot->roles().end())) {  // which role stands under which is today's
      const auto* now = catalog_.role(role.id);
      role.under = now == nullptr ? role.under : now->under;
      slot->put(role);
    }
  }
  return *slot;
}

const Machine::Scan& Machine::kept_body(BodyId body, const claims::View& view) {
  Kept& k = kept(view);
  auto it = k.bodies.find(body);
  if (it == k.bodies.end()) {
    it = k.bodies.emplace(body, std::make_shared<const claims::Derived>(body_memberships(body, k.view, {}))).first;
    hold(it->second->memberships.size() * sizeof(claims::Membership));
  }
  return it->second;
}

const Machine::Scan& Machine::kept_actor(ActorId actor, const claims::View& view) {
  Kept& k = kept(view);
  auto it = k.actors.find(actor);
  if (it == k.actors.end()) {
    it = k.actors.emplace(actor, std::make_shared<const claims::Derived>(actor_memberships(actor, k.view, {}))).first;
    hold(it->second->memberships.size() * sizeof(claims::Membership));
  }
  return it->second;
}

namespace {

claims::View without_predecessors(claims::View view) {
  view.predecessors = false;
  return view;
}

}  // namespace

claims::Derived Machine::body_memberships(BodyId body, const claims::View& view, const claims::Wanted& wanted) {
  breathe();
  const Catalog& catalog = catalog_of(view);
  if (!view.predecessors) {
    return claims::memberships_of_body(reader_, catalog, body, view, wanted);
  }
  claims::Derived out = of_body(body, without_predecessors(view));
  for (const auto& predecessor : predecessors_of(catalog, entity(body))) {
    carry_on(out, of_body(as_body(predecessor.id), without_predecessors(view)), predecessor, ActorId{}, body);
  }
  unite_carried(out);
  return out;
}

claims::Derived Machine::actor_memberships(ActorId actor, const claims::View& view, const claims::Wanted& wanted) {
  breathe();
  const Catalog& catalog = catalog_of(view);
  if (!view.predecessors) {
    return claims::memberships_of_actor(reader_, catalog, actor, view, wanted);
  }
  claims::Derived out = of_actor(actor, without_predecessors(view));
  for (const auto& predecessor : predecessors_of(catalog, entity(actor))) {
    carry_on(out, of_actor(as_actor(predecessor.id), without_predecessors(view)), predecessor, actor, BodyId{});
  }
  unite_carried(out);
  return out;
}

const claims::Derived& Machine::of_body(BodyId body, const claims::View& view) { return *kept_body(body, view); }

const claims::Derived& Machine::of_actor(ActorId actor, const claims::View& view) { return *kept_actor(actor, view); }

Machine::Scan Machine::of_body(BodyId body, const claims::View& view, const bind::RoleFilter& roles, DayRange window) {
  if (step_ != nullptr) {
    return kept_body(body, view);
  }
  return std::make_shared<const claims::Derived>(body_memberships(body, view, {roles.any, roles.ids, window}));
}

Machine::Scan Machine::of_actor(ActorId actor, const claims::View& view, const bind::RoleFilter& roles, DayRange window) {
  if (step_ != nullptr) {
    return kept_actor(actor, view);
  }
  return std::make_shared<const claims::Derived>(actor_memberships(actor, view, {roles.any, roles.ids, window}));
}

const claims::Derived& Machine::of_pair(ActorId actor, BodyId body, const claims::View& view) {
  static const claims::Derived kNone;
  Kept& k = kept(view);
  auto& actors = k.pairs[body];
  if (actors.empty()) {
    for (const auto& membership : kept_body(body, view)->memberships) {
      actors[membership.actor].memberships.push_back(membership);
    }
    for (const auto& suspension : kept_body(body, view)->suspensions) {
      actors[suspension.actor].suspensions.push_back(suspension);
    }
  }
  if (k.view.predecessors && k.carried.insert({actor, body}).second) {
    for (const auto& predecessor : predecessors_of(catalog_of(view), entity(actor))) {
      const auto from = actors.find(as_actor(predecessor.id));
      if (from != actors.end()) {
        const claims::Derived before = from->second;  // a copy: the actor's own place may move the others
        carry_on(actors[actor], before, predecessor, actor, body);
      }
    }
    unite_carried(actors[actor]);
  }
  const auto found = actors.find(actor);
  return found == actors.end() ? kNone : found->second;
}

SpanList Machine::covered_days(BodyId body, const bind::RoleFilter& roles, const claims::View& view) {
  SpanList days = own_covered_days(body, roles, view);
  if (view.predecessors) {
    for (const auto& predecessor : predecessors_of(catalog_of(at_step(view)), entity(body))) {
      const SpanList after{DayRange{predecessor.before, kAfterAll}};
      days = intersect(days, unite(after, own_covered_days(as_body(predecessor.id), roles, view)));
    }
  }
  return days;
}

SpanList Machine::own_covered_days(BodyId body, const bind::RoleFilter& roles, const claims::View& view) {
  const claims::View now = at_step(view);
  const Catalog& catalog = catalog_of(now);
  const auto coverage = claims::coverage_of(catalog, body, now);
  const auto* entity = catalog.entity(body);
  const auto of_role = [&](RoleId role) {
    SpanList days;  // outside of the body's life nothing is possible: there an absence is known
    days.add({kBeforeAll, entity != nullptr && entity->began.stated() ? entity->began.earliest : kBeforeAll});
    days.add({entity != nullptr && entity->ended.stated() ? entity->ended.latest : kAfterAll, kAfterAll});
    for (const auto& covers : coverage) {
      if (!covers.role || lists(catalog, covers.role, role)) {
        days.add(covers.days);
      }
    }
    return days;
  };
  if (roles.any) {
    return of_role(RoleId{});
  }
  SpanList all{DayRange{}};
  for (const RoleId role : roles.ids) {
    all = intersect(all, of_role(role));
  }
  return all;
}

const catalog::Orders& Machine::orders() {
  if (orders_ == nullptr) {
    orders_ = &own_orders_.emplace(catalog_);
  }
  return *orders_;
}

std::uint32_t Machine::rank_of(RoleId id) const {
  const auto* role = catalog_.role(id);
  return role == nullptr ? UINT32_MAX : role->rank.value_or(UINT32_MAX);
}

}  // namespace entente::exec
