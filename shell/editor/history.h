// What was entered before, whole statements, kept across sessions in a file that its owner alone can read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::shell {

class History {
 public:
  /// `path` is read when something is first asked of it; empty: nothing is read or kept. A file that cannot be read or written is
  /// no reason to complain: then this session alone is remembered.
  explicit History(std::string path) : path_(std::move(path)) {}

  /// Kept unless it is blank, begins with a blank, or is what was added last.
  void add(std::string_view entry);
  /// Oldest first.
  [[nodiscard]] const std::vector<std::string>& entries();
  /// The newest entry before the one numbered `before` that holds `text`; its number.
  [[nodiscard]] std::optional<std::size_t> find_back(std::string_view text, std::size_t before);
  /// What the newest entry that begins with `text` goes on with; empty: none does.
  [[nodiscard]] std::string continuation(std::string_view text);

 private:
  void load();
  void shorten() const;

  std::string path_;
  bool is_loaded_ = false;
  std::vector<std::string> entries_;
};

/// Where an entry holds `text`; npos: nowhere. Small letters of `text` stand for capitals too, if it has none itself.
[[nodiscard]] std::size_t place_in(std::string_view entry, std::string_view text);

}  // namespace entente::shell
