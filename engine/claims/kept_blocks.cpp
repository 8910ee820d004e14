#include "engine/claims/kept_blocks.h"

#include <algorithm>
#include <utility>

namespace entente::claims {
namespace {

const OwnerBlocks kAskedOnce{};  // stands in the place of an owner that was asked for, whose blocks are not kept

}  // namespace

OwnerBlocks::OwnerBlocks(std::span<const Block> blocks, std::vector<std::unique_ptr<std::string>> made)
    : size_(static_cast<std::uint32_t>(blocks.size())), made_(std::move(made)) {
  if (size_ > kFew) {
    many_ = std::make_unique<store::Place[]>(size_);
  }
  if (size_ > kSome) {
    froms_.resize(size_);
  }
  for (std::size_t at = 0; at < size_; ++at) {
    (size_ <= kFew ? few_[at] : many_[at]) = blocks[at].place;
    (size_ <= kSome ? some_froms_[at] : froms_[at]) = blocks[at].from;
  }
}

std::size_t OwnerBlocks::first_from(std::uint32_t first) const {
  std::size_t at = 0;
  if (size_ > kSome) {
    at = static_cast<std::size_t>(std::lower_bound(froms_.begin(), froms_.end(), first) - froms_.begin());
  } else {
    while (at < size_ && some_froms_[at] < first) {
      ++at;
    }
  }
  return at == 0 ? 0 : at - 1;
}

std::string_view OwnerBlocks::payload(const store::Reader& reader, store::Table table, std::size_t at) const {
  const store::Place& it = place(at);
  const bool is_made = it.key.empty();
  if (!is_made) {
    return reader.at(table, it);
  }
  reader.note_read();
  return it.stored;
}

std::size_t OwnerBlocks::bytes() const {
  std::size_t out = sizeof *this + (size_ > kFew ? size_ * sizeof(store::Place) : 0) + froms_.capacity() * sizeof(froms_.front());
  for (const auto& payload : made_) {
    out += sizeof payload + sizeof *payload + payload->capacity();
  }
  return out;
}

// What is not there yet, made.
template <class T>
T& KeptBlocks::made_in(std::atomic<T*>& place, std::vector<std::unique_ptr<T>>& all) {
  T* there = place.load(std::memory_order_acquire);
  if (there == nullptr) {
    const std::lock_guard lock(mutex_);
    there = place.load(std::memory_order_acquire);
    if (there == nullptr) {
      there = all.emplace_back(std::make_unique<T>()).get();
      place.store(there, std::memory_order_release);
    }
  }
  return *there;
}

// Null: the number is too great.
KeptBlocks::Chunk* KeptBlocks::chunk_of(store::Table table, std::uint32_t owner) {
  if (owner >= kChunks * kChunkOwners) {
    return nullptr;
  }
  OfTable& of_table = made_in(tables_[static_cast<std::size_t>(table)], of_tables_);
  return &made_in(of_table[owner / kChunkOwners], chunks_);
}

KeptBlocks::Found KeptBlocks::find(store::Table table, std::uint32_t owner) {
  Chunk* chunk = chunk_of(table, owner);
  if (chunk == nullptr) {
    return {};
  }
  const OwnerBlocks* group = chunk->groups[owner % kChunkOwners / kGroup].load(std::memory_order_acquire);
  Slot& slot = chunk->owners[owner % kChunkOwners];
  const OwnerBlocks* there = group != nullptr ? group + owner % kGroup : slot.load(std::memory_order_acquire);
  if (there != nullptr && there != &kAskedOnce) {
    there->expect_places();
    return {there, true};
  }
  const bool is_first = there == nullptr && slot.compare_exchange_strong(there, &kAskedOnce, std::memory_order_acq_rel);
  const std::size_t firsts = firsts_.fetch_add(static_cast<std::size_t>(is_first), std::memory_order_relaxed);
  const std::size_t bytes = bytes_.load(std::memory_order_relaxed);
  return {nullptr, !is_first, bytes < kMostBytes, firsts >= kMany && bytes < kMostBytesOfGroups};
}

void KeptBlocks::expect(store::Table table, std::uint32_t owner) const {
  const OfTable* of_table = tables_[static_cast<std::size_t>(table)].load(std::memory_order_acquire);
  if (of_table == nullptr || owner >= kChunks * kChunkOwners) {
    return;
  }
  const Chunk* chunk = (*of_table)[owner / kChunkOwners].load(std::memory_order_acquire);
  const OwnerBlocks* group =
      chunk == nullptr ? nullptr : chunk->groups[owner % kChunkOwners / kGroup].load(std::memory_order_acquire);
  if (group != nullptr) {
    group[owner % kGroup].expect();
  }
}

void KeptBlocks::keep(store::Table table, std::uint32_t first, std::vector<OwnerBlocks> blocks) {
  Chunk* chunk = chunk_of(table, first);
  if (chunk == nullptr) {
    return;
  }
  std::span<const OwnerBlocks> kept;
  {
    const std::lock_guard lock(mutex_);
    kept = groups_.emplace_back(std::move(blocks));
  }
  Slot& slot = kept.size() == kGroup ? chunk->groups[first % kChunkOwners / kGroup] : chunk->owners[first % kChunkOwners];
  slot.store(kept.data(), std::memory_order_release);  // what another thread was quicker to put there is the same
  std::size_t bytes = 0;
  for (const OwnerBlocks& of_owner : kept) {
    bytes += of_owner.bytes();
  }
  bytes_.fetch_add(bytes, std::memory_order_relaxed);
}

}  // namespace entente::claims
