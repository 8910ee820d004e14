#include "engine/claims/account.h"

#include <gtest/gtest.h>

#include "engine/claims/fold.h"

namespace entente::claims {
namespace {

// What each claim does for a membership, on hand-made claims: day numbers stand for dates.
constexpr RoleId kMember{1};
constexpr RoleId kObserver{2};
constexpr SourceId kEarly{1};  // published on day 100
constexpr SourceId kLate{2};   // published on day 200

FoldContext context() {
  FoldContext out;
  out.roles = {{kMember, 10, {kMember}}, {kObserver, 20, {kObserver}}};
  out.sources = {{kEarly, 100}, {kLate, 200}};
  return out;
}

class Claims {
 public:
  Claim& since(const Bound& began, RoleId role = kMember, SourceId source = kEarly) {
    Claim claim;
    claim.id = ClaimId{static_cast<std::uint32_t>(claims_.size() + 1)};
    claim.actor = ActorId{1};
    claim.body = BodyId{2};
    claim.role = role;
    claim.source = source;
    claim.began = began;
    claims_.push_back(claim);
    return claims_.back();
  }
  Claim& since(Day day, RoleId role = kMember, SourceId source = kEarly) { return since(exact_bound(day), role, source); }
  Claim& observed(Day day, RoleId role = kMember, SourceId source = kEarly) {
    Claim& claim = since(day, role, source);
    claim.observed = true;
    return claim;
  }
  Claim& end(Day day, SourceId source = kLate) {
    Claim& claim = since(bound_none(), kMember, source);
    claim.kind = ClaimKind::kEnd;
    claim.ended = exact_bound(day);
    return claim;
  }
  /// Of the membership of that number, as `fold` has them.
  [[nodiscard]] Account account(std::size_t number, const FoldContext& with = context()) const {
    const auto folded = fold(claims_, with);
    const auto account = account_of(claims_, with, folded.memberships.at(number));
    EXPECT_TRUE(account);
    return account.value_or(Account{});
  }

 private:
  std::vector<Claim> claims_;
};

const Part& part(const Account& account, std::uint32_t id) {
  for (const auto& part : account.parts) {
    if (part.claim == ClaimId{id}) {
      return part;
    }
  }
  static const Part kNone;
  ADD_FAILURE() << "claim " << id << " makes no part of it";
  return kNone;
}

TEST(Account, ABeginningThatIsTheWholeResultIsStatedOthersAgree) {
  Claims claims;
  claims.since(bound_between(5, 60));
  claims.since(20, kMember, kLate);
  claims.since(bound_between(10, 40));
  claims.since(20);
  claims.since(90, kMember, kLate);
  const Account account = claims.account(0);
  EXPECT_EQ(part(account, 1).beginning, Share::kAgrees);
  EXPECT_EQ(part(account, 2).beginning, Share::kStates);
  EXPECT_EQ(part(account, 3).beginning, Share::kAgrees);
  EXPECT_EQ(part(account, 4).beginning, Share::kConfirms);
  EXPECT_EQ(part(account, 5).beginning, Share::kApart);
  EXPECT_EQ(account.ended_by.cause, EndCause::kOpen);
}

TEST(Account, WhereNoneIsTheResultThoseThatGiveItAnEdgeNarrowIt) {
  Claims claims;
  claims.since(bound_between(5, 30));
  claims.since(bound_between(20, 60));
  claims.since(bound_between(0, 70));
  const Account account = claims.account(0);
  EXPECT_EQ(part(account, 1).beginning, Share::kNarrows);
  EXPECT_EQ(part(account, 2).beginning, Share::kNarrows);
  EXPECT_EQ(part(account, 3).beginning, Share::kAgrees);
}

TEST(Account, AnObservationIsABeginningOnlyWhereNoneIsStatedBefore) {
  Claims claims;
  claims.observed(60);
  claims.since(80);
  EXPECT_EQ(part(claims.account(0), 1).beginning, Share::kStates);
  Claims others;
  others.observed(60);
  others.since(10);
  EXPECT_EQ(part(others.account(0), 1).beginning, Share::kNone);
  EXPECT_EQ(part(others.account(0), 1).recorded, (DayRange{60, 61}));
}

TEST(Account, AClaimVouchesThroughThePublicationOfItsSource) {
  Claims claims;
  claims.since(10);
  EXPECT_EQ(part(claims.account(0), 1).recorded, (DayRange{10, 101}));
}

TEST(Account, AnEndThatAClaimStatesItself) {
  Claims claims;
  claims.since(10).ended = exact_bound(50);
  const Account account = claims.account(0);
  EXPECT_EQ(account.ended_by, (EndedBy{EndCause::kStated, ClaimId{1}, {}}));
  EXPECT_EQ(part(account, 1).ending, Share::kStates);
}

TEST(Account, AClaimWithoutEndTakesThatOfAnother) {
  Claims claims;
  claims.since(10);
  claims.since(10, kMember, kLate).ended = exact_bound(150);
  EXPECT_EQ(claims.account(0).ended_by.claim, ClaimId{2});
  EXPECT_EQ(part(claims.account(0), 2).ending, Share::kStates);
}

TEST(Account, AnEndClaimedAlone) {
  Claims claims;
  claims.since(10);
  claims.end(150);
  EXPECT_EQ(claims.account(0).ended_by, (EndedBy{EndCause::kEnd, ClaimId{2}, {}}));
}

TEST(Account, AnEarlierEndIsPassedOver) {
  Claims claims;
  claims.since(10).ended = exact_bound(50);
  claims.since(20).ended = exact_bound(80);
  const Account account = claims.account(0);
  EXPECT_EQ(part(account, 1).ending, Share::kApart);
  EXPECT_EQ(part(account, 2).ending, Share::kStates);
}

TEST(Account, AnotherRankedRoleEndsIt) {
  Claims claims;
  claims.since(10, kObserver);
  claims.since(150, kMember, kLate);
  EXPECT_EQ(claims.account(1).ended_by, (EndedBy{EndCause::kRole, ClaimId{2}, {}}));
}

TEST(Account, ADenialEndsItOrTakesCertainty) {
  Claims claims;
  claims.since(10);
  Claim& denial = claims.since(60, kMember, kLate);
  denial.stance = Stance::kDenied;
  const Account account = claims.account(0);
  EXPECT_EQ(account.ended_by, (EndedBy{EndCause::kDenial, ClaimId{2}, {}}));
  EXPECT_EQ(account.denials, std::vector{ClaimId{2}});
}

TEST(Account, AFullListEndsWhatIsInferredAndOnlyOmitsWhatIsRecorded) {
  Claims claims;
  claims.since(10);
  FoldContext with = context();
  const Coverage before{kLate, kMember, {50, 51}, true};
  const Coverage behind{kLate, kMember, {180, 181}, true};
  with.coverage = {before, behind};
  const Account account = claims.account(0, with);
  EXPECT_EQ(account.ended_by, (EndedBy{EndCause::kList, {}, behind}));
  EXPECT_EQ(account.omissions, std::vector{before});
}

TEST(Account, TheEndOfALife) {
  Claims claims;
  claims.since(10);
  FoldContext with = context();
  with.body_life_widest = {0, 300};
  with.body_end = exact_bound(300);
  EXPECT_EQ(claims.account(0, with).ended_by.cause, EndCause::kLife);
}

TEST(Account, AMembershipOfOtherClaimsHasNone) {
  Claims claims;
  claims.since(10);
  Membership membership;
  membership.role = kMember;
  EXPECT_FALSE(account_of({}, context(), membership));
}

}  // namespace
}  // namespace entente::claims
