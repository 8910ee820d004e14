#include "engine/claims/plain.h"

#include <algorithm>

namespace entente::claims {
namespace {

constexpr Day kUnread = kBeforeAll;  // neither is the day of any source
constexpr Day kUndated = kBeforeAll + 1;

bool is_day(const Bound& bound) { return bound == exact_bound(bound.earliest); }

// True where nothing of the life cuts off a membership from that day, until another if it has an end.
bool is_within_life(const catalog::Entity* entity, const PlainClaim& claim) {
  if (entity == nullptr || (entity->began.stated() && (!is_day(entity->began) || claim.began < entity->began.earliest))) {
    return false;
  }
  return !entity->ended.stated() || (claim.ended && is_day(entity->ended) && *claim.ended <= entity->ended.earliest);
}

Day published_last_of(const catalog::Catalog& catalog, SourceId id) {
  const auto* source = catalog.source(id);
  return source != nullptr && source->published.stated() ? source->published.latest : kUndated;
}

// Where nothing around the claim matters but when it was published.
std::optional<PlainFold> fold_alone(const PlainClaim& claim, Day published_last) {
  const auto is_open = [](Day day) { return day == kBeforeAll || day == kAfterAll; };
  if (is_open(claim.began) || (claim.ended && (is_open(*claim.ended) || claim.began >= *claim.ended))) {
    return std::nullopt;
  }
  const Day must_have_happened = claim.ended ? *claim.ended - 1 : claim.began;
  const Day spoken = published_last == kUndated ? must_have_happened : published_last;
  if (spoken < must_have_happened || spoken == kAfterAll) {
    return std::nullopt;  // it was published before all of that had happened
  }
  return PlainFold{{claim.began, claim.ended.value_or(kAfterAll)}, claim.ended ? must_have_happened : spoken};
}

}  // namespace

bool stand_apart(std::span<const PlainClaim> claims) {
  for (std::size_t i = 1; i < claims.size(); ++i) {
    const auto& before = claims[i - 1];
    if (!before.ended || *before.ended > claims[i].began) {
      return false;
    }
    bool touches = false;  // ends ascend, so that those which may touch stand right before it
    for (std::size_t j = i; j > 0 && claims[j - 1].ended == claims[i].began; --j) {
      touches = touches || claims[j - 1].role == claims[i].role;
    }
    if (touches) {
      return false;
    }
  }
  return true;
}

bool fold_apart(std::vector<PlainClaim>& claims, std::vector<PlainFold>& folds,
                const std::function<std::optional<PlainFold>(const PlainClaim&)>& fold) {
  const auto by = [](auto member) { return [member](const auto& a, const auto& b) { return a.*member < b.*member; }; };
  std::sort(claims.begin(), claims.end(), by(&PlainClaim::began));
  if (!stand_apart(claims)) {
    return false;
  }
  std::stable_sort(claims.begin(), claims.end(), by(&PlainClaim::role));
  folds.clear();
  return std::all_of(claims.begin(), claims.end(), [&](const PlainClaim& claim) {
    const auto one = fold(claim);
    folds.push_back(one.value_or(PlainFold{}));
    return one.has_value();
  });
}

std::optional<PlainFold> plain_fold(const catalog::Catalog& catalog, const PlainClaim& claim) {
  if (catalog.is_covered(claim.body) || !is_within_life(catalog.entity(claim.actor), claim) ||
      !is_within_life(catalog.entity(claim.body), claim)) {
    return std::nullopt;
  }
  return fold_alone(claim, published_last_of(catalog, claim.source));
}

std::optional<PlainFold> PlainFolder::fold(const PlainClaim& claim) {
  if (!is_open(entity(claim.actor)) || !is_open(entity(claim.body))) {
    return plain_fold(catalog_, claim);
  }
  return fold_alone(claim, published_last(claim.source));
}

bool PlainFolder::is_open(EntityId id) {
  if (id.value >= open_.size()) {
    open_.resize(id.value + 1, Open::kUnread);
  }
  Open& open = open_[id.value];
  if (open == Open::kUnread) {
    const auto* entity = catalog_.entity(id);
    const bool is_unbounded = entity != nullptr && !entity->began.stated() && !entity->ended.stated();
    open = is_unbounded && !catalog_.is_covered(as_body(id)) ? Open::kYes : Open::kNo;
  }
  return open == Open::kYes;
}

Day PlainFolder::published_last(SourceId id) {
  if (id.value >= published_last_.size()) {
    published_last_.resize(id.value + 1, kUnread);
  }
  Day& last = published_last_[id.value];
  if (last == kUnread) {
    last = published_last_of(catalog_, id);
  }
  return last;
}

}  // namespace entente::claims
