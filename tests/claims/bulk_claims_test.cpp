// Claims recorded in bulk: against the same claims recorded one by one, and what is plain against the fold of all rules.
#include "engine/claims/bulk_claims.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "engine/claims/block_cursor.h"
#include "engine/claims/derive.h"
#include "engine/claims/fold.h"
#include "engine/claims/pair_histories.h"
#include "engine/claims/rewrite.h"
#include "engine/claims/superseded.h"
#include "engine/store/environment.h"
#include "tests/temp_dir.h"

namespace entente::claims {
namespace {

constexpr std::uint32_t kActors = 200;
constexpr std::uint32_t kBodies = 9;
constexpr std::uint32_t kSources = 4;

catalog::Catalog world() {
  catalog::Catalog out;
  for (std::uint32_t id = 1; id <= kActors + kBodies; ++id) {
    catalog::Entity entity;
    entity.id = {id};
    entity.key = "E" + std::to_string(id);
    entity.kind = id <= kActors ? Kind::kState : Kind::kOrganisation;
    if (id % 7 == 0) {
      entity.began = exact_bound(20);
    }
    if (id % 11 == 0) {
      entity.ended = exact_bound(300);
    }
    out.put(entity);
  }
  for (std::uint32_t id = 1; id <= 3; ++id) {
    out.put(catalog::Role{{id}, "role" + std::to_string(id), "roles" + std::to_string(id), 10 * id, {}});
  }
  for (std::uint32_t id = 1; id <= kSources; ++id) {
    catalog::SourceRecord source;
    source.id = {id};
    source.key = "s" + std::to_string(id);
    if (id > 1) {
      source.published = exact_bound(static_cast<Day>(id * 150));
    }
    if (id == 3) {
      source.covers.push_back({RoleId{1}, BodyId{kActors + 1}, {0, 100}, false});
    }
    out.put(source);
  }
  return out;
}

class Random {
 public:
  explicit Random(unsigned seed) : random_(seed) {}
  std::uint32_t below(std::uint32_t count) { return static_cast<std::uint32_t>(random_() % count); }

  Claim claim() {
    Claim out;
    out.actor = {1 + below(kActors)};
    out.body = {kActors + 1 + below(kBodies)};
    out.role = {1 + below(3)};
    out.source = {below(kSources + 1)};
    const auto began = static_cast<Day>(below(400));
    out.began = exact_bound(began);
    if (below(2) == 0) {
      out.ended = exact_bound(began + 1 + static_cast<Day>(below(100)));
    }
    make_odd(out);
    return out;
  }

 private:
  // One in five is more than a fact with exact days.
  void make_odd(Claim& claim) {
    switch (below(25)) {
      case 0:
        claim.stance = Stance::kPlanned;
        break;
      case 1:
        claim.began = bound_between(claim.began.earliest - 10, claim.began.earliest);
        break;
      case 2:
        claim.observed = true;
        claim.ended = bound_none();
        break;
      case 3:
        claim.quote = "as it said";
        break;
      case 4:
        claim.kind = ClaimKind::kSuspension;
        claim.role = {};
        break;
      default:
        break;
    }
  }
  std::mt19937 random_;
};

bool is_said_again(Claim a, const Claim& b) {
  a.id = b.id;
  a.recorded = b.recorded;
  return a == b;
}

// One commit after the other, in one database by each way.
class Twins {
 public:
  void record(const std::vector<Claim>& claims) {
    ++commit_.value;
    std::size_t known = 0;
    one_by_one_->write([&](store::WriteTxn& txn) {
      known = 0;
      std::set<Pair> pairs;
      for (Claim claim : claims) {
        const auto stored = claims_of_pair(txn, {claim.actor, claim.body});
        if (std::any_of(stored.begin(), stored.end(), [&](const Claim& c) { return is_said_again(claim, c); })) {
          ++known;
          continue;
        }
        claim.id = next_claim(txn);
        claim.recorded = commit_;
        insert(txn, std::vector{claim});
        pairs.insert({claim.actor, claim.body});
      }
      rewrite(txn, catalog_, pairs, commit_);
    });
    record_in_bulk(*in_bulk_, BulkClaims(), claims, known);
    record_in_bulk(*apart_, BulkClaims(0), claims, known);
  }

