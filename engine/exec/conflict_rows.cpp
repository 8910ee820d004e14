// Pairs of claims that cannot both hold (rule 16).
#include <algorithm>

#include "engine/claims/conflicts.h"
#include "engine/exec/asked.h"
#include "engine/exec/record_words.h"
#include "engine/exec/source_rows.h"

namespace entente::exec {
namespace {

using bind::Query;
using claims::Claim;
using claims::Conflict;

class ConflictRows {
 public:
  ConflictRows(Machine& machine, const Query& query)
      : machine_(machine), query_(query), catalog_(machine.catalog_of(query.context.view)), batch_(query.source_schema.size()) {}

  void add(claims::Pair pair) {
    const auto& view = query_.context.view;
    const auto claims = claims::claims_in_view(machine_.reader(), catalog_, pair, view);
    if (claims.empty()) {
      return;
    }
    const auto find = [&](ClaimId id) -> const Claim* {
      const auto it = std::find_if(claims.begin(), claims.end(), [&](const Claim& c) { return c.id == id; });
      return it == claims.end() ? nullptr : &*it;
    };
    for (const auto& conflict : claims::conflicts_of(claims, claims::context_of(catalog_, pair, view, claims))) {
      if (passes(query_.context.when, conflict.days)) {
        push(conflict, *find(conflict.a), find(conflict.b));
      }
    }
  }

  [[nodiscard]] Batch take() { return std::move(batch_); }

 private:
  void push(const Conflict& conflict, const Claim& a, const Claim* b) {
    Pool& pool = machine_.pool();
    const auto id = [](auto value) { return value ? Datum{value.value} : kAbsent; };
    std::vector<Datum> row = {a.actor.value, a.body.value, static_cast<Datum>(conflict.why),
                              a.id.value,    id(a.source), pool.text(claim_words(catalog_, a))};
    if (b != nullptr) {
      row.insert(row.end(), {b->id.value, id(b->source), pool.text(claim_words(catalog_, *b))});
    } else {
      const auto& life = *catalog_.entity(conflict.life_of_body ? entity(a.body) : entity(a.actor));
      row.insert(row.end(), {kAbsent, id(life.source), pool.text("the life of " + life.key + ": " + life_words(life))});
    }
    batch_.push_row(row);
    batch_.days.push_back(conflict.days.ranges().front().begin);
  }

  Machine& machine_;
  const Query& query_;
  const catalog::Catalog& catalog_;
  Batch batch_;
};

}  // namespace

Batch conflict_rows(Machine& machine, const Query& query) {
  ConflictRows rows(machine, query);
  for (const auto& pair : Asked(machine, query).pairs()) {
    rows.add(pair);
  }
  return rows.take();
}

}  // namespace entente::exec
