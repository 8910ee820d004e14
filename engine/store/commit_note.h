// What a small commit writes, noted in the file before it commits, so that one flush makes it durable. docs/storage.md, "How a
// write happens".
//
// LMDB flushes twice: the pages, then the meta page that makes them true. With the note the second flush can wait until the next
// commit: where a power failure loses the meta page, the commit before is whole, as LMDB promises (MDB_NOMETASYNC), and what the
// lost one wrote stands in its note and is done again. The note lies in the rest of the meta page of the commit before, which
// nobody else uses, and which is due in the same flush: so the page with the only durable meta page is never written with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/store/codec.h"
#include "engine/store/table.h"

namespace entente::store {

class WriteTxn;

class CommitNote {
 public:
  static constexpr std::size_t kBytesMax = 3'500;  // of operations

  void put(Table table, std::string_view key, std::string_view payload);
  void erase(Table table, std::string_view key);
  /// Something was done that no note can hold; or there is to be none.
  void spoil() { is_whole_ = false; }

  /// What was done, as bytes; empty where nothing was, or more than a note holds.
  [[nodiscard]] std::string_view operations() const { return is_whole_ ? out_.view() : std::string_view(); }

 private:
  [[nodiscard]] bool takes(std::size_t bytes);

  Writer out_;
  bool is_whole_ = true;
};

struct Noted {
  std::string operations;
  bool is_of_this_boot = false;  // then memory has whatever was acknowledged, unless the disk was taken away meanwhile
};

/// Does it again, in a commit without a note. Throws Fault.
void replay(WriteTxn& txn, std::string_view operations);

/// The note of the commit of that number; none where it has none, or where not all of it came to the disk.
[[nodiscard]] std::optional<Noted> read_note(int file, std::size_t page_bytes, std::uint64_t number);
/// False where the disk refuses it.
[[nodiscard]] bool write_note(int file, std::size_t page_bytes, std::uint64_t number, std::string_view operations);
/// The commit failed.
void wipe_note(int file, std::size_t page_bytes, std::uint64_t number);

}  // namespace entente::store
