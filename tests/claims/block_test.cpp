#include "engine/claims/block.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/claims/found_rows.h"
#include "engine/store/fault.h"

namespace entente::claims {
namespace {

Membership simple(std::uint32_t actor, Day begin) {
  Membership m;
  m.actor = ActorId{actor};
  m.role = RoleId{1};
  m.body = BodyId{5};
  m.best = {begin, kAfterAll};
  m.begins = begin;
  m.began = exact_bound(begin);
  m.ended = bound_none();
  m.certain = SpanList{DayRange{begin, begin + 100}};
  m.possible = SpanList{m.best};
  m.vouched_last = begin + 99;
  m.sources = {SourceId{2}, SourceId{9}};
  m.claims = {ClaimId{1}, ClaimId{700000}};
  return m;
}

std::vector<Membership> samples() {
  std::vector<Membership> all = {simple(1, 1000), simple(2, -5000)};
  Membership odd = simple(3, 10);
  odd.stance = Stance::kPlanned;
  odd.how = How::kSuccession;
  odd.began = bound_between(kBeforeAll, 10);
  odd.ended = exact_bound(500);
  odd.best = {10, 500};
  odd.begins = -7;
  odd.possible = SpanList{DayRange{kBeforeAll, 500}};
  odd.certain = SpanList{};
  odd.certain.add({20, 30});
  odd.certain.add({40, 50});
  odd.sources.clear();
  all.push_back(odd);
  Membership undated = simple(4, 0);
  undated.best = {kAfterAll, kAfterAll};
  undated.began = bound_unknown();
  undated.possible = SpanList{DayRange{}};
  undated.certain = SpanList{};
  all.push_back(undated);
  return all;
}

std::vector<PairSuspension> suspensions() {
  Suspension s;
  s.began = exact_bound(100);
  s.ended = bound_none();
  s.best = {100, kAfterAll};
  s.certain = SpanList{DayRange{100, 200}};
  s.possible = SpanList{s.best};
  return {{ActorId{2}, BodyId{5}, s}};
}

std::vector<std::string> encode(const std::vector<Membership>& memberships, Axis axis = Axis::kByBody) {
  MembershipRows rows(axis);
  for (const auto& membership : memberships) {
    rows.add(membership);
  }
  return pack(rows.rows(), kMembershipColumns, false);
}

TEST(Block, RowsComeBackAsTheyWent) {
  const auto blocks = encode(samples());
  ASSERT_EQ(blocks.size(), 1U);
  const BlockView view(blocks[0], Axis::kByBody, 5);
  ASSERT_EQ(view.size(), 4U);
  for (std::size_t i = 0; i < view.size(); ++i) {
    EXPECT_EQ(view.membership(i), samples()[i]) << i;
  }
}

TEST(Block, SuspensionsComeBackAsTheyWent) {
  std::vector<PairSuspension> many;
  for (std::uint32_t actor = 1; actor <= 300; ++actor) {
    many.push_back(suspensions().front());
    many.back().actor.value = actor;
  }
  std::vector<PairSuspension> back;
  for (const auto& block : encode_suspensions(many, Axis::kByBody)) {
    EXPECT_LE(block.size(), kSmallBlock);
    const auto some = BlockView(block, Axis::kByBody, 5).suspensions();
    back.insert(back.end(), some.begin(), some.end());
  }
  EXPECT_EQ(back, many);
}

TEST(Block, ColumnsAreReadInPlace) {
  const auto blocks = encode(samples());
  const BlockView view(blocks[0], Axis::kByBody, 5);
  EXPECT_EQ(view.other(2), 3U);
  EXPECT_EQ(view.role(2), RoleId{1});
  EXPECT_EQ(view.stance(2), Stance::kPlanned);
  EXPECT_EQ(view.widest(2), (DayRange{kBeforeAll, 500}));
}

TEST(Block, OfAnActorNamesBodies) {
  const auto blocks = encode({simple(1, 0)}, Axis::kByActor);
  const BlockView view(blocks[0], Axis::kByActor, 1);
  EXPECT_EQ(view.other(0), 5U);
  EXPECT_EQ(view.membership(0), simple(1, 0));
}

TEST(Block, ManyRowsAreSplitAndNoneIsLost) {
  std::vector<Membership> many;
  for (std::uint32_t actor = 1; actor <= 500; ++actor) {
    many.push_back(simple(actor, static_cast<Day>(actor)));
  }
  std::vector<Membership> back;
  for (const auto& block : encode(many)) {
    EXPECT_LE(block.size(), kSmallBlock);
    const BlockView view(block, Axis::kByBody, 5);
    for (std::size_t i = 0; i < view.size(); ++i) {
      back.push_back(view.membership(i));
    }
  }
  EXPECT_EQ(back, many);
}

TEST(Block, ARowThatIsLargerThanABlockStandsAlone) {
  Membership large = simple(1, 0);
  large.claims.clear();
  for (std::uint32_t claim = 1; claim <= 5000; ++claim) {
    large.claims.push_back(ClaimId{claim * 3});
  }
  const auto blocks = encode({simple(1, 0), large, simple(3, 0)});
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(BlockView(blocks[1], Axis::kByBody, 5).membership(0), large);
}

TEST(Block, WhatHoldsOnADayIsReadInPlace) {
  const auto all = samples();
  const auto blocks = encode(all);
  for (const Day day : {-40000, 0, 15, 30, 200, 20000}) {
    std::vector<std::pair<std::uint32_t, RoleId>> expected;
    for (const auto& m : all) {
      if (m.best.contains(day)) {
        expected.emplace_back(m.actor.value, m.role);
      }
    }
    std::vector<std::pair<std::uint32_t, RoleId>> found;
    for (const auto& block : blocks) {
      BlockView(block, Axis::kByBody, 5).each_on(day, [&](std::uint32_t actor, RoleId role) { found.emplace_back(actor, role); });
    }
    EXPECT_EQ(found, expected) << day;
  }
}

// Column by column as by memberships that are decoded, for windows, roles and actors of each kind.
TEST(Block, RowsAreFoundColumnByColumn) {
  auto all = samples();
  for (std::uint32_t actor = 5; actor < 300; ++actor) {
    all.push_back(simple(actor, static_cast<Day>(actor * 37 % 900)));
    all.back().role = RoleId{1 + actor % 3};
  }
  const auto blocks = encode(all);
  const std::vector<DayRange> windows = {{0, 1}, {15, 16}, {-6000, -4990}, {200, 400}, {}, {kBeforeAll, kBeforeAll}};
  const std::vector<std::vector<RoleId>> roles = {{}, {RoleId{2}}, {RoleId{1}, RoleId{3}}};
  for (const DayRange window : windows) {
    for (const auto& wanted : roles) {
      for (const bool any_role : {true, false}) {
        auto question = question_of(window, any_role, wanted);
        question.wants_begins = question.wants_ends = true;
        FoundRows found;
        for (const auto& block : blocks) {
          add_rows(BlockView(block, Axis::kByBody, 5), question, found);
        }
        found.keep(
            [&](std::size_t row) { return any_role || std::count(wanted.begin(), wanted.end(), RoleId{found.roles[row]}) > 0; });
        FoundRows expected;
        for (const auto& m : all) {
          const bool is_within = !m.best.empty() && m.best.begin < window.end && window.begin < m.best.end;
          if (is_within && (any_role || std::count(wanted.begin(), wanted.end(), m.role) > 0)) {
            expected.others.push_back(m.actor.value);
            expected.roles.push_back(m.role.value);
            expected.begins.push_back(m.best.begin);
            expected.ends.push_back(m.best.end);
          }
        }
        EXPECT_EQ(found.others, expected.others) << window.begin << ' ' << wanted.size();
        EXPECT_EQ(found.roles, expected.roles);
        EXPECT_EQ(found.begins, expected.begins);
        EXPECT_EQ(found.ends, expected.ends);
      }
    }
  }
}

TEST(Block, NothingNeedsNoBlock) { EXPECT_TRUE(encode({}).empty()); }

TEST(Block, CutShortItIsAFault) {
  for (const auto& block : {encode(samples()).front(), encode_suspensions(suspensions(), Axis::kByBody).front()}) {
    for (std::size_t size = 0; size < block.size(); ++size) {
      const std::string cut = block.substr(0, size);
      EXPECT_THROW(
          {
            const BlockView view(cut, Axis::kByBody, 5);
            (void)view.suspensions();
            for (std::size_t i = 0; i < view.size(); ++i) {
              (void)view.membership(i);
            }
          },
          store::Fault)
          << size;
    }
  }
}

// Under a checksum that fits, as a fuzzer wrote it.
TEST(Block, ARowThatEndsBeforeAllDaysAndIsVouchedForIsAFault) {
  Membership m = simple(1, 1000);
  m.best = {1000, 2000};
  m.possible = m.certain = SpanList{m.best};
  m.vouched_last = 1999;
  MembershipRows rows(Axis::kByBody);
  rows.add(m);
  PackedRow row = rows.rows().front();
  row.cells[static_cast<std::size_t>(MembershipColumn::kEnd)] = kBeforeAll;
  const std::string bytes = pack(std::vector<PackedRow>{row}, kMembershipColumns, false).front();
  EXPECT_THROW((void)BlockView(bytes, Axis::kByBody, 5).membership(0), store::Fault);
}

}  // namespace
}  // namespace entente::claims
