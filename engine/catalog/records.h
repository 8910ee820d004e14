// The bytes of catalogue records, as docs/storage.md gives them.
#pragma once

#include <string>
#include <string_view>

#include "engine/catalog/entity.h"
#include "engine/store/codec.h"

namespace entente::catalog {

void write_bound(store::Writer& out, const Bound& bound);
[[nodiscard]] Bound read_bound(store::RecordReader& in);

// Each decode throws store::Fault (kCorrupt) on bytes that are no record.
[[nodiscard]] std::string encode(const Entity& entity);
[[nodiscard]] Entity decode_entity(std::string_view bytes);
[[nodiscard]] std::string encode(const Role& role);
[[nodiscard]] Role decode_role(std::string_view bytes);
[[nodiscard]] std::string encode(const SourceRecord& source);
[[nodiscard]] SourceRecord decode_source(std::string_view bytes);
[[nodiscard]] std::string encode(const Commit& commit);
[[nodiscard]] Commit decode_commit(std::string_view bytes);

}  // namespace entente::catalog
