#include "engine/store/file_header.h"

#include <fcntl.h>
#include <lmdb.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <thread>

#include "engine/store/fault.h"
#include "engine/store/lmdb_fault.h"
#include "engine/store/page_walk.h"

namespace entente::store {
namespace {

static_assert(std::endian::native == std::endian::little && sizeof(void*) == 8, "the offsets below are those of 64-bit LMDB");

constexpr std::uint32_t kMagic = 0xBEEFC0DE;
constexpr std::uint32_t kLmdbDataVersion = 1;
constexpr std::uint16_t kFixedMapFlag = 0x01;
constexpr int kAttemptsMax = 6;  // at a file that looks too short
constexpr std::uint64_t kNoPage = ~std::uint64_t{0};

// LMDB 0.9, struct MDB_page (16 bytes) followed by struct MDB_meta.
constexpr std::size_t kMagicAt = 16;
constexpr std::size_t kVersionAt = 20;
constexpr std::size_t kMapBytesAt = 32;
constexpr std::size_t kPageSizeAt = 40;  // md_pad of the first of two MDB_db
constexpr std::size_t kFlagsAt = 44;
constexpr std::size_t kFreeRootAt = 80;
constexpr std::size_t kMainRootAt = 128;
constexpr std::size_t kLastPageAt = 136;
constexpr std::size_t kTransactionAt = 144;
constexpr std::size_t kMetaEnd = 152;

using Block = std::array<char, kMetaEnd>;

struct Meta {
  std::uint32_t magic = 0;
  std::uint32_t version = 0;
  std::uint32_t page_bytes = 0;
  std::uint16_t flags = 0;
  std::uint64_t map_bytes = 0;
  std::uint64_t free_root = 0;
  std::uint64_t main_root = 0;
  std::uint64_t last_page = 0;
  std::uint64_t transaction = 0;
};

class File {
 public:
  explicit File(const std::filesystem::path& path) : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) {
      fail_system(errno, path_, "open");
    }
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { ::close(descriptor_); }

  [[nodiscard]] int descriptor() const { return descriptor_; }

  [[nodiscard]] std::uint64_t size() const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) {
      fail_system(errno, path_, "read");
    }
    return static_cast<std::uint64_t>(status.st_size);
  }

  /// Nothing when the file ends before.
  [[nodiscard]] std::optional<Meta> meta_at(std::uint64_t offset) const {
    Block block{};
    const auto count = ::pread(descriptor_, block.data(), block.size(), static_cast<off_t>(offset));
    if (count < 0) {
      fail_system(errno, path_, "read");
    }
    if (static_cast<std::size_t>(count) < block.size()) {
      return std::nullopt;
    }
    Meta meta;
    const auto take = [&block](auto& field, std::size_t at) { std::memcpy(&field, block.data() + at, sizeof field); };
    take(meta.magic, kMagicAt);
    take(meta.version, kVersionAt);
    take(meta.map_bytes, kMapBytesAt);
    take(meta.page_bytes, kPageSizeAt);
    take(meta.flags, kFlagsAt);
    take(meta.free_root, kFreeRootAt);
    take(meta.main_root, kMainRootAt);
    take(meta.last_page, kLastPageAt);
    take(meta.transaction, kTransactionAt);
    return meta;
  }

 private:
  const std::filesystem::path& path_;
  int descriptor_;
};

bool has_sane_layout(const Meta& meta) {
  return std::has_single_bit(meta.page_bytes) && meta.page_bytes >= 512 && meta.page_bytes <= 65536 &&
         (meta.flags & kFixedMapFlag) == 0;
}

// For the newest meta page only: the other may be mixed of two transactions, after a write that failed.
bool has_sane_pages(const Meta& meta) {
  const auto root_ok = [&meta](std::uint64_t root) { return root == kNoPage || (root >= 2 && root <= meta.last_page); };
  return meta.last_page >= 1 && meta.last_page < meta.map_bytes / meta.page_bytes && root_ok(meta.free_root) &&
         root_ok(meta.main_root);
}

/// What the newest meta page says, and how long the file was just after.
struct Look {
  Meta newest;
  std::uint64_t bytes = 0;
  std::uint64_t bytes_wanted = 0;
};

[[noreturn]] void fail_damaged_head(const std::filesystem::path& path) {
  fail(FaultKind::kCorrupt, "cannot open " + quoted(path) + ": its first pages are damaged; restore a backup");
}

[[noreturn]] void fail_truncated(const std::filesystem::path& path, std::uint64_t size, std::uint64_t wanted) {
  fail(FaultKind::kTruncated, "cannot open " + quoted(path) + ": it is truncated, " + std::to_string(size) + " of " +
                                  std::to_string(wanted) + " bytes are left; restore a backup");
}

// The size is asked for after the meta pages: a writer makes the file longer before it speaks of the new pages.
Look look_at(const File& file, const std::filesystem::path& path) {
  const auto first = file.meta_at(0);
  if (!first || first->magic != kMagic) {
    const bool empty = file.size() == 0;
    fail(FaultKind::kNotADatabase, "cannot open " + quoted(path) + ": it is " + (empty ? "empty" : "not a database"));
  }
  if (first->version != kLmdbDataVersion) {
    fail_lmdb(MDB_VERSION_MISMATCH, path, "open");
  }
  if (!has_sane_layout(*first)) {
    fail_damaged_head(path);
  }
  const auto second = file.meta_at(first->page_bytes);
  if (!second) {
    fail_truncated(path, file.size(), (first->last_page + 1) * first->page_bytes);
  }
  if (second->magic != kMagic || second->version != kLmdbDataVersion || second->page_bytes != first->page_bytes ||
      !has_sane_layout(*second)) {
    fail_damaged_head(path);
  }
  const auto& newest = first->transaction > second->transaction ? *first : *second;
  if (!has_sane_pages(newest)) {
    fail_damaged_head(path);
  }
  return {newest, file.size(), (newest.last_page + 1) * newest.page_bytes};
}

}  // namespace

// LMDB does not write pages that one transaction takes at the end of the file and gives back: after such a commit the file is
// shorter than it says, and nothing is lost. Our writer then makes it longer at once, but may be killed in between. So a short
// file is given a moment, then its pages in use are looked for one by one.
void inspect_file(const std::filesystem::path& path) {
  const File file(path);
  for (int attempt = 1;; ++attempt) {
    const auto look = look_at(file, path);
    if (look.bytes >= look.bytes_wanted) {
      return;
    }
    const bool is_last = attempt == kAttemptsMax;
    if (attempt > kAttemptsMax / 2) {
      const auto& meta = look.newest;
      const auto found = walk_pages(file.descriptor(), meta.page_bytes, look.bytes, {meta.free_root, meta.main_root});
      if (found == PagesFound::kAll) {
        return;
      }
      if (is_last || look_at(file, path).newest.transaction == meta.transaction) {  // else a writer changed them under our eyes
        fail_truncated(path, look.bytes, look.bytes_wanted);
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(attempt));
  }
}

}  // namespace entente::store
