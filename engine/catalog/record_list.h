// Records of one kind in the order of their ids, kept as they are stored: a record is decoded when it is first looked at. A
// question needs few of those that a catalogue has.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/catalog/index_iterator.h"
#include "engine/value/large_pages.h"

namespace entente::catalog {

/// May be read from several threads at once, as long as none changes it. Looking at a record throws store::Fault where its bytes
/// are none.
template <class Record>
class RecordList {
 public:
  using Id = decltype(Record::id);
  using Decode = Record (*)(std::string_view stored);
  using Encode = std::string (*)(const Record& record);

  using Iterator = IndexIterator<RecordList, Record>;

  RecordList(Decode decode, Encode encode) : decode_(decode), encode_(encode) {}
  RecordList(RecordList&&) noexcept = default;
  RecordList& operator=(RecordList&&) noexcept = default;
  /// Shares the bytes, and decodes anew.
  RecordList(const RecordList& other)
      : decode_(other.decode_), encode_(other.encode_), blocks_(other.blocks_), slots_(other.slots_) {}
  RecordList& operator=(const RecordList& other) {
    *this = RecordList(other);
    return *this;
  }
  ~RecordList() = default;

  [[nodiscard]] bool empty() const { return slots_.empty(); }
  [[nodiscard]] std::size_t size() const { return slots_.size(); }
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, slots_.size()}; }
  [[nodiscard]] const Record& back() const { return (*this)[slots_.size() - 1]; }

  [[nodiscard]] const Record& operator[](std::size_t at) const {
    const Record* decoded = slots_[at].decoded.load(std::memory_order_acquire);
    return decoded != nullptr ? *decoded : look_at(slots_[at]);
  }
  [[nodiscard]] Id id(std::size_t at) const { return slots_[at].id; }
  /// The bytes of a record, which live as long as a list that has it.
  [[nodiscard]] std::string_view stored(std::size_t at) const { return slots_[at].stored; }
  /// The same of one that is there.
  [[nodiscard]] std::string_view stored_of(Id id) const { return slots_[place(id)].stored; }

  /// Null when there is none of that id.
  [[nodiscard]] const Record* find(Id id) const {
    const std::size_t at = place(id);
    return at < slots_.size() && slots_[at].id == id ? &(*this)[at] : nullptr;
  }

  void reserve(std::size_t size) { slots_.reserve(size); }
  /// Adds, or replaces the one of the same id.
  void put(Id id, std::string_view stored) {
    const std::size_t at = slots_.empty() || slots_.back().id < id ? slots_.size() : place(id);
    if (at == slots_.size() || slots_[at].id != id) {
      slots_.emplace(std::next(slots_.begin(), static_cast<std::ptrdiff_t>(at)), id, keep(stored));
    } else {
      slots_[at] = Slot(id, keep(stored));
    }
  }
  void put(const Record& record) { put(record.id, encode_(record)); }

 private:
  static constexpr std::size_t kFewBytes = std::size_t{16} << 10U;
  static constexpr std::size_t kMostBytes = std::size_t{2} << 20U;
  using Bytes = std::vector<char, LargePages<char>>;
  struct Slot {
    Slot(Id of, std::string_view bytes) : id(of), stored(bytes) {}
    Slot(const Slot& other) : id(other.id), stored(other.stored) {}
    Slot(Slot&& other) noexcept : id(other.id), stored(other.stored), decoded(other.decoded.exchange(nullptr)) {}
    Slot& operator=(const Slot&) = delete;
    Slot& operator=(Slot&& other) noexcept {
      id = other.id;
      stored = other.stored;
      delete decoded.exchange(other.decoded.exchange(nullptr));
      return *this;
    }
    ~Slot() { delete decoded.load(std::memory_order_relaxed); }

    Id id;
    std::string_view stored;
    mutable std::atomic<const Record*> decoded{nullptr};
  };

  [[nodiscard]] std::size_t place(Id id) const {
    if (id.value >= 1 && id.value <= slots_.size() && slots_[id.value - 1].id == id) {
      return id.value - 1;  // the usual case: no gaps
    }
    const auto it =
        std::lower_bound(slots_.begin(), slots_.end(), id, [](const Slot& slot, Id wanted) { return slot.id < wanted; });
    return static_cast<std::size_t>(it - slots_.begin());
  }

  // Of several threads that decode the same one, the first is right.
  const Record& look_at(const Slot& slot) const {
    auto made = std::make_unique<const Record>(decode_(slot.stored));
    const Record* before = nullptr;
    if (slot.decoded.compare_exchange_strong(before, made.get(), std::memory_order_acq_rel)) {
      return *made.release();
    }
    return *before;
  }

  // A block never moves, so that who shares it keeps its views; only who made the last one adds to it.
  std::string_view keep(std::string_view bytes) {
    if (last_ == nullptr || last_->capacity() - last_->size() < bytes.size()) {
      last_ = std::make_shared<Bytes>();
      last_->reserve(std::max(next_bytes_, bytes.size()));
      blocks_.push_back(last_);
      next_bytes_ = std::min(2 * next_bytes_, kMostBytes);
    }
    const std::size_t at = last_->size();
    last_->insert(last_->end(), bytes.begin(), bytes.end());
    return std::string_view(last_->data(), last_->size()).substr(at);
  }

  Decode decode_;
  Encode encode_;
  std::vector<std::shared_ptr<const Bytes>> blocks_;
  std::shared_ptr<Bytes> last_;         // of the blocks, where it is of this list alone
  std::size_t next_bytes_ = kFewBytes;  // of the next block: who adds much makes large ones, a copy that adds little a small one
  std::vector<Slot, LargePages<Slot>> slots_;
};

}  // namespace entente::catalog
