// Definitions: records put under the commit that states them; what follows from them refreshed.
#include "engine/session/apply.h"

#include <algorithm>

#include "engine/catalog/records.h"
#include "engine/claims/rewrite.h"
#include "engine/store/codec.h"
#include "parser/overloaded.h"

namespace entente::session {
namespace {

using store::Table;

template <class Records>
std::uint32_t next_id(const Records& items) {
  return items.empty() ? 1 : items.back().id.value + 1;
}

template <class Record>
void store_version(store::WriteTxn& txn, Table table, const Record& record, CommitId commit) {
  store::KeyWriter key;
  key.u32(record.id.value);
  key.u32(commit.value);
  txn.put(table, key.view(), catalog::encode(record));
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string summary_of(const Tally& tally) {
  std::string out;
  const auto add = [&](std::size_t count, const std::string& words) {
    if (count > 0) {
      out += (out.empty() ? "" : ", ") + words;
    }
  };
  add(tally.defined, std::to_string(tally.defined) + " defined");
  add(tally.claims, counted(tally.claims, "claim", "claims") + " recorded");
  add(tally.events, counted(tally.events, "event", "events"));
  add(tally.provisions, counted(tally.provisions, "provision", "provisions"));
  add(tally.retracted, std::to_string(tally.retracted) + " retracted");
  return out;
}

}  // namespace

Result<std::string> Applier::apply(const bind::Change& change) {
  if (!std::holds_alternative<bind::AddClaims>(change.kind)) {
    write_claims();
  }
  return std::visit(Overloaded{
                        [&](const bind::PutSource& c) { return put(c.source); },
                        [&](const bind::PutRole& c) { return put(c.role); },
                        [&](const bind::PutEntity& c) { return put(c.entity); },
                        [&](const bind::AddClaims& c) { return add(c); },
                        [&](const bind::AddEvents& c) { return add(c); },
                        [&](const bind::AddProvisions& c) { return add(c); },
                        [&](const bind::RetractClaim& c) { return retract(c, change.span); },
                        [&](const bind::RetractMatching& c) { return retract(c, change.span); },
                    },
                    change.kind);
}

Applier::Done Applier::put(catalog::SourceRecord source) {
  const std::string key = source.key;
  if (!source.id) {
    source.id.value = next_id(catalog_.read().sources());
  } else {
    const auto& before = *catalog_.read().source(source.id);
    if (before == source) {
      return "source " + key + " is unchanged";
    }
    if (!(before.published == source.published)) {
      touch_claims_of(source.id);
    }
    for (const auto& covers : before.covers) {
      touch(claims::pairs_of_body(txn_, covers.body));
    }
  }
  for (const auto& covers : source.covers) {
    touch(claims::pairs_of_body(txn_, covers.body));
  }
  store_version(txn_, Table::kSources, source, commit_);
  catalog_.put(source, commit_);
  ++tally_.defined;
  return "source " + key + " defined";
}

Applier::Done Applier::put(catalog::Role role) {
  const std::string singular = role.singular;
  if (!role.id) {
    role.id.value = next_id(catalog_.read().roles());
    if (role.id.value > UINT16_MAX) {
      return Diagnostic{"R09", "there are 65,535 roles already", std::nullopt, {}, "use one of `roles`"};
    }
  } else {
    const auto& before = *catalog_.read().role(role.id);
    if (before == role) {
      return "role " + singular + " is unchanged";
    }
    if (before.rank != role.rank || before.under != role.under) {
      touch(claims::all_pairs(txn_));
    }
  }
  store_version(txn_, Table::kRoles, role, commit_);
  catalog_.put(role, commit_);
  ++tally_.defined;
  return "role " + singular + " defined";
}

Applier::Done Applier::put(catalog::Entity entity) {
  const std::string what = std::string(to_text(entity.kind)) + " " + entity.key;
  if (!entity.id) {
    entity.id.value = next_id(catalog_.read().entities());
  } else {
    const auto& before = *catalog_.read().entity(entity.id);
    if (before == entity) {
      return what + " is unchanged";
    }
    if (!(before.began == entity.began && before.ended == entity.ended)) {
      if (auto refused = left_outside(entity)) {
        return std::move(*refused);
      }
      touch(claims::pairs_of_actor(txn_, as_actor(entity.id)));
      touch(claims::pairs_of_body(txn_, as_body(entity.id)));
    }
  }
  store_version(txn_, Table::kEntities, entity, commit_);
  catalog_.put(entity, commit_);
  ++tally_.defined;
  return what + " defined";
}

// A life must hold the facts that are recorded of it.
std::optional<Diagnostic> Applier::left_outside(const catalog::Entity& entity) const {
  std::vector<std::string> notes;
  auto pairs = claims::pairs_of_actor(txn_, as_actor(entity.id));
  const auto of_body = claims::pairs_of_body(txn_, as_body(entity.id));
  pairs.insert(pairs.end(), of_body.begin(), of_body.end());
  for (const auto& pair : pairs) {
    for (const auto& claim : claims::claims_of_pair(txn_, pair)) {
      const bool early = entity.began.stated() && claim.began.stated() && claim.began.latest < entity.began.earliest;
      const bool late = entity.ended.stated() && claim.began.stated() && claim.began.earliest >= entity.ended.latest;
      if (claim.stance == Stance::kFact && (early || late)) {
        notes.push_back("claim " + std::to_string(claim.id.value) + "  " + shown(entente::entity(claim.actor)) + " in " +
                        shown(entente::entity(claim.body)) + " since " + to_text(claim.began));
      }
    }
  }
  if (notes.empty()) {
    return std::nullopt;
  }
  const std::size_t count = notes.size();
  notes.resize(std::min<std::size_t>(count, 5));
  return Diagnostic{"R04",
                    std::to_string(count) + (count == 1 ? " recorded fact lies" : " recorded facts lie") +
                        " outside of this life of " + entity.key,
                    std::nullopt, std::move(notes), "retract them first, or mend the dates"};
}

void Applier::touch_claims_of(SourceId source) {
  for (const auto& pair : claims::all_pairs(txn_)) {
    const auto claims = claims::claims_of_pair(txn_, pair);
    if (std::any_of(claims.begin(), claims.end(), [&](const auto& c) { return c.source == source; })) {
      touched_.insert(pair);
    }
  }
}

void Applier::refresh() {
  write_claims();
  claims::rewrite(txn_, catalog_.read(), touched_, commit_);
  touched_.clear();
}

std::string Applier::commit(std::int64_t utc_seconds, std::int64_t utc_seconds_last) {
  refresh();
  if (tally_.empty()) {
    return "";
  }
  // A clock that was set back must not make a later commit look earlier.
  const catalog::Commit record{commit_, std::max(utc_seconds, utc_seconds_last), summary_of(tally_)};
  store::KeyWriter key;
  key.u32(commit_.value);
  txn_.put(Table::kCommits, key.view(), catalog::encode(record));
  committed_ = record;
  return "commit " + std::to_string(commit_.value) + ": " + record.summary;
}

}  // namespace entente::session
