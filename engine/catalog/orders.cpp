#include "engine/catalog/orders.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/catalog/name_key.h"
#include "engine/catalog/records.h"

namespace entente::catalog {
namespace {

template <class Key>
using Keyed = std::vector<std::pair<Key, std::uint32_t>>;  // beside an id

// Places by a key, spread over an array indexed by id.
template <class Key>
std::vector<std::uint32_t> places(Keyed<Key> keyed) {
  std::sort(keyed.begin(), keyed.end());
  std::uint32_t last = 0;
  for (const auto& [key, id] : keyed) {
    last = std::max(last, id);
  }
  std::vector<std::uint32_t> out(last + 1U);
  for (std::size_t i = 0; i < keyed.size(); ++i) {
    out[keyed[i].second] = static_cast<std::uint32_t>(i);
  }
  return out;
}

/// Texts by their name_key. Most pairs are told apart by the beginnings, which lie together as numbers.
struct TextKey {
  std::uint64_t beginning;
  std::string_view key;
  std::string_view text;
  friend auto operator<=>(const TextKey&, const TextKey&) = default;
};

std::uint64_t beginning_of(std::string_view text) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    number = number << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return number;
}

/// By one of the two texts.
std::vector<std::uint32_t> text_places(const RecordList<Entity>& entities, std::string_view KeyAndName::*part) {
  struct Text {
    std::string_view text;
    std::size_t key_begin;
  };
  std::vector<Text> texts;
  std::string keys;
  texts.reserve(entities.size());
  for (std::size_t at = 0; at < entities.size(); ++at) {
    texts.push_back({key_and_name(entities.stored(at)).*part, keys.size()});
    add_name_key(texts.back().text, keys);
  }
  Keyed<TextKey> keyed;
  keyed.reserve(entities.size());
  for (std::size_t at = 0; at < texts.size(); ++at) {
    const std::size_t begin = texts[at].key_begin;
    const auto key = std::string_view(keys).substr(begin, (at + 1 < texts.size() ? texts[at + 1].key_begin : keys.size()) - begin);
    keyed.emplace_back(TextKey{beginning_of(key), key, texts[at].text}, entities.id(at).value);
  }
  return places(std::move(keyed));
}

std::vector<std::uint32_t> role_places(const std::vector<Role>& roles) {
  Keyed<std::tuple<std::uint32_t, std::string_view>> keyed;
  for (const auto& role : roles) {
    keyed.emplace_back(std::tuple(role.rank.value_or(UINT32_MAX), std::string_view(role.singular)), role.id.value);
  }
  return places(std::move(keyed));
}

}  // namespace

Orders::Orders(const Catalog& catalog)
    : keys(text_places(catalog.entities(), &KeyAndName::key)), roles(role_places(catalog.roles())), catalog_(&catalog) {}

const std::vector<std::uint32_t>& Orders::names() const {
  return names_.get([&](auto& names) { names = text_places(catalog_->entities(), &KeyAndName::name); });
}

}  // namespace entente::catalog
