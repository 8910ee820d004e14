#include "shell/editor/keys.h"

#include <algorithm>
#include <array>

namespace entente::shell {
namespace {

using Code = Key::Code;

constexpr std::string_view kPasteBegin = "\x1b[200~";
constexpr std::string_view kPasteEnd = "\x1b[201~";

struct Sequence {
  std::string_view bytes;  // behind the escape
  Code code;
};
constexpr auto kSequences = std::to_array<Sequence>({
    {"[A", Code::kUp},           {"[B", Code::kDown},        {"[C", Code::kRight},        {"[D", Code::kLeft},
    {"OA", Code::kUp},           {"OB", Code::kDown},        {"OC", Code::kRight},        {"OD", Code::kLeft},
    {"[H", Code::kHome},         {"[F", Code::kEnd},         {"OH", Code::kHome},         {"OF", Code::kEnd},
    {"[1~", Code::kHome},        {"[7~", Code::kHome},       {"[4~", Code::kEnd},         {"[8~", Code::kEnd},
    {"[3~", Code::kDelete},      {"[5~", Code::kPageUp},     {"[6~", Code::kPageDown},    {"[Z", Code::kBackTab},
    {"[1;5C", Code::kWordRight}, {"[1;5D", Code::kWordLeft}, {"[1;3C", Code::kWordRight}, {"[1;3D", Code::kWordLeft},
    {"Oc", Code::kWordRight},    {"Od", Code::kWordLeft},    {"\r", Code::kAltEnter},     {"\n", Code::kAltEnter},
});

std::size_t utf8_length(unsigned char first) {
  if (first < 0xC0)
    return 1;
  if (first < 0xE0)
    return 2;
  return first < 0xF0 ? 3 : 4;
}

/// The length of a control sequence that begins behind the escape; 0: its end has not come.
std::size_t sequence_length(std::string_view behind) {
  if (behind[0] == 'O')
    return behind.size() >= 2 ? 2 : 0;
  if (behind[0] != '[')
    return std::min(behind.size(), utf8_length(static_cast<unsigned char>(behind[0])));
  for (std::size_t i = 1; i < behind.size(); ++i) {
    if (behind[i] >= 0x40 && behind[i] <= 0x7E)
      return i + 1;
  }
  return 0;
}

std::optional<Key> pasted(std::string& bytes) {
  const auto end = bytes.find(kPasteEnd);
  if (end == std::string::npos)
    return std::nullopt;
  Key key{Code::kPaste, bytes.substr(kPasteBegin.size(), end - kPasteBegin.size())};
  bytes.erase(0, end + kPasteEnd.size());
  return key;
}

Key key_of(std::string_view sequence) {
  const auto* const known =
      std::find_if(kSequences.begin(), kSequences.end(), [&](const Sequence& one) { return one.bytes == sequence; });
  if (known != kSequences.end())
    return {known->code};
  if (sequence[0] == '[' || sequence[0] == 'O')
    return {Code::kUnknown};
  return {Code::kAlt, std::string(sequence)};
}

std::optional<Key> escaped(std::string& bytes, bool is_all) {
  if (bytes.starts_with(kPasteBegin))
    return pasted(bytes);
  const auto behind = std::string_view(bytes).substr(1);
  if (behind.empty() && !is_all)
    return std::nullopt;
  if (behind.empty() || behind[0] == '\x1b') {
    bytes.erase(0, 1);
    return Key{Code::kEscape};
  }
  const auto length = sequence_length(behind);
  if (length == 0 && !is_all)
    return std::nullopt;
  const auto key = length == 0 ? Key{Code::kUnknown} : key_of(behind.substr(0, length));
  bytes.erase(0, 1 + (length == 0 ? behind.size() : length));
  return key;
}

Key control(char byte) {
  switch (byte) {
    case '\r':
    case '\n':
      return {Code::kEnter};
    case '\t':
      return {Code::kTab};
    case 0x08:
    case 0x7F:
      return {Code::kBackspace};
    default:
      return {Code::kControl, std::string(1, static_cast<char>(byte | 0x60))};
  }
}

}  // namespace

std::optional<Key> take_key(std::string& bytes, bool is_all) {
  if (bytes.empty())
    return std::nullopt;
  const char first = bytes[0];
  if (first == '\x1b')
    return escaped(bytes, is_all);
  if ((first >= 0 && first < 0x20) || first == 0x7F) {
    bytes.erase(0, 1);
    return control(first);
  }
  const auto length = utf8_length(static_cast<unsigned char>(first));
  if (length > bytes.size() && !is_all)
    return std::nullopt;
  Key key{Code::kText, bytes.substr(0, length)};
  bytes.erase(0, length);
  return key;
}

}  // namespace entente::shell
