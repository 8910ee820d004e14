#include "engine/catalog/catalog.h"

#include <algorithm>

#include "engine/catalog/name_key.h"
#include "engine/catalog/records.h"

namespace entente::catalog {
namespace {

// Versions of one record follow each other by commit: the last one not after `as_of` counts.
template <class T, class Decode>
std::vector<T> load_versions(const store::Reader& reader, store::Table table, std::optional<CommitId> as_of, Decode decode,
                             CommitId& changed) {
  std::vector<T> out;
  for (auto cursor = reader.scan(table); cursor.valid(); cursor.next()) {
    store::KeyReader key(cursor.key());
    const std::uint32_t id = key.u32();
    const std::uint32_t commit = key.u32();
    changed = std::max(changed, CommitId{commit});
    if (as_of && commit > as_of->value) {
      continue;
    }
    if (!out.empty() && out.back().id.value == id) {
      out.back() = decode(cursor.value());
    } else {
      out.push_back(decode(cursor.value()));
    }
  }
  return out;
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

template <class T, class Tag>
const T* find_id(const std::vector<T>& items, Id<Tag> id) {
  if (id.value >= 1 && id.value <= items.size() && items[id.value - 1].id == id) {
    return &items[id.value - 1];  // the usual case: no gaps
  }
  const auto it = std::lower_bound(items.begin(), items.end(), id, [](const T& item, Id<Tag> wanted) { return item.id < wanted; });
  return it != items.end() && it->id == id ? &*it : nullptr;
}

// True when the item replaced an older one.
template <class T>
bool put_in_order(std::vector<T>& items, T item) {
  const auto it = std::lower_bound(items.begin(), items.end(), item.id, [](const T& a, auto wanted) { return a.id < wanted; });
  if (it != items.end() && it->id == item.id) {
    *it = std::move(item);
    return true;
  }
  items.insert(it, std::move(item));
  return false;
}

void add_unique(std::vector<EntityId>& ids, EntityId id) {
  const auto it = std::lower_bound(ids.begin(), ids.end(), id);
  if (it == ids.end() || *it != id) {
    ids.insert(it, id);
  }
}

std::string code_key(std::string_view system, std::string_view value) { return std::string(system) + ":" + name_key(value); }

}  // namespace

Catalog Catalog::load_lists(const store::Reader& reader) { return lists(reader, std::nullopt); }

Catalog Catalog::lists(const store::Reader& reader, std::optional<CommitId> as_of) {
  Catalog catalog;
  catalog.entities_ = load_versions<Entity>(reader, store::Table::kEntities, as_of, decode_entity, catalog.changed_);
  catalog.roles_ = load_versions<Role>(reader, store::Table::kRoles, as_of, decode_role, catalog.changed_);
  catalog.sources_ = load_versions<SourceRecord>(reader, store::Table::kSources, as_of, decode_source, catalog.changed_);
  return catalog;
}

Catalog Catalog::load(const store::Reader& reader, std::optional<CommitId> as_of) {
  auto catalog = lists(reader, as_of);
  catalog.names_.reserve(catalog.entities_.size() * 5);
  catalog.codes_.reserve(catalog.entities_.size() * 4);
  for (const auto& entity : catalog.entities_) {
    catalog.index(entity);
  }
  for (std::size_t i = 0; i < catalog.sources_.size(); ++i) {
    catalog.source_keys_[catalog.sources_[i].key] = i;
    catalog.index_covers(catalog.sources_[i]);
  }
  return catalog;
}

const Entity* Catalog::entity(EntityId id) const { return find_id(entities_, id); }
const Role* Catalog::role(RoleId id) const { return find_id(roles_, id); }
const SourceRecord* Catalog::source(SourceId id) const { return find_id(sources_, id); }

// Names that an entity no longer has stay in `also`, so that nothing ever leaves the index.
void Catalog::index(const Entity& entity) {
  add_unique(names_[name_key(entity.key)], entity.id);
  add_unique(names_[name_key(entity.name)], entity.id);
  for (const auto& alias : entity.also) {
    add_unique(names_[name_key(alias.text)], entity.id);
  }
  for (const auto& code : entity.codes) {
    add_unique(codes_[code_key(code.system, code.value)], entity.id);
    code_systems_[code.system] = 1;
    if (is_name(code)) {
      add_unique(names_[name_key(code.value)], entity.id);
    }
  }
}

std::vector<EntityId> Catalog::named(std::string_view text) const {
  const auto it = names_.find(name_key(text));
  return it == names_.end() ? std::vector<EntityId>{} : it->second;
}

std::vector<EntityId> Catalog::coded(std::string_view system, std::string_view value) const {
  const auto it = codes_.find(code_key(system, value));
  return it == codes_.end() ? std::vector<EntityId>{} : it->second;
}

bool Catalog::has_code_system(std::string_view system) const { return code_systems_.contains(std::string(system)); }

std::vector<std::string> Catalog::code_systems() const {
  std::vector<std::string> out;
  for (const auto& [system, unused] : code_systems_) {
    out.push_back(system);
  }
  std::sort(out.begin(), out.end());
  return out;
}

const Role* Catalog::role_singular(std::string_view text) const {
  const auto it = std::find_if(roles_.begin(), roles_.end(), [&](const Role& role) { return role.singular == text; });
  return it == roles_.end() ? nullptr : &*it;
}

const Role* Catalog::role_plural(std::string_view text) const {
  const auto it = std::find_if(roles_.begin(), roles_.end(), [&](const Role& role) { return role.plural == text; });
  return it == roles_.end() ? nullptr : &*it;
}

const SourceRecord* Catalog::source_key(std::string_view key) const {
  const auto it = source_keys_.find(std::string(key));
  return it == source_keys_.end() ? nullptr : &sources_[it->second];
}

void Catalog::index_covers(const SourceRecord& source) {
  for (const auto& covers : source.covers) {
    covering_[covers.body].insert(source.id);
  }
}

bool Catalog::is_covered(BodyId body) const {
  const auto it = covering_.find(body);
  return it != covering_.end() && !it->second.empty();
}

std::vector<SourceId> Catalog::covering(BodyId body) const {
  const auto it = covering_.find(body);
  return it == covering_.end() ? std::vector<SourceId>{} : std::vector<SourceId>(it->second.begin(), it->second.end());
}

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

void Catalog::put(Entity entity) {
  const EntityId id = entity.id;
  put_in_order(entities_, std::move(entity));
  index(*this->entity(id));
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

void Catalog::put(Role role) { put_in_order(roles_, std::move(role)); }

void Catalog::put(SourceRecord source) {
  const SourceId id = source.id;
  if (const auto* before = this->source(id); before != nullptr) {
    for (const auto& covers : before->covers) {
      covering_[covers.body].erase(id);
    }
  }
  index_covers(source);
  if (put_in_order(sources_, std::move(source))) {
    return;  // a key never changes
  }
  const SourceRecord* kept = this->source(id);
  source_keys_[kept->key] = static_cast<std::size_t>(kept - sources_.data());
}

}  // namespace entente::catalog