  void compare() const {
    const auto a = one_by_one_->read();
    const auto b = in_bulk_->read();
    ASSERT_TRUE(bytes_of(b) == bytes_of(apart_->read())) << "whatever threads do";
    ASSERT_EQ(next_claim(a), next_claim(b));
    ASSERT_EQ(all_pairs(a), all_pairs(b));
    for (const Pair& pair : all_pairs(a)) {
      ASSERT_EQ(claims_of_pair(a, pair), claims_of_pair(b, pair));
    }
    for (std::uint32_t claim = 1; claim < next_claim(a).value; ++claim) {
      ASSERT_EQ(claim_of_id(a, {claim}), claim_of_id(b, {claim}));
    }
    for (std::uint32_t id = 1; id <= kActors + kBodies; ++id) {
      const auto histories_a = histories_of_body(a, {id});
      const auto histories_b = histories_of_body(b, {id});
      ASSERT_EQ(histories_a.size(), histories_b.size());
      for (std::size_t i = 0; i < histories_a.size(); ++i) {
        ASSERT_EQ(std::tuple(histories_a[i].actor, histories_a[i].first, histories_a[i].changed),
                  std::tuple(histories_b[i].actor, histories_b[i].first, histories_b[i].changed));
      }
      ASSERT_EQ(superseded_of_body(a, {id}), superseded_of_body(b, {id}));
      for (const Axis axis : {Axis::kByActor, Axis::kByBody}) {
        ASSERT_EQ(rows_of(a, axis, id), rows_of(b, axis, id)) << id;
        ASSERT_EQ(suspensions_of(a, axis, {id}), suspensions_of(b, axis, {id})) << id;
      }
    }
  }

 private:
  void record_in_bulk(store::Environment& environment, BulkClaims bulk, const std::vector<Claim>& claims, std::size_t known) const {
    for (const Claim& claim : claims) {
      bulk.add(claim);
    }
    environment.write([&](store::WriteTxn& txn) {
      const ClaimId first = next_claim(txn);
      const auto sum = bulk.record(txn, catalog_, {commit_, first, first}, [] {});
      EXPECT_EQ(sum.known, known);
      EXPECT_EQ(sum.recorded, claims.size() - known);
      EXPECT_EQ(bulk.size(), 0U);
    });
  }
  static std::vector<std::pair<std::string, std::string>> bytes_of(const store::Reader& reader) {
    using store::Table;
    std::vector<std::pair<std::string, std::string>> out;
    for (const Table table : {Table::kClaims, Table::kRetired, Table::kClaimPlaces, Table::kPairs, Table::kByBody, Table::kByActor,
                              Table::kSuperseded}) {
      for (auto cursor = reader.scan(table); cursor.valid(); cursor.next()) {
        out.emplace_back(cursor.key(), cursor.value());
      }
    }
    return out;
  }
  static std::vector<Membership> rows_of(const store::Reader& reader, Axis axis, std::uint32_t id) {
    std::vector<Membership> out;
    for (BlockCursor blocks(reader, axis, {id}); blocks.valid(); blocks.next()) {
      for (std::size_t row = 0; row < blocks.block().size(); ++row) {
        out.push_back(blocks.block().membership(row));
      }
    }
    return out;
  }

