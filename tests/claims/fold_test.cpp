#include "engine/claims/fold.h"

#include <gtest/gtest.h>

namespace entente::claims {
namespace {

// The rules of language.md, section 10, on hand-made claims: day numbers stand for dates, one ladder of ranked roles.
constexpr RoleId kMember{1};
constexpr RoleId kObserver{2};
constexpr SourceId kEarly{1};  // published on day 100
constexpr SourceId kLate{2};   // published on day 200
constexpr SourceId kUndated{3};

FoldContext context() {
  FoldContext out;
  out.roles = {{kMember, 10, {kMember}}, {kObserver, 20, {kObserver}}};
  out.sources = {{kEarly, 100}, {kLate, 200}, {kUndated, std::nullopt}};
  return out;
}

class Claims {
 public:
  Claim& add(RoleId role, SourceId source) {
    Claim claim;
    claim.id = ClaimId{static_cast<std::uint32_t>(claims_.size() + 1)};
    claim.actor = ActorId{1};
    claim.body = BodyId{2};
    claim.role = role;
    claim.source = source;
    claim.began = Bound{kBeforeAll, kAfterAll, Bound::Notation::kNone, Precision::kDay, Bound::Mark::kNone};
    claims_.push_back(claim);
    return claims_.back();
  }
  Claim& since(Day day, RoleId role = kMember, SourceId source = kEarly) {
    Claim& claim = add(role, source);
    claim.began = exact_bound(day);
    return claim;
  }
  Claim& observed(Day day, RoleId role = kMember, SourceId source = kEarly) {
    Claim& claim = since(day, role, source);
    claim.observed = true;
    return claim;
  }
  Claim& end(Day day, RoleId role = kMember, SourceId source = kLate) {
    Claim& claim = add(role, source);
    claim.kind = ClaimKind::kEnd;
    claim.ended = exact_bound(day);
    return claim;
  }
  [[nodiscard]] Folded fold(const FoldContext& with = context()) const { return claims::fold(claims_, with); }

