#include "engine/catalog/indexes.h"

#include <algorithm>

#include "engine/catalog/name_key.h"
#include "engine/catalog/records.h"

namespace entente::catalog {
namespace {

void add_unique(std::vector<EntityId>& ids, EntityId id) {
  const auto it = std::lower_bound(ids.begin(), ids.end(), id);
  if (it == ids.end() || *it != id) {
    ids.insert(it, id);
  }
}

std::string code_key(std::string_view system, std::string_view value) { return std::string(system) + ":" + name_key(value); }

}  // namespace

void EntityTexts::add(std::string_view text, EntityId id) {
  std::uint32_t* number = numbers_.find(text);
  if (number == nullptr) {
    numbers_.add(text, id.value);
  } else if ((*number & kSeveral) != 0) {
    add_unique(several_[*number & ~kSeveral], id);
  } else if (*number != id.value) {
    several_.push_back({EntityId{*number}});
    add_unique(several_.back(), id);
    *number = kSeveral | static_cast<std::uint32_t>(several_.size() - 1);
  }
}

std::vector<EntityId> EntityTexts::of(std::string_view text) const {
  const std::uint32_t* number = numbers_.find(text);
  return number == nullptr           ? std::vector<EntityId>{}
         : (*number & kSeveral) != 0 ? several_[*number & ~kSeveral]
                                     : std::vector<EntityId>{EntityId{*number}};
}

std::optional<EntityId> EntityTexts::only(std::string_view text) const {
  const std::uint32_t* number = numbers_.find(text);
  return number == nullptr || (*number & kSeveral) != 0 ? std::nullopt : std::optional(EntityId{*number});
}

void NameIndex::reserve(std::size_t entities) { names_.reserve(entities); }

void NameIndex::add(EntityId id, std::string_view stored) {
  std::string key;
  const auto add_name = [&](std::string_view name) {
    key.clear();
    add_name_key(name, key);
    names_.add(key, id);
  };
  visit_names(stored, add_name, [&](std::string_view system, std::string_view value) {
    codes_.add(code_key(system, value), id);
    systems_.emplace(system);
    if (is_name_system(system)) {
      add_name(value);
    }
  });
}

std::vector<EntityId> NameIndex::coded(std::string_view system, std::string_view value) const {
  return codes_.of(code_key(system, value));
}

bool is_called(std::string_view stored, std::string_view key) {
  bool is = false;
  const auto compare = [&](std::string_view name) { is = is || has_name_key(name, key); };
  visit_names(stored, compare, [&](std::string_view system, std::string_view value) {
    if (is_name_system(system)) {
      compare(value);
    }
  });
  return is;
}

void SourceIndex::add(SourceId id, std::string_view stored) {
  const std::string_view key = key_of_source(stored);
  if (std::uint32_t* number = keys_.find(key)) {
    *number = id.value;
  } else {
    keys_.add(key, id.value);
  }
  if (const auto before = covered_.find(id); before != covered_.end()) {
    for (const BodyId body : before->second) {
      covering_[body].erase(id);
    }
    covered_.erase(before);
  }
  for (const auto& covers : covers_of_source(stored)) {
    covering_[covers.body].insert(id);
    covered_[id].push_back(covers.body);
  }
}

SourceId SourceIndex::find(std::string_view key) const {
  const std::uint32_t* number = keys_.find(key);
  return number == nullptr ? SourceId{} : SourceId{*number};
}

bool SourceIndex::is_covered(BodyId body) const {
  const auto it = covering_.find(body);
  return it != covering_.end() && !it->second.empty();
}

std::vector<SourceId> SourceIndex::covering(BodyId body) const {
  const auto it = covering_.find(body);
  return it == covering_.end() ? std::vector<SourceId>{} : std::vector<SourceId>(it->second.begin(), it->second.end());
}

}  // namespace entente::catalog
