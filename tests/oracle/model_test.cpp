// Worked by hand from the reference: what a few claims add up to.
#include <gtest/gtest.h>

#include "tests/oracle/query.h"

namespace entente::oracle {
namespace {

constexpr int kMember = 0;
constexpr int kObserver = 1;

int day(const char* text) { return read_bound(text)->earliest; }

Bound bound(const char* text) { return {text, *read_bound(text)}; }

World world_of(std::vector<Source> sources) {
  World world;
  world.actors = {{"XA", "State A", "state", {}, {}, {}, true, {}, {}}, {"XB", "State B", "state", {}, {}, {}, true, {}, {}}};
  world.bodies = {{"OA", "Body A", "organisation", {}, {}, {}, true, {}, {}}};
  world.roles = {
      {"member", "members", 10, {}}, {"observer", "observers", 20, {}}, {"elected member", "elected members", {}, kMember}};
  world.sources = std::move(sources);
  return world;
}

Source source(const char* published) { return {published, day(published), {}, true}; }

Claim span(int role, int of_source, const char* since, const char* until = nullptr) {
  Claim claim;
  claim.role = role;
  claim.source = of_source;
  claim.since = bound(since);
  claim.until = until == nullptr ? std::nullopt : std::optional(bound(until));
  return claim;
}

Claim seen(int role, int of_source, const char* on) {
  Claim claim;
  claim.role = role;
  claim.source = of_source;
  claim.observed = bound(on);
  return claim;
}

Claim end(int role, int of_source, const char* on) {
  Claim claim = seen(role, of_source, on);
  claim.kind = Kind::kEnd;
  claim.until = claim.observed;
  claim.observed.reset();
  return claim;
}

// One line a membership: role, began, ended, sources.
std::vector<std::string> lines(const World& world) {
  std::vector<std::string> found;
  for (const auto& membership : fold(world, {})) {
    std::string line =
        world.roles[static_cast<std::size_t>(membership.role)].name + " " + plain(membership.began) + " " + plain(membership.ended);
    for (const auto& key : membership.sources) {
      line += " " + key;
    }
    found.push_back(line);
  }
  return found;
}

using Lines = std::vector<std::string>;

TEST(Bounds, ReadAsSection6Says) {
  EXPECT_EQ(plain(read_bound("1904")), "1904-01-01..1904-12-31");
  EXPECT_EQ(plain(read_bound("1904-02")), "1904-02-01..1904-02-29");
  EXPECT_EQ(plain(read_bound("1904~")), "1903-01-01..1905-12-31");
  EXPECT_EQ(plain(read_bound("1904-01~")), "1903-12-01..1904-02-29");
  EXPECT_EQ(plain(read_bound("1904?")), "1904-01-01..1904-12-31");
  EXPECT_EQ(plain(read_bound("before 1904-01-01")), "..1903-12-31");
  EXPECT_EQ(plain(read_bound("after 1904")), "1905-01-01..");
  EXPECT_EQ(plain(read_bound("[..1904-10-21]")), "..1904-10-21");
}

TEST(Memberships, SpansThatTouchAreOne) {
  World world = world_of({source("1908-01-01"), source("1909-01-01")});
  world.claims = {span(kMember, 0, "1902-01-01", "1904-01-01"), span(kMember, 1, "1904-01-01", "1906-01-01")};
  EXPECT_EQ(lines(world), Lines{"member 1902-01-01..1902-01-01 1906-01-01..1906-01-01 1908-01-01 1909-01-01"});
  auto membership = fold(world, {}).front();
  EXPECT_EQ(membership.level(day("1902-01-01")), Level::kCertain);  // claims that touch count as one
  EXPECT_EQ(membership.level(day("1905-12-31")), Level::kCertain);
  EXPECT_EQ(membership.level(day("1906-01-01")), Level::kNo);
}

TEST(Memberships, WhoLeftAndCameBackHasTwo) {
  World world = world_of({source("1908-01-01")});
  world.claims = {span(kMember, 0, "1902-01-01", "1904-01-01"), span(kMember, 0, "1904-01-02")};
  EXPECT_EQ(lines(world).size(), 2U);
}

TEST(Memberships, ClaimWithoutEndIsInferredOnceItsSourceIsPublished) {
  World world = world_of({source("1905-01-01")});
  world.claims = {span(kMember, 0, "1902")};
  auto membership = fold(world, {}).front();
  EXPECT_EQ(membership.level(day("1901-12-31")), Level::kNo);
  EXPECT_EQ(membership.level(day("1902-12-30")), Level::kInferred);
  EXPECT_EQ(membership.level(day("1902-12-31")), Level::kCertain);
  EXPECT_EQ(membership.level(day("1905-01-01")), Level::kCertain);
  EXPECT_EQ(membership.level(day("1905-01-02")), Level::kInferred);
}

TEST(Memberships, EndClaimedLaterEndsTheOpenClaim) {
  World world = world_of({source("1905-01-01"), source("1907-01-01")});
  world.claims = {span(kMember, 0, "1902-01-01"), end(kMember, 1, "1906")};
  EXPECT_EQ(lines(world), Lines{"member 1902-01-01..1902-01-01 1906-01-01..1906-12-31 1905-01-01 1907-01-01"});
}

TEST(Memberships, BeginningsAreNarrowedToTheirCommonDays) {
  World world = world_of({source("1908-01-01")});
  world.claims = {span(kMember, 0, "1902"), span(kMember, 0, "1902-06"), span(kMember, 0, "1903-01-01")};
  EXPECT_EQ(lines(world), Lines{"member 1902-06-01..1902-06-30 - 1908-01-01"});
}

TEST(Memberships, ObservationLastsUntilAnotherRankIsRecorded) {
  World world = world_of({source("1908-01-01")});
  world.claims = {seen(kObserver, 0, "1902-03-01"), span(kMember, 0, "1904-01-01")};
  EXPECT_EQ(lines(world),
            (Lines{"member 1904-01-01..1904-01-01 - 1908-01-01", "observer ..1902-03-01 1902-03-02..1904-01-01 1908-01-01"}));
  auto observer = fold(world, {}).back();
  EXPECT_EQ(observer.level(day("1902-02-28")), Level::kPossible);
  EXPECT_EQ(observer.level(day("1902-03-01")), Level::kCertain);
  EXPECT_EQ(observer.level(day("1903-12-31")), Level::kInferred);
  EXPECT_EQ(observer.level(day("1904-01-01")), Level::kNo);
}

TEST(Memberships, FullListWithoutTheActorEndsTheInferredStretch) {
  World world = world_of({source("1905-01-01"), source("1906-02-01")});
  world.sources[1].covers = {{kMember, 0, {day("1906-01-01"), day("1906-01-01")}, true}};
  world.claims = {span(kMember, 0, "1902-01-01")};
  EXPECT_EQ(lines(world), Lines{"member 1902-01-01..1902-01-01 1905-01-02..1906-01-01 1905-01-01"});
  Claim listed = seen(kMember, 1, "1906-01-01");
  world.claims.push_back(listed);
  EXPECT_EQ(lines(world), Lines{"member 1902-01-01..1902-01-01 - 1905-01-01 1906-02-01"});
}

TEST(Memberships, DenialCancelsNothingRecordedButMakesItUncertain) {
  World world = world_of({source("1908-01-01")});
  world.claims = {span(kMember, 0, "1902-01-01", "1907-01-01"), span(kMember, 0, "1903-01-01", "1904-01-01")};
  world.claims[1].stance = Stance::kDenied;
  auto memberships = fold(world, {});
  ASSERT_EQ(memberships.size(), 1U);
  EXPECT_EQ(memberships[0].level(day("1903-06-01")), Level::kInferred);
  EXPECT_EQ(memberships[0].level(day("1904-01-01")), Level::kCertain);
}

TEST(Queries, SetsAreAskedDayByDay) {
  World world = world_of({source("1908-01-01")});
  world.claims = {span(kMember, 0, "1902-01-01", "1904-01-01"), span(kObserver, 0, "1904-01-01", "1906-01-01")};
  Node members;
  members.roles = {kMember};
  members.bodies = {0};
  Node observers = members;
  observers.roles = {kObserver};
  Query query;
  query.set.kind = Node::Kind::kAnd;
  query.set.parts = {members, observers};
  query.clauses.time = Time{Time::Kind::kDuring, day("1902-01-01"), day("1907-01-01"), "during 1902-01-01 through 1907-01-01"};
  EXPECT_EQ(text_of(world, query), "members of OA and observers of OA during 1902-01-01 through 1907-01-01;");
  EXPECT_TRUE(answer(Facts(world), query).rows.empty());
  query.set.kind = Node::Kind::kOr;
  EXPECT_EQ(answer(Facts(world), query).rows.size(), 1U);
}

TEST(Queries, AbsenceIsCertainOnlyWhereCovered) {
  World world = world_of({source("1908-01-01")});
  world.claims = {span(kMember, 0, "1902-01-01", "1904-01-01")};
  Node members;
  members.roles = {kMember};
  members.bodies = {0};
  Node observers = members;
  observers.roles = {kObserver};
  Query query;
  query.set.kind = Node::Kind::kExcept;
  query.set.parts = {members, observers};
  query.clauses.time = Time{Time::Kind::kOn, day("1903-01-01"), day("1903-01-01"), "on 1903-01-01"};
  EXPECT_EQ(answer(Facts(world), query).rows.size(), 1U);
  query.clauses.sureness = Sureness::kCertainly;
  EXPECT_TRUE(answer(Facts(world), query).rows.empty());
  world.sources[0].covers = {{kObserver, 0, {day("1903-01-01"), day("1903-12-31")}, false}};
  EXPECT_EQ(answer(Facts(world), query).rows.size(), 1U);
}

}  // namespace
}  // namespace entente::oracle
