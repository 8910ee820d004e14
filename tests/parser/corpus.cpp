#include "tests/parser/corpus.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>
#include <variant>

#include "parser/parse.h"
#include "tests/language/runner/transcript.h"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;

const fs::path kTop = ENTENTE_SOURCE_DIR;

std::string read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::vector<fs::path> files_of(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kTop / folder)) {
    if (entry.path().extension() == extension) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

void add_questions(const fs::path& file, std::vector<Specimen>& all) {
  for (const auto& piece : read_transcript(read(file)).pieces) {
    if (const auto* exchange = std::get_if<Exchange>(&piece)) {
      all.push_back({file.filename().string() + ":" + std::to_string(exchange->line), exchange->question});
    }
  }
}

/// What stands between `opening` and `closing`, each time.
void add_between(const fs::path& file, const std::string& text, std::string_view opening, std::string_view closing,
                 std::vector<Specimen>& all) {
  for (std::size_t at = text.find(opening); at != std::string::npos; at = text.find(opening, at)) {
    at += opening.size();
    const std::size_t end = std::min(text.find(closing, at), text.size());
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    all.push_back({file.filename().string() + ":" + std::to_string(line), text.substr(at, end - at)});
    at = end;
  }
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

Case read_case(const std::string& line, std::size_t number) {
  constexpr std::string_view kMessage = " ⇒ ";
  constexpr std::string_view kCaret = "‸";
  Case one{number, line.substr(0, line.find(' ')), "", std::nullopt, ""};
  std::string rest = one.kind.size() == line.size() ? "" : line.substr(one.kind.size() + 1);
  if (const auto at = rest.find(kMessage); at != std::string::npos) {
    one.says = rest.substr(at + kMessage.size());
    rest.resize(at);
  }
  rest = replaced(std::move(rest), "⏎", "\n");
  if (const auto at = rest.find(kCaret); at != std::string::npos) {
    one.caret = at;
    rest.erase(at, kCaret.size());
  }
  one.query = std::move(rest);
  return one;
}

}  // namespace

std::vector<Case> all_cases() {
  std::ifstream file(ENTENTE_SOURCE_DIR "/tests/parser/cases.txt");
  std::vector<Case> cases;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (!line.empty() && line[0] != '#') {
      cases.push_back(read_case(line, number));
    }
  }
  return cases;
}

std::vector<Specimen> all_texts() {
  std::vector<Specimen> all;
  for (auto& one : all_cases()) {
    all.push_back({"cases.txt:" + std::to_string(one.line), std::move(one.query)});
  }
  for (const auto& file : files_of("tests/language", ".test")) {
    add_questions(file, all);
  }
  for (const auto* folder : {"seeds", "tests/language/setup"}) {
    for (const auto& file : files_of(folder, ".ent")) {
      all.push_back({file.filename().string(), read(file)});
    }
  }
  auto documents = files_of("docs", ".md");
  documents.push_back(kTop / "README.md");
  documents.push_back(kTop / "seeds/README.md");
  for (const auto& file : documents) {
    const std::string text = replaced(read(file), "\\\n", "");
    add_between(file, text, "```ent\n", "```", all);
    add_between(file, text, "-c '", "'", all);
  }
  return all;
}

std::vector<Specimen> accepted_texts() {
  auto all = all_texts();
  const auto is_refused = [](const Specimen& one) {
    const auto statements = parse_script(Source(one.where, one.text));
    return statements.empty() || !std::all_of(statements.begin(), statements.end(), [](const auto& s) { return s.has_value(); });
  };
  all.erase(std::remove_if(all.begin(), all.end(), is_refused), all.end());
  return all;
}

}  // namespace entente::tests
