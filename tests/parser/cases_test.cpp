// All of cases.txt: what the language accepts, what it refuses and where, and that a corrected line is right.
#include "tests/parser/corpus.h"
#include "tests/parser/support.h"

namespace entente::tests {
namespace {

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
