// By what entities and sources are found. Made of the bytes of their records, without decoding them.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/catalog/entity.h"

namespace entente::catalog {

/// By name and by code. Names that an entity no longer has stay in `also`, so that nothing ever leaves the index.
class NameIndex {
 public:
  void reserve(std::size_t entities);
  void add(EntityId id, std::string_view stored);

  /// `key` is a name_key. Ascending, no duplicates.
  [[nodiscard]] std::vector<EntityId> named(const std::string& key) const;
  [[nodiscard]] std::vector<EntityId> coded(std::string_view system, std::string_view value) const;
  [[nodiscard]] bool has_system(std::string_view system) const { return systems_.contains(system); }
  /// Sorted.
  [[nodiscard]] std::vector<std::string> systems() const { return {systems_.begin(), systems_.end()}; }

 private:
  std::unordered_map<std::string, std::vector<EntityId>> names_;  // name_key -> entities
  std::unordered_map<std::string, std::vector<EntityId>> codes_;  // system:name_key -> entities
  std::set<std::string, std::less<>> systems_;
};

/// Whether one of the names of a stored entity has that name_key.
[[nodiscard]] bool is_called(std::string_view stored, std::string_view key);

/// By key, and by the bodies that they cover.
class SourceIndex {
 public:
  /// Adds one, or what another version says of it.
  void add(SourceId id, std::string_view stored);

  /// 0 when there is none.
  [[nodiscard]] SourceId find(std::string_view key) const;
  /// Ascending.
  [[nodiscard]] std::vector<SourceId> covering(BodyId body) const;
  [[nodiscard]] bool is_covered(BodyId body) const;

 private:
  std::map<std::string, SourceId, std::less<>> keys_;
  std::map<BodyId, std::set<SourceId>> covering_;
  std::map<SourceId, std::vector<BodyId>> covered_;
};

}  // namespace entente::catalog
