// What several tests of the store need: databases, children, expected faults.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/store/codec.h"
#include "engine/store/environment.h"
#include "tests/temp_dir.h"

namespace entente::store::tests {

using entente::tests::TempDir;

inline std::string number_key(std::uint32_t number) { return KeyWriter().u32(number).take(); }

/// The payload that all tests store under number `i`; its length varies.
inline std::string payload_of(std::uint32_t i) { return "record " + std::to_string(i) + std::string(i * 7U % 300U, 'x'); }

/// A database with claims 0 to count-1.
inline std::shared_ptr<Environment> make_database(const std::filesystem::path& path, std::uint32_t count = 0,
                                                  const Options& options = {}) {
  return Environment::create(
      path,
      [count](WriteTxn& txn) {
        for (std::uint32_t i = 0; i < count; ++i) {
          txn.put(Table::kClaims, number_key(i), payload_of(i));
        }
      },
      options);
}

/// The kind of the Fault that `action` throws; nothing when it throws none.
inline std::optional<FaultKind> fault_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Fault& fault) {
    return fault.kind();
  }
  return std::nullopt;
}

/// The sentence of the Fault that `action` throws.
inline std::string sentence_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Fault& fault) {
    return fault.what();
  }
  return "";
}

/// Runs `action` in a forked child, whose exit code is what it returns, or 100 + kind after a Fault, 99 after other exceptions.
inline pid_t start_child(const std::function<int()>& action) {
  const pid_t child = ::fork();
  if (child != 0) {
    return child;
  }
  int code = 99;
  try {
    code = action();
  } catch (const Fault& fault) {
    code = 100 + static_cast<int>(fault.kind());
  } catch (...) {
  }
  ::_exit(code);
}

inline int fault_code(FaultKind kind) { return 100 + static_cast<int>(kind); }

/// The exit code, or minus the signal that ended it.
inline int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

inline int run_in_child(const std::function<int()>& action) { return wait_for(start_child(action)); }

/// One-way messages between a child and its parent.
class Pipe {
 public:
  Pipe() { static_cast<void>(::pipe(ends_) == 0); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_read();
    close_write();
  }

  void send(std::uint32_t number) const { static_cast<void>(::write(ends_[1], &number, sizeof number) == sizeof number); }
  /// Nothing at the end, when all writers are closed.
  [[nodiscard]] std::optional<std::uint32_t> receive() const {
    std::uint32_t number = 0;
    return ::read(ends_[0], &number, sizeof number) == sizeof number ? std::optional(number) : std::nullopt;
  }
  void close_read() { close(ends_[0]); }
  void close_write() { close(ends_[1]); }

 private:
  static void close(int& end) {
    if (end >= 0) {
      ::close(std::exchange(end, -1));
    }
  }
  int ends_[2] = {-1, -1};
};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace entente::store::tests
