// A text with a name, and places in it. Never a pointer into the text: a Span outlives no Source but needs none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

/// A half-open range of bytes [begin, end) of a Source.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// The smallest span that holds both.
[[nodiscard]] Span cover(Span a, Span b);

/// Where a span begins, for a reader.
struct Position {
  std::uint32_t line = 1;    // 1-based
  std::uint32_t column = 1;  // 1-based, display columns (wide characters count two, marks none)
};

/// A text and what it is called in messages ("report.ent", "-c", "stdin"). Owns its text.
class Source {
 public:
  Source(std::string name, std::string text);

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  /// The bytes of `span`; the view dies with the Source.
  [[nodiscard]] std::string_view text(Span span) const;
  [[nodiscard]] Position position(std::uint32_t offset) const;
  /// The whole line that holds `offset`, without its line break; the view dies with the Source.
  [[nodiscard]] std::string_view line(std::uint32_t offset) const;

 private:
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t offset) const;

  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_begins_;
};

/// Display columns that a UTF-8 text takes on a terminal: wide characters two, combining marks none.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

}  // namespace entente
