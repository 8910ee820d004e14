#include "engine/claims/block_cursor.h"

#include <string>

#include "engine/store/codec.h"

namespace entente::claims {
namespace {

store::Table table_of(Axis axis) { return axis == Axis::kByBody ? store::Table::kByBody : store::Table::kByActor; }

std::string key_from(EntityId of, std::optional<EntityId> other = std::nullopt) {
  store::KeyWriter key;
  key.u32(of.value);
  if (other) {
    key.u32(other->value);
  }
  return key.take();
}

}  // namespace

BlockCursor::BlockCursor(const store::Reader& reader, Axis axis, EntityId of, std::optional<EntityId> other)
    : axis_(axis),
      of_(of),
      other_(axis == Axis::kByActor ? other : std::nullopt),
      cursor_(other_ ? reader.scan_before(table_of(axis), key_from(of), key_from(of, other_))
                     : reader.scan(table_of(axis), key_from(of))) {
  end_behind();
}

void BlockCursor::next() {
  cursor_.next();
  end_behind();
}

// Rows are ordered by body: no block that begins behind it has it.
void BlockCursor::end_behind() {
  if (other_ && cursor_.valid()) {
    store::KeyReader key(cursor_.key());
    (void)key.u32();
    ended_ = key.u32() > other_->value;
  }
}

}  // namespace entente::claims
