#include "engine/exchange/inspect_superseded.h"

#include <algorithm>
#include <string>
#include <utility>

namespace entente::exchange {

using claims::Claim;
using claims::Superseded;

SupersededCheck::SupersededCheck(const store::Reader& reader, const catalog::Catalog& catalog, const DefinitionChanges& changes,
                                 BodyId body, std::string who, OnFinding found)
    : catalog_(catalog),
      changes_(changes),
      body_(body),
      who_(std::move(who)),
      found_(std::move(found)),
      rows_(claims::superseded_of_body(reader, body)) {
  std::stable_sort(rows_.begin(), rows_.end(), [](const Superseded& a, const Superseded& b) { return a.actor < b.actor; });
}

void SupersededCheck::take(const claims::PairHistory& history, const std::vector<Claim>& claims) {
  const auto begin = std::lower_bound(rows_.cbegin(), rows_.cend(), history.actor,
                                      [](const Superseded& row, ActorId actor) { return row.actor < actor; });
  const auto end = std::find_if(begin, rows_.cend(), [&](const Superseded& row) { return row.actor != history.actor; });
  taken_ += static_cast<std::size_t>(end - begin);
  CommitId before = history.first;
  for (auto time = begin; time != end;) {
    const auto next = std::find_if(time, end, [&](const Superseded& row) { return row.until != time->until; });
    take_time({time, next}, before, history.changed, claims);
    before = time->until;
    time = next;
  }
}

// The rows of a time are all that was of the pair then. Of a time before definitions changed nobody can tell from what there is
// now.
void SupersededCheck::take_time(std::span<const Superseded> rows, CommitId before, CommitId last,
                                const std::vector<Claim>& claims) const {
  const CommitId from = rows.front().from;
  const CommitId until = rows.front().until;
  const claims::Pair pair{rows.front().actor, body_};
  const std::string what = "what number " + std::to_string(pair.actor.value) + " in " + who_ + " is said to have been at commits " +
                           std::to_string(from.value) + " to " + std::to_string(until.value);
  const bool is_one = std::all_of(rows.begin(), rows.end(), [&](const Superseded& row) { return row.from == from; });
  if (!is_one || from < before || until <= from || until > last) {
    found_(what + " overlaps what it was at others");
    return;
  }
  const bool is_told = from >= changes_.defined(pair, claims);
  if (is_told && !(follows(rows, from, claims) && follows(rows, {until.value - 1}, claims))) {
    found_(what + " does not follow from its claims");
  }
}

bool SupersededCheck::follows(std::span<const Superseded> rows, CommitId then, const std::vector<Claim>& claims) const {
  const claims::Pair pair{rows.front().actor, body_};
  std::vector<Superseded> out;
  claims::add_superseded(pair.actor, rows.front().from, rows.front().until, claims::stood_then(catalog_, pair, claims, then), out);
  return std::is_permutation(out.begin(), out.end(), rows.begin(), rows.end());
}

void SupersededCheck::finish() const {
  if (taken_ != rows_.size()) {
    found_("of " + who_ + " is kept what pairs were which there are none");
  }
}

}  // namespace entente::exchange
