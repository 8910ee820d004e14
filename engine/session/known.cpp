#include "engine/session/known.h"

#include "engine/catalog/records.h"
#include "engine/store/codec.h"

namespace entente::session {

CommitId last_commit(const store::Reader& reader) {
  auto cursor = reader.scan(store::Table::kCommits);
  cursor.last();
  return cursor.valid() ? CommitId{store::KeyReader(cursor.key()).u32()} : CommitId{};
}

const catalog::Orders& Known::orders() const {
  std::call_once(made_orders_, [&] { orders_ = catalog::orders_of(catalog); });
  return orders_;
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
  auto known = std::make_shared<Known>();
  known->catalog = catalog::Catalog::load(reader);
  for (auto cursor = reader.scan(store::Table::kCommits); cursor.valid(); cursor.next()) {
    known->commits.push_back(catalog::decode_commit(cursor.value()));
  }
  const std::lock_guard lock(mutex_);
  latest_ = known;
  return known;
}

}  // namespace entente::session
