#include "engine/claims/block.h"
#include "engine/store/codec.h"

#include <gtest/gtest.h>

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

TEST(Block, RowsComeBackAsTheyWent) {
  const auto blocks = encode_blocks(samples(), suspensions(), Axis::kByBody);
  ASSERT_EQ(blocks.size(), 1U);
  const BlockView view(blocks[0].payload, Axis::kByBody, 5);
  ASSERT_EQ(view.size(), 4U);
  for (std::size_t i = 0; i < view.size(); ++i) {
    EXPECT_EQ(view.membership(i), samples()[i]) << i;
  }
  EXPECT_EQ(view.suspensions(), suspensions());
}

TEST(Block, ColumnsAreReadInPlace) {
  const auto blocks = encode_blocks(samples(), {}, Axis::kByBody);
  const BlockView view(blocks[0].payload, Axis::kByBody, 5);
  EXPECT_EQ(view.other(2), 3U);
  EXPECT_EQ(view.role(2), RoleId{1});
  EXPECT_EQ(view.stance(2), Stance::kPlanned);
  EXPECT_EQ(view.widest(2), (DayRange{kBeforeAll, 500}));
}

TEST(Block, OfAnActorNamesBodies) {
  const auto blocks = encode_blocks({simple(1, 0)}, {}, Axis::kByActor);
  const BlockView view(blocks[0].payload, Axis::kByActor, 1);
  EXPECT_EQ(view.other(0), 5U);
  EXPECT_EQ(view.membership(0), simple(1, 0));
}

TEST(Block, ManyRowsAreSplitAndNoneIsLost) {
  std::vector<Membership> many;
  for (std::uint32_t actor = 1; actor <= 500; ++actor) {
    many.push_back(simple(actor, static_cast<Day>(actor)));
  }
  std::vector<Membership> back;
  for (const auto& block : encode_blocks(many, {}, Axis::kByBody)) {
    EXPECT_LE(block.payload.size(), kBlockBytes);
    const BlockView view(block.payload, Axis::kByBody, 5);
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
  const auto blocks = encode_blocks({simple(1, 0), large, simple(3, 0)}, {}, Axis::kByBody);
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(BlockView(blocks[1].payload, Axis::kByBody, 5).membership(0), large);
}

TEST(Block, ItsKeySaysWithWhichRowItBegins) {
  std::vector<Membership> many;
  for (std::uint32_t actor = 1; actor <= 200; ++actor) {
    many.push_back(simple(actor, 0));
  }
  const auto blocks = encode_blocks(many, suspensions(), Axis::kByBody);
  ASSERT_GT(blocks.size(), 1U);
  for (const auto& block : blocks) {
    const BlockView view(block.payload, Axis::kByBody, 5);
    if (view.size() > 0) {
      store::KeyReader from(block.from);
      EXPECT_EQ(from.u16(), view.role(0).value);
      EXPECT_EQ(from.u32(), view.other(0));
    }
  }
}

TEST(Block, WhatHoldsOnADayIsReadInPlace) {
  const auto all = samples();
  const auto blocks = encode_blocks(all, {}, Axis::kByBody);
  for (const Day day : {-40000, 0, 15, 30, 200, 20000}) {
    std::vector<std::pair<std::uint32_t, RoleId>> expected;
    for (const auto& m : all) {
      if (m.best.contains(day)) {
        expected.emplace_back(m.actor.value, m.role);
      }
    }
    std::vector<std::pair<std::uint32_t, RoleId>> found;
    for (const auto& block : blocks) {
      BlockView(block.payload, Axis::kByBody, 5).each_on(day, [&](std::uint32_t actor, RoleId role) {
        found.emplace_back(actor, role);
      });
    }
    EXPECT_EQ(found, expected) << day;
  }
}

TEST(Block, NothingNeedsNoBlock) { EXPECT_TRUE(encode_blocks({}, {}, Axis::kByBody).empty()); }

TEST(Block, CutShortItIsAFault) {
  const auto blocks = encode_blocks(samples(), suspensions(), Axis::kByBody);
  for (std::size_t size = 0; size < blocks[0].payload.size(); ++size) {
    const std::string cut = blocks[0].payload.substr(0, size);
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

}  // namespace
}  // namespace entente::claims