 private:
  std::vector<Claim> claims_;
};

TEST(Fold, AClaimVouchesForNoDayAfterItsSourceWasPublished) {
  Claims claims;
  claims.since(10);
  const auto folded = claims.fold();
  ASSERT_EQ(folded.memberships.size(), 1U);
  const Membership& m = folded.memberships[0];
  EXPECT_EQ(m.best, (DayRange{10, kAfterAll}));
  EXPECT_EQ(m.certain, SpanList(DayRange{10, 101}));
  EXPECT_EQ(m.possible, SpanList(DayRange{10, kAfterAll}));
  EXPECT_EQ(m.vouched_last, 100);
}

TEST(Fold, AStatedEndIsTakenUpToPublication) {
  Claims claims;
  claims.since(10).ended = exact_bound(50);
  const Membership m = claims.fold().memberships.at(0);
  EXPECT_EQ(m.best, (DayRange{10, 50}));
  EXPECT_EQ(m.certain, SpanList(DayRange{10, 50}));
}

TEST(Fold, SpansThatTouchAreOneMembership) {
  Claims claims;
  claims.since(10).ended = exact_bound(20);
  claims.since(20).ended = exact_bound(30);
  const auto folded = claims.fold();
  ASSERT_EQ(folded.memberships.size(), 1U);
  EXPECT_EQ(folded.memberships[0].best, (DayRange{10, 30}));
  EXPECT_EQ(folded.memberships[0].certain, SpanList(DayRange{10, 30}));
}

TEST(Fold, WhoLeftAndCameBackHasTwo) {
  Claims claims;
  claims.since(10).ended = exact_bound(20);
  claims.since(40);
  const auto folded = claims.fold();
  ASSERT_EQ(folded.memberships.size(), 2U);
  EXPECT_EQ(folded.memberships[0].best, (DayRange{10, 20}));
  EXPECT_EQ(folded.memberships[1].best, (DayRange{40, kAfterAll}));
}

TEST(Fold, AnEndClaimedEndsWhatIsOpen) {
  Claims claims;
  claims.since(10);
  claims.end(150);
  const Membership m = claims.fold().memberships.at(0);
  EXPECT_EQ(m.best, (DayRange{10, 150}));
  EXPECT_EQ(m.ended, exact_bound(150));
  EXPECT_EQ(m.sources, (std::vector{kEarly, kLate}));
}

TEST(Fold, AnObservationStatesNoBeginning) {
  Claims claims;
  claims.observed(100);
  const Membership m = claims.fold().memberships.at(0);
  EXPECT_EQ(m.began, bound_between(kBeforeAll, 100));
  EXPECT_EQ(m.best, (DayRange{100, kAfterAll}));
  EXPECT_EQ(m.certain, SpanList(DayRange{100, 101}));
  EXPECT_EQ(m.possible, SpanList(DayRange{kBeforeAll, kAfterAll}));
}

TEST(Fold, AnotherRankedRoleEndsWhatIsInferred) {
  Claims claims;
  claims.since(10, kObserver);
  claims.since(150, kMember, kLate);
  const auto folded = claims.fold();
  ASSERT_EQ(folded.memberships.size(), 2U);
  EXPECT_EQ(folded.memberships[1].role, kObserver);
  EXPECT_EQ(folded.memberships[1].best, (DayRange{10, 150}));
  EXPECT_EQ(folded.memberships[1].ended, bound_between(101, 150));
}

TEST(Fold, AnImpreciseBeginningEndsAnotherRoleOnlyWhereItIsSettled) {
  Claims claims;
  claims.since(10, kObserver);
  claims.since(150, kMember, kLate);
  claims.add(kMember, kLate).began = bound_between(90, 180);
  const auto folded = claims.fold();
  ASSERT_EQ(folded.memberships.size(), 2U);
  EXPECT_EQ(folded.memberships[0].began, exact_bound(150));
  EXPECT_EQ(folded.memberships[1].best, (DayRange{10, 150}));
}

TEST(Fold, AFullListWithoutTheActorEndsWhatIsInferred) {
  Claims claims;
  claims.since(10);
  FoldContext with = context();
  with.coverage = {{kLate, kMember, {180, 181}, true}};
  const Membership m = claims.fold(with).memberships.at(0);
  EXPECT_EQ(m.best, (DayRange{10, 180}));
  EXPECT_EQ(m.ended, bound_between(101, 180));
}

TEST(Fold, ADenialMakesItsDaysNotCertainAndEndsWhatIsInferred) {
  Claims claims;
  claims.since(10);
  Claim& denial = claims.since(60, kMember, kLate);
  denial.stance = Stance::kDenied;
  denial.ended = exact_bound(70);
  const Membership m = claims.fold().memberships.at(0);
  EXPECT_EQ(m.best, (DayRange{10, kAfterAll}));
  EXPECT_EQ(m.certain, subtract(SpanList(DayRange{10, 101}), SpanList(DayRange{60, 70})));
}

TEST(Fold, TheOrderInWhichClaimsWereRecordedChangesNothing) {
  Claims one;
  one.since(10);
  one.observed(40, kMember, kUndated);
  one.since(12, kMember, kLate).ended = exact_bound(60);
  Claims other;
  other.since(12, kMember, kLate).ended = exact_bound(60);
  other.since(10);
  other.observed(40, kMember, kUndated);
  const Membership a = one.fold().memberships.at(0);
  const Membership b = other.fold().memberships.at(0);
  EXPECT_EQ(a.best, b.best);
  EXPECT_EQ(a.certain, b.certain);
  EXPECT_EQ(a.began, b.began);
  EXPECT_EQ(a.ended, b.ended);
}

TEST(Fold, NothingIsPossibleOutsideOfALife) {
  Claims claims;
  claims.observed(100);
  FoldContext with = context();
  with.body_life_widest = {50, 300};
  with.body_end = exact_bound(300);
  const Membership m = claims.fold(with).memberships.at(0);
  EXPECT_EQ(m.possible, SpanList(DayRange{50, 300}));
  EXPECT_EQ(m.best, (DayRange{100, 300}));
}

}  // namespace
}  // namespace entente::claims
