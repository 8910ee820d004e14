// The lines of a dump: a word and its fields, parted by tabs, as docs/storage.md has them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/bound.h"

namespace entente::exchange {

/// The first line of every dump, up to the number of its version.
inline constexpr std::string_view kDumpHead = "-- Entente dump, version ";
inline constexpr int kDumpVersion = 1;

/// Writes one line, field by field.
class DumpLine {
 public:
  explicit DumpLine(std::string_view word) : text_(word) {}

  /// Tabs, line ends and backslashes as `\t`, `\n`, `\r`, `\\`.
  DumpLine& text(std::string_view field);
  DumpLine& number(std::uint64_t field);
  DumpLine& bound(const Bound& field);
  [[nodiscard]] std::string take() { return std::move(text_) + "\n"; }

 private:
  std::string text_;
};

/// A line that is read: its fields as they are written. Good as long as the line.
class DumpFields {
 public:
  explicit DumpFields(std::string_view line);

  [[nodiscard]] std::string_view word() const { return fields_.front(); }
  [[nodiscard]] std::size_t count() const { return fields_.size() - 1; }
  /// Of the fields behind the word, from 0 on; empty where there is none.
  [[nodiscard]] std::string_view raw(std::size_t field) const;
  [[nodiscard]] std::string text(std::size_t field) const;
  /// None where it is no such thing; an empty field is 0, and no bound.
  [[nodiscard]] std::optional<std::uint32_t> number(std::size_t field) const;
  [[nodiscard]] std::optional<Bound> bound(std::size_t field) const;

 private:
  std::vector<std::string_view> fields_;
};

}  // namespace entente::exchange
