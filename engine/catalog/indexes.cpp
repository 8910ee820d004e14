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

std::vector<EntityId> found(const std::unordered_map<std::string, std::vector<EntityId>>& index, const std::string& key) {
  const auto it = index.find(key);
  return it == index.end() ? std::vector<EntityId>{} : it->second;
}

}  // namespace

void NameIndex::reserve(std::size_t entities) {
  names_.reserve(entities * 5);
  codes_.reserve(entities * 4);
}

void NameIndex::add(EntityId id, std::string_view stored) {
  const auto add_name = [&](std::string_view name) { add_unique(names_[name_key(name)], id); };
  visit_names(stored, add_name, [&](std::string_view system, std::string_view value) {
    add_unique(codes_[code_key(system, value)], id);
    systems_.emplace(system);
    if (is_name_system(system)) {
      add_name(value);
    }
  });
}

std::vector<EntityId> NameIndex::named(const std::string& key) const { return found(names_, key); }

std::vector<EntityId> NameIndex::coded(std::string_view system, std::string_view value) const {
  return found(codes_, code_key(system, value));
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
  keys_.insert_or_assign(std::string(key_of_source(stored)), id);
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
  const auto it = keys_.find(key);
  return it == keys_.end() ? SourceId{} : it->second;
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
