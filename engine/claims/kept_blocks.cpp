#include "engine/claims/kept_blocks.h"

#include <algorithm>
#include <utility>

namespace entente::claims {
namespace {

const OwnerBlocks kAskedOnce{};  // stands in the place of an owner that was asked for, whose blocks are not kept

// What is not there yet, made; another thread may be quicker.
template <class T>
T& made_in(std::atomic<T*>& place) {
  T* there = place.load(std::memory_order_acquire);
  if (there == nullptr) {
    auto own = std::make_unique<T>();
    if (place.compare_exchange_strong(there, own.get(), std::memory_order_acq_rel)) {
      there = own.release();
    }
  }
  return *there;
}

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

KeptBlocks::~KeptBlocks() {
  for (auto& table : tables_) {
    const std::unique_ptr<OfTable> of_table(table.load(std::memory_order_acquire));
    for (std::size_t c = 0; of_table != nullptr && c < kChunks; ++c) {
      const std::unique_ptr<Chunk> chunk((*of_table)[c].load(std::memory_order_acquire));
      for (std::size_t i = 0; chunk != nullptr && i < kChunkOwners; ++i) {
        const OwnerBlocks* blocks = (*chunk)[i].load(std::memory_order_acquire);
        if (blocks != &kAskedOnce) {
          delete blocks;
        }
      }
    }
  }
}

KeptBlocks::Slot* KeptBlocks::slot_of(store::Table table, std::uint32_t owner) {
  if (owner >= kChunks * kChunkOwners) {
    return nullptr;
  }
  OfTable& of_table = made_in(tables_[static_cast<std::size_t>(table)]);
  return &made_in(of_table[owner / kChunkOwners])[owner % kChunkOwners];
}

KeptBlocks::Found KeptBlocks::find(store::Table table, std::uint32_t owner) {
  Slot* slot = slot_of(table, owner);
  if (slot == nullptr) {
    return {};
  }
  const OwnerBlocks* there = slot->load(std::memory_order_acquire);
  if (there != nullptr && there != &kAskedOnce) {
    there->expect_places();
    return {there, true, false};
  }
  const bool is_first = there == nullptr && slot->compare_exchange_strong(there, &kAskedOnce, std::memory_order_acq_rel);
  return {nullptr, !is_first, bytes_.load(std::memory_order_relaxed) < kMostBytes};
}

const OwnerBlocks* KeptBlocks::keep(store::Table table, std::uint32_t owner, std::unique_ptr<OwnerBlocks> blocks) {
  Slot* slot = slot_of(table, owner);
  if (slot == nullptr) {
    return nullptr;
  }
  const OwnerBlocks* there = &kAskedOnce;
  if (slot->compare_exchange_strong(there, blocks.get(), std::memory_order_acq_rel)) {
    bytes_.fetch_add(blocks->bytes(), std::memory_order_relaxed);
    return blocks.release();
  }
  return there;
}

}  // namespace entente::claims
