// The ledger: every claim, event and provision ever recorded, none ever changed, retired ones kept apart. docs/storage.md has the
// bytes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/claims/claim.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// A dated act of a body, perhaps for one actor.
struct Event {
  std::uint32_t id = 0;
  BodyId body;
  std::string kind;  // signed, in force, invited, …
  ActorId actor;     // 0: of the body alone
  Bound on;
  Stance stance = Stance::kFact;
  SourceId source;
  SourceId via;
  std::string quote;
  CommitId recorded;
  friend bool operator==(const Event&, const Event&) = default;
};

/// A coded obligation of an agreement.
struct Provision {
  std::uint32_t id = 0;
  BodyId agreement;
  std::string topic;
  std::string text;
  Stance stance = Stance::kFact;
  SourceId source;
  SourceId via;
  std::string quote;
  CommitId recorded;
  friend bool operator==(const Provision&, const Provision&) = default;
};

/// One actor in one body: what folds together.
struct Pair {
  ActorId actor;
  BodyId body;
  friend auto operator<=>(const Pair&, const Pair&) = default;
};

// Reads. All throw store::Fault on damage. Claims come in the order of their ids within a pair.
/// Current claims of the pair; with `known_at`, those that were current after that commit.
[[nodiscard]] std::vector<Claim> claims_of_pair(const store::Reader& reader, Pair pair,
                                                std::optional<CommitId> known_at = std::nullopt);
[[nodiscard]] std::vector<Claim> retired_claims_of_pair(const store::Reader& reader, Pair pair);
/// All claims of the pair that ever were, retired ones among them.
[[nodiscard]] std::vector<Claim> all_claims_of_pair(const store::Reader& reader, Pair pair);
/// All pairs that ever had a claim: of one body, of one actor, of all. Ascending.
[[nodiscard]] std::vector<Pair> pairs_of_body(const store::Reader& reader, BodyId body);
[[nodiscard]] std::vector<Pair> pairs_of_actor(const store::Reader& reader, ActorId actor);
[[nodiscard]] std::vector<Pair> all_pairs(const store::Reader& reader);
/// The claim of that number, current or retired.
[[nodiscard]] std::optional<Claim> claim_of_id(const store::Reader& reader, ClaimId id);
[[nodiscard]] std::vector<Event> events_of(const store::Reader& reader, BodyId body);
[[nodiscard]] std::vector<Provision> provisions_of(const store::Reader& reader, BodyId agreement);

/// The number that the next claim gets.
[[nodiscard]] ClaimId next_claim(const store::Reader& reader);

// Writes.
/// Records new claims, numbered on from the last, in the order of their numbers.
void insert(store::WriteTxn& txn, std::span<const Claim> claims);
/// Where those new claims lie, which are numbered on from the last one in their order. The caller stores the claims themselves.
struct ClaimPlace {
  ClaimId claim;
  ActorId actor;
  BodyId body;
};
void insert_places(store::WriteTxn& txn, std::span<const ClaimPlace> places);
/// Moves a current claim to the retired ones.
void retire(store::WriteTxn& txn, const Claim& claim, CommitId by, const std::string& because);
void insert(store::WriteTxn& txn, const Event& event);
void insert(store::WriteTxn& txn, const Provision& provision);

}  // namespace entente::claims
