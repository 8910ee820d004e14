// A catalogue as a write changes it: that of the snapshot before, until something is defined; then a copy of its own.
#pragma once

#include <memory>
#include <utility>

#include "engine/catalog/catalog.h"

namespace entente::catalog {

class Draft {
 public:
  explicit Draft(std::shared_ptr<const Catalog> base) : current_(std::move(base)) {}

  /// Dies with the next put.
  [[nodiscard]] const Catalog& read() const { return *current_; }
  /// Adds a record, or replaces the one of the same id, in that commit. The caller stores it.
  template <class Record>
  void put(const Record& record, CommitId commit) {
    if (own_ == nullptr) {
      own_ = std::make_shared<Catalog>(*current_);
      current_ = own_;
    }
    own_->put(record);
    own_->set_changed(commit);
  }
  /// As it stands, for who keeps it once the write is committed.
  [[nodiscard]] const std::shared_ptr<const Catalog>& current() const { return current_; }

 private:
  std::shared_ptr<const Catalog> current_;
  std::shared_ptr<Catalog> own_;  // the same, once it is one
};

}  // namespace entente::catalog
