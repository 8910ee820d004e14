// The bytes of catalogue records, as docs/storage.md gives them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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
/// Of a stored entity, without the rest of it.
[[nodiscard]] Kind kind_of_entity(std::string_view bytes);
[[nodiscard]] std::string encode(const Role& role);
[[nodiscard]] Role decode_role(std::string_view bytes);
[[nodiscard]] std::string encode(const SourceRecord& source);
[[nodiscard]] SourceRecord decode_source(std::string_view bytes);
[[nodiscard]] std::string encode(const Commit& commit);
[[nodiscard]] Commit decode_commit(std::string_view bytes);

// What is looked at of all records, without decoding them; views into the bytes.

struct KeyAndName {
  std::string_view key;
  std::string_view name;
};
[[nodiscard]] KeyAndName key_and_name(std::string_view stored_entity);
[[nodiscard]] std::string_view key_of_source(std::string_view stored);
[[nodiscard]] std::vector<Covers> covers_of_source(std::string_view stored);

/// Stands before the in-use of a name or a code.
inline void skip_in_use(store::RecordReader& in) {
  constexpr std::uint64_t kBoundBytes = 10;
  const unsigned sides = in.u8();
  in.bytes(kBoundBytes * ((sides & 1U) + (sides >> 1U & 1U)));
}

/// The key, the name and the other names, and then the codes of a stored entity, each as often as it is recorded.
template <class OnName, class OnCode>
void visit_names(std::string_view stored_entity, const OnName& on_name, const OnCode& on_code) {
  store::RecordReader in(stored_entity);
  in.varint();  // id
  in.u8();      // kind
  on_name(in.text());
  on_name(in.text());
  skip_in_use(in);
  for (auto count = in.varint(); count > 0; --count) {
    on_name(in.text());
    skip_in_use(in);
  }
  for (auto count = in.varint(); count > 0; --count) {
    const auto system = in.text();
    on_code(system, in.text());
    skip_in_use(in);
  }
}

}  // namespace entente::catalog
