#include "engine/store/commit_note.h"

#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "engine/store/checksum.h"
#include "engine/store/fault.h"
#include "engine/store/transaction.h"

namespace entente::store {
namespace {

constexpr std::size_t kOffset = 512;  // in a meta page: LMDB's own bytes are in the first sector, which is written apart
constexpr std::size_t kHeadBytes = 24;
constexpr std::uint8_t kPut = 1;  // stored: never renumber
constexpr std::uint8_t kErase = 2;

static_assert(kOffset + kHeadBytes + CommitNote::kBytesMax <= 4096, "a page of LMDB has at least so many bytes");

off_t place_of(std::size_t page_bytes, std::uint64_t number) {
  return static_cast<off_t>(page_bytes * ((number + 1) % 2) + kOffset);
}

// Of this run of the machine's kernel; 0: it does not say.
std::uint64_t this_boot() {
  static const std::uint64_t kBoot = [] {
    std::ifstream in("/proc/sys/kernel/random/boot_id");
    const std::string id{std::istreambuf_iterator<char>(in), {}};
    return id.empty() ? 0 : checksum_seed(Table::kMeta, id);
  }();
  return kBoot;
}

// The number of the commit is part of it.
std::uint32_t checksum_of(std::uint64_t number, std::string_view operations) { return checksum(number, operations); }

}  // namespace

bool CommitNote::takes(std::size_t bytes) {
  constexpr std::size_t kAround = 8;  // kind, table, lengths
  is_whole_ = is_whole_ && out_.size() + bytes + kAround <= kBytesMax;
  return is_whole_;
}

void CommitNote::put(Table table, std::string_view key, std::string_view payload) {
  if (takes(key.size() + payload.size())) {
    out_.u8(kPut);
    out_.u8(static_cast<std::uint8_t>(table));
    out_.text(key);
    out_.text(payload);
  }
}

void CommitNote::erase(Table table, std::string_view key) {
  if (takes(key.size())) {
    out_.u8(kErase);
    out_.u8(static_cast<std::uint8_t>(table));
    out_.text(key);
  }
}

void replay(WriteTxn& txn, std::string_view operations) {
  txn.without_note();  // which would take the place of the one that is done again, and be wiped where this fails
  for (RecordReader in(operations); !in.done();) {
    const unsigned what = in.u8();
    const unsigned table = in.u8();
    const std::string_view key = in.text();
    if (table >= kTableCount || key.empty() || (what != kPut && what != kErase)) {
      fail(FaultKind::kCorrupt, "the note of a commit says what no commit does");
    }
    if (what == kPut) {
      txn.put(static_cast<Table>(table), key, in.text());
    } else {
      static_cast<void>(txn.erase(static_cast<Table>(table), key));
    }
  }
}

std::optional<Noted> read_note(int file, std::size_t page_bytes, std::uint64_t number) {
  const off_t place = place_of(page_bytes, number);
  std::string bytes(kHeadBytes, '\0');
  const auto read = [&](off_t from) {
    return ::pread(file, bytes.data(), bytes.size(), from) == static_cast<ssize_t>(bytes.size());
  };
  if (!read(place)) {
    return std::nullopt;
  }
  RecordReader head(bytes);
  const std::uint64_t of = head.u64();
  const std::uint64_t boot = head.u64();
  const std::uint32_t size = head.u32();
  const std::uint32_t sum = head.u32();
  if (of != number || size == 0 || size > CommitNote::kBytesMax) {
    return std::nullopt;
  }
  bytes.assign(size, '\0');
  if (!read(place + static_cast<off_t>(kHeadBytes)) || sum != checksum_of(number, bytes)) {
    return std::nullopt;
  }
  return Noted{std::move(bytes), boot != 0 && boot == this_boot()};
}

bool write_note(int file, std::size_t page_bytes, std::uint64_t number, std::string_view operations) {
  Writer out;
  out.u64(number);
  out.u64(this_boot());
  out.u32(static_cast<std::uint32_t>(operations.size()));
  out.u32(checksum_of(number, operations));
  out.bytes(operations);
  const auto bytes = out.view();
  return ::pwrite(file, bytes.data(), bytes.size(), place_of(page_bytes, number)) == static_cast<ssize_t>(bytes.size());
}

void wipe_note(int file, std::size_t page_bytes, std::uint64_t number) {
  const std::array<char, kHeadBytes> nothing{};
  // Where the disk refuses even this, the commit may come true when the file is opened next; it was whole.
  static_cast<void>(::pwrite(file, nothing.data(), nothing.size(), place_of(page_bytes, number)) == 0);
}

}  // namespace entente::store
