// `is ACTOR ROLE of BODY`: one row, yes, no, possible, or not covered.
#include <algorithm>
#include <tuple>

#include "engine/exec/like.h"
#include "engine/exec/predecessors.h"
#include "engine/exec/set_eval.h"
#include "engine/exec/source_rows.h"

namespace entente::exec {
namespace {

using bind::Query;
using bind::Sureness;
using bind::When;
using claims::Membership;

SpanList days_of(const Membership& m, Sureness sureness) {
  return sureness == Sureness::kBest ? SpanList{m.best} : sureness == Sureness::kCertainly ? m.certain : m.possible;
}

class IsQuestion {
 public:
  IsQuestion(Machine& machine, const Query& query)
      : machine_(machine),
        query_(query),
        when_(query.context.when),
        view_(query.context.view),
        actor_(as_actor(query.actors.named.front())),
        body_(as_body(query.bodies.named.front())) {
    for (const auto& m : machine_.of_pair(actor_, body_, view_).memberships) {
      if (query_.roles.takes(m.role)) {
        (m.stance == Stance::kFact ? facts_ : plans_).push_back(m);
      }
    }
  }

  [[nodiscard]] std::vector<Datum> row() {
    const auto held = holding(facts_, query_.context.sureness);
    if (!held.empty()) {
      return row_of(AnswerWord::kYes, held);
    }
    for (const auto* some : {&facts_, &plans_}) {  // what is planned, proposed or alleged is no more than possible
      const auto possible = holding(*some, Sureness::kPossibly);
      if (!possible.empty()) {
        return row_of(AnswerWord::kPossible, possible);
      }
    }
    return absent();
  }

 private:
  // The memberships by which it is so for the time asked: one that suffices by itself, rule 25's where several do; else, where they
  // do together, all of them from the first on.
  [[nodiscard]] std::vector<const Membership*> holding(const std::vector<Membership>& all, Sureness sureness) {
    SpanList days;
    std::vector<const Membership*> touching;
    const Membership* chosen = nullptr;
    const auto place = [&](const Membership& m) { return std::tuple(machine_.order_of(m.role), -std::int64_t{m.best.begin}); };
    for (const auto& m : all) {
      const SpanList of_one = days_of(m, sureness);
      if (of_one.touches(when_.window)) {
        touching.push_back(&m);
        days = unite(days, of_one);
        if (passes(when_, of_one) && (chosen == nullptr || place(m) < place(*chosen))) {
          chosen = &m;
        }
      }
    }
    if (chosen != nullptr) {
      return {chosen};
    }
    if (!passes(when_, days)) {
      return {};
    }
    std::stable_sort(touching.begin(), touching.end(), [](const auto* a, const auto* b) { return a->best.begin < b->best.begin; });
    return touching;
  }

  // Nobody has it so. Is that known?
  [[nodiscard]] std::vector<Datum> absent() {
    const auto denials = denials_of_all_roles();
    const auto covered = [&](EntityId body) { return machine_.covered_days(as_body(body), query_.roles, view_); };
    const auto outside_life = [&](EntityId actor) { return days_outside_life(actor); };
    SpanList known = unite(known_of(entity(body_), covered), known_of(entity(actor_), outside_life));
    for (const auto& denial : denials) {
      known.add(denial.days);
    }
    SpanList deciding{when_.window};
    if (when_.kind == When::Kind::kThroughout) {  // one day on which it was not so is enough
      for (const auto& m : facts_) {
        deciding = subtract(deciding, m.possible);
      }
      deciding = intersect(deciding, known);
    }
    if (deciding.empty() || !subtract(deciding, known).empty()) {
      return row_of(AnswerWord::kNotCovered, kAbsent, {}, kAbsent);
    }
    return row_of(AnswerWord::kNo, kAbsent, who_says_no(denials, deciding), kAbsent);
  }

