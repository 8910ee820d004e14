// Rows put into the order of rule 27: against a plain sort.
#include "engine/exec/answer_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <tuple>

#include "engine/catalog/catalog.h"

namespace entente::exec {
namespace {

constexpr std::uint32_t kEntities = 700;

// Keys in another order than ids; `fold_alike`: some differ by case alone.
catalog::Catalog some_catalog(std::uint32_t roles, bool fold_alike) {
  catalog::Catalog out;
  for (std::uint32_t id = 1; id <= kEntities; ++id) {
    catalog::Entity entity;
    entity.id = {id};
    const std::uint32_t number = id * 331 % 701;  // each once
    entity.key = fold_alike ? (number % 2 == 0 ? "K" : "k") + std::to_string(number / 2) : "K" + std::to_string(number);
    entity.name = entity.key;
    out.put(entity);
  }
  for (std::uint32_t id = 1; id <= roles; ++id) {
    catalog::Role role;
    role.id = {id};
    role.singular = "role " + std::to_string(id);
    role.plural = role.singular + "s";
    role.rank = (id * 7) % 11;
    out.put(role);
  }
  return out;
}

using Row = std::pair<std::uint32_t, std::uint32_t>;  // other, role

std::vector<Row> sorted(const catalog::Orders& orders, bool role_first, std::vector<Row> rows) {
  const auto place = [&](const Row& row) {
    const std::uint64_t key = orders.keys[row.first];
    const std::uint64_t role = orders.roles[row.second];
    return role_first ? std::tuple(role, key) : std::tuple(key, role);
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return place(a) < place(b); });
  return rows;
}

class OrderOf : public ::testing::TestWithParam<std::tuple<std::uint32_t, bool>> {};

TEST_P(OrderOf, RowsIsThatOfAPlainSort) {
  const auto [roles, fold_alike] = GetParam();
  const auto catalog = some_catalog(roles, fold_alike);
  const catalog::Orders orders(catalog);
  AnswerOrder order;
  std::mt19937 random(7);
  for (int turn = 0; turn < 300; ++turn) {
    std::vector<std::uint32_t> ids(kEntities);
    std::iota(ids.begin(), ids.end(), 1U);
    if (turn % 3 != 0) {
      std::shuffle(ids.begin(), ids.end(), random);
    }
    ids.resize(turn % 5 == 0 ? random() % 4 : random() % kEntities);
    const bool role_first = turn % 2 == 0;
    std::vector<Row> rows;
    claims::FoundRows found;
    for (const std::uint32_t id : ids) {
      rows.emplace_back(id, random() % roles + 1);
      found.others.push_back(id);
      found.roles.push_back(rows.back().second);
    }
    order.put(orders, role_first, found);
    std::vector<Row> got;
    for (std::size_t row = 0; row < found.size(); ++row) {
      got.emplace_back(found.others[row], found.roles[row]);
    }
    ASSERT_EQ(got, sorted(orders, role_first, rows)) << "turn " << turn;

    claims::FoundRows alone;  // roles were not wanted
    alone.others = ids;
    order.put(orders, role_first, alone);
    for (auto& row : rows) {
      row.second = 1;
    }
    for (std::size_t row = 0; const auto& expected : sorted(orders, false, rows)) {
      ASSERT_EQ(alone.others[row++], expected.first) << "turn " << turn;
    }
  }
}

// Few roles are placed, many sorted.
INSTANTIATE_TEST_SUITE_P(Rows, OrderOf, ::testing::Combine(::testing::Values(1, 5, 90), ::testing::Bool()));

}  // namespace
}  // namespace entente::exec
