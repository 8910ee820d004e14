#include "engine/catalog/records.h"

#include "engine/value/sound.h"

namespace entente::catalog {
namespace {

using store::RecordReader;
using store::Writer;

template <class T, class Write>
void write_list(Writer& out, const std::vector<T>& items, Write write) {
  out.varint(items.size());
  for (const auto& item : items) {
    write(item);
  }
}

template <class T, class Read>
std::vector<T> read_list(RecordReader& in, Read read) {
  std::vector<T> items;
  for (auto count = in.varint(); count > 0; --count) {
    items.push_back(read());
  }
  return items;
}

Bound sound(const Bound& bound) {
  if (!is_sound(bound)) {
    store::fail(store::FaultKind::kCorrupt, "a date in a record of the database is none");
  }
  return bound;
}

template <class Enum>
Enum word(unsigned stored, std::size_t count) {
  if (stored >= count) {
    store::fail(store::FaultKind::kCorrupt, "a word in a record of the database is none");
  }
  return static_cast<Enum>(stored);
}

template <class Tag>
Id<Tag> read_id(RecordReader& in) {
  return {static_cast<std::uint32_t>(in.varint())};
}

}  // namespace

void write_bound(Writer& out, const Bound& bound) {
  out.u8(static_cast<std::uint8_t>(bound.notation));
  out.u8(static_cast<std::uint8_t>((static_cast<unsigned>(bound.precision) << 4U) | static_cast<unsigned>(bound.mark)));
  out.i32(bound.earliest);
  out.i32(bound.latest);
}

Bound read_bound(RecordReader& in) {
  Bound bound;
  bound.notation = static_cast<Bound::Notation>(in.u8());
  const unsigned packed = in.u8();
  bound.precision = static_cast<Precision>(packed >> 4U);
  bound.mark = static_cast<Bound::Mark>(packed & 15U);
  bound.earliest = in.i32();
  bound.latest = in.i32();
  return sound(bound);
}

Bound bound_of_day(Day day) { return sound(exact_bound(day)); }

Stance stance_of(unsigned stored) { return word<Stance>(stored, kStanceWords.size()); }
How how_of(unsigned stored) { return word<How>(stored, kHowWords.size()); }

namespace {

void write_in_use(Writer& out, const InUse& in_use) {
  out.u8(static_cast<std::uint8_t>((in_use.since.stated() ? 1U : 0U) | (in_use.until.stated() ? 2U : 0U)));
  if (in_use.since.stated()) {
    write_bound(out, in_use.since);
  }
  if (in_use.until.stated()) {
    write_bound(out, in_use.until);
  }
}

InUse read_in_use(RecordReader& in) {
  const unsigned sides = in.u8();
  InUse in_use;
  in_use.since = (sides & 1U) != 0 ? read_bound(in) : bound_none();
  in_use.until = (sides & 2U) != 0 ? read_bound(in) : bound_none();
  return in_use;
}

}  // namespace

std::string encode(const Entity& entity) {
  Writer out;
  out.varint(entity.id.value);
  out.u8(static_cast<std::uint8_t>(entity.kind));
  out.text(entity.key);
  out.text(entity.name);
  write_in_use(out, entity.named);
  write_list(out, entity.also, [&](const auto& alias) {
    out.text(alias.text);
    write_in_use(out, alias.in_use);
  });
  write_list(out, entity.codes, [&](const auto& code) {
    out.text(code.system);
    out.text(code.value);
    write_in_use(out, code.in_use);
  });
  write_bound(out, entity.began);
  write_bound(out, entity.ended);
  out.text(entity.form);
  write_list(out, entity.topics, [&](const auto& topic) { out.text(topic); });
  write_list(out, entity.under, [&](EntityId id) { out.varint(id.value); });
  write_list(out, entity.continues, [&](const auto& c) {
    out.varint(c.predecessor.value);
    write_bound(out, c.since);
  });
  out.varint(entity.source.value);
  return out.take();
}

Kind kind_of_entity(std::string_view bytes) {
  RecordReader in(bytes);
  (void)read_id<EntityTag>(in);
  return word<Kind>(in.u8(), kKindWords.size());
}

Entity decode_entity(std::string_view bytes) {
  RecordReader in(bytes);
  Entity entity;
  entity.id = read_id<EntityTag>(in);
  entity.kind = word<Kind>(in.u8(), kKindWords.size());
  entity.key = in.text();
  entity.name = in.text();
  entity.named = read_in_use(in);
  entity.also = read_list<Alias>(in, [&] {
    Alias alias;
    alias.text = in.text();
    alias.in_use = read_in_use(in);
    return alias;
  });
  entity.codes = read_list<Code>(in, [&] {
    Code code;
    code.system = in.text();
    code.value = in.text();
    code.in_use = read_in_use(in);
    return code;
  });
  entity.began = read_bound(in);
  entity.ended = read_bound(in);
  entity.form = in.text();
  entity.topics = read_list<std::string>(in, [&] { return std::string(in.text()); });
  entity.under = read_list<EntityId>(in, [&] { return read_id<EntityTag>(in); });
  entity.continues = read_list<Continuation>(in, [&] {
    Continuation c;
    c.predecessor = read_id<EntityTag>(in);
    c.since = read_bound(in);
    return c;
  });
  entity.source = read_id<SourceTag>(in);
  return entity;
}

std::string encode(const Role& role) {
  Writer out;
  out.varint(role.id.value);
  out.text(role.singular);
  out.text(role.plural);
  out.u8(role.rank ? 1 : 0);
  out.varint(role.rank.value_or(0));
  out.varint(role.under.value);
  return out.take();
}

Role decode_role(std::string_view bytes) {
  RecordReader in(bytes);
  Role role;
  role.id = read_id<RoleTag>(in);
  role.singular = in.text();
  role.plural = in.text();
  const bool ranked = in.u8() != 0;
  const auto rank = static_cast<std::uint32_t>(in.varint());
  role.rank = ranked ? std::optional(rank) : std::nullopt;
  role.under = read_id<RoleTag>(in);
  return role;
}

std::string encode(const SourceRecord& source) {
  Writer out;
  out.varint(source.id.value);
  for (const auto* text : {&source.key, &source.title, &source.publisher, &source.url, &source.licence}) {
    out.text(*text);
  }
  write_bound(out, source.published);
  write_list(out, source.via, [&](SourceId id) { out.varint(id.value); });
  write_list(out, source.covers, [&](const Covers& c) {
    out.varint(c.role.value);
    out.varint(c.body.value);
    out.i32(c.days.begin);
    out.i32(c.days.end);
    out.u8(c.list_day ? 1 : 0);
  });
  return out.take();
}

namespace {

std::vector<Covers> read_covers(RecordReader& in) {
  return read_list<Covers>(in, [&] {
    Covers c;
    c.role = read_id<RoleTag>(in);
    c.body = read_id<BodyTag>(in);
    c.days.begin = in.i32();
    c.days.end = in.i32();
    c.list_day = in.u8() != 0;
    return c;
  });
}

}  // namespace

SourceRecord decode_source(std::string_view bytes) {
  RecordReader in(bytes);
  SourceRecord source;
  source.id = read_id<SourceTag>(in);
  for (auto* text : {&source.key, &source.title, &source.publisher, &source.url, &source.licence}) {
    *text = in.text();
  }
  source.published = read_bound(in);
  source.via = read_list<SourceId>(in, [&] { return read_id<SourceTag>(in); });
  source.covers = read_covers(in);
  return source;
}

std::string_view key_of_source(std::string_view stored) {
  RecordReader in(stored);
  in.varint();
  return in.text();
}

std::vector<Covers> covers_of_source(std::string_view stored) {
  constexpr int kTexts = 5;
  RecordReader in(stored);
  in.varint();
  for (int i = 0; i < kTexts; ++i) {
    in.text();
  }
  (void)read_bound(in);
  (void)read_list<SourceId>(in, [&] { return read_id<SourceTag>(in); });
  return read_covers(in);
}

KeyAndName key_and_name(std::string_view stored_entity) {
  RecordReader in(stored_entity);
  in.varint();
  in.u8();
  const auto key = in.text();
  return {key, in.text()};
}

std::string encode(const Commit& commit) {
  Writer out;
  out.varint(commit.id.value);
  out.i64(commit.utc_seconds);
  out.text(commit.summary);
  return out.take();
}

Commit decode_commit(std::string_view bytes) {
  RecordReader in(bytes);
  Commit commit;
  commit.id = read_id<CommitTag>(in);
  commit.utc_seconds = in.i64();
  commit.summary = in.text();
  return commit;
}

}  // namespace entente::catalog
