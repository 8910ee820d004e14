// What changed: who joined, left, changed role, was suspended, resumed (rule 21).
#include <algorithm>
#include <map>

#include "engine/exec/asked.h"
#include "engine/exec/change_how.h"
#include "engine/exec/source_rows.h"
#include "engine/exec/stays.h"

namespace entente::exec {
namespace {

using bind::Query;
using bind::RoleFilter;
using claims::Membership;

enum Change : Datum { kJoined = 0, kLeft = 1, kChangedRole = 2, kSuspended = 3, kResumed = 4 };  // places in kChangeWords

// One row, `name` and the ids of the pair apart.
struct Row {
  DatedBound date;
  Change change = kJoined;
  Datum how = kAbsent;
  RoleId was = {};  // 0: none
  RoleId now = {};
  Datum held_days = kAbsent;
  std::vector<SourceId> sources = {};
  Stance stance = Stance::kFact;
  friend bool operator==(const Row&, const Row&) = default;
};

// What began and what ended on one day.
struct OneDay {
  std::vector<const Stay*> ended;
  std::vector<const Stay*> begun;
};

Datum held_days(const Stay& stay) { return stay.days.begin == kBeforeAll ? kAbsent : Datum{stay.days.end} - stay.days.begin; }

// A change of role prints the beginning of the new one as recorded; one that was only seen, no earlier than the old one may end.
DatedBound date_of_change(const Bound& ended, const Bound& began, Day best) {
  const bool seen = began.earliest == kBeforeAll && ended.stated() && ended.earliest <= best;
  return dated(seen ? bound_between(ended.earliest, std::min(ended.latest, began.latest)) : began, best);
}

class ChangeRows {
 public:
  ChangeRows(Machine& machine, const Query& query)
      : machine_(machine), query_(query), view_(query.context.view), how_(machine, view_), batch_(query.source_schema.size()) {}

  // Without `as`, each role by itself; what begins on the day on which another ends is one change.
  void add_all(const FoldedPair& history) {
    pair_ = history.pair;
    std::map<RoleId, std::vector<Stay>> stays;
    for (const Membership* m : history.memberships) {
      stays[m->role];
    }
    std::map<std::pair<Stance, Day>, OneDay> days;
    for (auto& [role, of_role] : stays) {
      of_role = stays_of(machine_, history, {false, {role}});
      for (const Stay& stay : of_role) {
        days[{stay.stance, stay.days.begin}].begun.push_back(&stay);
        days[{stay.stance, stay.days.end}].ended.push_back(&stay);
      }
    }
    for (auto& [key, day] : days) {
      add_day(day);
    }
    add_suspensions(history, RoleFilter{});
  }

  // With `as`, to join and to leave mean to begin and to cease to be that, whatever else one is. Each role named is a matter of
  // its own; what is the same by several of them is one row.
  void add_named(const FoldedPair& history, const std::vector<RoleFilter>& named) {
    pair_ = history.pair;
    of_pair_.clear();
    for (const auto& roles : named) {
      for (const Stay& stay : stays_of(machine_, history, roles)) {
        add_joined(stay, roles);
        add_left(stay);
      }
      add_suspensions(history, roles);
    }
  }

  [[nodiscard]] Batch take() { return std::move(batch_); }

 private:
  void add_day(OneDay& day) {
    // The highest with the highest; those without rank come behind.
    const auto higher = [&](const Stay* a, const Stay* b) {
      return machine_.order_of(a->first->role) < machine_.order_of(b->first->role);
    };
    std::sort(day.ended.begin(), day.ended.end(), higher);
    std::sort(day.begun.begin(), day.begun.end(), higher);
    const std::size_t both = std::min(day.ended.size(), day.begun.size());
    for (std::size_t i = 0; i < both; ++i) {
      add_changed(*day.ended[i], *day.begun[i]);
    }
    for (std::size_t i = both; i < day.ended.size(); ++i) {
      add_left(*day.ended[i]);
    }
    for (std::size_t i = both; i < day.begun.size(); ++i) {
      add_joined(*day.begun[i], {false, {day.begun[i]->first->role}});
    }
  }

  void add_joined(const Stay& stay, const RoleFilter& roles) {
    push({.date = dated(stay.first->began, stay.days.begin),
          .change = kJoined,
          .how = how_.joined(pair_, stay, roles),
          .now = stay.first->role,
          .sources = stay.first->sources,
          .stance = stay.stance});
  }

  void add_left(const Stay& stay) {
    if (stay.days.end == kAfterAll) {
      return;
    }
    push({.date = dated(stay.last->ended, stay.days.end),
          .change = kLeft,
          .how = how_.left(pair_, stay),
          .was = stay.last->role,
          .held_days = held_days(stay),
          .sources = stay.last->sources,
          .stance = stay.stance});
  }

