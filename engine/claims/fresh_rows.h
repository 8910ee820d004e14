// What the log of fresh rows says, in memory: of each owner which rows take the place of those in the blocks. Read from the log
// once, table by table, and shared by all snapshots of a file; a snapshot sees as much of it as its own log has.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <vector>

#include "engine/claims/fresh_log.h"
#include "engine/claims/kept_blocks.h"

namespace entente::claims {

/// The rows with one key, instead of those in the blocks.
struct FreshRow {
  RowKey key{};
  std::span<const PackedRow> rows;
};

/// Thread-safe. What it hands out lives as long as it does.
class FreshRows {
 public:
  explicit FreshRows(std::uint32_t generation) : generation_(generation) {}

  [[nodiscard]] std::uint32_t generation() const { return generation_; }
  /// How many bytes the log has of it, and some more for each record.
  [[nodiscard]] std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }
  /// Takes a record in, later than all others of its table.
  void add(std::uint32_t number, const FreshChange& change);
  /// Notes which records the log has of a table up to one, as far as nobody has; for a write, which needs all tables, of all at
  /// once. Throws store::Fault.
  void load(const store::Reader& reader, store::Table table, std::uint32_t up_to);
  /// Appends what is said of the owner's rows from one key to another, both included, ascending: the last word up to that record.
  /// Throws store::Fault.
  void gather(const store::Reader& reader, store::Table table, std::uint32_t owner, const RowKey& from, const RowKey& to,
              std::uint32_t up_to, std::vector<FreshRow>& out);
  /// The first owner from that one on of whom something is said, be it later than what a snapshot sees.
  [[nodiscard]] std::optional<std::uint32_t> owner_from(store::Table table, std::uint32_t owner) const;
  [[nodiscard]] std::optional<std::uint32_t> last_owner(store::Table table) const;
  /// The greatest key of the owner of which something is said up to that record.
  [[nodiscard]] std::optional<RowKey> last_key(const store::Reader& reader, store::Table table, std::uint32_t owner,
                                               std::uint32_t up_to);

 private:
  struct Entry {
    RowKey key{};
    std::uint32_t number = 0;
    std::vector<PackedRow> rows;
  };
  struct OfOwner {
    std::vector<Entry> entries;  // by key, then number
    std::uint32_t read_to = 0;   // the last of the noted records that were read
  };
  // Of which owner a record is; and where among others.
  using Note = std::uint64_t;
  static constexpr unsigned kOwnerShift = 32;
  [[nodiscard]] static Note note_of(std::uint32_t owner, std::uint32_t number) { return Note{owner} << kOwnerShift | number; }
  [[nodiscard]] static std::uint32_t owner_of(Note note) { return static_cast<std::uint32_t>(note >> kOwnerShift); }
  // A list, since a process that begins notes all that there are, and asks for few of them.
  struct OfTable {
    mutable std::shared_mutex mutex;
    std::uint32_t loaded = 0;
    std::vector<Note> notes;  // ascending, but for a few at the end
    std::size_t ascending = 0;
    std::map<std::uint32_t, OfOwner> owners;  // of whom something was read
    std::deque<std::string> rests;
  };

  void load_all(const store::Reader& reader, std::uint32_t up_to);
  void note(OfTable& table, std::uint32_t number, const FreshNote& note);
  static void put_in_order(OfTable& table);
  static void add(OfTable& table, OfOwner& owner, std::uint32_t number, const FreshChange& change);
  [[nodiscard]] static std::vector<std::uint32_t> waiting(const OfTable& table, std::uint32_t owner, std::uint32_t up_to);
  template <class Take>
  void with_entries(const store::Reader& reader, OfTable& table, std::uint32_t owner, std::uint32_t up_to, Take take);
  [[nodiscard]] OfTable& of(store::Table table) { return tables_[static_cast<std::size_t>(table)]; }
  [[nodiscard]] const OfTable& of(store::Table table) const { return tables_[static_cast<std::size_t>(table)]; }

  std::uint32_t generation_;
  std::atomic<std::size_t> bytes_{0};
  std::array<OfTable, store::kTableCount> tables_;
};

/// What a snapshot sees: of the shared rows those that were committed before, and in a write its own.
class FreshView {
 public:
  /// That of a snapshot; lives as long. Throws store::Fault.
  [[nodiscard]] static FreshView& of(const store::Reader& reader);

  FreshView(LogEnd committed, std::shared_ptr<FreshRows> shared, bool is_writing);

  [[nodiscard]] bool is_empty() const { return end_.records == 0; }
  [[nodiscard]] std::vector<FreshRow> gather(const store::Reader& reader, const RowTable& table, std::uint32_t owner,
                                             const RowKey& from, const RowKey& to) const;
  [[nodiscard]] std::optional<std::uint32_t> owner_from(const store::Reader& reader, store::Table table, std::uint32_t owner) const;
  [[nodiscard]] std::optional<std::uint32_t> last_owner(const store::Reader& reader, store::Table table) const;
  [[nodiscard]] std::optional<RowKey> last_key(const store::Reader& reader, store::Table table, std::uint32_t owner) const;

  /// Of a reading: blocks that were asked for before, in any snapshot of its number.
  [[nodiscard]] KeptBlocks& blocks() const { return *blocks_; }

  // Of a write.
  void append(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const RowKey> touched,
              std::span<const PackedRow> rows);
  /// All is in the blocks now.
  void begin_anew(store::WriteTxn& txn);
  [[nodiscard]] std::size_t bytes() const { return shared_->bytes() + own_->bytes(); }
  [[nodiscard]] std::size_t own_bytes() const { return own_->bytes(); }
  /// From here on rows go into their blocks.
  [[nodiscard]] bool is_direct() const { return is_direct_; }
  void set_direct() { is_direct_ = true; }

 private:
  void load(const store::Reader& reader, store::Table table) const;

  LogEnd end_;
  std::uint32_t committed_;
  std::shared_ptr<FreshRows> shared_;
  std::unique_ptr<FreshRows> own_;      // of a write
  std::unique_ptr<KeptBlocks> blocks_;  // of a reading
  bool is_direct_ = false;
};

}  // namespace entente::claims
