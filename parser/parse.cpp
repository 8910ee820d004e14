#include "parser/parse.h"

#include <charconv>

#include "parser/builder/build.h"
#include "parser/hints/hints.h"
#include "parser/match.h"
#include "parser/script.h"

namespace entente {
namespace {

std::optional<Diagnostic> too_large(const Tree& tree) {
  for (const auto& node : tree.nodes) {
    if (node.rule != rule_id<grammar::Int>()) {
      continue;
    }
    std::uint64_t value = 0;
    const char* end = tree.text.data() + node.span.end;
    if (std::from_chars(tree.text.data() + node.span.begin, end, value).ec == std::errc()) {
      continue;
    }
    return Diagnostic{"P02", "this number is too large", node.span, {}, "a whole number is at most 18446744073709551615"};
  }
  return std::nullopt;
}

Diagnostic too_deep(std::uint32_t place) {
  return {"P03",
          "nested more than " + std::to_string(kNestingMax) + " deep",
          Span{place, place + 1},
          {},
          "give an inner query a name with let, and use the name"};
}

Diagnostic too_long(Span span, std::size_t limit) {
  return {"P10",
          "a statement of more than " + std::to_string(limit) + " bytes",
          Span{span.begin, span.begin},
          {},
          "give parts of it names with let, pass long lists as parameters, or allow longer statements"};
}

ParsedStatement parse_statement(std::string_view text, const Segment& segment) {
  const auto matched = match_statement(text, segment.span);
  if (const auto* refusal = std::get_if<Refusal>(&matched)) {
    if (refusal->too_deep) {
      return too_deep(refusal->place);
    }
    return hints::explain(text, segment.span, *refusal);
  }
  const auto& tree = std::get<Tree>(matched);
  if (auto error = too_large(tree)) {
    return std::move(*error);
  }
  return build::statement(View(tree, tree.nodes.size() - 1));
}

}  // namespace

std::vector<ParsedStatement> parse_script(const Source& source, const ParseOptions& options) {
  const std::string_view text = source.text();
  if (text.size() > kScriptBytesMax) {
    return {Diagnostic{"P04",
                       "a script of more than 64 MB",
                       Span{0, 0},
                       {},
                       "split it, or import the data from a file: import memberships from \"file.csv\""}};
  }
  std::vector<ParsedStatement> statements;
  for (const auto& segment : segments_of(text, options.stop)) {
    if (options.stop != nullptr && options.stop->load(std::memory_order_relaxed)) {
      break;
    }
    if (auto error = check_bytes(text, segment)) {
      statements.emplace_back(std::move(*error));
    } else if (options.statement_bytes > 0 && !segment.blank && segment.span.end - segment.span.begin > options.statement_bytes) {
      statements.emplace_back(too_long(segment.span, options.statement_bytes));
    } else if (!segment.blank) {
      statements.push_back(parse_statement(text, segment));
    }
  }
  return statements;
}

bool is_complete(std::string_view text) {
  const auto segments = segments_of(text);
  return segments.size() > 1 && segments.back().blank;
}

}  // namespace entente
