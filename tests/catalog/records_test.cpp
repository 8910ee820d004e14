#include "engine/catalog/records.h"

#include <gtest/gtest.h>

#include "engine/store/fault.h"

namespace entente::catalog {
namespace {

Entity turkey() {
  Entity entity;
  entity.id = EntityId{7};
  entity.kind = Kind::kState;
  entity.key = "TUR";
  entity.name = "Türkiye";
  entity.named = {bound_of(*days_of(2022, 6, 0), Precision::kMonth, Bound::Mark::kNone), bound_none()};
  entity.also = {{"Turkey"}, {"Ottoman Empire", {bound_none(), exact_bound(*day_of({1922, 11, 1}))}}};
  entity.codes = {{"iso2", "TR"}, {"cow", "640", {exact_bound(0), bound_unknown()}}};
  entity.began = exact_bound(*day_of({1923, 10, 29}));
  entity.topics = {"security"};
  entity.under = {EntityId{3}};
  entity.continues = {{EntityId{2}, bound_none()}};
  entity.source = SourceId{4};
  return entity;
}

TEST(Records, ComeBackAsTheyWent) {
  EXPECT_EQ(decode_entity(encode(turkey())), turkey());
  const Role role{RoleId{3}, "dialogue partner", "dialogue partners", 50, RoleId{1}};
  EXPECT_EQ(decode_role(encode(role)), role);
  const Role unranked{RoleId{4}, "chair", "chairs", std::nullopt, RoleId{}};
  EXPECT_EQ(decode_role(encode(unranked)), unranked);
  SourceRecord source{SourceId{1}, "k", "t", "p", "u", "l", bound_unknown(), {SourceId{2}}, {}};
  source.covers.push_back({RoleId{1}, BodyId{2}, {10, 11}, true});
  EXPECT_EQ(decode_source(encode(source)), source);
  const Commit commit{CommitId{9}, 1700000000, "2 claims recorded"};
  EXPECT_EQ(decode_commit(encode(commit)), commit);
}

TEST(Records, CutShortTheyAreAFault) {
  const std::string bytes = encode(turkey());
  for (std::size_t size = 0; size + 1 < bytes.size(); ++size) {
    EXPECT_THROW((void)decode_entity(bytes.substr(0, size)), store::Fault) << size;
  }
}

// Under a checksum that fits, as a fuzzer writes them.
TEST(Records, WordsAndDatesThatAreNoneAreAFault) {
  Entity entity = turkey();
  entity.kind = static_cast<Kind>(5);
  EXPECT_THROW((void)decode_entity(encode(entity)), store::Fault);
  entity = turkey();
  entity.began = {5, 1, Bound::Notation::kDate, Precision::kDay, Bound::Mark::kNone};
  EXPECT_THROW((void)decode_entity(encode(entity)), store::Fault);
  entity.began = {kBeforeAll, kAfterAll, Bound::Notation::kDate, Precision::kYear, Bound::Mark::kNone};
  EXPECT_THROW((void)decode_entity(encode(entity)), store::Fault);
  entity.began = exact_bound(kDayMax + 2);
  EXPECT_THROW((void)decode_entity(encode(entity)), store::Fault);
  SourceRecord source{SourceId{1}, "k", "t", "p", "u", "l", bound_unknown(), {}, {}};
  source.published.notation = static_cast<Bound::Notation>(6);
  EXPECT_THROW((void)decode_source(encode(source)), store::Fault);
  EXPECT_THROW((void)stance_of(5), store::Fault);
  EXPECT_THROW((void)how_of(5), store::Fault);
}

}  // namespace
}  // namespace entente::catalog
