#include "engine/exchange/inspect.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "engine/catalog/catalog.h"
#include "engine/catalog/name_key.h"
#include "engine/catalog/records.h"
#include "engine/claims/derive.h"
#include "engine/claims/fresh_log.h"
#include "engine/claims/ledger.h"
#include "engine/claims/ledger_rows.h"
#include "engine/claims/pair_histories.h"
#include "engine/exchange/inspect_rows.h"
#include "engine/exchange/inspect_superseded.h"
#include "engine/exchange/pair_changes.h"
#include "engine/store/codec.h"

namespace entente::exchange {
namespace {

using catalog::Catalog;
using claims::Claim;
using claims::Derived;
using claims::Membership;
using store::Table;

std::string number(std::uint64_t value) { return std::to_string(value); }

// The order of one side does not matter to what both say.
void sort_whole(Derived& derived) {
  std::sort(derived.memberships.begin(), derived.memberships.end(), [](const Membership& a, const Membership& b) {
    return std::tuple(a.body, a.actor, a.role, a.stance, a.best.begin, a.begins) <
           std::tuple(b.body, b.actor, b.role, b.stance, b.best.begin, b.begins);
  });
  std::sort(derived.suspensions.begin(), derived.suspensions.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.body, a.actor, a.suspension.best.begin, a.suspension.began.earliest) <
           std::tuple(b.body, b.actor, b.suspension.best.begin, b.suspension.began.earliest);
  });
}

class Inspection {
 public:
  Inspection(const store::Reader& reader, const Inspector& inspector) : reader_(reader), inspector_(inspector) {}

  Inspected run() {
    for (std::size_t i = 0; i < store::kTableCount; ++i) {
      records(static_cast<Table>(i));
    }
    if (damaged_) {
      return out_;  // what is built on damaged records would be found again and again
    }
    guarded("catalogue", [&] { catalogue(); });
    guarded("claims", [&] { claims(); });
    guarded("events and provisions", [&] { acts(); });
    guarded("memberships by body", [&] { derived(true); });
    guarded("memberships by actor", [&] { derived(false); });
    return out_;
  }
  void run_catalogue() {
    for (const Table table : {Table::kCommits, Table::kRoles, Table::kEntities, Table::kSources}) {
      records(table);
    }
    guarded("catalogue", [&] { catalogue(); });
  }

 private:
  void found(const std::string& text) { inspector_.found(part_, text); }

  template <class F>
  void guarded(const std::string& part, F work) {
    part_ = part;
    inspector_.begin(part);
    try {
      work();
    } catch (const store::Fault& fault) {
      found(fault.what());
    }
  }

  // Every record against its checksum, in order, as many as the table says; and that what it says can be read.
  void records(Table table) {
    part_ = "table " + std::string(store::name_of(table));
    inspector_.begin(part_);
    const auto damage = [&](const std::string& sentence) {
      damaged_ = true;
      found(sentence);
    };
    BlockOrder order(table, [&](const std::string& text) { found(text); });
    reader_.survey(table, {[&](std::string_view key, std::string_view payload) {
                             ++out_.records;
                             decode(table, key, payload);
                             order.take(key, payload);
                           },
                           damage});
  }

  void decode(Table table, std::string_view key, std::string_view payload) {
    store::KeyReader in(key);
    std::uint32_t id = 0;
    if (table == Table::kFresh) {
      fresh(key, payload);
      return;
    }
    if (table == Table::kCommits) {
      commit(in.u32(), catalog::decode_commit(payload));
      return;
    }
    if (table == Table::kEntities) {
      id = catalog::decode_entity(payload).id.value;
    } else if (table == Table::kRoles) {
      id = catalog::decode_role(payload).id.value;
    } else if (table == Table::kSources) {
      id = catalog::decode_source(payload).id.value;
    } else {
      return;
    }
    if (in.u32() != id) {
      found("a record of number " + number(id) + " stands under another number");
    }
    if (const auto by = in.u32(); by == 0 || by > last_.id.value) {
      found("number " + number(id) + " was stated in commit " + number(by) + ", which there is none");
    }
  }

  void fresh(std::string_view key, std::string_view payload) {
    if (claims::is_beginning(key)) {
      return;
    }
    const auto change = claims::decode_change(payload);
    const auto* table = claims::row_table_of(change.table);
    const bool ascends = std::is_sorted(change.touched.begin(), change.touched.end());
    const bool fits = table != nullptr && std::all_of(change.rows.begin(), change.rows.end(), [&](const auto& row) {
                        return std::binary_search(change.touched.begin(), change.touched.end(), table->key_of(row));
                      });
    if (!ascends || !fits) {
      found("a record of fresh rows has rows of other keys than it names");
    }
  }

