// By what entities and sources are found. Made of the bytes of their records, without decoding them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/entity.h"
#include "engine/catalog/records.h"
#include "engine/catalog/text_table.h"

namespace entente::catalog {

/// Texts and the entities of each. Nothing ever leaves it.
class EntityTexts {
 public:
  void reserve(std::size_t texts) { numbers_.reserve(texts); }
  void add(std::string_view text, EntityId id);
  /// Ascending, no duplicates.
  [[nodiscard]] std::vector<EntityId> of(std::string_view text) const;
  void prefetch(std::string_view text) const { numbers_.prefetch(text); }
  /// Where there is one alone.
  [[nodiscard]] std::optional<EntityId> only(std::string_view text) const;

 private:
  static constexpr std::uint32_t kSeveral = std::uint32_t{1} << 31U;  // and which of those that are several
  TextTable numbers_;                                                 // else the id
  std::vector<std::vector<EntityId>> several_;
};

/// By name and by code. Names that an entity no longer has stay in `also`, so that nothing ever leaves the index.
class NameIndex {
 public:
  void reserve(std::size_t entities);
  void add(EntityId id, std::string_view stored);

  /// `key` is a name_key. Ascending, no duplicates.
  [[nodiscard]] std::vector<EntityId> named(std::string_view key) const { return names_.of(key); }
  /// Where there is one alone.
  [[nodiscard]] std::optional<EntityId> only_named(std::string_view key) const { return names_.only(key); }
  /// The key will be looked for soon.
  void prefetch(std::string_view key) const { names_.prefetch(key); }
  [[nodiscard]] std::vector<EntityId> coded(std::string_view system, std::string_view value) const;
  [[nodiscard]] bool has_system(std::string_view system) const { return systems_.contains(system); }
  /// Sorted.
  [[nodiscard]] std::vector<std::string> systems() const { return {systems_.begin(), systems_.end()}; }

 private:
  EntityTexts names_;  // name_key -> entities
  EntityTexts codes_;  // system:name_key -> entities
  std::set<std::string, std::less<>> systems_;
};

/// Whether one of the names of a stored entity has that name_key.
[[nodiscard]] bool is_called(std::string_view stored, std::string_view key);

/// By key, and by the bodies that they cover.
class SourceIndex {
 public:
  void reserve(std::size_t sources) { keys_.reserve(sources); }
  /// One with that record will be added soon.
  void prefetch(std::string_view stored) const { keys_.prefetch(key_of_source(stored)); }
  /// Adds one, or what another version says of it.
  void add(SourceId id, std::string_view stored);

  /// 0 when there is none.
  [[nodiscard]] SourceId find(std::string_view key) const;
  /// Ascending.
  [[nodiscard]] std::vector<SourceId> covering(BodyId body) const;
  [[nodiscard]] bool is_covered(BodyId body) const;

 private:
  TextTable keys_;
  std::map<BodyId, std::set<SourceId>> covering_;  // few sources say what they cover
  std::map<SourceId, std::vector<BodyId>> covered_;
};

}  // namespace entente::catalog
