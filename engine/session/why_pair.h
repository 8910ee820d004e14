// What `why` tells of one actor in one body: the memberships that answer, the claims that they follow from, what was set aside; or
// why none answers. Internal to engine/session.
#pragma once

#include <set>

#include "engine/claims/account.h"
#include "engine/exec/absence.h"
#include "engine/plan/words.h"
#include "engine/session/story.h"
#include "engine/session/why_table.h"

namespace entente::session {

/// What is asked of each pair.
struct Asked {
  bind::RoleFilter roles;
  bind::When when;  // at its step
  bind::Sureness sureness = bind::Sureness::kBest;
  Day before = kAfterAll;  // of what a predecessor held: the succession
};

/// A pair that counts as one that is asked for: itself, or with `counting predecessors` what the named sides of it continue.
struct Counted {
  claims::Pair pair;
  Day before = kAfterAll;
};
struct Named {
  bool actor = false;
  bool body = false;
};
[[nodiscard]] std::vector<Counted> counted_as(exec::Machine& machine, claims::Pair pair, const claims::View& view, Named named);

class PairTeller {
 public:
  PairTeller(exec::Machine& machine, WhyTable& table) : machine_(machine), table_(table) {}

  /// The membership that a row shows, the claims that it follows from, and what was set aside.
  void row(const Story& story, const Asked& asked, const claims::Membership& membership);
  /// All memberships that answer, each as a row; false when none does: then nothing was told.
  [[nodiscard]] bool presence(const Story& story, const Asked& asked);
  /// Why none answers.
  void absence(const Story& story, const Asked& asked);

 private:
  struct Told {
    std::set<ClaimId> claims;
    std::vector<claims::Coverage> lists;
  };
  void membership(const Story& story, const bind::When& when, const claims::Membership& membership, const claims::Account& account,
                  const std::string& sentence, Told& told);
  void denials(const Story& story, const exec::Absence& absence, Told& told);
  void suspensions(const Story& story, const bind::When& when, const claims::Membership& membership, Told& told);
  void set_aside(const Story& story, const claims::Membership* membership, const Told& told, const Asked* absent = nullptr);
  [[nodiscard]] std::string aside_words(const Story& story, const claims::Membership* membership, const claims::Claim& claim,
                                        const Asked* absent);
  void add_set_aside(std::vector<std::string>& parts, const Story& story, const Asked& asked);
  [[nodiscard]] std::string verdict(const Story& story, const Asked& asked, const exec::Absence& absence);
  [[nodiscard]] std::vector<claims::Coverage> lists(const Story& story, const Asked& asked);

  exec::Machine& machine_;
  WhyTable& table_;
};

/// Does the membership answer?
[[nodiscard]] bool answers(const Asked& asked, const claims::Membership& membership);

}  // namespace entente::session