  void add_changed(const Stay& old, const Stay& now) {
    std::vector<SourceId> sources;
    std::set_union(old.last->sources.begin(), old.last->sources.end(), now.first->sources.begin(), now.first->sources.end(),
                   std::back_inserter(sources));
    const How how = old.last->how;
    push({.date = date_of_change(old.last->ended, now.first->began, now.days.begin),
          .change = kChangedRole,
          .how = how == How::kUnknown ? kAbsent : static_cast<Datum>(how),
          .was = old.last->role,
          .now = now.first->role,
          .held_days = held_days(old),
          .sources = std::move(sources),
          .stance = old.stance});
  }

  // Suspensions count while a role is held; who leaves under one does not resume.
  void add_suspensions(const FoldedPair& history, const RoleFilter& roles) {
    SpanList held;
    for (const Stay& stay : stays_of(machine_, history, roles)) {
      if (stay.stance == Stance::kFact) {
        held.add(stay.days);
      }
    }
    SpanList suspended;
    for (const auto* suspension : history.suspensions) {
      suspended.add(suspension->best);
    }
    const SpanList counted = intersect(held, suspended);
    for (const DayRange& days : counted.ranges()) {
      const auto bound_at = [&](Bound claims::Suspension::*bound, Day DayRange::*side) {
        const Day day = days.*side;
        const auto it = std::find_if(history.suspensions.begin(), history.suspensions.end(),
                                     [&](const auto* suspension) { return suspension->best.*side == day; });
        return dated(it == history.suspensions.end() ? exact_bound(day) : (*it)->*bound, day);
      };
      add_status(history, roles, kSuspended, bound_at(&claims::Suspension::began, &DayRange::begin));
      if (held.contains(days.end)) {
        add_status(history, roles, kResumed, bound_at(&claims::Suspension::ended, &DayRange::end));
      }
    }
  }

  void add_status(const FoldedPair& history, const RoleFilter& roles, Change change, const DatedBound& date) {
    RoleId role;
    for (const Membership* m : history.memberships) {
      const bool held = m->stance == Stance::kFact && roles.takes(m->role) && m->best.contains(date.best);
      if (held && (!role || machine_.order_of(m->role) < machine_.order_of(role))) {
        role = m->role;
      }
    }
    push({.date = date, .change = change, .was = role, .now = role, .sources = sources_of_suspension(history, date.best)});
  }

  // A folded suspension does not know who says so; the claims that begin in it do.
  std::vector<SourceId> sources_of_suspension(const FoldedPair& history, Day day) {
    std::vector<SourceId> out;
    for (const auto& claim : claims::claims_in_view(machine_.reader(), machine_.catalog_of(view_), pair_, view_)) {
      const bool says = std::any_of(history.suspensions.begin(), history.suspensions.end(), [&](const auto* suspension) {
        const DayRange& days = suspension->best;
        return days.begin <= day && day <= days.end && claim.began.earliest <= days.end && days.begin <= claim.began.latest;
      });
      if (claim.kind == claims::ClaimKind::kSuspension && claim.stance == Stance::kFact && claim.source && says) {
        out.push_back(claim.source);
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  void push(const Row& row) {
    if (!query_.context.when.window.contains(row.date.best)) {
      return;
    }
    if (query_.roles_named.size() > 1) {
      if (std::find(of_pair_.begin(), of_pair_.end(), row) != of_pair_.end()) {
        return;
      }
      of_pair_.push_back(row);
    }
    const auto role = [](RoleId id) { return id ? Datum{id.value} : kAbsent; };
    std::vector<Datum> cells = {bound_datum(machine_.pool(), row.date),
                                pair_.actor.value,
                                pair_.actor.value,
                                pair_.body.value,
                                row.change,
                                row.how,
                                role(row.was),
                                role(row.now),
                                row.held_days,
                                source_list(machine_, row.sources)};
    if (query_.with_stance) {
      cells.push_back(static_cast<Datum>(row.stance));
    }
    batch_.push_row(cells);
  }

  Machine& machine_;
  const Query& query_;
  const claims::View& view_;
  ChangeHow how_;
  claims::Pair pair_;
  std::vector<Row> of_pair_;  // where several roles are named
  Batch batch_;
};

}  // namespace

Batch change_rows(Machine& machine, const Query& query) {
  ChangeRows rows(machine, query);
  const Asked asked(machine, query);
  asked.each_scan(RoleFilter{}, DayRange{}, [&](const claims::Derived& derived) {
    for (const auto& history : by_pair(derived)) {
      if (!asked.takes(history.pair.actor, history.pair.body)) {
        continue;
      }
      if (query.roles_named.empty()) {
        rows.add_all(history);
      } else {
        rows.add_named(history, query.roles_named);
      }
    }
  });
  return rows.take();
}

}  // namespace entente::exec
