// Each holding of a first role and what came of it (rule 22).
#include <algorithm>

#include "engine/catalog/records.h"
#include "engine/exec/asked.h"
#include "engine/exec/source_rows.h"
#include "engine/exec/stays.h"
#include "engine/store/codec.h"

namespace entente::exec {
namespace {

using bind::Query;
using bind::RoleFilter;

enum Outcome : Datum { kMoved = 0, kWaiting = 1, kDropped = 2 };  // places in kOutcomeWords

// The day of the latest commit in view; while the first is being written there is none yet, and it is of today.
Day latest_commit_day(Machine& machine, const claims::View& view) {
  auto commits = machine.reader().scan(store::Table::kCommits);
  if (view.known_at) {
    store::KeyWriter key;
    key.u32(view.known_at->value);
    commits.seek(key.view());
  } else {
    commits.last();
  }
  return commits.valid() ? day_of_utc(catalog::decode_commit(commits.value()).utc_seconds) : machine.today();
}

std::vector<RoleId> ids_of(const catalog::Catalog& catalog, const RoleFilter& roles) {
  std::vector<RoleId> out;
  for (const auto& role : catalog.roles()) {
    if (roles.takes(role.id)) {
      out.push_back(role.id);
    }
  }
  return out;
}

// Of two roles of which one stands under the other the wider means the rest: from elected member to member is to another member.
void part(const catalog::Catalog& catalog, RoleFilter& from, RoleFilter& to) {
  from = {false, ids_of(catalog, from)};
  to = {false, ids_of(catalog, to)};
  RoleFilter& wide = from.ids.size() < to.ids.size() ? to : from;
  const RoleFilter& narrow = &wide == &to ? from : to;
  std::erase_if(wide.ids, [&](RoleId id) { return narrow.takes(id); });
}

class TransitionRows {
 public:
  TransitionRows(Machine& machine, const Query& query)
      : machine_(machine),
        query_(query),
        from_(query.roles),
        to_(query.other_roles),
        commit_day_(latest_commit_day(machine, query.context.view)),
        batch_(query.source_schema.size()) {
    part(machine.catalog(), from_, to_);
    const auto& when = query.context.when;
    if (when.kind != bind::When::Kind::kOn && when.window.end != kAfterAll) {
      known_through_ = when.window.end - 1;
    }
  }

  void add(const FoldedPair& history) {
    const auto to = stays_of(machine_, history, to_);
    for (const Stay& stay : stays_of(machine_, history, from_)) {
      if (!query_.context.when.window.contains(stay.days.begin)) {
        continue;
      }
      const auto move = std::find_if(to.begin(), to.end(), [&](const Stay& next) {
        return next.stance == stay.stance && next.days.begin >= stay.days.begin && next.days.begin <= known_through_;
      });
      push(history.pair, stay, move == to.end() ? nullptr : &*move);
    }
  }

  [[nodiscard]] Batch take() { return std::move(batch_); }

 private:
  void push(claims::Pair pair, const Stay& stay, const Stay* move) {
    const bool ended = stay.days.end != kAfterAll && stay.days.end <= known_through_;
    const Day until = move != nullptr ? move->days.begin : ended ? stay.days.end : std::min(known_through_, commit_day_);
    const bool dated = stay.days.begin != kBeforeAll;
    Pool& pool = machine_.pool();
    std::vector<Datum> row = {pair.actor.value,
                              pair.actor.value,
                              pair.body.value,
                              bound_datum(pool, exec::dated(stay.first->began, stay.days.begin)),
                              move == nullptr ? kAbsent : bound_datum(pool, exec::dated(move->first->began, move->days.begin)),
                              dated ? std::max(Datum{until} - stay.days.begin, Datum{0}) : kAbsent,
                              move != nullptr ? kMoved
                              : ended         ? kDropped
                                              : kWaiting,
                              move == nullptr ? 1 : 0};
    if (query_.with_stance) {
      row.push_back(static_cast<Datum>(stay.stance));
    }
    batch_.push_row(row);
  }

  Machine& machine_;
  const Query& query_;
  RoleFilter from_;
  RoleFilter to_;
  Day commit_day_;
  Day known_through_ = kAfterAll;  // the last day of the stated period: what came later is not known to the question
  Batch batch_;
};

}  // namespace

Batch transition_rows(Machine& machine, const Query& query) {
  TransitionRows rows(machine, query);
  const Asked asked(machine, query);
  asked.each_scan(RoleFilter{}, DayRange{}, [&](const claims::Derived& derived) {
    for (const auto& history : by_pair(derived)) {
      if (asked.takes(history.pair.actor, history.pair.body)) {
        rows.add(history);
      }
    }
  });
  return rows.take();
}

}  // namespace entente::exec
