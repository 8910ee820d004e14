// What most claims are: a fact by itself, from one day on, perhaps until another, that no list speaks of and no life cuts off. Such
// a claim folds to what it says, which is quicker found than by folding (language.md, rules 11 to 14).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/claim.h"

namespace entente::claims {

struct PlainClaim {
  ActorId actor;
  RoleId role;
  BodyId body;
  SourceId source;
  ClaimId id;
  Day began = kBeforeAll;
  std::optional<Day> ended;
};

/// Each day of `best` is possible; those until the last one vouched for are certain.
struct PlainFold {
  DayRange best;
  Day vouched_last = kBeforeAll;
};

/// True where no two such claims of one pair have to do with each other, so that each folds by itself: each has ended when the next
/// begins, and before it where they are of one role. Ascending by beginning.
[[nodiscard]] bool stand_apart(std::span<const PlainClaim> claims);

/// Puts claims of one pair into the order of their roles and beginnings, and folds each by itself. False: they are not as plain as
/// that.
bool fold_apart(std::vector<PlainClaim>& claims, std::vector<PlainFold>& folds,
                const std::function<std::optional<PlainFold>(const PlainClaim&)>& fold);

/// None: it is not as plain as that. `catalog` is the catalogue as known.
[[nodiscard]] std::optional<PlainFold> plain_fold(const catalog::Catalog& catalog, const PlainClaim& claim);

/// The same for very many claims: what it must know of the world is kept in a few bytes each.
class PlainFolder {
 public:
  /// The catalogue must outlive it, unchanged.
  explicit PlainFolder(const catalog::Catalog& catalog) : catalog_(catalog) {}
  [[nodiscard]] std::optional<PlainFold> fold(const PlainClaim& claim);
  /// Claims of that source come soon.
  void expect(SourceId source) const {
    if (source.value < published_last_.size()) {
      __builtin_prefetch(&published_last_[source.value]);
    }
  }

 private:
  enum class Open : std::uint8_t { kUnread, kYes, kNo };

  [[nodiscard]] bool is_open(EntityId id);
  [[nodiscard]] Day published_last(SourceId id);

  const catalog::Catalog& catalog_;
  std::vector<Open> open_;  // has neither beginning nor end, and no list speaks of it
  std::vector<Day> published_last_;
};

}  // namespace entente::claims
