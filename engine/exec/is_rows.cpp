// `is ACTOR ROLE of BODY`: one row, yes, no, possible, or not covered.
#include <algorithm>
#include <tuple>

#include "engine/exec/absence.h"
#include "engine/exec/like.h"
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
    const auto place = [&](const Membership& m) { return std::tuple(machine_.rank_of(m.role), -std::int64_t{m.first_day()}); };
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
    std::stable_sort(touching.begin(), touching.end(),
                     [](const auto* a, const auto* b) { return a->first_day() < b->first_day(); });
    return touching;
  }

  // Nobody has it so. Is that known? Outside of a life it is, though no source says so.
  [[nodiscard]] std::vector<Datum> absent() {
    const Absence absence = absence_of(machine_, {actor_, body_}, query_.roles, when_, view_);
    if (!absence.known) {
      return row_of(AnswerWord::kNotCovered, kAbsent, kAbsent, kAbsent);
    }
    std::vector<SourceId> sources;
    for (const auto& list : absence.lists) {
      sources.push_back(list.source);
    }
    for (const auto& denial : absence.denials) {
      if (denial.source) {
        sources.push_back(denial.source);
      }
    }
    const bool only_lives = absence.lists.empty() && absence.denials.empty();
    return row_of(AnswerWord::kNo, kAbsent, only_lives ? kAbsent : source_list(machine_, std::move(sources)), kAbsent);
  }

  [[nodiscard]] std::vector<Datum> row_of(AnswerWord answer, const std::vector<const Membership*>& held) {
    std::vector<SourceId> sources;
    for (const auto* m : held) {
      sources.insert(sources.end(), m->sources.begin(), m->sources.end());
    }
    return row_of(answer, began_datum(machine_.pool(), *held.front()), source_list(machine_, std::move(sources)),
                  static_cast<Datum>(held.front()->stance));
  }

  [[nodiscard]] std::vector<Datum> row_of(AnswerWord answer, Datum since, Datum sources, Datum stance) const {
    std::vector<Datum> row = {static_cast<Datum>(answer), since, sources};
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
