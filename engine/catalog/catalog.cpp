#include "engine/catalog/catalog.h"

#include <algorithm>

#include "engine/catalog/name_key.h"
#include "engine/catalog/records.h"

namespace entente::catalog {
namespace {

// Versions of one record follow each other by commit: the last one not after `as_of` counts. Returns the last commit of any.
template <class OnRecord>
CommitId visit_records(const store::Reader& reader, store::Table table, std::optional<CommitId> as_of, OnRecord on_record) {
  CommitId changed;
  for (auto cursor = reader.scan(table); cursor.valid(); cursor.next()) {
    store::KeyReader key(cursor.key());
    const std::uint32_t id = key.u32();
    const CommitId commit{key.u32()};
    changed = std::max(changed, commit);
    if (!as_of || commit <= *as_of) {
      on_record(id, cursor.value());
    }
  }
  return changed;
}

template <class T, class Decode>
std::vector<Version<T>> all_versions(const store::Reader& reader, store::Table table, Decode decode) {
  std::vector<Version<T>> out;
  for (auto cursor = reader.scan(table); cursor.valid(); cursor.next()) {
    store::KeyReader key(cursor.key());
    key.u32();
    out.push_back({CommitId{key.u32()}, decode(cursor.value())});
  }
  return out;
}

template <class Record>
auto behind(std::vector<Record>& records, decltype(Record::id) id) {
  return std::lower_bound(records.begin(), records.end(), id, [](const Record& a, auto wanted) { return a.id < wanted; });
}

}  // namespace

Catalog::Catalog() : entities_(decode_entity, encode), sources_(decode_source, encode) {}

Catalog Catalog::load(const store::Reader& reader, std::optional<CommitId> as_of) {
  Catalog catalog;
  const auto visit = [&](store::Table table, const auto& on_record) {
    catalog.changed_ = std::max(catalog.changed_, visit_records(reader, table, as_of, on_record));
  };
  const auto records = reader.count(store::Table::kEntities);
  catalog.entities_.reserve(records);
  catalog.kinds_.reserve(records + 1);
  visit(store::Table::kEntities, [&](std::uint32_t id, std::string_view stored) { catalog.put_entity(EntityId{id}, stored); });
  visit(store::Table::kRoles, [&](std::uint32_t /*id*/, std::string_view stored) { catalog.put(decode_role(stored)); });
  catalog.sources_.reserve(reader.count(store::Table::kSources));
  visit(store::Table::kSources, [&](std::uint32_t id, std::string_view stored) { catalog.sources_.put(SourceId{id}, stored); });
  return catalog;
}

const Entity* Catalog::entity(EntityId id) const { return entities_.find(id); }
const SourceRecord* Catalog::source(SourceId id) const { return sources_.find(id); }

const Role* Catalog::role(RoleId id) const {
  if (id.value >= 1 && id.value <= roles_.size() && roles_[id.value - 1].id == id) {
    return &roles_[id.value - 1];  // the usual case: no gaps
  }
  const auto it =
      std::lower_bound(roles_.begin(), roles_.end(), id, [](const Role& role, RoleId wanted) { return role.id < wanted; });
  return it != roles_.end() && it->id == id ? &*it : nullptr;
}

void Catalog::fill(NameIndex& index) const {
  index.reserve(entities_.size());
  for (std::size_t at = 0; at < entities_.size(); ++at) {
    index.add(entities_.id(at), entities_.stored(at));
  }
}

const NameIndex& Catalog::names() const {
  return names_.get([&](NameIndex& index) { fill(index); });
}

// A question names one thing or two: to look through all names once is quicker than to make an index of them.
std::vector<EntityId> Catalog::named(std::string_view text) const {
  constexpr unsigned kSearchesMax = 3;
  const auto key = name_key(text);
  if (const auto* index = names_.get_after(kSearchesMax, [&](NameIndex& made) { fill(made); })) {
    return index->named(key);
  }
  std::vector<EntityId> found;
  for (std::size_t at = 0; at < entities_.size(); ++at) {
    if (is_called(entities_.stored(at), key)) {
      found.push_back(entities_.id(at));
    }
  }
  return found;
}

std::optional<EntityId> Catalog::only_named(std::string_view text) const {
  const auto* index = names_.made();
  return index == nullptr ? std::nullopt : index->only_named(name_key(text));
}

void Catalog::expect_named(std::string_view text) const {
  if (const auto* index = names_.made()) {
    index->prefetch(name_key(text));
  }
}

std::vector<EntityId> Catalog::coded(std::string_view system, std::string_view value) const { return names().coded(system, value); }

bool Catalog::has_code_system(std::string_view system) const { return names().has_system(system); }

std::vector<std::string> Catalog::code_systems() const { return names().systems(); }

const Role* Catalog::role_singular(std::string_view text) const {
  const auto it = std::find_if(roles_.begin(), roles_.end(), [&](const Role& role) { return role.singular == text; });
  return it == roles_.end() ? nullptr : &*it;
}

const Role* Catalog::role_plural(std::string_view text) const {
  const auto it = std::find_if(roles_.begin(), roles_.end(), [&](const Role& role) { return role.plural == text; });
  return it == roles_.end() ? nullptr : &*it;
}

const SourceIndex& Catalog::found_sources() const {
  return found_sources_.get([&](SourceIndex& index) {
    constexpr std::size_t kAhead = 8;
    index.reserve(sources_.size());
    for (std::size_t at = 0; at < sources_.size(); ++at) {
      if (at + kAhead < sources_.size()) {
        index.prefetch(sources_.stored(at + kAhead));
      }
      index.add(sources_.id(at), sources_.stored(at));
    }
  });
}

// Who asks for many does better with a column of them.
std::string_view Catalog::key(SourceId id) const {
  constexpr unsigned kFew = 64;
  const auto* keys = source_keys_.get_after(kFew, [&](ShortTexts& made) {
    made.reserve(sources_.size() + 1);
    for (std::size_t at = 0; at < sources_.size(); ++at) {
      made.set(sources_.id(at).value, key_of_source(sources_.stored(at)));
    }
  });
  const auto key = keys == nullptr ? std::nullopt : keys->find(id.value);
  return key ? *key : key_of_source(sources_.stored_of(id));
}

void Catalog::expect_key(SourceId id) const {
  if (const auto* keys = source_keys_.made()) {
    keys->prefetch(id.value);
  }
}

const SourceRecord* Catalog::source_key(std::string_view key) const { return source(found_sources().find(key)); }

bool Catalog::is_covered(BodyId body) const { return found_sources().is_covered(body); }

std::vector<SourceId> Catalog::covering(BodyId body) const { return found_sources().covering(body); }

std::vector<RoleId> Catalog::role_and_below(RoleId role) const {
  std::vector<RoleId> out = {role};
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const auto& other : roles_) {
      if (other.under == out[i] && std::find(out.begin(), out.end(), other.id) == out.end()) {
        out.push_back(other.id);
      }
    }
  }
  return out;
}

