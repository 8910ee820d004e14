#include "engine/claims/fresh_log.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "engine/store/codec.h"
#include "engine/store/fault.h"

namespace entente::claims {
namespace {

using store::Table;

constexpr std::size_t kRecordBytes = 1200;  // three fill a page

std::string key_of(LogEnd end) { return store::KeyWriter().u32(end.generation).u32(end.records).take(); }

LogEnd end_in(std::string_view key) {
  store::KeyReader in(key);
  const std::uint32_t generation = in.u32();
  return {generation, in.u32()};
}

// Small numbers of either sign are short.
std::uint64_t folded(std::int32_t value) { return (static_cast<std::uint32_t>(value) << 1U) ^ (value < 0 ? UINT32_MAX : 0U); }

std::int32_t unfolded(std::uint64_t value) {
  const auto half = static_cast<std::uint32_t>(value >> 1U);
  return static_cast<std::int32_t>((value & 1U) != 0 ? ~half : half);
}

void write_row(store::Writer& out, const PackedRow& row, std::size_t columns) {
  for (std::size_t c = 0; c < columns; ++c) {
    out.varint(folded(row.cells[c]));
  }
  out.text(row.rest);
}

// With what a record begins.
struct Shape {
  Table table;
  std::size_t key_size;
  std::size_t columns;
  std::uint32_t owner;
};

Shape read_shape(store::RecordReader& in) {
  const unsigned table = in.u8();
  const unsigned shape = in.u8();
  const std::size_t key_size = shape & 15U;
  const std::size_t columns = shape >> 4U;
  if (table >= store::kTableCount || key_size > RowKey{}.size() || columns > PackedRow::kMostColumns) {
    store::fail(store::FaultKind::kCorrupt, "a record of fresh rows has a shape that no table has");
  }
  return {static_cast<Table>(table), key_size, columns, static_cast<std::uint32_t>(in.varint())};
}

FreshNote note_in(std::string_view payload) {
  store::RecordReader in(payload);
  const Shape shape = read_shape(in);
  return {shape.table, shape.owner, payload.size()};
}

}  // namespace

bool is_beginning(std::string_view key) { return end_in(key).records == 0; }

LogEnd log_end(const store::Reader& reader) {
  auto cursor = reader.scan_before(Table::kFresh, {}, {});
  return cursor.valid() ? end_in(cursor.key()) : LogEnd{};
}

void each_note(const store::Reader& reader, LogEnd behind, std::uint32_t up_to, std::optional<Table> table,
               const std::function<void(std::uint32_t, const FreshNote&)>& take) {
  auto cursor = reader.scan_before(Table::kFresh, {}, key_of({behind.generation, behind.records + 1}));
  for (; cursor.valid(); cursor.next()) {
    const LogEnd at = end_in(cursor.key());
    if (at.generation != behind.generation || at.records > up_to) {
      return;
    }
    const bool is_asked = !table || cursor.value().empty() || static_cast<Table>(cursor.value().front()) == *table;
    if (at.records > behind.records && is_asked) {
      take(at.records, note_in(cursor.value()));
    }
  }
}

FreshChange change_of(const store::Reader& reader, LogEnd record) {
  const auto payload = reader.get(Table::kFresh, key_of(record));
  if (!payload) {
    store::fail(store::FaultKind::kCorrupt, "a record of fresh rows is not there");
  }
  return decode_change(*payload);
}

FreshChange decode_change(std::string_view payload) {
  store::RecordReader in(payload);
  const Shape shape = read_shape(in);
  FreshChange out;
  out.table = shape.table;
  out.owner = shape.owner;
  out.key_size = shape.key_size;
  out.bytes = payload.size();
  while (!in.done()) {
    RowKey& key = out.touched.emplace_back();
    for (std::size_t i = 0; i < out.key_size; ++i) {
      key[i] = static_cast<std::uint32_t>(in.varint());
    }
    for (auto count = in.varint(); count > 0; --count) {
      PackedRow& row = out.rows.emplace_back();
      for (std::size_t c = 0; c < shape.columns; ++c) {
        row.cells[c] = unfolded(in.varint());
      }
      row.rest = in.text();
    }
    out.ends.push_back(static_cast<std::uint32_t>(out.rows.size()));
  }
  return out;
}

void append_change(store::WriteTxn& txn, LogEnd& end, const RowTable& table, std::uint32_t owner, std::span<const RowKey> touched,
                   std::span<const PackedRow> rows, const std::function<void(std::uint32_t, const FreshChange&)>& written) {
  auto row = rows.begin();
  for (auto key = touched.begin(); key != touched.end();) {
    store::Writer out;
    out.u8(static_cast<std::uint8_t>(table.table));
    out.u8(static_cast<std::uint8_t>(table.key_size | table.columns << 4U));
    out.varint(owner);
    for (; key != touched.end() && out.size() < kRecordBytes; ++key) {
      for (std::size_t i = 0; i < table.key_size; ++i) {
        out.varint((*key)[i]);
      }
      const auto own = row;
      row = std::find_if(own, rows.end(), [&](const PackedRow& other) { return table.key_of(other) != *key; });
      out.varint(static_cast<std::uint64_t>(row - own));
      std::for_each(own, row, [&](const PackedRow& one) { write_row(out, one, table.columns); });
    }
    ++end.records;
    txn.append(Table::kFresh, key_of(end), out.view());
    written(end.records, decode_change(out.view()));
  }
  assert(row == rows.end() && "a row has a key that is not touched");
}

void begin_anew(store::WriteTxn& txn, LogEnd& end) {
  txn.clear(Table::kFresh);
  end = {end.generation + 1, 0};
  txn.append(Table::kFresh, key_of(end), {});
}

}  // namespace entente::claims
