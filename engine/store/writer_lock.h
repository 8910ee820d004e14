// Says which process writes, so that the others can wait for a while and then name it. LMDB's own lock would wait for ever.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace entente::store {

/// An advisory fcntl lock on an empty file of its own. The kernel drops it when its holder dies, and unlike flock it is not
/// inherited by children. Nothing else in the process may open the file, for closing it would drop the lock. Not thread-safe.
class WriterLock {
 public:
  explicit WriterLock(std::filesystem::path file) : file_(std::move(file)) {}
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  ~WriterLock();

  /// Takes the lock, creating the file when missing; after `patience` gives up and returns the process that holds it. While it
  /// waits, `while_waiting` is called every few milliseconds, if there is one; what that throws ends the wait.
  [[nodiscard]] std::optional<pid_t> take(std::chrono::milliseconds patience, const std::function<void()>& while_waiting);
  void drop() const noexcept;

 private:
  void open_file();

  std::filesystem::path file_;
  int descriptor_ = -1;
};

/// "process 123", or "process 123, which is stopped".
[[nodiscard]] std::string describe_process(pid_t process);

}  // namespace entente::store
