#include "engine/session/known.h"

#include <utility>

#include "engine/catalog/records.h"
#include "engine/store/codec.h"

namespace entente::session {

CommitId last_commit(const store::Reader& reader) {
  auto cursor = reader.scan(store::Table::kCommits);
  cursor.last();
  return cursor.valid() ? CommitId{store::KeyReader(cursor.key()).u32()} : CommitId{};
}

Known::Known(std::shared_ptr<const catalog::Catalog> catalog, catalog::Commits commits, const Known* before)
    : catalog_(std::move(catalog)),
      commits_(std::move(commits)),
      orders_(before != nullptr && before->catalog_ == catalog_ ? before->orders_ : std::make_shared<LazyOrders>()) {}

const catalog::Orders& Known::orders() const {
  std::call_once(orders_->made, [&] { orders_->orders.emplace(*catalog_); });
  return *orders_->orders;
}

void KnownCache::keep(std::shared_ptr<const Known> known) {
  const std::lock_guard lock(mutex_);
  latest_ = std::move(known);
}

std::shared_ptr<const Known> KnownCache::of(const store::ReadTxn& txn) {
  const std::uint64_t number = txn.number();
  {
    const std::lock_guard lock(mutex_);
    if (of_number_ != nullptr && number_ == number) {
      return of_number_;
    }
  }
  auto known = of_commit(txn);
  const std::lock_guard lock(mutex_);
  of_number_ = known;
  number_ = number;
  return known;
}

std::shared_ptr<const Known> KnownCache::of_commit(const store::Reader& reader) {
  const CommitId last = last_commit(reader);
  {
    const std::lock_guard lock(mutex_);
    if (latest_ != nullptr && latest_->last_commit() == last) {
      return latest_;
    }
  }
  std::vector<catalog::Commit> commits;
  for (auto cursor = reader.scan(store::Table::kCommits); cursor.valid(); cursor.next()) {
    commits.push_back(catalog::decode_commit(cursor.value()));
  }
  auto known = std::make_shared<const Known>(std::make_shared<const catalog::Catalog>(catalog::Catalog::load(reader)),
                                             catalog::Commits(std::move(commits)));
  const std::lock_guard lock(mutex_);
  latest_ = known;
  return known;
}

}  // namespace entente::session
