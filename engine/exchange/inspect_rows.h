// Parts of `check` that concern packed rows: blocks that begin and go on as their keys say, and when pairs changed. Internal to
// engine/exchange.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/claims/ledger_rows.h"
#include "engine/exchange/pair_changes.h"
#include "engine/store/transaction.h"

namespace entente::exchange {

using OnFinding = std::function<void(const std::string& text)>;

/// Blocks of one table, in their order: each begins with the row that its key names, rows ascend in it and from one to the next.
class BlockOrder {
 public:
  BlockOrder(store::Table table, OnFinding found);
  /// Does nothing where the table has records of another kind. Throws store::Fault on what is no block.
  void take(std::string_view key, std::string_view payload);

 private:
  void take_rows(const claims::PackedView& rows, const std::string& who);

  const claims::RowTable* table_;
  OnFinding found_;
  bool is_first_ = true;
  std::uint32_t owner_ = 0;
  claims::RowKey begin_{};  // of the block before
  claims::RowKey last_{};   // the last row of the owner so far
  std::uint16_t number_ = 0;
};

/// The stored histories of pairs against those that follow from the claims (`expected`) and `last`, the last commit.
void inspect_histories(const store::Reader& reader, const PairChanges& expected, CommitId last, const catalog::Catalog& catalog,
                       const OnFinding& found);

}  // namespace entente::exchange
