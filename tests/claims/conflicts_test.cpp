#include "engine/claims/conflicts.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace entente::claims {
namespace {

// Rule 16 of docs/language.md on hand-made claims: day numbers stand for dates, one ladder of ranked roles.
constexpr RoleId kMember{1};
constexpr RoleId kObserver{2};
constexpr RoleId kChair{3};          // no rank
constexpr RoleId kElectedMember{4};  // under member
constexpr SourceId kEarly{1};        // published on day 100
constexpr SourceId kLate{2};         // published on day 200

FoldContext context() {
  FoldContext out;
  out.roles = {{kMember, 10, {kMember}},
               {kObserver, 20, {kObserver}},
               {kChair, std::nullopt, {kChair}},
               {kElectedMember, std::nullopt, {kElectedMember, kMember}}};
  out.sources = {{kEarly, 100}, {kLate, 200}};
  return out;
}

Bound some_day_of(Day first, Day last) { return bound_of({first, last + 1}, Precision::kYear, Bound::Mark::kNone); }

Claim claim_of(std::uint32_t id, RoleId role = kMember, SourceId source = kLate) {
  Claim claim;
  claim.id = ClaimId{id};
  claim.actor = ActorId{1};
  claim.body = BodyId{2};
  claim.role = role;
  claim.source = source;
  claim.began = Bound{kBeforeAll, kAfterAll, Bound::Notation::kNone, Precision::kDay, Bound::Mark::kNone};
  return claim;
}

Claim since(std::uint32_t id, Day day, RoleId role = kMember, SourceId source = kLate) {
  Claim claim = claim_of(id, role, source);
  claim.began = exact_bound(day);
  return claim;
}

Claim span(std::uint32_t id, Day begin, Day end, RoleId role = kMember, SourceId source = kLate) {
  Claim claim = since(id, begin, role, source);
  claim.ended = exact_bound(end);
  return claim;
}

Claim observed(std::uint32_t id, Day day, RoleId role = kMember) {
  Claim claim = since(id, day, role);
  claim.observed = true;
  return claim;
}

Claim end_on(std::uint32_t id, Day day, RoleId role = kMember) {
  Claim claim = claim_of(id, role);
  claim.kind = ClaimKind::kEnd;
  claim.ended = exact_bound(day);
  return claim;
}

Claim with(Claim claim, Stance stance) {
  claim.stance = stance;
  return claim;
}

// `1-2 ends differ [40, 50)`; a life is A or B.
std::string text_of(const std::vector<Conflict>& conflicts) {
  std::string out;
  for (const auto& c : conflicts) {
    out += (out.empty() ? "" : "; ") + std::to_string(c.a.value) + "-" +
           (c.b              ? std::to_string(c.b.value)
            : c.life_of_body ? "B"
                             : "A") +
           " " + std::string(kConflictWords[static_cast<std::size_t>(c.why)]);
    for (const DayRange days : c.days.ranges()) {
      out += " [" + std::to_string(days.begin) + ", " + std::to_string(days.end) + ")";
    }
  }
  return out;
}

std::string conflicts(const std::vector<Claim>& claims, const FoldContext& with = context()) {
  return text_of(conflicts_of(claims, with));
}

TEST(Conflicts, NoneWhereClaimsAgreeOrSayLess) {
  EXPECT_EQ(conflicts({since(1, 10), since(2, 10), observed(3, 50), end_on(4, 210)}), "");
  Claim vague = since(2, 10);
  vague.began = some_day_of(1, 30);
  EXPECT_EQ(conflicts({since(1, 10), vague}), "");
}

TEST(Conflicts, BeginningsThatShareNoDay) { EXPECT_EQ(conflicts({since(1, 10), since(2, 20)}), "1-2 beginnings differ [10, 20)"); }

TEST(Conflicts, ImpreciseBeginningsDisagreeFromTheLastDayOfTheOneOn) {
  Claim first = since(1, 10);
  first.began = some_day_of(10, 15);
  Claim second = since(2, 20);
  second.began = some_day_of(20, 29);
  EXPECT_EQ(conflicts({first, second}), "1-2 beginnings differ [15, 20)");
}

TEST(Conflicts, EndsThatShareNoDay) { EXPECT_EQ(conflicts({span(1, 10, 40), span(2, 10, 50)}), "1-2 ends differ [40, 50)"); }

TEST(Conflicts, TheFirstReasonIsNamedOnce) {
  EXPECT_EQ(conflicts({span(1, 10, 40), span(2, 20, 50)}), "1-2 beginnings differ [10, 20)");
}

TEST(Conflicts, AnObservationBeforeTheBeginning) {
  EXPECT_EQ(conflicts({since(1, 20), observed(2, 15)}), "1-2 outside the span [15, 16)");
  EXPECT_EQ(conflicts({since(1, 20), observed(2, 20)}), "");
}

TEST(Conflicts, AnObservationOfSomeMonthNeedsADayOfIt) {
  Claim month = observed(2, 15);
  month.began = some_day_of(15, 25);
  EXPECT_EQ(conflicts({since(1, 20), month}), "");
  month.began = some_day_of(15, 18);
  EXPECT_EQ(conflicts({since(1, 20), month}), "1-2 outside the span [15, 19)");
}

TEST(Conflicts, StillSoWhenPublishedAgainstAnEarlierEnd) {
  EXPECT_EQ(conflicts({since(1, 10, kMember, kEarly), end_on(2, 90)}), "1-2 outside the span [90, 101)");
  EXPECT_EQ(conflicts({since(1, 10, kMember, kEarly), end_on(2, 101)}), "");
}

TEST(Conflicts, TouchingSpansAreNoneAndCountAsOne) {
  EXPECT_EQ(conflicts({span(1, 10, 40), span(2, 40, 60)}), "");
  EXPECT_EQ(conflicts({span(1, 10, 40), span(2, 40, 60), span(3, 10, 60)}), "");
  EXPECT_EQ(conflicts({span(1, 10, 40), span(2, 40, 60), span(3, 10, 70)}), "2-3 ends differ [60, 70)");
  EXPECT_EQ(conflicts({span(1, 10, 20), span(2, 20, 30), span(3, 30, 40), since(4, 10)}), "3-4 outside the span [40, 201)");
}

TEST(Conflicts, AClaimOfTheEndMayBeTouchedToo) {
  EXPECT_EQ(conflicts({since(1, 10, kMember, kEarly), end_on(2, 150), since(3, 150)}), "");
}

TEST(Conflicts, WhoLeftAndCameBackHasTwoMemberships) {
  EXPECT_EQ(conflicts({span(1, 10, 20), span(2, 40, 50)}), "");
  EXPECT_EQ(conflicts({span(1, 10, 20), end_on(2, 20), span(3, 40, 50), end_on(4, 50)}), "");
  // Whoever says that it went on disagrees with both.
  EXPECT_EQ(conflicts({span(1, 10, 20), span(2, 40, 50), span(3, 10, 50)}),
            "1-3 ends differ [20, 50); 2-3 beginnings differ [10, 40)");
}

TEST(Conflicts, AnEndBelongsToTheStayBeforeIt) {
  EXPECT_EQ(conflicts({span(1, 10, 40), end_on(2, 50)}), "1-2 ends differ [40, 50)");
  EXPECT_EQ(conflicts({end_on(1, 40), end_on(2, 50), since(3, 10, kMember, kEarly)}),
            "1-2 ends differ [40, 50); 1-3 outside the span [40, 101); 2-3 outside the span [50, 101)");
}

TEST(Conflicts, TwoRankedRolesOnOneDay) {
  EXPECT_EQ(conflicts({span(1, 10, 50), span(2, 40, 60, kObserver)}), "1-2 two ranked roles [40, 50)");
  EXPECT_EQ(conflicts({span(1, 10, 50), span(2, 50, 60, kObserver)}), "");
  EXPECT_EQ(conflicts({span(1, 10, 50), span(2, 40, 60, kChair)}), "");
  EXPECT_EQ(conflicts({observed(1, 10), observed(2, 11, kObserver)}), "");
  EXPECT_EQ(conflicts({observed(1, 10), observed(2, 10, kObserver)}), "1-2 two ranked roles [10, 11)");
}

TEST(Conflicts, InferredDaysConflictWithNothing) {
  EXPECT_EQ(conflicts({since(1, 10, kMember, kEarly), since(2, 101, kObserver)}), "");
  EXPECT_EQ(conflicts({since(1, 10, kMember, kEarly), with(since(2, 101), Stance::kDenied)}), "");
}

TEST(Conflicts, ADenialAndTheFactsThatItTouches) {
  EXPECT_EQ(conflicts({span(1, 10, 50), with(span(2, 20, 30), Stance::kDenied)}), "1-2 fact and denial [20, 30)");
  EXPECT_EQ(conflicts({span(1, 10, 20), with(span(2, 20, 30), Stance::kDenied)}), "");
  EXPECT_EQ(conflicts({span(1, 10, 50, kObserver), with(span(2, 20, 30), Stance::kDenied)}), "");
  EXPECT_EQ(conflicts({span(1, 10, 50, kElectedMember), with(span(2, 20, 30), Stance::kDenied)}), "1-2 fact and denial [20, 30)");
}

TEST(Conflicts, ADeniedEndIsNoDenialOfTheRole) {
  EXPECT_EQ(conflicts({span(1, 10, 50), with(end_on(2, 50), Stance::kDenied)}), "1-2 fact and denial [50, 51)");
  EXPECT_EQ(conflicts({span(1, 10, 50), with(end_on(2, 40), Stance::kDenied)}), "");
}

TEST(Conflicts, PlansConflictWithNothing) {
  for (const Stance stance : {Stance::kPlanned, Stance::kProposed, Stance::kAlleged}) {
    EXPECT_EQ(conflicts({span(1, 10, 50), with(span(2, 20, 60), stance), with(span(3, 10, 50, kObserver), stance),
                         with(span(4, 10, 50), Stance::kDenied)}),
              "1-4 fact and denial [10, 50)");
  }
}

TEST(Conflicts, SuspensionsDisagreeAmongThemselves) {
  Claim one = span(1, 20, 30, RoleId{});
  Claim other = span(2, 20, 40, RoleId{});
  one.kind = other.kind = ClaimKind::kSuspension;
  EXPECT_EQ(conflicts({one, other, span(3, 10, 50)}), "1-2 ends differ [30, 40)");
}

TEST(Conflicts, DaysThatAClaimNamesOutsideOfALife) {
  FoldContext lives = context();
  lives.actor_life_widest = {5, 100};
  lives.body_life_widest = {20, kAfterAll};
  EXPECT_EQ(conflicts({span(1, 10, 120)}, lives), "1-A outside the life [100, 120); 1-B outside the life [10, 20)");
  EXPECT_EQ(conflicts({end_on(1, 110)}, lives), "1-A outside the life [109, 110)");
  EXPECT_EQ(conflicts({observed(1, 120)}, lives), "1-A outside the life [120, 121)");
  // That it was still so when the source was published is not said of what had ended by then.
  EXPECT_EQ(conflicts({since(1, 30)}, lives), "");
}

RC_GTEST_PROP(Conflicts, TheOrderOfClaimsDoesNotMatter, ()) {
  std::vector<Claim> claims;
  for (std::uint32_t id = 1; id <= 5; ++id) {
    const Day begin = *rc::gen::inRange(0, 30);
    Claim claim = span(id, begin, *rc::gen::inRange(begin + 1, 60), *rc::gen::element(kMember, kObserver));
    claim.observed = *rc::gen::arbitrary<bool>();
    claim.stance = *rc::gen::element(Stance::kFact, Stance::kFact, Stance::kDenied);
    claims.push_back(claim);
  }
  const auto before = conflicts_of(claims, context());
  std::reverse(claims.begin(), claims.end());
  RC_ASSERT(conflicts_of(claims, context()) == before);
  for (const auto& conflict : before) {
    RC_ASSERT(conflict.a < conflict.b);
    RC_ASSERT(!conflict.days.empty());
  }
}

RC_GTEST_PROP(Conflicts, SplittingAClaimIntoTouchingOnesAddsNone, ()) {
  const Day begin = *rc::gen::inRange(0, 30);
  const Day cut = *rc::gen::inRange(begin + 1, 40);
  const Day end = *rc::gen::inRange(cut + 1, 60);
  const Day other_begin = *rc::gen::inRange(0, 30);
  const Claim other = span(9, other_begin, *rc::gen::inRange(other_begin + 1, 60));
  RC_PRE(other.began.earliest != cut && other.ended.earliest != cut);  // else it touches a part, and counts as one with it
  const bool whole = conflicts_of({span(1, begin, end), other}, context()).empty();
  const bool split = conflicts_of({span(1, begin, cut), span(2, cut, end), other}, context()).empty();
  RC_ASSERT(whole == split);
}

}  // namespace
}  // namespace entente::claims
