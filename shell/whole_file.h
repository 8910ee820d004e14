// Files that are written whole or not at all: what is written takes the place of what was there when it is complete.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <optional>
#include <string>
#include <string_view>

#include "entente/error.h"

namespace entente::shell {

class WholeFile {
 public:
  /// What stands behind a link is replaced, not the link. What is no regular file (a pipe, /dev/null) is written as it is.
  [[nodiscard]] static Outcome<WholeFile> create(const std::string& path);

  WholeFile(WholeFile&& other) noexcept;
  WholeFile& operator=(WholeFile&&) = delete;
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  /// What was not committed is gone.
  ~WholeFile();

  /// Returns 0, or the errno of what failed.
  [[nodiscard]] int write(std::string_view text) const;
  /// Puts it in its place, with the permissions of what was there. To be called once.
  [[nodiscard]] std::optional<Error> commit();

 private:
  explicit WholeFile(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] int open();
  [[nodiscard]] int open_beside();
  [[nodiscard]] int put_in_place();

  std::string path_;    // as it was given
  std::string target_;  // without links
  std::string beside_;  // where it is written; empty: it has no name yet
  std::optional<mode_t> mode_;
  int file_ = -1;
  bool is_direct_ = false;
};

/// The whole of `text` in the place of what `path` held.
[[nodiscard]] std::optional<Error> replace_file(const std::string& path, std::string_view text);

/// Writes all of `text`. Returns 0, or the errno of what failed; ECANCELED once `stop`, if there is one, is set.
[[nodiscard]] int write_all_to(int file, std::string_view text, const std::atomic<bool>* stop = nullptr);

}  // namespace entente::shell
