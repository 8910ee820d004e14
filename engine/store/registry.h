// The databases that this process has open, by file. LMDB must not open a file twice: closing one would drop the other's locks.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

#include "engine/store/environment.h"
#include "engine/store/file_system.h"

namespace entente::store {

/// One for the process, thread-safe, never destroyed. Files are opened and closed under its mutex, so that no file is opened
/// anew before it is closed.
class Registry {
 public:
  static Registry& instance();

  std::shared_ptr<Environment> open(const std::filesystem::path& path, Mode mode, const Options& options);

  /// Throws kLocked when this process has a file open that had this canonical path: its lock file is still in use.
  void refuse_path_in_use(const std::filesystem::path& canonical);

  /// Called by the destructor of each Environment; the last one of a file closes it.
  void release(Core& core) noexcept;

 private:
  struct Entry {
    std::unique_ptr<Core> core;
    std::size_t uses = 0;
    std::array<std::weak_ptr<Environment>, 2> by_mode;
  };

  Registry();
  void refuse_path_in_use_locked(const std::filesystem::path& canonical) const;
  Entry& entry_of(const std::filesystem::path& path, const Options& options);

  std::mutex mutex_;
  std::map<FileId, Entry> entries_;
};

}  // namespace entente::store
