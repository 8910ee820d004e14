// Where the blocks of owners lie that were asked for before, so that they need not be searched again; and blocks that were merged
// with fresh rows, so that they need not be made again. Of snapshots of one number: the next commit begins with nothing.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/claims/row_table.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// The blocks of rows of one owner, in their order. Made for few looks at memory that no cache holds: what a search needs stands in
/// its first line, and of one or two blocks behind it where they lie.
class alignas(64) OwnerBlocks {
 public:
  struct Block {
    store::Place place;      // of one that was made, `stored` is its payload, and there is no key
    std::uint32_t from = 0;  // the first number of the key with which it begins
  };
  OwnerBlocks() = default;
  /// The payloads are those of blocks that were made.
  OwnerBlocks(std::span<const Block> blocks, std::vector<std::unique_ptr<std::string>> made);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::uint32_t from(std::size_t at) const { return size_ <= kSome ? some_froms_[at] : froms_[at]; }
  /// The first of the blocks that may have rows from that key on.
  [[nodiscard]] std::size_t first_from(std::uint32_t first) const;
  /// Verified, as one that is searched would be. Throws store::Fault.
  [[nodiscard]] std::string_view payload(const store::Reader& reader, store::Table table, std::size_t at) const;
  [[nodiscard]] std::size_t bytes() const;
  /// It will be searched, and one of a few be looked at.
  void expect() const {
    __builtin_prefetch(this);
    expect_places();
  }
  void expect_places() const { __builtin_prefetch(few_.data()); }

 private:
  static constexpr std::size_t kFew = 2;
  static constexpr std::size_t kSome = 13;

  [[nodiscard]] const store::Place& place(std::size_t at) const { return size_ <= kFew ? few_[at] : many_[at]; }

  std::uint32_t size_ = 0;
  std::array<std::uint32_t, kSome> some_froms_{};
  std::unique_ptr<store::Place[]> many_;  // all, where they are more than a few
  std::array<store::Place, kFew> few_;
  std::vector<std::uint32_t> froms_;  // all, where they are more than some
  std::vector<std::unique_ptr<std::string>> made_;
};

/// Thread-safe. What it hands out lives as long as it does.
class KeptBlocks {
 public:
  /// Owners of neighbouring numbers, whose blocks lie side by side and are quickly found together.
  static constexpr std::uint32_t kGroup = 256;

  /// What is kept of an owner, if anything is; whether it was asked for before; whether something may be kept of it, and of its
  /// group, as many owners were asked for.
  struct Found {
    const OwnerBlocks* blocks = nullptr;
    bool asked_before = false;
    bool has_room = false;
    bool takes_group = false;
  };
  [[nodiscard]] Found find(store::Table table, std::uint32_t owner);
  /// It will be asked for soon: what is known of its group is fetched meanwhile.
  void expect(store::Table table, std::uint32_t owner) const;
  /// Keeps the blocks of an owner, or of all of a group, of which it is the first.
  void keep(store::Table table, std::uint32_t first, std::vector<OwnerBlocks> blocks);

 private:
  static constexpr std::size_t kChunkOwners = 2 * kGroup;
  static constexpr std::size_t kChunks = 2048;  // owners with greater numbers are searched each time
  static constexpr std::size_t kMostBytes = std::size_t{64} << 20U;
  static constexpr std::size_t kMostBytesOfGroups = kMostBytes / 2;  // the rest is for those who are asked for themselves
  static constexpr std::size_t kMany = 32;
  using Slot = std::atomic<const OwnerBlocks*>;
  // Owners of neighbouring numbers. Of a group that is kept the first one, which stands before the others: one look less than for
  // those who are kept by themselves.
  struct Chunk {
    std::array<Slot, kChunkOwners / kGroup> groups{};
    std::array<Slot, kChunkOwners> owners{};
  };
  using OfTable = std::array<std::atomic<Chunk*>, kChunks>;

  [[nodiscard]] Chunk* chunk_of(store::Table table, std::uint32_t owner);
  template <class T>
  [[nodiscard]] T& made_in(std::atomic<T*>& place, std::vector<std::unique_ptr<T>>& all);

  std::array<std::atomic<OfTable*>, store::kTableCount> tables_{};
  std::atomic<std::size_t> firsts_{0};  // owners that were asked for
  std::atomic<std::size_t> bytes_{0};
  std::mutex mutex_;  // of what others point to
  std::vector<std::unique_ptr<OfTable>> of_tables_;
  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::vector<std::vector<OwnerBlocks>> groups_;
};

}  // namespace entente::claims
