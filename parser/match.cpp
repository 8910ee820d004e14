#include "parser/match.h"

#include <algorithm>

#include "parser/matcher.h"

namespace entente {

std::variant<Tree, Refusal> match_statement(std::string_view text, Span span, std::uint64_t* attempts) {
  Trace trace(text);
  trace.far = span.begin;
  Input in(text.data() + span.begin, text.data() + span.end, "");
  const bool matched = tao::pegtl::parse<grammar::Script, tao::pegtl::nothing, Matcher>(in, trace);
  if (attempts != nullptr) {
    *attempts = trace.attempts;
  }
  if (matched) {
    return std::move(trace.tree);
  }
  if (trace.too_deep) {
    return Refusal{*trace.too_deep, {}, true};
  }
  std::sort(trace.expected.begin(), trace.expected.end());
  trace.expected.erase(std::unique(trace.expected.begin(), trace.expected.end()), trace.expected.end());
  return Refusal{trace.far, std::move(trace.expected), false};
}

}  // namespace entente
