// The part of `check` that concerns what pairs were before they changed: that it follows from the claims of that time. Internal to
// engine/exchange.
#pragma once

#include <span>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/superseded.h"
#include "engine/exchange/inspect_rows.h"
#include "engine/exchange/pair_changes.h"

namespace entente::exchange {

/// Of one body.
class SupersededCheck {
 public:
  /// `who` is what findings say of the body. Throws store::Fault. All must outlive it.
  SupersededCheck(const store::Reader& reader, const catalog::Catalog& catalog, const DefinitionChanges& changes, BodyId body,
                  std::string who, OnFinding found);
  /// Of a pair of the body, with all its claims that ever were; each pair comes once.
  void take(const claims::PairHistory& history, const std::vector<claims::Claim>& claims);
  /// What is kept of others is of no pair.
  void finish() const;

 private:
  void take_time(std::span<const claims::Superseded> rows, CommitId before, CommitId last,
                 const std::vector<claims::Claim>& claims) const;
  [[nodiscard]] bool follows(std::span<const claims::Superseded> rows, CommitId then,
                             const std::vector<claims::Claim>& claims) const;

  const catalog::Catalog& catalog_;
  const DefinitionChanges& changes_;
  BodyId body_;
  std::string who_;
  OnFinding found_;
  std::vector<claims::Superseded> rows_;  // by actor, then commit
  std::size_t taken_ = 0;
};

}  // namespace entente::exchange
