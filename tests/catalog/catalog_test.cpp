#include "engine/catalog/catalog.h"

#include <gtest/gtest.h>

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
