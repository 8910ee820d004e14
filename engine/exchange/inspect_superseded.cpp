#include "engine/exchange/inspect_superseded.h"

#include <algorithm>
#include <string>
#include <utility>

namespace entente::exchange {

using claims::Claim;
using claims::Superseded;

SupersededCheck::SupersededCheck(const store::Reader& reader, const catalog::Catalog& catalog, BodyId body, std::string who,
                                 OnFinding found)
    : catalog_(catalog),
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
  std::vector<Rows> times;  // the rows of one are all that the pair was then
  CommitId before = history.first;
  for (auto time = begin; time != end;) {
    const auto next = std::find_if(time, end, [&](const Superseded& row) { return row.until != time->until; });
    const bool is_one = std::all_of(time, next, [&](const Superseded& row) { return row.from == time->from; });
    if (!is_one || time->from < before || time->until <= time->from || time->until > history.changed) {
      say({time, next}, "overlaps what it was at others");
      return;
    }
    times.emplace_back(time, next);
    before = time->until;
    time = next;
  }
  // Of very many the last.
  std::size_t most = claims::kRefoldedMost / std::max<std::size_t>(claims.size(), 1) + 1;
  for (auto time = times.rbegin(); time != times.rend() && time->front().until > catalog_.changed() && most > 0; ++time, --most) {
    if (!follows(*time, claims)) {
      say(*time, "does not follow from its claims");
    }
  }
}

bool SupersededCheck::follows(Rows rows, const std::vector<Claim>& claims) const {
  const claims::Pair pair{rows.front().actor, body_};
  const CommitId then = std::max(rows.front().from, catalog_.changed());
  const auto is_within = [&](CommitId commit) { return commit > then && commit < rows.front().until; };
  if (std::any_of(claims.begin(), claims.end(), [&](const Claim& c) { return is_within(c.recorded) || is_within(c.retired); })) {
    return false;
  }
  std::vector<Superseded> out;
  claims::add_superseded(pair.actor, rows.front().from, rows.front().until, claims::stood_then(catalog_, pair, claims, then), out);
  return std::is_permutation(out.begin(), out.end(), rows.begin(), rows.end());
}

void SupersededCheck::say(Rows rows, const std::string& what) const {
  const Superseded& row = rows.front();
  found_("what number " + std::to_string(row.actor.value) + " in " + who_ + " is said to have been at commits " +
         std::to_string(row.from.value) + " to " + std::to_string(row.until.value) + " " + what);
}

void SupersededCheck::finish() const {
  if (taken_ != rows_.size()) {
    found_("of " + who_ + " is kept what pairs were which there are none");
  }
}

void inspect_superseded_of_nobody(const store::Reader& reader, const catalog::Catalog& catalog, const OnFinding& found) {
  const auto& table = claims::superseded_table();
  for (auto owner = claims::owner_from(reader, table, 0); owner; owner = claims::owner_from(reader, table, *owner + 1)) {
    if (catalog.entity(EntityId{*owner}) == nullptr) {
      found("what pairs were is kept of number " + std::to_string(*owner) + ", which there is none");
    }
    if (*owner == UINT32_MAX) {
      return;
    }
  }
}

}  // namespace entente::exchange
