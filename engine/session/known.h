// The catalogue and the commits as a snapshot has them; read once for each commit and shared. Internal to engine/session.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/store/transaction.h"

namespace entente::session {

struct Known {
  catalog::Catalog catalog;
  std::vector<catalog::Commit> commits;  // ascending

  [[nodiscard]] CommitId last_commit() const { return commits.empty() ? CommitId{} : commits.back().id; }
};

/// The number of the last commit in a snapshot; 0: none.
[[nodiscard]] CommitId last_commit(const store::Reader& reader);

/// Thread-safe.
class KnownCache {
 public:
  /// What `reader` sees. Throws store::Fault.
  [[nodiscard]] std::shared_ptr<const Known> of(const store::Reader& reader);

 private:
  std::mutex mutex_;
  std::shared_ptr<const Known> latest_;
};

}  // namespace entente::session
