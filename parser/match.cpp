#include "parser/match.h"

#include <algorithm>

#include "parser/expect.h"
#include "parser/matcher.h"

namespace entente {
namespace {

bool run_grammar(Trace& trace, std::string_view text, Span span) {
  trace.far = span.begin;
  Input in(text.data() + span.begin, text.data() + span.end, "");
  return tao::pegtl::parse<grammar::Script, tao::pegtl::nothing, Matcher>(in, trace);
}

/// Each once, in order.
std::vector<std::string_view> expected_of(Trace& trace) {
  std::sort(trace.expected.begin(), trace.expected.end());
  trace.expected.erase(std::unique(trace.expected.begin(), trace.expected.end()), trace.expected.end());
  return std::move(trace.expected);
}

}  // namespace

std::variant<Tree, Refusal> match_statement(std::string_view text, Span span, std::uint64_t* attempts) {
  Trace trace(text);
  const bool matched = run_grammar(trace, text, span);
  if (attempts != nullptr) {
    *attempts = trace.attempts;
  }
  if (matched) {
    return std::move(trace.tree);
  }
  if (trace.too_deep) {
    return Refusal{*trace.too_deep, {}, true};
  }
  return Refusal{trace.far, expected_of(trace), false};
}

std::vector<std::string_view> expected_behind(std::string_view statement) {
  const auto end = static_cast<std::uint32_t>(statement.size());
  Trace trace(statement);
  static_cast<void>(run_grammar(trace, statement, {0, end}));
  if (trace.too_deep || trace.far < end)
    return {};
  return expected_of(trace);
}

}  // namespace entente
