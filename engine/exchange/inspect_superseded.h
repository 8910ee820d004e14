// The part of `check` that concerns what pairs were before they changed: that it follows from the claims of that time. Internal to
// engine/exchange.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/pair_histories.h"
#include "engine/claims/superseded.h"
#include "engine/exchange/inspect_rows.h"

namespace entente::exchange {

/// Of one body. What was so before the catalogue became what it is cannot be told from it, and nobody reads it: that is passed
/// over.
class SupersededCheck {
 public:
  /// `who` is what findings say of the body. Throws store::Fault. All must outlive it.
  SupersededCheck(const store::Reader& reader, const catalog::Catalog& catalog, BodyId body, std::string who, OnFinding found);
  /// Of a pair of the body, with all its claims that ever were; each pair comes once.
  void take(const claims::PairHistory& history, const std::vector<claims::Claim>& claims);
  /// What is kept of others is of no pair.
  void finish() const;

 private:
  using Rows = std::span<const claims::Superseded>;
  [[nodiscard]] bool follows(Rows rows, const std::vector<claims::Claim>& claims) const;
  void say(Rows rows, const std::string& what) const;

  const catalog::Catalog& catalog_;
  BodyId body_;
  std::string who_;
  OnFinding found_;
  std::vector<claims::Superseded> rows_;  // by actor, then commit
  std::size_t taken_ = 0;
};

/// Of bodies that there are none.
void inspect_superseded_of_nobody(const store::Reader& reader, const catalog::Catalog& catalog, const OnFinding& found);

}  // namespace entente::exchange
