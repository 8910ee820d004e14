// Whatever the text: it is parsed or refused with a place in it, and the message can be printed.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include "tests/parser/support.h"

namespace entente::tests {
namespace {

/// Parses and prints; true if every refusal has a place in the text.
bool holds(const std::string& text) {
  const Source source("t", text);
  for (const auto& one : parse_script(source)) {
    if (one) {
      continue;
    }
    const auto span = one.error().span;
    if (!span || span->begin > span->end || span->begin > text.size()) {
      return false;
    }
    if (to_text(one.error(), source).empty() || one.error().help.empty()) {
      return false;
    }
  }
  static_cast<void>(is_complete(text));
  return true;
}

const std::vector<std::string>& tokens() {
  static const std::vector<std::string> kTokens = {
      "members",  "observers",  "of",         "in",      "as",       "on",      "SCO",       "NATO",   "Sri",     "Lanka",
      "Turkey",   "2014-10-20", "2014",       "during",  "through",  "until",   "each",      "year",   "10",      "(",
      ")",        "{",          "}",          "[",       "]",        ",",       "|",         "||",     ";",       "=",
      "!=",       "<",          ">=",         "+",       "-",        "*",       "/",         "\"",     "\"a b\"", "'",
      "$x",       "where",      "select",     "derive",  "sort",     "take",    "count",     "by",     "group",   "join",
      "and",      "or",         "except",     "not",     "is",       "like",    "missing",   "today",  "let",     "quad",
      "define",   "role",       "record",     "end",     "event",    "source",  "according", "to",     "via",     "known",
      "reported", "including",  "planned",    "~",       "?",        "--",      "\n",        " ",      "\t",      "state:",
      "cow:640",  "eSwatini",   "the",        "中国",    "d'Ivoire", "“",       "”",         "\xff",   "at",      "least",
      "exactly",  "2",          "pairs",      "with",    "ordered",  "rows",    "if",        "size",   "member",  "began",
      "MEMBERS",  "OF",         "20/10/2014", "October", "why",      "explain", "export",    "import", "retract", "claim",
      "because",  "since",      "unknown"};
  return kTokens;
}

RC_GTEST_PROP(Fuzz, RandomBytesAreParsedOrRefused, (const std::string& text)) { RC_ASSERT(holds(text)); }

RC_GTEST_PROP(Fuzz, TokenSoupIsParsedOrRefused, ()) {
  const auto soup = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(tokens()));
  std::string text;
  for (const auto& token : soup) {
    text += token + (*rc::gen::inRange(0, 4) > 0 ? " " : "");
  }
  RC_ASSERT(holds(text));
}

RC_GTEST_PROP(Fuzz, AQueryWithAHoleIsParsedOrRefused, ()) {
  std::string text =
      "let q = {Russia, China}; at least 2 of (members of SCO, (q or states)) each 2 years during 2001 through 2025 at start "
      "according to a via b "
      "| where not (member of NATO on day and began in \"a\" < 2014-10) or a in [1, 2] | group by a (n = count(distinct b)) | sort "
      "n desc; "
      "record India as observer of SCO since 2005~ until unknown according to rt quote \"x\";";
  const auto begin = *rc::gen::inRange<std::size_t>(0, text.size());
  const auto bytes = *rc::gen::inRange<std::size_t>(0, 12);
  text.erase(begin, bytes);
  if (*rc::gen::inRange(0, 2) == 1) {
    text.insert(std::min(begin, text.size()), *rc::gen::elementOf(tokens()));
  }
  RC_ASSERT(holds(text));
}

}  // namespace
}  // namespace entente::tests
