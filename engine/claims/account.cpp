#include "engine/claims/account.h"

#include <algorithm>

#include "engine/claims/reading.h"

namespace entente::claims {
namespace {

bool makes(const Spell& spell, const Membership& membership) {
  return spell.best == membership.best &&
         std::equal(spell.claims.begin(), spell.claims.end(), membership.claims.begin(), membership.claims.end(),
                    [](const Claim* claim, ClaimId id) { return claim->id == id; });
}

// What became of each bound when all had been heard. Where no claim states the whole result, those count that give it an edge.
Shares settled(Shares shares, const Bound& result, Bound Claim::*bound) {
  std::sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.first->id < b.first->id; });
  const auto states = [&](const Claim* claim) {
    return (claim->*bound).earliest == result.earliest && (claim->*bound).latest == result.latest;
  };
  const auto first = std::find_if(shares.begin(), shares.end(), [&](const auto& share) { return states(share.first); });
  for (auto& [claim, share] : shares) {
    const bool gives_edge = (claim->*bound).earliest == result.earliest || (claim->*bound).latest == result.latest;
    if (share == Share::kAgrees && states(claim)) {
      share = claim == first->first ? Share::kStates : Share::kConfirms;
    } else if (share == Share::kAgrees && gives_edge && first == shares.end()) {
      share = Share::kNarrows;
    }
  }
  return shares;
}

Share share_of(const Shares& shares, const Claim* claim, Share otherwise) {
  const auto it = std::find_if(shares.begin(), shares.end(), [&](const auto& share) { return share.first == claim; });
  return it == shares.end() ? otherwise : it->second;
}

// A claim that ends after some day, no one knows when, narrows no end; its end may be that of the membership all the same.
Share open_ending(const Claim& claim, const Bound& result) {
  if (!claim.ended.stated() || claim.ended.notation == Bound::Notation::kUnknown) {
    return Share::kNone;
  }
  if (claim.ended == result) {
    return Share::kStates;
  }
  const bool shares_a_day = result.stated() && result.latest > claim.ended.earliest && claim.ended.latest > result.earliest;
  return shares_a_day ? Share::kAgrees : Share::kApart;
}

std::vector<Part> parts_of(const Spell& spell, const std::vector<Reading>& same) {
  const Shares beginnings = settled(spell.beginnings, spell.began, &Claim::began);
  const Shares endings = settled(spell.endings, spell.ended, &Claim::ended);
  std::vector<Part> out;
  for (const Claim* claim : spell.claims) {
    const auto reading = std::find_if(same.begin(), same.end(), [&](const Reading& r) { return r.claim == claim; });
    out.push_back({claim->id, share_of(beginnings, claim, Share::kNone), share_of(endings, claim, open_ending(*claim, spell.ended)),
                   claim->kind == ClaimKind::kEnd ? DayRange{0, 0} : reading->recorded()});
  }
  return out;
}

std::vector<ClaimId> denials_of(const Spell& spell, const std::vector<Reading>& denials) {
  std::vector<ClaimId> out;
  for (const auto& denial : denials) {
    if (spell.possible.touches(denial.recorded())) {
      out.push_back(denial.claim->id);
    }
  }
  return out;
}

// Full lists of days of the membership that do not name the actor: they end nothing that is recorded (rule 14).
std::vector<Coverage> omissions_of(const Spell& spell, RoleId role, const PairReadings& pair, const FoldContext& context) {
  std::vector<Reading> facts;
  for (const auto& said : pair.roles) {
    if (said.role && said.stance == Stance::kFact) {
      facts.insert(facts.end(), said.readings.begin(), said.readings.end());
    }
  }
  std::vector<Coverage> out;
  for (const auto& list : context.coverage) {
    if (list.list_day && spell.best.contains(list.days.begin) && is_listed(context, role, list.role) &&
        !lists_the_actor(list, facts, context)) {
      out.push_back(list);
    }
  }
  return out;
}

}  // namespace

std::optional<Account> account_of(const std::vector<Claim>& claims, const FoldContext& context, const Membership& membership) {
  const PairReadings pair = readings_of(claims, context);
  const auto said = std::find_if(pair.roles.begin(), pair.roles.end(), [&](const RoleReadings& of_role) {
    return of_role.role == membership.role && of_role.stance == membership.stance;
  });
  if (said == pair.roles.end()) {
    return std::nullopt;
  }
  for (const auto& spell : spells_of(said->readings, said->ends, said->denials, context)) {
    if (makes(spell, membership)) {
      const bool fact = said->stance == Stance::kFact;
      return Account{parts_of(spell, said->readings), spell.by, denials_of(spell, said->denials),
                     fact ? omissions_of(spell, said->role, pair, context) : std::vector<Coverage>{}};
    }
  }
  return std::nullopt;
}

}  // namespace entente::claims
