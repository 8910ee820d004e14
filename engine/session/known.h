// The catalogue and the commits as a snapshot has them; read once for each commit and shared. Internal to engine/session.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/catalog/commits.h"
#include "engine/catalog/orders.h"
#include "engine/store/transaction.h"

namespace entente::session {

class Known {
 public:
  /// With the orders of `before`, where its catalogue is the same.
  Known(std::shared_ptr<const catalog::Catalog> catalog, catalog::Commits commits, const Known* before = nullptr);

  [[nodiscard]] const catalog::Catalog& catalog() const { return *catalog_; }
  [[nodiscard]] const std::shared_ptr<const catalog::Catalog>& shared_catalog() const { return catalog_; }
  [[nodiscard]] const catalog::Commits& commits() const { return commits_; }  // ascending
  [[nodiscard]] CommitId last_commit() const { return commits_.empty() ? CommitId{} : commits_.back().id; }
  /// Of the catalogue; made when they are first asked for. From any thread.
  [[nodiscard]] const catalog::Orders& orders() const;

 private:
  struct LazyOrders {
    std::once_flag made;
    std::optional<catalog::Orders> orders;
  };
  std::shared_ptr<const catalog::Catalog> catalog_;
  catalog::Commits commits_;
  std::shared_ptr<LazyOrders> orders_;
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
  /// What a write that was committed leaves behind, so that nobody need read it again.
  void keep(std::shared_ptr<const Known> known);

 private:
  [[nodiscard]] std::shared_ptr<const Known> of_commit(const store::Reader& reader);

  std::mutex mutex_;
  std::shared_ptr<const Known> latest_;
  std::shared_ptr<const Known> of_number_;  // what the snapshots of that number see
  std::uint64_t number_ = 0;
};

}  // namespace entente::session
