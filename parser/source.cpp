#include "parser/source.h"

#include <algorithm>

#include "parser/display.h"

namespace entente {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

}  // namespace

Span cover(Span a, Span b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)), line_begins_{0} {
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_begins_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

std::string_view Source::text(Span span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

std::uint32_t Source::line_begin(std::uint32_t offset) const {
  return *std::prev(std::upper_bound(line_begins_.begin(), line_begins_.end(), offset));
}

Position Source::position(std::uint32_t offset) const {
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  std::string_view before = text({*std::prev(next), offset});
  if (next == std::next(line_begins_.begin()) && before.starts_with(kBom)) {
    before.remove_prefix(kBom.size());
  }
  return {static_cast<std::uint32_t>(next - line_begins_.begin()), static_cast<std::uint32_t>(1 + shown_width(before))};
}

std::string_view Source::line(std::uint32_t offset) const {
  const std::string_view rest = std::string_view(text_).substr(std::min<std::size_t>(line_begin(offset), text_.size()));
  std::string_view line = rest.substr(0, rest.find('\n'));
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

}  // namespace entente
