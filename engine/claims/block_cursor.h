// The stored blocks of one body or one actor, in their order.
#pragma once

#include <optional>
#include <string_view>

#include "engine/claims/block.h"
#include "engine/store/cursor.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// Lives as long as the transaction at most. Throws store::Fault.
class BlockCursor {
 public:
  /// All blocks of `of`. By an actor, where `other` is given: those that may have rows of that body.
  BlockCursor(const store::Reader& reader, Axis axis, EntityId of, std::optional<EntityId> other = std::nullopt);

  [[nodiscard]] bool valid() const { return cursor_.valid() && !ended_; }
  void next();
  /// Dies when the cursor moves.
  [[nodiscard]] BlockView block() const { return {cursor_.value(), axis_, of_.value}; }
  [[nodiscard]] std::string_view key() const { return cursor_.key(); }

 private:
  void end_behind();

  Axis axis_;
  EntityId of_;
  std::optional<EntityId> other_;
  store::Cursor cursor_;
  bool ended_ = false;
};

}  // namespace entente::claims
