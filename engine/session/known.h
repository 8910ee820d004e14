// The catalogue and the commits as a snapshot has them; read once for each commit and shared. Internal to engine/session.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/catalog/orders.h"
#include "engine/store/transaction.h"

namespace entente::session {

struct Known {
  catalog::Catalog catalog;
  std::vector<catalog::Commit> commits;  // ascending

  [[nodiscard]] CommitId last_commit() const { return commits.empty() ? CommitId{} : commits.back().id; }
  /// Of the catalogue; made when they are first asked for. From any thread.
  [[nodiscard]] const catalog::Orders& orders() const;

 private:
  mutable std::once_flag made_orders_;
  mutable catalog::Orders orders_;
};

/// The number of the last commit in a snapshot; 0: none.
[[nodiscard]] CommitId last_commit(const store::Reader& reader);

/// Thread-safe.
class KnownCache {
 public:
  /// What a snapshot sees. Throws store::Fault.
  [[nodiscard]] std::shared_ptr<const Known> of(const store::ReadTxn& txn);
  /// What a write began with.
  [[nodiscard]] std::shared_ptr<const Known> of(const store::WriteTxn& txn) { return of_commit(txn); }

 private:
  [[nodiscard]] std::shared_ptr<const Known> of_commit(const store::Reader& reader);

  std::mutex mutex_;
  std::shared_ptr<const Known> latest_;
  std::shared_ptr<const Known> of_number_;  // what the snapshots of that number see
  std::uint64_t number_ = 0;
};

}  // namespace entente::session
