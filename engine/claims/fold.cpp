#include "engine/claims/fold.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/claims/reading.h"

namespace entente::claims {
namespace {

// The readings of a pair, sorted out; role 0 has the suspensions.
struct Sorted {
  std::map<std::pair<RoleId, Stance>, std::vector<Reading>> roles;
  std::map<RoleId, std::vector<Reading>> denials;
};

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
    if (claim->stance == Stance::kDenied) {
      out.denials[claim->role].push_back(reading);
    } else if (claim->kind != ClaimKind::kSuspension || claim->stance == Stance::kFact) {
      out.roles[{claim->role, claim->stance}].push_back(reading);
    }
  }
  for (auto& [key, readings] : out.roles) {
    readings = with_settled_beginnings(std::move(readings));
  }
  return out;
}

// What is said, with the same stance, of the actor's other roles in the body.
std::vector<Reading> of_other_roles(const Sorted& sorted, RoleId role, Stance stance) {
  std::vector<Reading> out;
  for (const auto& [key, readings] : sorted.roles) {
    if (key.first && key.first != role && key.second == stance) {
      out.insert(out.end(), readings.begin(), readings.end());
    }
  }
  return out;
}

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

PairReadings readings_of(const std::vector<Claim>& claims, const FoldContext& context) {
  Sorted sorted = sort_out(claims, context);
  PairReadings out;
  for (const auto& [key, readings] : sorted.roles) {
    const auto& [role, stance] = key;
    RoleReadings of_role{role, stance, readings, {}, {}};
    const auto others = role ? of_other_roles(sorted, role, stance) : std::vector<Reading>{};
    if (role && stance == Stance::kFact && sorted.denials.contains(role)) {
      of_role.denials = sorted.denials.at(role);
    }
    of_role.ends.reserve(readings.size());
    for (const auto& reading : readings) {
      of_role.ends.push_back(end_of(reading, readings, others, of_role.denials, context));
    }
    out.roles.push_back(std::move(of_role));
  }
  out.denials = std::move(sorted.denials);
  return out;
}

Folded fold(const std::vector<Claim>& claims, const FoldContext& context) {
  const PairReadings pair = readings_of(claims, context);
  Folded out;
  for (const auto& said : pair.roles) {
    for (auto& spell : spells_of(said.readings, said.ends, said.denials, context)) {
      if (said.role) {
        out.memberships.push_back(membership_of(std::move(spell)));
      } else {
        out.suspensions.push_back({spell.began, spell.ended, spell.best, std::move(spell.certain), std::move(spell.possible)});
      }
    }
  }
  return out;
}

}  // namespace entente::claims
