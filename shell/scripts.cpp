#include "shell/scripts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

#include "parser/characters.h"
#include "shell/failure.h"
#include "shell/read_file.h"

namespace entente::shell {
namespace {

constexpr const char* kStandardInput = "-";
constexpr std::string_view kDumpHead = "-- Entente dump, version ";  // its first line

std::string hex_byte(char byte) {
  std::array<char, 2> digits{};
  const auto value = static_cast<unsigned>(static_cast<unsigned char>(byte));
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
  return "0x" + std::string(digits.data(), end);
}

Outcome<Script> script_of(std::string name, Outcome<std::string> text, RunMode mode) {
  if (!text)
    return text.error();
  if (const auto error = find_bad_utf8(name, *text))
    return *error;
  return Script{std::move(name), *std::move(text), mode};
}

// A dump is no text of statements, and may be large: the statement that restores it takes its place.
bool is_dump(const std::string& path) {
  std::string head(kDumpHead.size(), '\0');
  std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
  return head == kDumpHead;
}

Script restoring(const std::string& path) {
  std::string text = "restore from \"";
  for (const char c : path)
    text += c == '"' ? "\"\"" : std::string(1, c);
  return {"--restore", text + "\"", RunMode::kInteractive};
}

Outcome<Script> read_script(const Input& input) {
  if (input.kind == Input::Kind::kDump || (input.kind == Input::Kind::kFile && is_dump(input.value)))
    return restoring(input.value);
  if (input.kind == Input::Kind::kText)
    return script_of("-c", input.value, RunMode::kInteractive);
  if (input.value == kStandardInput)
    return script_of("stdin", read_standard_input(), RunMode::kScript);
  return script_of(input.value, read_file(input.value), RunMode::kScript);
}

}  // namespace

std::optional<Error> find_bad_utf8(const std::string& name, std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto bytes = decode(text.substr(at)).bytes;
    if (bytes == 0)
      break;
    at += bytes;
  }
  if (at == text.size())
    return std::nullopt;
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  auto error = failure(ErrorKind::kStatement, name + ":" + std::to_string(line) + ": not UTF-8 (byte " + hex_byte(text[at]) + ")",
                       "save the text as UTF-8");
  error.source_name = name;
  error.line = static_cast<std::uint32_t>(line);
  return error;
}

Outcome<std::vector<Script>> read_scripts(const std::vector<Input>& inputs) {
  std::vector<Script> scripts;
  for (const auto& input : inputs) {
    auto script = read_script(input);
    if (!script)
      return script.error();
    scripts.push_back(*std::move(script));
  }
  return scripts;
}

}  // namespace entente::shell
