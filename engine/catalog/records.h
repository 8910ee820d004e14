// The bytes of catalogue records, as docs/storage.md gives them.
#pragma once

#include <string>
#include <string_view>

#include "engine/catalog/entity.h"
#include "engine/store/codec.h"

namespace entente::catalog {

// What reads throws store::Fault (kCorrupt) on bytes that are no such thing.
void write_bound(store::Writer& out, const Bound& bound);
[[nodiscard]] Bound read_bound(store::RecordReader& in);
/// A day as a bound, where one is stored as such.
[[nodiscard]] Bound bound_of_day(Day day);
/// Stored words by their numbers.
[[nodiscard]] Stance stance_of(unsigned stored);
[[nodiscard]] How how_of(unsigned stored);

[[nodiscard]] std::string encode(const Entity& entity);
[[nodiscard]] Entity decode_entity(std::string_view bytes);
[[nodiscard]] std::string encode(const Role& role);
[[nodiscard]] Role decode_role(std::string_view bytes);
[[nodiscard]] std::string encode(const SourceRecord& source);
[[nodiscard]] SourceRecord decode_source(std::string_view bytes);
[[nodiscard]] std::string encode(const Commit& commit);
[[nodiscard]] Commit decode_commit(std::string_view bytes);

}  // namespace entente::catalog
