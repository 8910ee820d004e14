// The catalogue as it stood at one commit: entities, roles, sources, and by which names they are found. In memory, a value. Loading
// takes the bytes of the records; what they say, and the indexes, are read from them when they are first asked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/entity.h"
#include "engine/catalog/indexes.h"
#include "engine/catalog/lazy.h"
#include "engine/catalog/record_list.h"
#include "engine/catalog/records.h"
#include "engine/catalog/short_texts.h"
#include "engine/store/transaction.h"

namespace entente::catalog {

/// Can be read from several threads at once. All calls may throw store::Fault (kCorrupt): a record is decoded when it is looked at.
class Catalog {
 public:
  Catalog();
  /// All records as they stood at `as_of` (included); without it, as they stand. Throws store::Fault.
  static Catalog load(const store::Reader& reader, std::optional<CommitId> as_of = std::nullopt);

  /// All entities, roles, sources in the order of their ids; ids may have gaps under `as_of`.
  [[nodiscard]] const RecordList<Entity>& entities() const { return entities_; }
  [[nodiscard]] const std::vector<Role>& roles() const { return roles_; }
  [[nodiscard]] const RecordList<SourceRecord>& sources() const { return sources_; }

  /// Null when there is none (under `as_of`, or id 0). The pointer dies with the next put.
  [[nodiscard]] const Entity* entity(EntityId id) const;
  [[nodiscard]] const Entity* entity(ActorId id) const { return entity(entente::entity(id)); }
  [[nodiscard]] const Entity* entity(BodyId id) const { return entity(entente::entity(id)); }
  /// Of one that is there, without decoding it.
  [[nodiscard]] Kind kind(EntityId id) const { return kinds_[id.value]; }
  [[nodiscard]] KeyAndName key_and_name(EntityId id) const { return catalog::key_and_name(entities_.stored_of(id)); }
  [[nodiscard]] const Role* role(RoleId id) const;
  [[nodiscard]] const SourceRecord* source(SourceId id) const;
  /// Of one that is there, without decoding it. It dies with the next put.
  [[nodiscard]] std::string_view key(SourceId id) const;

  /// Entities that are called `text` (key, name, other name, ISO code), matched by name_key; ascending, no duplicates.
  [[nodiscard]] std::vector<EntityId> named(std::string_view text) const;
  /// Where one alone is called so, and it is quickly found.
  [[nodiscard]] std::optional<EntityId> only_named(std::string_view text) const;
  /// only_named() will be asked soon: what is far away in memory is fetched meanwhile.
  void expect_named(std::string_view text) const;
  /// The key of the source will be asked for soon: only a hint.
  void expect_key(SourceId id) const;
  /// Entities with that code in that code system.
  [[nodiscard]] std::vector<EntityId> coded(std::string_view system, std::string_view value) const;
  [[nodiscard]] bool has_code_system(std::string_view system) const;
  [[nodiscard]] std::vector<std::string> code_systems() const;
  [[nodiscard]] const Role* role_singular(std::string_view text) const;
  [[nodiscard]] const Role* role_plural(std::string_view text) const;
  [[nodiscard]] const SourceRecord* source_key(std::string_view key) const;
  /// Sources that say that they cover some role of the body; ascending.
  [[nodiscard]] std::vector<SourceId> covering(BodyId body) const;
  [[nodiscard]] bool is_covered(BodyId body) const;
  /// The role and all roles under it, however deep.
  [[nodiscard]] std::vector<RoleId> role_and_below(RoleId role) const;

  /// The last commit that defined anything, whatever the catalogue was loaded as of: as known at that one, or later, it is the
  /// same.
  [[nodiscard]] CommitId changed() const { return changed_; }
  void set_changed(CommitId commit) { changed_ = commit; }

  /// Adds, or replaces the one of the same id. The caller stores the record.
  void put(const Entity& entity);
  void put(const Role& role);
  void put(const SourceRecord& source);

 private:
  void put_entity(EntityId id, std::string_view stored);
  void fill(NameIndex& index) const;
  [[nodiscard]] const NameIndex& names() const;
  [[nodiscard]] const SourceIndex& found_sources() const;

  CommitId changed_;
  RecordList<Entity> entities_;
  std::vector<Kind> kinds_;  // by id
  std::vector<Role> roles_;
  RecordList<SourceRecord> sources_;
  Lazy<NameIndex> names_;
  Lazy<SourceIndex> found_sources_;
  Lazy<ShortTexts> source_keys_;
};

/// What a commit stated of one record; the versions of one record follow each other.
template <class Record>
struct Version {
  CommitId commit;
  Record record;
};
/// All versions of all records, by id, then commit. Throws store::Fault.
[[nodiscard]] std::vector<Version<Entity>> entity_versions(const store::Reader& reader);
[[nodiscard]] std::vector<Version<Role>> role_versions(const store::Reader& reader);
[[nodiscard]] std::vector<Version<SourceRecord>> source_versions(const store::Reader& reader);

}  // namespace entente::catalog