  void commit(std::uint32_t key, const catalog::Commit& commit) {
    if (commit.id.value != key || key != last_.id.value + 1) {
      found("commit " + number(key) + " does not follow commit " + number(last_.id.value));
    }
    if (commit.utc_seconds < last_.utc_seconds && last_.id) {
      found("commit " + number(key) + " is earlier than the one before");
    }
    last_ = commit;
  }

  [[nodiscard]] bool is_entity(EntityId id) const { return catalog_.entity(id) != nullptr; }
  [[nodiscard]] bool is_source(SourceId id) const { return !id || catalog_.source(id) != nullptr; }

  void catalogue() {
    catalog_ = Catalog::load(reader_);
    std::map<std::string, std::string> keys;
    for (const auto& entity : catalog_.entities()) {
      const auto [other, is_new] = keys.try_emplace(catalog::name_key(entity.key), entity.key);
      if (!is_new) {
        found("two things have the key " + entity.key + ", the other as " + other->second);
      }
      if (static_cast<std::size_t>(entity.kind) >= kKindWords.size() || entity.key.empty() || entity.name.empty()) {
        found("number " + number(entity.id.value) + " has no kind, key or name");
      }
      for (const EntityId id : entity.under) {
        check_reference(is_entity(id), entity.key + " stands under", id.value);
      }
      for (const auto& continuation : entity.continues) {
        check_reference(is_entity(continuation.predecessor), entity.key + " continues", continuation.predecessor.value);
      }
      check_reference(is_source(entity.source), entity.key + " is defined according to", entity.source.value);
    }
    roles();
    sources();
  }

  void check_reference(bool is_there, const std::string& who, std::uint32_t id) {
    if (!is_there) {
      found(who + " number " + number(id) + ", which there is none");
    }
  }

  void roles() {
    std::set<std::string> words;
    std::set<std::uint32_t> ranks;
    for (const auto& role : catalog_.roles()) {
      if (!words.insert(role.singular).second || !words.insert(role.plural).second) {
        found("two roles are called " + role.singular + ", or " + role.plural);
      }
      if (role.rank && !ranks.insert(*role.rank).second) {
        found("two roles have rank " + number(*role.rank));
      }
      check_reference(!role.under || catalog_.role(role.under) != nullptr, "the role " + role.singular + " stands under",
                      role.under.value);
    }
  }

  void sources() {
    std::set<std::string> keys;
    for (const auto& source : catalog_.sources()) {
      if (!keys.insert(source.key).second) {
        found("two sources have the key " + source.key);
      }
      for (const SourceId id : source.via) {
        check_reference(is_source(id), source.key + " quotes", id.value);
      }
      for (const auto& covers : source.covers) {
        check_reference(is_entity(entity(covers.body)), source.key + " covers", covers.body.value);
        check_reference(!covers.role || catalog_.role(covers.role) != nullptr, source.key + " covers the role", covers.role.value);
      }
    }
  }

  void claims() {
    const auto pairs = claims::all_pairs(reader_);
    const ClaimId next = claims::next_claim(reader_);
    const DefinitionChanges changes(reader_);
    const OnFinding on_finding = [this](const std::string& text) { found(text); };
    for (const auto& body : catalog_.entities()) {
      SupersededCheck superseded(reader_, catalog_, as_body(body.id), body.key, on_finding);
      for (const auto& history : claims::histories_of_body(reader_, as_body(body.id))) {
        const claims::Pair pair{history.actor, as_body(body.id)};
        const auto claims = claims::all_claims_of_pair(reader_, pair);
        out_.claims += claims.size();
        for (const Claim& claim : claims) {
          check(claim, pair, next);
        }
        check(history, body.key, claims.empty() ? std::nullopt : std::optional(changes.history_of(pair, claims)));
        superseded.take(history, claims);
      }
      superseded.finish();
    }
    inspect_superseded_of_nobody(reader_, catalog_, on_finding);
    std::uint64_t by_actor = 0;
    for (const auto& one : catalog_.entities()) {
      for (const auto& pair : claims::pairs_of_actor(reader_, as_actor(one.id))) {
        ++by_actor;
        if (!std::binary_search(pairs.begin(), pairs.end(), pair)) {
          found("claims of " + one.key + " stand in no list of pairs");
        }
      }
    }
    if (by_actor != pairs.size()) {
      found("there are " + number(pairs.size()) + " pairs, and claims of " + number(by_actor));
    }
    std::uint64_t placed = 0;
    for (const ClaimId id : claims::all_claim_ids(reader_)) {
      placed += claims::claim_of_id(reader_, id) ? 1U : 0U;
    }
    if (placed != out_.claims) {
      found("there are " + number(out_.claims) + " claims, and " + number(placed) + " are found by their numbers");
    }
  }

