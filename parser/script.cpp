#include "parser/script.h"

#include <array>

#include "parser/characters.h"

namespace entente {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

std::size_t comment_end(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('\n', begin);
  return end == std::string_view::npos ? text.size() : end;
}

/// Behind the closing quote; npos if there is none. A doubled quote closes one text and opens the next: the end is the same.
std::size_t quote_end(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('"', begin + 1);
  return end == std::string_view::npos ? end : end + 1;
}

Span at(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

std::string hex(char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', kDigits[value >> 4], kDigits[value & 15]};
}

Diagnostic error(std::string code, std::string message, Span span, std::string help) {
  return {std::move(code), std::move(message), span, {}, std::move(help)};
}

/// Walks a segment: knows where it is, in quotes, in a comment or outside, and how long the token is.
class ByteCheck {
 public:
  ByteCheck(std::string_view text, const Segment& segment) : text_(text), segment_(segment) {}

  std::optional<Diagnostic> run() {
    for (std::size_t i = segment_.span.begin; i < segment_.span.end;) {
      const CodePoint c = decode(text_.substr(i, segment_.span.end - i));
      if (c.bytes == 0) {
        return error("P06", "this is not UTF-8: byte " + hex(text_[i]), at(i, i + 1),
                     "the text must be UTF-8; convert it, or save it anew as UTF-8");
      }
      if (c.value == 0) {
        return error("P05", "a NUL byte stands here", at(i, i + 1), "a script is text; remove the byte");
      }
      if (auto found = step(i, c)) {
        return found;
      }
      i += c.bytes;
    }
    if (segment_.open_quote) {
      return error("P08", "this text is not closed", at(*segment_.open_quote, *segment_.open_quote + 1),
                   "a text ends with \"; a quote inside it is doubled: \"say \"\"friends\"\"\"");
    }
    return std::nullopt;
  }

 private:
  std::optional<Diagnostic> step(std::size_t i, CodePoint c) {
    if (comment_) {
      comment_ = c.value != '\n';
      begin_ = end_ = i + c.bytes;
      return std::nullopt;
    }
    if (c.value == '"') {
      quote_ = !quote_;
      if (quote_ && i != end_) {
        begin_ = i;
      }
    } else if (!quote_) {
      if (text_.substr(i).starts_with("--")) {
        comment_ = true;
      }
      if (is_smart_quote(c.value) && !in_word_) {
        return smart_quote(i, c);
      }
      in_word_ = is_name_char(c.value);
      if (!in_word_ && c.value != '-') {
        begin_ = i + c.bytes;
      }
    }
    end_ = i + c.bytes;
    if (end_ - begin_ <= kTokenBytesMax) {
      return std::nullopt;
    }
    return error("P09", "a single word or text of more than 1 MB", at(begin_, begin_ + 1), "is a closing quote missing?");
  }

  [[nodiscard]] Diagnostic smart_quote(std::size_t i, CodePoint c) const {
    constexpr std::array<std::string_view, 9> kClosing = {"”", "“", "’", "‘", "»", "«", "‟", "›", "‹"};
    const std::size_t inner = i + c.bytes;
    std::size_t end = inner;
    while (end < segment_.span.end && text_[end] != '\n') {
      for (const auto closing : kClosing) {
        if (text_.substr(end).starts_with(closing)) {
          return error("P07", "a smart quote stands here", at(i, end + closing.size()),
                       "use straight quotes: \"" + std::string(text_.substr(inner, end - inner)) + '"');
        }
      }
      ++end;
    }
    return error("P07", "a smart quote stands here", at(i, inner), "use straight quotes: \"…\"");
  }

  std::string_view text_;
  const Segment& segment_;
  bool comment_ = false;
  bool quote_ = false;
  bool in_word_ = false;
  std::size_t begin_ = segment_.span.begin;  // of the token
  std::size_t end_ = segment_.span.begin;    // behind the last character seen
};

}  // namespace

std::vector<Segment> segments_of(std::string_view text, const std::atomic<bool>* stop) {
  std::vector<Segment> result;
  std::size_t i = text.starts_with(kBom) ? kBom.size() : 0;
  Segment segment{.span = at(i, i)};
  while (i < text.size()) {
    if (text[i] == ';') {
      segment.span.end = static_cast<std::uint32_t>(i);
      segment.ended = true;
      result.push_back(segment);
      ++i;
      segment = Segment{.span = at(i, i)};
      if (stop != nullptr && stop->load(std::memory_order_relaxed)) {
        return result;
      }
    } else if (text.substr(i).starts_with("--")) {
      i = comment_end(text, i);
    } else if (text[i] == '"') {
      segment.blank = false;
      const std::size_t end = quote_end(text, i);
      if (end == std::string_view::npos) {
        segment.open_quote = static_cast<std::uint32_t>(i);
      }
      i = end == std::string_view::npos ? text.size() : end;
    } else {
      const CodePoint c = decode(text.substr(i));
      segment.blank = segment.blank && is_blank(c.value) && c.bytes > 0;
      i += c.bytes == 0 ? 1 : c.bytes;
    }
  }
  segment.span.end = static_cast<std::uint32_t>(text.size());
  result.push_back(segment);
  return result;
}

std::optional<Diagnostic> check_bytes(std::string_view text, const Segment& segment) { return ByteCheck(text, segment).run(); }

}  // namespace entente