  // Who denies a role denies all roles under it; so a denial decides where all roles asked are that one or under it.
  [[nodiscard]] std::vector<claims::Denial> denials_of_all_roles() {
    const auto& catalog = machine_.catalog_of(view_);
    auto denials = claims::denials_of_pair(machine_.reader(), catalog, {actor_, body_}, view_);
    std::erase_if(denials, [&](const claims::Denial& denial) {
      const auto denied = catalog.role_and_below(denial.role);
      const auto is_denied = [&](RoleId role) { return std::find(denied.begin(), denied.end(), role) != denied.end(); };
      return query_.roles.any || !std::all_of(query_.roles.ids.begin(), query_.roles.ids.end(), is_denied);
    });
    return denials;
  }

  [[nodiscard]] SpanList days_outside_life(EntityId id) {
    const auto* record = machine_.catalog_of(view_).entity(id);
    return record == nullptr ? SpanList{} : subtract(SpanList{DayRange{}}, life_of(*record).possible);
  }

  // Where predecessors count, nothing is known of the days before the succession that is not known of them too.
  template <class Known>
  [[nodiscard]] SpanList known_of(EntityId id, const Known& known) {
    SpanList days = known(id);
    if (view_.predecessors) {
      for (const auto& predecessor : predecessors_of(machine_.catalog_of(view_), id)) {
        days = intersect(days, unite(SpanList{DayRange{predecessor.before, kAfterAll}}, known(predecessor.id)));
      }
    }
    return days;
  }

  void add_listers(std::vector<SourceId>& out, EntityId body, const SpanList& days) {
    const auto& catalog = machine_.catalog_of(view_);
    for (const auto& covers : claims::coverage_of(catalog, as_body(body), view_)) {
      const auto listed = catalog.role_and_below(covers.role);
      const auto is_listed = [&](RoleId role) { return std::find(listed.begin(), listed.end(), role) != listed.end(); };
      const auto& asked = query_.roles;
      const bool lists_all = !covers.role || (!asked.any && std::all_of(asked.ids.begin(), asked.ids.end(), is_listed));
      if (lists_all && days.touches(covers.days)) {
        out.push_back(covers.source);
      }
    }
  }

  [[nodiscard]] std::vector<SourceId> who_says_no(const std::vector<claims::Denial>& denials, const SpanList& deciding) {
    std::vector<SourceId> out;
    add_listers(out, entity(body_), deciding);
    if (view_.predecessors) {
      for (const auto& predecessor : predecessors_of(machine_.catalog_of(view_), entity(body_))) {
        add_listers(out, predecessor.id, intersect(deciding, SpanList{DayRange{kBeforeAll, predecessor.before}}));
      }
    }
    for (const auto& denial : denials) {
      if (denial.source && deciding.touches(denial.days)) {
        out.push_back(denial.source);
      }
    }
    return out;
  }

  [[nodiscard]] std::vector<Datum> row_of(AnswerWord answer, const std::vector<const Membership*>& held) {
    std::vector<SourceId> sources;
    for (const auto* m : held) {
      sources.insert(sources.end(), m->sources.begin(), m->sources.end());
    }
    return row_of(answer, began_datum(machine_.pool(), *held.front()), std::move(sources),
                  static_cast<Datum>(held.front()->stance));
  }

  [[nodiscard]] std::vector<Datum> row_of(AnswerWord answer, Datum since, std::vector<SourceId> sources, Datum stance) {
    const bool unknown = answer == AnswerWord::kNotCovered;
    std::vector<Datum> row = {static_cast<Datum>(answer), since, unknown ? kAbsent : source_list(machine_, std::move(sources))};
    if (query_.with_stance) {
      row.push_back(stance);
    }
    return row;
  }

  Machine& machine_;
  const Query& query_;
  const When& when_;
  const claims::View& view_;
  ActorId actor_;
  BodyId body_;
  std::vector<Membership> facts_;
  std::vector<Membership> plans_;
};

}  // namespace

Batch is_rows(Machine& machine, const Query& query, Stats& stats) {
  Batch batch(query.source_schema.size());
  batch.push_row(IsQuestion(machine, query).row());
  if (batch.columns[0][0] == static_cast<Datum>(AnswerWord::kNotCovered)) {
    ++stats.uncovered;
  }
  return batch;
}

}  // namespace entente::exec
