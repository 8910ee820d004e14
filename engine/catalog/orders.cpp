#include "engine/catalog/orders.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/catalog/name_key.h"

namespace entente::catalog {
namespace {

// Places by a key, spread over an array indexed by id.
template <class Item, class Key>
std::vector<std::uint32_t> places(const std::vector<Item>& items, Key key) {
  using Keyed = std::pair<decltype(key(items[0])), std::uint32_t>;
  std::vector<Keyed> keyed;
  std::uint32_t last = 0;
  for (const auto& item : items) {
    keyed.emplace_back(key(item), item.id.value);
    last = std::max(last, item.id.value);
  }
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::uint32_t> out(last + 1U);
  for (std::size_t i = 0; i < keyed.size(); ++i) {
    out[keyed[i].second] = static_cast<std::uint32_t>(i);
  }
  return out;
}

}  // namespace

Orders orders_of(const Catalog& catalog) {
  return {places(catalog.entities(), [](const Entity& e) { return std::pair(name_key(e.key), e.key); }),
          places(catalog.entities(), [](const Entity& e) { return std::pair(name_key(e.name), e.name); }),
          places(catalog.roles(), [](const Role& r) { return std::tuple(r.rank.value_or(UINT32_MAX), r.singular); })};
}

}  // namespace entente::catalog
