// A script before the grammar: its statements told apart, and what no grammar need look at. Internal to parser.
#pragma once

#include <atomic>
#include <optional>
#include <string_view>
#include <vector>

#include "parser/diagnostic.h"

namespace entente {

/// A token may be this long; longer is error P09.
inline constexpr std::size_t kTokenBytesMax = std::size_t{1} << 20;

/// What stands between two semicolons outside quotes and comments.
struct Segment {
  Span span = {};                                          // without the semicolon
  bool blank = true;                                       // nothing but blanks and comments
  bool ended = false;                                      // a semicolon follows
  std::optional<std::uint32_t> open_quote = std::nullopt;  // a text that begins here never ends
};

/// The segments of a text in order; the last one ends with the text, or, once `stop` is set, somewhere. A BOM at the beginning
/// belongs to none.
[[nodiscard]] std::vector<Segment> segments_of(std::string_view text, const std::atomic<bool>* stop = nullptr);

/// What is wrong with the bytes of a segment, the first such place: NUL, no UTF-8, smart quotes, an open quote, a token too long.
[[nodiscard]] std::optional<Diagnostic> check_bytes(std::string_view text, const Segment& segment);

}  // namespace entente
