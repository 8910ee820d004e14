#include "engine/exchange/inspect_rows.h"

#include <utility>

#include "engine/store/codec.h"

namespace entente::exchange {
namespace {

using claims::RowKey;

std::string text_of(const claims::RowTable& table, const RowKey& key) {
  std::string out;
  for (std::size_t i = 0; i < table.key_size; ++i) {
    out += (i == 0 ? "" : ", ") + std::to_string(key[i]);
  }
  return out;
}

// Of memberships several may have one key; a claim, its place and a pair have it for themselves.
bool may_repeat(store::Table table) {
  return table == store::Table::kByBody || table == store::Table::kByActor || table == store::Table::kSuperseded;
}

}  // namespace

BlockOrder::BlockOrder(store::Table table, OnFinding found) : table_(claims::row_table_of(table)), found_(std::move(found)) {}

void BlockOrder::take(std::string_view key, std::string_view payload) {
  if (table_ == nullptr) {
    return;
  }
  store::KeyReader in(key);
  const std::uint32_t owner = table_->has_owner ? in.u32() : 0;
  RowKey begin{};
  for (std::size_t i = 0; i < table_->key_size; ++i) {
    begin[i] = in.u32();
  }
  const std::uint16_t number = in.u16();
  in.finish();
  const claims::PackedView rows(payload, table_->columns);
  const std::string who = "the block of " + std::to_string(owner) + " from " + text_of(*table_, begin);
  if (begin[0] == claims::kNoRow) {
    if (rows.size() > 0) {
      found_(who + " stands behind all rows, and has rows");
    }
    return;
  }
  if (rows.size() == 0) {
    found_(who + " has no rows");
    return;
  }
  if (table_->key_of(rows, 0) != begin) {
    found_(who + " begins with the row " + text_of(*table_, table_->key_of(rows, 0)));
  }
  const bool goes_on = !is_first_ && owner == owner_;
  const std::uint16_t expected = goes_on && begin == begin_ ? static_cast<std::uint16_t>(number_ + 1) : std::uint16_t{0};
  if (number != expected) {
    found_(who + " is number " + std::to_string(number) + " of those that begin so, where number " + std::to_string(expected) +
           " is expected");
  }
  if (goes_on && (begin < last_ || (begin == last_ && !may_repeat(table_->table)))) {
    found_(who + " begins before the block in front of it ends");
  }
  is_first_ = false;
  owner_ = owner;
  begin_ = begin;
  number_ = number;
  take_rows(rows, who);
}

void BlockOrder::take_rows(const claims::PackedView& rows, const std::string& who) {
  last_ = table_->key_of(rows, 0);
  for (std::size_t row = 1; row < rows.size(); ++row) {
    const RowKey key = table_->key_of(rows, row);
    if (key < last_ || (key == last_ && !may_repeat(table_->table))) {
      found_(who + " has the row " + text_of(*table_, key) + " behind " + text_of(*table_, last_));
      return;
    }
    last_ = key;
  }
}

}  // namespace entente::exchange
