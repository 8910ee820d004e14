#include "engine/exec/set_eval.h"

#include <algorithm>
#include <map>

#include "engine/exec/run.h"

namespace entente::exec {
namespace {

using bind::SetNode;
using bind::When;

void clip(DaySets& days, DayRange window) {
  const SpanList all{window};
  days.best = intersect(days.best, all);
  days.certain = intersect(days.certain, all);
  days.possible = intersect(days.possible, all);
}

// Collects what several memberships say of one entity.
class Collector {
 public:
  explicit Collector(DayRange window) : window_(window) {}

  void add(EntityId id, DaySets days) {
    clip(days, window_);
    if (days.possible.empty()) {
      return;
    }
    DaySets& all = items_[id];
    all.best = unite(all.best, days.best);
    all.certain = unite(all.certain, days.certain);
    all.possible = unite(all.possible, days.possible);
  }

  [[nodiscard]] std::vector<SetItem> take() {
    std::vector<SetItem> out;
    out.reserve(items_.size());
    for (auto& [id, days] : items_) {
      out.push_back({id, std::move(days)});
    }
    return out;
  }

 private:
  DayRange window_;
  std::map<EntityId, DaySets> items_;
};

DaySets days_of(const claims::Membership& m) { return {SpanList{m.best}, m.certain, m.possible}; }

DaySets always(DayRange window) { return {SpanList{window}, SpanList{window}, SpanList{window}}; }

SetResult roles_of(Machine& machine, const SetNode& node, const When& when) {
  Collector collector(when.window);
  SpanList covered{when.window};
  for (const EntityId body : select(machine, node.selector, when)) {
    const auto derived = machine.of_body(as_body(body), node.view, node.roles, when.window);
    for (const auto& m : derived->memberships) {
      if (node.roles.takes(m.role)) {
        collector.add(entity(m.actor), days_of(m));
      }
    }
    covered = intersect(covered, machine.covered_days(as_body(body), node.roles, node.view));
  }
  return {collector.take(), covered};
}

std::optional<std::vector<EntityId>> under_of(Machine& machine, const SetNode& node, const When& when) {
  return node.under ? std::optional(select(machine, *node.under, when)) : std::nullopt;
}

SetResult bodies_of(Machine& machine, const SetNode& node, const When& when) {
  Collector collector(when.window);
  const auto under = under_of(machine, node, when);
  for (const EntityId actor : select(machine, node.selector, when)) {
    const auto derived = machine.of_actor(as_actor(actor), node.view, node.roles, when.window);
    for (const auto& m : derived->memberships) {
      const auto* then = machine.catalog_of(node.view).entity(m.body);
      const auto* body = then != nullptr ? then : machine.catalog().entity(m.body);
      if (node.roles.takes(m.role) && node.kinds.takes(body->kind) && narrow(*body, under, node.topics)) {
        collector.add(entity(m.body), days_of(m));
      }
    }
  }
  // That an actor holds no role in a body is known where a source covers that body.
  const auto covered = [&machine, &node](EntityId id) { return machine.own_covered_days(as_body(id), node.roles, node.view); };
  return {collector.take(), Covered{SpanList{when.window}, covered}};
}

SetResult existing(Machine& machine, const SetNode& node, const When& when) {
  SetResult out;
  out.covered = SpanList{when.window};
  const auto under = under_of(machine, node, when);
  for (const auto& entity : machine.catalog_of(node.view).entities()) {
    if (!node.kinds.takes(entity.kind) || !narrow(entity, under, node.topics)) {
      continue;
    }
    SetItem item{entity.id, life_of(entity)};
    clip(item.days, when.window);
    if (!item.days.possible.empty()) {
      out.items.push_back(std::move(item));
    }
  }
  return out;
}

SetResult listed(const SetNode& node, const When& when) {
  SetResult out;
  out.covered = SpanList{when.window};
  for (const EntityId id : node.selector.named) {
    out.items.push_back({id, always(when.window)});
  }
  return out;
}

SetResult both(const SetResult& a, const SetResult& b) {
  SetResult out;
  out.covered = a.covered;
  out.covered.narrow(b.covered);
  for (auto i = a.items.begin(), j = b.items.begin(); i != a.items.end() && j != b.items.end();) {
    if (i->id != j->id) {
      i->id < j->id ? ++i : ++j;
      continue;
    }
    SetItem item{i->id,
                 {intersect(i->days.best, j->days.best), intersect(i->days.certain, j->days.certain),
                  intersect(i->days.possible, j->days.possible)}};
    item.uncovered = i->uncovered || j->uncovered;
    if (!item.days.possible.empty()) {
      out.items.push_back(std::move(item));
    }
    ++i;
    ++j;
  }
  return out;
}

SetResult either(SetResult a, SetResult b) {
  SetResult out;
  out.covered = a.covered;
  out.covered.narrow(b.covered);
  auto i = a.items.begin();
  auto j = b.items.begin();
  while (i != a.items.end() || j != b.items.end()) {
    if (j == b.items.end() || (i != a.items.end() && i->id < j->id)) {
      out.items.push_back(std::move(*i++));
    } else if (i == a.items.end() || j->id < i->id) {
      out.items.push_back(std::move(*j++));
    } else {
      SetItem item{
          i->id,
          {unite(i->days.best, j->days.best), unite(i->days.certain, j->days.certain), unite(i->days.possible, j->days.possible)}};
      item.uncovered = i->uncovered && j->uncovered;
      out.items.push_back(std::move(item));
      ++i;
      ++j;
    }
  }
  return out;
}

// Rule 20: certainly A except B is certainly A and not possibly B, where a source covers B; possibly the other way round.
SetResult minus(SetResult a, const SetResult& b) {
  SetResult out;
  out.covered = a.covered;
  auto j = b.items.begin();
  for (auto& item : a.items) {
    while (j != b.items.end() && j->id < item.id) {
      ++j;
    }
    const bool in_both = j != b.items.end() && j->id == item.id;
    if (in_both) {
      item.days.best = subtract(item.days.best, j->days.best);
      item.days.certain = subtract(item.days.certain, j->days.possible);
      item.days.possible = subtract(item.days.possible, j->days.certain);
    }
    const SpanList covered = b.covered.of(item.id);
    item.days.certain = intersect(item.days.certain, covered);
    item.uncovered = item.uncovered || !subtract(item.days.best, covered).empty();
    if (!item.days.possible.empty()) {
      out.items.push_back(std::move(item));
    }
  }
  return out;
}

// Days on which at least `low` and at most `high` of the lists hold, and the highest count on any day.
std::pair<SpanList, std::uint64_t> count_days(const std::vector<const SpanList*>& lists, std::uint64_t low, std::uint64_t high) {
  std::map<Day, int> steps;
  for (const auto* list : lists) {
    for (const DayRange range : list->ranges()) {
      ++steps[range.begin];
      --steps[range.end];
    }
  }
  SpanList days;
  std::uint64_t count = 0;
  std::uint64_t highest = 0;
  for (auto it = steps.begin(); it != steps.end(); ++it) {
    count = static_cast<std::uint64_t>(static_cast<std::int64_t>(count) + it->second);
    const auto next = std::next(it);
    if (count >= low && count <= high && next != steps.end()) {
      days.add({it->first, next->first});
      highest = std::max(highest, count);
    }
  }
  return {days, highest};
}

// The days on which the absence of `id` from some part is what is recorded, and no source vouches for it.
SpanList absent_uncovered(const std::vector<SetResult>& parts, EntityId id, bind::Sureness sureness, DayRange window) {
  SpanList days;
  for (const auto& part : parts) {
    const auto it = std::lower_bound(part.items.begin(), part.items.end(), id,
                                     [](const SetItem& item, EntityId wanted) { return item.id < wanted; });
    const bool is_in = it != part.items.end() && it->id == id;
    const SpanList absent = is_in ? subtract(SpanList{window}, it->days.of(sureness)) : SpanList{window};
    days = unite(days, subtract(absent, part.covered.of(id)));
  }
  return days;
}

SetResult counted(const std::vector<SetResult>& parts, const SetNode& node, DayRange window) {
  SetResult out;
  out.covered = SpanList{window};
  std::map<EntityId, std::vector<const DaySets*>> found;
  for (const auto& part : parts) {
    out.covered.narrow(part.covered);
    for (const auto& item : part.items) {
      found[item.id].push_back(&item.days);
    }
  }
  for (const auto& [id, sets] : found) {
    std::vector<const SpanList*> best;
    std::vector<const SpanList*> certain;
    std::vector<const SpanList*> possible;
    for (const auto* days : sets) {
      best.push_back(&days->best);
      certain.push_back(&days->certain);
      possible.push_back(&days->possible);
    }
    const std::uint64_t high = node.exactly ? node.count : UINT64_MAX;
    SetItem item{id, {}};
    std::tie(item.days.best, item.counts[0]) = count_days(best, node.count, high);
    std::tie(item.days.certain, item.counts[1]) = count_days(certain, node.count, UINT64_MAX);
    std::tie(item.days.possible, item.counts[2]) = count_days(possible, node.count, UINT64_MAX);
    if (node.exactly) {  // certainly n: n for certain, no more possible, and in the others it is known not to be (rule 20)
      item.days.certain = subtract(item.days.certain, count_days(possible, node.count + 1, UINT64_MAX).first);
      item.days.certain = subtract(item.days.certain, absent_uncovered(parts, id, bind::Sureness::kPossibly, window));
      item.uncovered = !intersect(item.days.best, absent_uncovered(parts, id, bind::Sureness::kBest, window)).empty();
      // possibly n: n possible and no more for certain
      item.days.possible = subtract(item.days.possible, count_days(certain, node.count + 1, UINT64_MAX).first);
      item.counts = {node.count, node.count, node.count};
    }
    if (!item.days.possible.empty()) {
      out.items.push_back(std::move(item));
    }
  }
  return out;
}

// The actors or bodies of a query's rows: there for the whole time asked.
SetResult of_rows(Machine& machine, const SetNode& node, const When& when) {
  Machine& shared = machine;
  const Rows rows = run(shared, *node.rows);
  const auto column = bind::set_column(node.rows->schema(), node.side);
  std::vector<EntityId> ids;
  for (const Datum cell : rows.batch.columns[*column]) {
    if (cell != kAbsent) {
      ids.push_back({static_cast<std::uint32_t>(cell)});
    }
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  SetResult out;
  for (const EntityId id : ids) {
    out.items.push_back({id, always(when.window)});
  }
  return out;
}

SetResult chained(Machine& machine, const SetNode& node, const When& when) {
  SetResult out = evaluate(machine, node.children[0], when);
  for (std::size_t i = 0; i < node.joins.size(); ++i) {
    SetResult next = evaluate(machine, node.children[i + 1], when);
    switch (node.joins[i]) {
      case SetNode::Join::kAnd:
        out = both(out, next);
        break;
      case SetNode::Join::kOr:
        out = either(std::move(out), std::move(next));
        break;
      case SetNode::Join::kExcept:
        out = minus(std::move(out), next);
        break;
    }
  }
  return out;
}

SetResult counted_parts(Machine& machine, const SetNode& node, const When& when) {
  std::vector<SetResult> parts;
  for (const auto& child : node.children) {
    parts.push_back(evaluate(machine, child, when));
  }
  return counted(parts, node, when.window);
}

SetResult evaluate_op(Machine& machine, const SetNode& node, const When& when) {
  switch (node.op) {
    case SetNode::Op::kRolesOf:
      return roles_of(machine, node, when);
    case SetNode::Op::kBodiesOf:
      return bodies_of(machine, node, when);
    case SetNode::Op::kExisting:
      return existing(machine, node, when);
    case SetNode::Op::kListed:
      return listed(node, when);
    case SetNode::Op::kRows:
      return of_rows(machine, node, when);
    case SetNode::Op::kChain:
      return chained(machine, node, when);
    case SetNode::Op::kCounted:
      return counted_parts(machine, node, when);
  }
  return {};
}

// A part with a time of its own is in or out for the whole time asked around it.
void settle(SetResult& result, const SetNode& node, const When& outer) {
  const SpanList whole{outer.window};
  for (auto& item : result.items) {
    if (node.sureness) {
      const SpanList chosen = item.days.of(*node.sureness);
      item.days = {chosen, chosen, chosen};
    }
    if (node.when) {
      const auto fixed = [&](const SpanList& days) { return passes(*node.when, days) ? whole : SpanList{}; };
      item.days = {fixed(item.days.best), fixed(item.days.certain), fixed(item.days.possible)};
    }
  }
  if (node.when) {
    const Covered inner = std::move(result.covered);
    const DayRange asked = node.when->window;
    result.covered = Covered{whole, [inner, asked, whole](EntityId id) { return inner.of(id).covers(asked) ? whole : SpanList{}; }};
  }
  std::erase_if(result.items, [](const SetItem& item) { return item.days.possible.empty(); });
}

}  // namespace

SpanList Covered::of(EntityId id) const {
  SpanList days = days_;
  for (const auto& by_item : by_item_) {
    days = intersect(days, by_item(id));
  }
  return days;
}

void Covered::narrow(const Covered& other) {
  days_ = intersect(days_, other.days_);
  by_item_.insert(by_item_.end(), other.by_item_.begin(), other.by_item_.end());
}

const SpanList& DaySets::of(bind::Sureness sureness) const {
  return sureness == bind::Sureness::kBest ? best : sureness == bind::Sureness::kCertainly ? certain : possible;
}

SetResult evaluate(Machine& machine, const SetNode& node, const When& when) {
  machine.breathe();
  SetResult result = evaluate_op(machine, node, node.when.value_or(when));
  if (node.when || node.sureness) {
    settle(result, node, when);
  }
  return result;
}

std::vector<EntityId> members(Machine& machine, const SetNode& node, const When& when, bind::Sureness sureness) {
  std::vector<EntityId> out;
  if (node.op == SetNode::Op::kExisting && !node.when && !node.sureness && when.kind == When::Kind::kOn) {
    machine.breathe();
    const auto under = under_of(machine, node, when);
    for (const auto& entity : machine.catalog_of(node.view).entities()) {
      if (node.kinds.takes(entity.kind) && life_of(entity, sureness).contains(when.window.begin) &&
          narrow(entity, under, node.topics)) {
        out.push_back(entity.id);
      }
    }
    return out;
  }
  for (const auto& item : evaluate(machine, node, when).items) {
    if (passes(when, item.days.of(sureness))) {
      out.push_back(item.id);
    }
  }
  return out;
}

std::vector<EntityId> select(Machine& machine, const bind::Selector& selector, const When& when) {
  std::vector<EntityId> out = selector.named;
  for (const auto& set : selector.sets) {
    const auto found = members(machine, set, when, bind::Sureness::kBest);
    out.insert(out.end(), found.begin(), found.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool narrow(const catalog::Entity& entity, const std::optional<std::vector<EntityId>>& under,
            const std::vector<std::string>& topics) {
  const auto meets = [](const auto& wanted, const auto& has) {
    return std::any_of(has.begin(), has.end(),
                       [&](const auto& x) { return std::find(wanted.begin(), wanted.end(), x) != wanted.end(); });
  };
  return (!under || meets(*under, entity.under)) && (topics.empty() || meets(topics, entity.topics));
}

DayRange life_of(const catalog::Entity& entity, bind::Sureness sureness) {
  const bool surely = sureness == bind::Sureness::kCertainly;
  return {entity.began.stated() ? (surely ? entity.began.latest : entity.began.earliest) : kBeforeAll,
          entity.ended.stated() ? (surely ? entity.ended.earliest : entity.ended.latest) : kAfterAll};
}

DaySets life_of(const catalog::Entity& entity) {
  return {SpanList{life_of(entity, bind::Sureness::kBest)}, SpanList{life_of(entity, bind::Sureness::kCertainly)},
          SpanList{life_of(entity, bind::Sureness::kPossibly)}};
}

}  // namespace entente::exec