  void check(const claims::PairHistory& stored, const std::string& body, const std::optional<claims::PairHistory>& follows) {
    const std::string who = "number " + number(stored.actor.value) + " in " + body;
    if (!follows) {
      found(who + " is listed as a pair, and there are no claims of it");
      return;
    }
    if (stored.first != follows->first) {
      found(who + " is said to have begun in commit " + number(stored.first.value) + ", and its first claim is of commit " +
            number(follows->first.value));
    }
    if (stored.changed < follows->changed || stored.changed > last_.id) {
      found(who + " is said to stand so since commit " + number(stored.changed.value) + ", and it last changed in commit " +
            number(follows->changed.value));
    }
  }

  void check(const Claim& claim, claims::Pair pair, ClaimId next) {
    const std::string who = "claim " + number(claim.id.value);
    if (claim.actor != pair.actor || claim.body != pair.body || !claim.id || claim.id >= next) {
      found(who + " stands in another place than its own");
    }
    check_reference(is_entity(entity(claim.actor)), who + " is of", claim.actor.value);
    check_reference(is_entity(entity(claim.body)), who + " is in", claim.body.value);
    check_reference(!claim.role || catalog_.role(claim.role) != nullptr, who + " has the role", claim.role.value);
    check_reference(is_source(claim.source) && is_source(claim.via), who + " is according to", claim.source.value);
    if (!claim.recorded || claim.recorded > last_.id || claim.retired > last_.id ||
        (claim.retired && claim.retired < claim.recorded)) {
      found(who + " was recorded, or retracted, in a commit which there is none");
    }
  }

  void acts() {
    for (const auto& body : catalog_.entities()) {
      for (const auto& event : claims::events_of(reader_, as_body(body.id))) {
        check_reference((!event.actor || is_entity(entity(event.actor))) && is_source(event.source) && is_source(event.via),
                        "an event of " + body.key + " names", event.actor.value);
      }
      for (const auto& provision : claims::provisions_of(reader_, as_body(body.id))) {
        check_reference(is_source(provision.source) && is_source(provision.via), "a provision of " + body.key + " is according to",
                        provision.source.value);
      }
    }
  }

  // What is stored against a fold of all claims.
  void derived(bool by_body) {
    for (const auto& one : catalog_.entities()) {
      const auto pairs =
          by_body ? claims::pairs_of_body(reader_, as_body(one.id)) : claims::pairs_of_actor(reader_, as_actor(one.id));
      Derived folded;
      for (const auto& pair : pairs) {
        auto of_pair = claims::fold_pair(reader_, catalog_, pair, {});
        std::move(of_pair.memberships.begin(), of_pair.memberships.end(), std::back_inserter(folded.memberships));
        for (auto& suspension : of_pair.suspensions) {
          folded.suspensions.push_back({pair.actor, pair.body, std::move(suspension)});
        }
      }
      Derived stored = by_body ? claims::memberships_of_body(reader_, catalog_, as_body(one.id), {})
                               : claims::memberships_of_actor(reader_, catalog_, as_actor(one.id), {});
      sort_whole(folded);
      sort_whole(stored);
      out_.memberships += by_body ? stored.memberships.size() : 0;
      if (stored.memberships != folded.memberships || stored.suspensions != folded.suspensions) {
        found("what is stored of " + one.key + " does not follow from its claims: " + number(stored.memberships.size()) +
              " memberships, where the claims add up to " + number(folded.memberships.size()));
      }
    }
  }

  const store::Reader& reader_;
  const Inspector& inspector_;
  Inspected out_;
  std::string part_;
  bool damaged_ = false;
  catalog::Commit last_;
  Catalog catalog_;
};

}  // namespace

Inspected inspect(const store::Reader& reader, const Inspector& inspector) { return Inspection(reader, inspector).run(); }

void inspect_catalogue(const store::Reader& reader, const Inspector& inspector) { Inspection(reader, inspector).run_catalogue(); }

}  // namespace entente::exchange
