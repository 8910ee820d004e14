#include "engine/claims/fold.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/claims/reading.h"

namespace entente::claims {
namespace {

Membership membership_of(Spell spell) {
  const Claim& first = *spell.claims.front();
  Membership out;
  out.actor = first.actor;
  out.role = first.role;
  out.body = first.body;
  out.stance = first.stance;
  out.how = spell.how;
  out.began = spell.began;
  out.ended = spell.ended;
  out.best = spell.best;
  out.begins = spell.begins;
  out.certain = std::move(spell.certain);
  out.possible = std::move(spell.possible);
  out.vouched_last = spell.vouched;
  for (const Claim* claim : spell.claims) {
    out.claims.push_back(claim->id);
    if (claim->source) {
      out.sources.push_back(claim->source);
    }
  }
  std::sort(out.sources.begin(), out.sources.end());
  out.sources.erase(std::unique(out.sources.begin(), out.sources.end()), out.sources.end());
  return out;
}

}  // namespace

Sorted sort_out(const std::vector<Claim>& claims, const FoldContext& context) {
  Sorted out;
  std::vector<const Claim*> by_id;
  by_id.reserve(claims.size());
  for (const auto& claim : claims) {
    by_id.push_back(&claim);
  }
  std::sort(by_id.begin(), by_id.end(), [](const Claim* a, const Claim* b) { return a->id < b->id; });
  for (const Claim* claim : by_id) {
    const Reading reading = read(*claim, context);
    if (claim->kind == ClaimKind::kSuspension) {
      if (claim->stance == Stance::kFact) {
        out.suspensions.push_back(reading);
      }
    } else if (claim->stance == Stance::kDenied) {
      out.denials[claim->role].push_back(reading);
    } else {
      out.roles[{claim->role, claim->stance}].push_back(reading);
    }
  }
  for (auto& [key, readings] : out.roles) {
    readings = with_settled_beginnings(std::move(readings));
  }
  return out;
}

std::vector<Reading> Sorted::of_other_roles(RoleId role, Stance stance) const {
  std::vector<Reading> out;
  for (const auto& [key, readings] : roles) {
    if (key.first != role && key.second == stance) {
      out.insert(out.end(), readings.begin(), readings.end());
    }
  }
  return out;
}

std::vector<Reading> Sorted::denials_of(RoleId role, Stance stance) const {
  const auto it = denials.find(role);
  return stance == Stance::kFact && it != denials.end() ? it->second : std::vector<Reading>{};
}

std::vector<Spell> fold_spells(const std::vector<Reading>& same, const std::vector<Reading>& others,
                               const std::vector<Reading>& denials, const FoldContext& context) {
  std::vector<EffectiveEnd> ends;
  ends.reserve(same.size());
  for (const auto& reading : same) {
    ends.push_back(end_of(reading, same, others, denials, context));
  }
  return spells_of(same, ends, denials, context);
}

Folded fold(const std::vector<Claim>& claims, const FoldContext& context) {
  const Sorted sorted = sort_out(claims, context);
  Folded out;
  for (const auto& [key, readings] : sorted.roles) {
    const auto& [role, stance] = key;
    for (auto& spell : fold_spells(readings, sorted.of_other_roles(role, stance), sorted.denials_of(role, stance), context)) {
      out.memberships.push_back(membership_of(std::move(spell)));
    }
  }
  for (auto& spell : fold_spells(sorted.suspensions, {}, {}, context)) {
    out.suspensions.push_back({spell.began, spell.ended, spell.best, std::move(spell.certain), std::move(spell.possible)});
  }
  return out;
}

}  // namespace entente::claims