void Catalog::put_entity(EntityId id, std::string_view stored) {
  entities_.put(id, stored);
  kinds_.resize(std::max<std::size_t>(kinds_.size(), id.value + std::size_t{1}));
  kinds_[id.value] = kind_of_entity(stored);
}

void Catalog::put(const Entity& entity) {
  put_entity(entity.id, encode(entity));
  if (auto* index = names_.own()) {
    index->add(entity.id, entities_.stored_of(entity.id));
  }
}

void Catalog::put(const Role& role) {
  const auto it = behind(roles_, role.id);
  if (it != roles_.end() && it->id == role.id) {
    *it = role;
  } else {
    roles_.insert(it, role);
  }
}

void Catalog::put(const SourceRecord& source) {
  sources_.put(source);
  if (auto* index = found_sources_.own()) {
    index->add(source.id, sources_.stored_of(source.id));
  }
  if (auto* keys = source_keys_.own()) {
    keys->set(source.id.value, source.key);
  }
}

std::vector<Version<Entity>> entity_versions(const store::Reader& reader) {
  return all_versions<Entity>(reader, store::Table::kEntities, decode_entity);
}

std::vector<Version<Role>> role_versions(const store::Reader& reader) {
  return all_versions<Role>(reader, store::Table::kRoles, decode_role);
}

std::vector<Version<SourceRecord>> source_versions(const store::Reader& reader) {
  return all_versions<SourceRecord>(reader, store::Table::kSources, decode_source);
}

}  // namespace entente::catalog
