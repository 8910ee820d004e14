// All of cases.txt: what the language accepts, what it refuses and where, and that a corrected line is right.
#include <fstream>
#include <vector>

#include "tests/parser/support.h"

namespace entente::tests {
namespace {

struct Case {
  std::size_t line = 0;
  std::string kind;
  std::string query;
  std::optional<std::size_t> caret;
  std::string says;
};

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

std::optional<Diagnostic> first_error(const std::string& text) {
  for (const auto& one : parse_script(Source("case", text))) {
    if (!one) {
      return one.error();
    }
  }
  return std::nullopt;
}

/// What a help line offers behind "write": the statement without the remark that follows it.
std::string corrected(const std::string& help) {
  std::string line = help.substr(std::string("write ").size());
  for (std::size_t at = line.find("; "); at != std::string::npos; at = line.find("; ", at + 1)) {
    if (!first_error(line.substr(0, at))) {
      return line.substr(0, at);
    }
  }
  return line;
}

TEST(Cases, AreAllThere) { EXPECT_GE(all_cases().size(), 700u); }

TEST(Cases, AreAcceptedAndRefusedAsWritten) {
  for (const auto& one : all_cases()) {
    const auto error = first_error(one.query);
    const std::string where = "cases.txt:" + std::to_string(one.line) + ": " + one.query;
    EXPECT_EQ(error.has_value(), one.kind == "refuse") << where << (error ? "\n" + error->message : "");
    if (error && one.kind == "refuse" && one.caret) {
      EXPECT_EQ(error->span->begin, *one.caret) << where;
    }
  }
}

TEST(Cases, RefusedOnesHaveAWayOut) {
  for (const auto& one : all_cases()) {
    const auto error = first_error(one.query);
    if (!error) {
      continue;
    }
    const std::string where = "cases.txt:" + std::to_string(one.line) + ": " + one.query;
    EXPECT_FALSE(error->help.empty()) << where;
    EXPECT_NE(error->help, "docs/language.md shows how each statement is written") << where;
    if (!error->help.starts_with("write ")) {
      continue;
    }
    const auto again = first_error(corrected(error->help));
    EXPECT_FALSE(again.has_value()) << where << "\n" << error->help << (again ? "\n" + again->message : "");
  }
}

}  // namespace
}  // namespace entente::tests
