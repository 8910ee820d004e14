#include "engine/exchange/dump_text.h"

#include <array>
#include <charconv>

#include "engine/value/sound.h"

namespace entente::exchange {
namespace {

// What its text does not say: `=earliest,latest,notation,precision,mark`.
constexpr char kExact = '=';

std::string exact_text(const Bound& bound) {
  return kExact + std::to_string(bound.earliest) + "," + std::to_string(bound.latest) + "," +
         std::to_string(static_cast<int>(bound.notation)) + "," + std::to_string(static_cast<int>(bound.precision)) + "," +
         std::to_string(static_cast<int>(bound.mark));
}

std::optional<Bound> exact_bound_of(std::string_view text) {
  std::array<std::int32_t, 5> numbers{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto [next, error] = std::from_chars(at, end, numbers[i]);
    const bool closed = i + 1 == numbers.size() ? next == end : next != end && *next == ',';
    if (error != std::errc{} || !closed) {
      return std::nullopt;
    }
    at = next + 1;
  }
  const bool known = numbers[2] >= 0 && numbers[2] <= 5 && numbers[3] >= 0 && numbers[3] <= 2 && numbers[4] >= 0 && numbers[4] <= 2;
  if (!known) {
    return std::nullopt;
  }
  const Bound bound{numbers[0], numbers[1], static_cast<Bound::Notation>(numbers[2]), static_cast<Precision>(numbers[3]),
                    static_cast<Bound::Mark>(numbers[4])};
  return is_sound(bound) ? std::optional(bound) : std::nullopt;
}

}  // namespace

DumpLine& DumpLine::text(std::string_view field) {
  text_ += '\t';
  for (const char c : field) {
    switch (c) {
      case '\t':
        text_ += "\\t";
        break;
      case '\n':
        text_ += "\\n";
        break;
      case '\r':
        text_ += "\\r";
        break;
      case '\\':
        text_ += "\\\\";
        break;
      default:
        text_ += c;
    }
  }
  return *this;
}

DumpLine& DumpLine::number(std::uint64_t field) {
  text_ += '\t' + std::to_string(field);
  return *this;
}

DumpLine& DumpLine::bound(const Bound& field) {
  if (field == bound_none()) {
    text_ += '\t';
    return *this;
  }
  const std::string written = to_text(field);
  const auto read = bound_of_text(written);
  text_ += '\t' + (read && *read == field ? written : exact_text(field));
  return *this;
}

DumpFields::DumpFields(std::string_view line) {
  while (true) {
    const auto tab = line.find('\t');
    fields_.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) {
      return;
    }
    line.remove_prefix(tab + 1);
  }
}

std::string_view DumpFields::raw(std::size_t field) const { return field < count() ? fields_[field + 1] : std::string_view(); }

std::string DumpFields::text(std::size_t field) const {
  std::string out;
  const std::string_view written = raw(field);
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] != '\\' || i + 1 == written.size()) {
      out += written[i];
      continue;
    }
    const char c = written[++i];
    out += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
  }
  return out;
}

std::optional<std::uint32_t> DumpFields::number(std::size_t field) const {
  const std::string_view written = raw(field);
  std::uint32_t out = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), out);
  const bool whole = error == std::errc{} && end == written.data() + written.size();
  return written.empty() ? std::optional<std::uint32_t>(0) : whole ? std::optional(out) : std::nullopt;
}

std::optional<Bound> DumpFields::bound(std::size_t field) const {
  const std::string_view written = raw(field);
  if (written.empty()) {
    return bound_none();
  }
  return written.front() == kExact ? exact_bound_of(written.substr(1)) : bound_of_text(written);
}

}  // namespace entente::exchange