  tests::TempDir dir_;
  std::shared_ptr<store::Environment> one_by_one_ = store::Environment::create(dir_ / "a.entente", [](store::WriteTxn&) {});
  std::shared_ptr<store::Environment> in_bulk_ = store::Environment::create(dir_ / "b.entente", [](store::WriteTxn&) {});
  std::shared_ptr<store::Environment> apart_ = store::Environment::create(dir_ / "c.entente", [](store::WriteTxn&) {});
  catalog::Catalog catalog_ = world();
  CommitId commit_;
};

#ifdef __SANITIZE_ADDRESS__
constexpr unsigned kSeeds = 2;  // each takes ten times as long
#else
constexpr unsigned kSeeds = 6;
#endif

TEST(BulkClaims, StandAsThoseRecordedOneByOne) {
  for (unsigned seed = 1; seed <= kSeeds; ++seed) {
    Random random(seed);
    Twins twins;
    std::vector<Claim> said;
    for (const std::size_t count : {3000U, 1U, 40U, 900U, 2500U}) {  // few go into the log of fresh rows, many into blocks
      std::vector<Claim> claims;
      for (std::size_t i = 0; i < count; ++i) {
        const bool again = !said.empty() && random.below(8) == 0;
        claims.push_back(again ? said[random.below(static_cast<std::uint32_t>(said.size()))] : random.claim());
        said.push_back(claims.back());
      }
      twins.record(claims);
      twins.compare();
    }
    twins.record(said);  // nothing new
    twins.compare();
  }
}

TEST(BulkClaims, NamesThePairsThatHadClaims) {
  const tests::TempDir dir;
  const auto env = store::Environment::create(dir / "a.entente", [](store::WriteTxn&) {});
  const auto catalog = world();
  Claim claim;
  claim.actor = {1};
  claim.role = {1};
  claim.body = {kActors + 1};
  claim.began = exact_bound(5);
  Claim other = claim;
  other.actor = {2};
  Claim later = claim;
  later.began = exact_bound(6);
  env->write([&](store::WriteTxn& txn) {
    BulkClaims bulk;
    bulk.add(claim);
    EXPECT_TRUE(bulk.record(txn, catalog, {{1}, {1}, {1}}, [] {}).met.empty());
    bulk.add(claim);
    bulk.add(other);
    EXPECT_TRUE(bulk.record(txn, catalog, {{1}, {2}, {2}}, [] {}).met.empty());
    bulk.add(later);
    const Pair pair{claim.actor, claim.body};
    EXPECT_EQ(bulk.record(txn, catalog, {{1}, {3}, {3}}, [] {}).met, std::vector{pair});
    later.began = exact_bound(7);
    bulk.add(later);
    EXPECT_TRUE(bulk.record(txn, catalog, {{1}, {4}, {1}}, [] {}).met.empty()) << "all that stand are of this import";
  });
}

TEST(BulkClaims, CanBeStopped) {
  const tests::TempDir dir;
  const auto env = store::Environment::create(dir / "a.entente", [](store::WriteTxn&) {});
  const auto catalog = world();
  struct Stopped {};
  for (const std::size_t apart_least : {SIZE_MAX, std::size_t{0}}) {
    for (const int after : {0, 1, 4, 10}) {
      Random random(1);
      BulkClaims bulk(apart_least);
      for (int i = 0; i < 3000; ++i) {
        bulk.add(random.claim());
      }
      int breaths = 0;
      EXPECT_THROW(env->write([&](store::WriteTxn& txn) {
        (void)bulk.record(txn, catalog, {{1}, {1}, {1}}, [&] {
          if (breaths++ == after) {
            throw Stopped{};
          }
        });
      }),
                   Stopped);
      EXPECT_TRUE(all_pairs(env->read()).empty());
    }
  }
}

// One or several claims of a pair that are no more than facts with days: most fold to what they say, and all as the rules have it.
TEST(PlainClaims, FoldAsTheRulesHaveIt) {
  const auto catalog = world();
  Random random(3);
  std::size_t plain = 0;
  for (int round = 0; round < 20000; ++round) {
    const Pair pair{{1 + random.below(kActors)}, {kActors + 1 + random.below(kBodies)}};
    std::vector<Claim> claims;
    Day day = static_cast<Day>(random.below(60));
    for (std::uint32_t i = 1 + random.below(4); i > 0; --i) {
      Claim& claim = claims.emplace_back();
      claim.id = {static_cast<std::uint32_t>(claims.size())};
      claim.actor = pair.actor;
      claim.body = pair.body;
      claim.role = {1 + random.below(3)};
      claim.source = {random.below(kSources + 1)};
      claim.began = exact_bound(day);
      const Day end = day + 1 + static_cast<Day>(random.below(60));
      claim.ended = random.below(4) == 0 ? bound_none() : exact_bound(end);
      day = end - 3 + static_cast<Day>(random.below(10));
    }
    std::shuffle(claims.begin(), claims.end(), std::mt19937(static_cast<unsigned>(round)));
    const Folded ruled = fold(claims, context_of(catalog, pair, View{}, claims));
    ASSERT_EQ(fold_claims(catalog, pair, View{}, claims), ruled) << round;
    MembershipRows rows(Axis::kByActor);
    for (const auto& membership : ruled.memberships) {
      rows.add(membership);
    }
    if (claims.size() == 1 && ruled.memberships.size() == 1) {
      std::string rest;
      PackedRow row = packed_claim(claims[0], rest);
      const auto claim = plain_claim(row, pair.actor);
      ASSERT_TRUE(claim);
      if (const auto fold = PlainFolder(catalog).fold(*claim)) {
        ++plain;
        ASSERT_EQ(plain_row(Axis::kByActor, *claim, *fold).cells, rows.rows().front().cells) << round;
      }
    }
  }
  EXPECT_GT(plain, 1000U);
}

}  // namespace
}  // namespace entente::claims
