// The stored blocks of one body or one actor, in their order.
#pragma once

#include <cstdint>

#include "engine/claims/block.h"
#include "engine/claims/stored_rows.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// Lives as long as the transaction at most. Throws store::Fault.
class BlockCursor {
 public:
  /// The first number of a row's key: of a body's rows the role, of an actor's the body.
  struct Keys {
    std::uint32_t first;
    std::uint32_t last;
  };

  static constexpr Keys kRows{0, kNoRow - 1};

  /// The blocks of `of` that may have rows with such keys.
  BlockCursor(const store::Reader& reader, Axis axis, EntityId of, Keys keys)
      : axis_(axis), of_(of), rows_(reader, table_of(axis), of.value, keys.first, keys.last) {}
  BlockCursor(const store::Reader& reader, Axis axis, EntityId of) : BlockCursor(reader, axis, of, kRows) {}

  /// Goes on with all blocks of another one of the same side; quickest in the order of ids.
  void move_to(EntityId of) {
    of_ = of;
    rows_.move_to(of.value, kRows.first, kRows.last);
  }

  [[nodiscard]] bool valid() const { return rows_.valid(); }
  void next() { rows_.next(); }
  /// Dies when the cursor moves.
  [[nodiscard]] BlockView block() const { return {rows_.view(), axis_, of_.value}; }

 private:
  Axis axis_;
  EntityId of_;
  RowCursor rows_;
};

}  // namespace entente::claims
