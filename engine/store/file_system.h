// Questions to the operating system about a file and where it lies. Knows nothing of LMDB.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace entente::store {

/// What tells one file from another, however its path is spelt.
struct FileId {
  dev_t device = 0;
  ino_t inode = 0;
  friend auto operator<=>(const FileId&, const FileId&) = default;
};

/// Faults: kMissing, kPermission, kDirectory, kNotADatabase (a device, a pipe).
[[nodiscard]] FileId identify(const std::filesystem::path& path);
[[nodiscard]] FileId identify(int descriptor);

/// What each commit asks: which file stands at a path, and how long an open one is; nothing where that cannot be told. Times are
/// not asked for: where a file system tells them exactly (Linux from 6.13 on), that makes the next write change the file's inode,
/// and the next flush write it, which takes as long again as the flush.
[[nodiscard]] std::optional<FileId> find_file(const std::filesystem::path& path) noexcept;
[[nodiscard]] std::optional<std::uint64_t> length_of(int descriptor) noexcept;

/// On NFS, SMB, FUSE, 9p and the like, whose locks and maps do not serve several machines. `path` must exist.
[[nodiscard]] bool is_on_network(const std::filesystem::path& path);

/// Whether less than 1 MiB can be added to the file, by the disk or by RLIMIT_FSIZE.
[[nodiscard]] bool is_disk_full(const std::filesystem::path& path);

/// Throws on failure, except where the file system has no such thing.
void sync_directory(const std::filesystem::path& directory);
void sync_file(const std::filesystem::path& file);

/// Gives `from` the name `to`; false when something stands there.
[[nodiscard]] bool rename_without_replacing(const std::filesystem::path& from, const std::filesystem::path& to);

/// Turns the signal for a file over its size limit into an error code, for this thread and while it lives.
class SizeSignalBlock {
 public:
  SizeSignalBlock() noexcept;
  SizeSignalBlock(const SizeSignalBlock&) = delete;
  SizeSignalBlock& operator=(const SizeSignalBlock&) = delete;
  ~SizeSignalBlock();

 private:
  sigset_t before_{};
  bool was_blocked_ = false;
};

}  // namespace entente::store
