// A disk behind a page cache, as far as it matters where the power fails: what was written is in the cache, page by page; what of
// that is on the disk chance decides until it is flushed, sector by sector.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "tests/store/disk.h"

namespace entente::store::tests {

class DiskModel {
 public:
  DiskModel(std::string disk, std::mt19937& random)
      : disk_(disk), cache_(std::move(disk)), random_(random), writes_back_(random() % 2 == 0) {}

  void take(const DiskCall& call) {
    switch (call.what) {
      case DiskCall::What::kWrite:
        write(static_cast<std::size_t>(call.offset), call.bytes, call.is_synced);
        break;
      case DiskCall::What::kLength:
        cache_.resize(static_cast<std::size_t>(call.offset));
        disk_.resize(cache_.size());
        break;
      case DiskCall::What::kSync:
        flush(1);
        break;
      case DiskCall::What::kFailedSync:  // as Linux does it: the pages count as clean, wherever they are
        flush(random_() % 2 == 0 ? kNone : 2);
        break;
    }
    constexpr unsigned kSeldom = 8;
    if (writes_back_ && random_() % kSeldom == 0 && !dirty_.empty()) {
      put_page(*std::next(dirty_.begin(), static_cast<std::ptrdiff_t>(random_() % dirty_.size())), 1);
    }
  }

  /// What is there when the power fails.
  [[nodiscard]] std::string lose_power() {
    flush(2);
    return disk_;
  }

 private:
  static constexpr std::size_t kPage = 4096;
  static constexpr std::size_t kSector = 512;
  static constexpr unsigned kNone = UINT32_MAX;

  void write(std::size_t offset, std::string_view bytes, bool is_synced) {
    cache_.resize(std::max(cache_.size(), offset + bytes.size()));
    cache_.replace(offset, bytes.size(), bytes);
    for (std::size_t page = offset / kPage; page * kPage < offset + bytes.size(); ++page) {
      dirty_.insert(page);
      if (is_synced) {
        put_page(page, 1);
        dirty_.erase(page);
      }
    }
  }

  // Of the sectors of the page one in so many comes to the disk.
  void put_page(std::size_t page, unsigned one_in) {
    const std::size_t end = std::min(cache_.size(), (page + 1) * kPage);
    disk_.resize(std::max(disk_.size(), end));
    for (std::size_t at = page * kPage; at < end; at += kSector) {
      if (one_in != kNone && random_() % one_in == 0) {
        disk_.replace(at, std::min(kSector, end - at), cache_, at, std::min(kSector, end - at));
      }
    }
  }

  void flush(unsigned one_in) {
    for (const std::size_t page : dirty_) {
      put_page(page, one_in);
    }
    dirty_.clear();
  }

  std::string disk_, cache_;
  std::set<std::size_t> dirty_;
  std::mt19937& random_;
  bool writes_back_;  // by and by, unasked
};

}  // namespace entente::store::tests
