// What LMDB asks of the disk: made to fail, or written down. Its calls come here, for a program's own functions go first.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace entente::store::tests {

/// Calls until the one that fails, and how; negative: none does.
extern std::atomic<int> calls_until_failure;
extern std::atomic<int> failure_code;

/// What was asked for one file.
struct DiskCall {
  enum class What : std::uint8_t { kWrite, kSync, kFailedSync, kLength };
  What what{};
  off_t offset = 0;  // or the length
  std::string bytes;
  bool is_synced = false;  // a write that returns when it is on the disk
};

/// From here on, until it dies. One at a time, of one thread.
class DiskRecord {
 public:
  explicit DiskRecord(const std::filesystem::path& file);
  DiskRecord(const DiskRecord&) = delete;
  DiskRecord& operator=(const DiskRecord&) = delete;
  ~DiskRecord();

  [[nodiscard]] const std::vector<DiskCall>& calls() const { return calls_; }
  /// That file alone.
  void take(int file, DiskCall call);

 private:
  ino_t file_;
  std::vector<DiskCall> calls_;
};

}  // namespace entente::store::tests
