#include "engine/catalog/catalog.h"

#include <gtest/gtest.h>

#include <thread>

#include "engine/catalog/name_key.h"
#include "engine/catalog/orders.h"

namespace entente::catalog {
namespace {

Entity state(std::uint32_t id, const std::string& key, const std::string& name, std::vector<std::string> also = {},
             std::vector<Code> codes = {}) {
  Entity entity;
  entity.id = EntityId{id};
  entity.key = key;
  entity.name = name;
  for (auto& other : also) {
    entity.also.push_back({std::move(other)});
  }
  entity.codes = std::move(codes);
  return entity;
}

Catalog koreas() {
  Catalog catalog;
  catalog.put(state(1, "KOR", "South Korea", {"Korea"}, {{"iso2", "KR"}, {"cow", "732"}}));
  catalog.put(state(2, "PRK", "North Korea", {"Korea"}, {{"iso2", "KP"}, {"cow", "731"}}));
  return catalog;
}

TEST(Catalog, FindsByKeyNameOtherNameAndIsoCode) {
  const Catalog catalog = koreas();
  for (const char* name : {"KOR", "South Korea", "south korea", "KR"}) {
    EXPECT_EQ(catalog.named(name), std::vector{EntityId{1}}) << name;
  }
  EXPECT_EQ(catalog.named("Korea"), (std::vector{EntityId{1}, EntityId{2}}));
  EXPECT_TRUE(catalog.named("Koreaa").empty());
  EXPECT_TRUE(catalog.named("732").empty());
}

TEST(Catalog, FindsByCodeInItsSystemAlone) {
  const Catalog catalog = koreas();
  EXPECT_EQ(catalog.coded("cow", "732"), std::vector{EntityId{1}});
  EXPECT_TRUE(catalog.coded("gw", "732").empty());
  EXPECT_TRUE(catalog.has_code_system("cow"));
  EXPECT_FALSE(catalog.has_code_system("gw"));
}

TEST(Catalog, APutReplacesWhatHasTheSameId) {
  Catalog catalog = koreas();
  catalog.put(state(1, "KOR", "Korea, South", {"Korea", "South Korea"}));
  EXPECT_EQ(catalog.entity(EntityId{1})->name, "Korea, South");
  EXPECT_EQ(catalog.named("South Korea"), std::vector{EntityId{1}});
  EXPECT_EQ(catalog.entities().size(), 2U);
  EXPECT_EQ(catalog.entity(EntityId{3}), nullptr);
  EXPECT_EQ(catalog.entity(EntityId{0}), nullptr);
}

// Names are first looked for one by one, and by an index once that pays: nobody can tell which it was.
TEST(Catalog, FindsTheSameByLookingThroughAndByItsIndex) {
  Catalog catalog = koreas();
  catalog.put(state(3, "CIV", "Côte d'Ivoire", {"Ivory  Coast", "côte"}, {{"iso2", "CI"}}));
  catalog.put(state(4, "ÅLA", "Åland", {" Ahvenanmaa", ""}));
  catalog.put(state(5, "EMPTY", "", {}));
  const Catalog untouched = catalog;
  for (const char* name :
       {"KOR", "korea", "cote d'ivoire", "CÔTE D’IVOIRE", "ivory coast", "ci", "åla", "ala", "aland", "ahvenanmaa", "", "k"}) {
    const auto searched = Catalog(untouched).named(name);
    Catalog indexed = untouched;
    EXPECT_EQ(indexed.has_code_system("cow"), true);  // makes the index
    EXPECT_EQ(indexed.named(name), searched) << name;
    for (int i = 0; i < 20; ++i) {
      EXPECT_EQ(catalog.named(name), searched) << name << " for the time " << i;
    }
  }
}

TEST(Catalog, ACopyKeepsWhatItWasWhateverBecomesOfTheOther) {
  Catalog catalog = koreas();
  EXPECT_TRUE(catalog.has_code_system("iso2"));
  Catalog copy = catalog;
  copy.put(state(2, "PRK", "DPRK", {"North Korea", "Korea"}, {{"gw", "731"}}));
  copy.put(state(3, "JPN", "Japan"));
  SourceRecord source;
  source.id = SourceId{1};
  source.key = "atlas";
  source.covers = {{RoleId{}, BodyId{1}, {}, false}};
  copy.put(source);
  EXPECT_EQ(catalog.entity(EntityId{2})->name, "North Korea");
  EXPECT_TRUE(catalog.named("Japan").empty());
  EXPECT_FALSE(catalog.has_code_system("gw"));
  EXPECT_EQ(catalog.source_key("atlas"), nullptr);
  EXPECT_TRUE(catalog.covering(BodyId{1}).empty());
  EXPECT_EQ(copy.entity(EntityId{2})->name, "DPRK");
  EXPECT_EQ(copy.named("Japan"), std::vector{EntityId{3}});
  EXPECT_EQ(copy.coded("gw", "731"), std::vector{EntityId{2}});
  EXPECT_EQ(copy.covering(BodyId{1}), std::vector{SourceId{1}});
  source.covers.clear();
  copy.put(source);
  EXPECT_TRUE(copy.covering(BodyId{1}).empty());
  EXPECT_EQ(copy.source_key("atlas")->id, SourceId{1});
}

// They are kept apart when many were asked for: nothing of that shows.
TEST(Catalog, KeysOfSourcesAreThoseOfTheirRecords) {
  constexpr std::uint32_t kSources = 50;
  const auto key_of = [](std::uint32_t id) {
    return (id % 3 == 0 ? "a source with a key of many letters " : "s") + std::to_string(id);
  };
  SourceRecord source;
  Catalog catalog;
  for (std::uint32_t id = 1; id <= kSources; ++id) {
    source.id = SourceId{id};
    source.key = key_of(id);
    catalog.put(source);
  }
  for (int turn = 0; turn < 4; ++turn) {
    for (std::uint32_t id = 1; id <= kSources; ++id) {
      catalog.expect_key(SourceId{id});
      EXPECT_EQ(catalog.key(SourceId{id}), key_of(id));
    }
  }
  Catalog copy = catalog;
  source.id = SourceId{7};
  source.key = "other";
  copy.put(source);
  source.id = SourceId{kSources + 1};
  source.key = "more";
  copy.put(source);
  EXPECT_EQ(copy.key(SourceId{7}), "other");
  EXPECT_EQ(copy.key(SourceId{kSources + 1}), "more");
  EXPECT_EQ(copy.key(SourceId{8}), "s8");
  EXPECT_EQ(catalog.key(SourceId{7}), "s7");
}

TEST(Catalog, TheOrderIsThatOfFoldedKeysAndNames) {
  Catalog catalog;
  catalog.put(state(1, "b", "Österreich"));
  catalog.put(state(2, "A", "oslo kingdom of the north"));
  catalog.put(state(3, "c", "Oslo kingdom of the East"));
  catalog.put(state(4, "C", "Ostia"));
  const Orders orders(catalog);
  EXPECT_EQ(std::vector(orders.keys.begin() + 1, orders.keys.end()), (std::vector<std::uint32_t>{1, 0, 3, 2}));
  EXPECT_EQ(std::vector(orders.names().begin() + 1, orders.names().end()), (std::vector<std::uint32_t>{2, 1, 0, 3}));
}

TEST(Catalog, ManyThreadsMayLookAtItAtOnce) {
  Catalog made;
  constexpr std::uint32_t kEntities = 200;
  for (std::uint32_t id = 1; id <= kEntities; ++id) {
    made.put(state(id, "K" + std::to_string(id), "Name " + std::to_string(id), {}, {{"cow", std::to_string(id)}}));
  }
  const Catalog catalog = made;  // nothing of it is decoded
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (int& count : wrong) {
    threads.emplace_back([&] {
      for (std::uint32_t id = 1; id <= kEntities; ++id) {
        const Catalog copy = catalog;
        const bool right = catalog.named("name " + std::to_string(id)) == std::vector{EntityId{id}} &&
                           copy.entity(EntityId{id})->key == "K" + std::to_string(id) &&
                           catalog.entity(EntityId{id})->name == "Name " + std::to_string(id) &&
                           catalog.coded("cow", std::to_string(id)).size() == 1;
        count += right ? 0 : 1;
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(wrong, std::vector<int>(4));
}

TEST(Catalog, ARecordThatIsNoneIsFoundOutWhenItIsLookedAt) {
  RecordList<Entity> list(
      [](std::string_view stored) -> Entity { return stored == "bad" ? throw std::runtime_error("bad") : Entity{}; },
      [](const Entity&) { return std::string("good"); });
  list.put(EntityId{1}, "good");
  list.put(EntityId{3}, "bad");
  list.put(EntityId{2}, "good");
  EXPECT_EQ(list.size(), 3U);
  EXPECT_NE(list.find(EntityId{2}), nullptr);
  EXPECT_THROW((void)list.find(EntityId{3}), std::runtime_error);
  EXPECT_EQ(list.find(EntityId{4}), nullptr);
  list.put(EntityId{3}, "good");
  EXPECT_NE(list.find(EntityId{3}), nullptr);
  list.put(EntityId{3}, "good");  // in the place of one that was looked at
  EXPECT_NE(list.find(EntityId{3}), nullptr);
}

TEST(Catalog, ARoleHasAllRolesUnderIt) {
  Catalog catalog;
  catalog.put(Role{RoleId{1}, "member", "members", 10, {}});
  catalog.put(Role{RoleId{2}, "elected member", "elected members", std::nullopt, RoleId{1}});
  catalog.put(Role{RoleId{3}, "acting elected member", "acting elected members", std::nullopt, RoleId{2}});
  catalog.put(Role{RoleId{4}, "observer", "observers", 20, {}});
  EXPECT_EQ(catalog.role_and_below(RoleId{1}), (std::vector{RoleId{1}, RoleId{2}, RoleId{3}}));
  EXPECT_EQ(catalog.role_plural("observers")->id, RoleId{4});
  EXPECT_EQ(catalog.role_singular("observers"), nullptr);
}

}  // namespace
}  // namespace entente::catalog
