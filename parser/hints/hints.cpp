#include "parser/hints/hints.h"

#include <algorithm>
#include <array>

#include "parser/hints/pattern.h"
#include "parser/hints/rules.h"
#include "parser/hints/slip.h"
#include "parser/hints/writer.h"

namespace entente::hints {
namespace {

constexpr std::size_t kFoundMax = 40;  // bytes of the token that was found

bool was_expected(const Refusal& refusal, std::string_view what) {
  return std::find(refusal.expected.begin(), refusal.expected.end(), what) != refusal.expected.end();
}

bool is_phrase(std::string_view what) { return what.find(' ') != what.npos && what != "the end"; }

std::string list_of_expected(const Refusal& refusal) {
  std::vector<std::string> said;
  for (const auto what : refusal.expected) {
    if (is_phrase(what)) {
      said.emplace_back(what);
    }
  }
  for (const auto what : refusal.expected) {
    if (!is_phrase(what) && what != "the end") {
      said.push_back("\"" + std::string(what) + "\"");
    }
  }
  if (was_expected(refusal, "the end")) {
    said.emplace_back("the end");
  }
  std::string list;
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (i > 0) {
      list += i + 1 == said.size() ? " or " : ", ";
    }
    list += said[i];
  }
  return list;
}

std::string expected_and_found(const Attempt& attempt, const Refusal& refusal) {
  const std::string expected = "expected " + list_of_expected(refusal);
  if (attempt.at == attempt.tokens.size()) {
    return expected + ", but the statement ends here";
  }
  std::string found(attempt.word(attempt.at).substr(0, kFoundMax));
  if (found.size() < attempt.word(attempt.at).size()) {
    while (!found.empty() && (static_cast<unsigned char>(found.back()) & 0xC0) == 0x80) {
      found.pop_back();
    }
    if (!found.empty() && static_cast<unsigned char>(found.back()) >= 0xC0) {
      found.pop_back();
    }
    found += "…";
  }
  return expected + ", found " + (found[0] == '"' ? found : "\"" + found + "\"");
}

/// The token at the place; at the statement's end the place behind the last token, if that stands on another line.
Span marked(const Attempt& attempt, std::uint32_t place) {
  if (attempt.at < attempt.tokens.size()) {
    return {place, attempt.tokens[attempt.at].span.end};
  }
  const std::uint32_t last = attempt.tokens.empty() ? place : attempt.tokens.back().span.end;
  const bool same_line = attempt.text.substr(last, place - last).find_first_not_of(" \t") == std::string_view::npos;
  return same_line ? Span{place, place} : Span{last, last};
}

/// The rule of a table that fits, and what the items of its pattern took.
struct Fit {
  const Rule* rule = nullptr;
  std::vector<Range> taken;
};

std::optional<Fit> first_fit(const Attempt& attempt, const Refusal& refusal, std::span<const Rule> rules) {
  for (const auto& rule : rules) {
    if (!rule.expects.empty() && !was_expected(refusal, rule.expects)) {
      continue;
    }
    if (auto taken = match_pattern(attempt, rule.pattern)) {
      return Fit{&rule, std::move(*taken)};
    }
  }
  return std::nullopt;
}

std::optional<Fit> first_attempt(const Attempt& attempt, const Refusal& refusal) {
  for (const auto rules : {record_rules(), stage_rules(), clause_rules(), source_rules()}) {
    if (auto fit = first_fit(attempt, refusal, rules)) {
      return fit;
    }
  }
  return std::nullopt;
}

/// The rule is about the very word at the place: it knows better than a likeness of letters.
bool knows_the_word(const Rule& rule) {
  constexpr auto kAnything =
      std::to_array<std::string_view>({"", "~", "<any>", "<word>", "<words>", "<name>", "<bare>", "<text>", "<end>"});
  const std::size_t at = rule.pattern.find('^');
  const std::string_view rest = rule.pattern.substr(std::min(at + 2, rule.pattern.size()));
  return std::find(kAnything.begin(), kAnything.end(), rest.substr(0, rest.find(' '))) == kAnything.end();
}

std::string help_of(const Attempt& attempt, const Fit& fit) {
  const Rule& rule = *fit.rule;
  if (rule.fix.empty()) {
    return write(attempt, fit.taken, rule.also);
  }
  std::string help = "write " + write(attempt, fit.taken, rule.fix);
  for (std::size_t at = help.find(" , "); at != help.npos; at = help.find(" , ")) {
    help.erase(at, 1);
  }
  return rule.also.empty() ? help : help + "; " + write(attempt, fit.taken, rule.also);
}

std::string help_of(const Attempt& attempt, const Slip& slip) {
  if (slip.accepted && slip.meant.size() == 1) {
    return "write " + write(attempt, {{slip.token, slip.token + 1}}, "{<}" + std::string(slip.meant[0]) + "{>}");
  }
  std::string help = "did you mean ";
  for (std::size_t i = 0; i < slip.meant.size(); ++i) {
    help += (i == 0 ? "" : " or ") + std::string(slip.meant[i]);
  }
  return help + "?";
}

Diagnostic explain_slip(Attempt attempt, const Slip& slip) {
  attempt.at = slip.token;
  const Span span = attempt.tokens[slip.token].span;
  return {"P01", expected_and_found(attempt, {span.begin, slip.expected, false}), span, {}, help_of(attempt, slip)};
}

}  // namespace

Diagnostic explain(std::string_view text, Span statement, const Refusal& refusal) {
  Attempt attempt{text, tokens_of(text, statement, refusal.place), 0};
  while (attempt.at < attempt.tokens.size() && attempt.tokens[attempt.at].span.begin < refusal.place) {
    ++attempt.at;
  }
  auto fit = first_attempt(attempt, refusal);
  if (!fit || !knows_the_word(*fit->rule)) {
    if (const auto slip = find_slip(attempt, statement, refusal)) {
      return explain_slip(std::move(attempt), *slip);
    }
  }
  if (!fit) {
    fit = first_fit(attempt, refusal, general_rules());
  }
  Diagnostic error{"P01", expected_and_found(attempt, refusal), marked(attempt, refusal.place), {}, {}};
  if (fit) {
    error.message = fit->rule->message.empty() ? error.message : write(attempt, fit->taken, fit->rule->message);
    error.help = help_of(attempt, *fit);
  }
  return error;
}

}  // namespace entente::hints
