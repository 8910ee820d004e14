#include "parser/hints/hints.h"

#include <algorithm>
#include <array>

#include "parser/hints/pattern.h"
#include "parser/hints/rules.h"
#include "parser/hints/slip.h"
#include "parser/hints/writer.h"
#include "parser/words.h"

namespace entente::hints {
namespace {

constexpr std::size_t kFoundMax = 40;    // bytes of the token that was found
constexpr std::size_t kMendingsMax = 3;  // further mistakes in one corrected line

bool was_expected(const Refusal& refusal, std::string_view what) {
  return std::find(refusal.expected.begin(), refusal.expected.end(), what) != refusal.expected.end();
}

bool is_phrase(std::string_view what) { return what.find(' ') != what.npos && what != "the end"; }

/// Where sets and tables may stand, a query may: its beginnings are too many to be listed.
bool begins_query(std::string_view what) { return what == "a set" || what == "is" || is_source_word(what); }

std::string list_of_expected(const Refusal& refusal) {
  const bool query = was_expected(refusal, "a set") && was_expected(refusal, "memberships");
  std::vector<std::string> said;
  if (query) {
    said.emplace_back("a query");
  }
  for (const auto what : refusal.expected) {
    if (is_phrase(what) && !(query && begins_query(what))) {
      said.emplace_back(what);
    }
  }
  for (const auto what : refusal.expected) {
    if (!is_phrase(what) && what != "the end" && !(query && begins_query(what))) {
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
  std::string line;  // corrected; empty: none is sure

  /// It has a corrected line, and the line is wrong still.
  [[nodiscard]] bool is_doubtful() const { return line.empty() && !rule->fix.empty(); }
};

/// The question mark behind a question is no part of what is corrected.
Attempt attempt_at(std::string_view text, Span statement, const Refusal& refusal) {
  constexpr auto kAsking = std::to_array<std::string_view>({"is", "why", "who", "which", "what", "when"});
  Attempt attempt{text, tokens_of(text, statement, refusal.place), 0};
  auto& tokens = attempt.tokens;
  while (attempt.at < tokens.size() && tokens[attempt.at].span.begin < refusal.place) {
    ++attempt.at;
  }
  if (attempt.at + 1 < tokens.size() && attempt.word(tokens.size() - 1) == "?" &&
      std::find(kAsking.begin(), kAsking.end(), lower(attempt.word(0))) != kAsking.end()) {
    tokens.pop_back();
  }
  return attempt;
}

std::string line_of(const Attempt& attempt, const Fit& fit) {
  std::string line = write(attempt, fit.taken, fit.rule->fix);
  for (std::size_t at = line.find(" , "); at != line.npos; at = line.find(" , ")) {
    line.erase(at, 1);
  }
  return line;
}

std::optional<Fit> first_attempt(const Attempt& attempt, const Refusal& refusal, std::size_t mendings);

/// The line, with its further mistakes corrected too, so that the grammar takes it. One that is cut, or that is two statements, is
/// left as it is.
std::optional<std::string> mended(std::string line, std::size_t mendings) {
  if (line.find("…") != line.npos || line.find(';') != line.npos) {
    return line;
  }
  const Span all{0, static_cast<std::uint32_t>(line.size())};
  const auto matched = match_statement(line, all);
  const auto* refused = std::get_if<Refusal>(&matched);
  if (refused == nullptr) {
    return line;
  }
  if (mendings == 0) {
    return std::nullopt;
  }
  const auto fit = first_attempt(attempt_at(line, all, *refused), *refused, mendings - 1);
  return fit && !fit->line.empty() ? std::optional(fit->line) : std::nullopt;
}

/// A rule whose corrected line would be refused in its turn fits only where nothing else does, and then without the line.
std::optional<Fit> first_fit(const Attempt& attempt, const Refusal& refusal, std::span<const Rule> rules, std::size_t mendings,
                             std::optional<Fit>& doubtful) {
  for (const auto& rule : rules) {
    if (!rule.expects.empty() && !was_expected(refusal, rule.expects)) {
      continue;
    }
    auto taken = match_pattern(attempt, rule.pattern);
    if (!taken) {
      continue;
    }
    Fit fit{&rule, std::move(*taken), {}};
    if (rule.fix.empty()) {
      return fit;
    }
    if (auto line = mended(line_of(attempt, fit), mendings)) {
      fit.line = std::move(*line);
      return fit;
    }
    if (!doubtful) {
      doubtful = std::move(fit);
    }
  }
  return std::nullopt;
}

std::optional<Fit> first_attempt(const Attempt& attempt, const Refusal& refusal, std::size_t mendings) {
  std::optional<Fit> doubtful;
  for (const auto rules :
       {record_rules(), habit_rules(), english_rules(), question_rules(), stage_rules(), clause_rules(), source_rules()}) {
    if (auto fit = first_fit(attempt, refusal, rules, mendings, doubtful)) {
      return fit;
    }
  }
  return doubtful;
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
  std::string also = write(attempt, fit.taken, fit.rule->also);
  if (fit.line.empty()) {
    return also;
  }
  return "write " + fit.line + (also.empty() ? "" : "; " + also);
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
  Attempt attempt = attempt_at(text, statement, refusal);
  auto fit = first_attempt(attempt, refusal, kMendingsMax);
  if (!fit || fit->is_doubtful() || !knows_the_word(*fit->rule)) {
    if (const auto slip = find_slip(attempt, statement, refusal)) {
      return explain_slip(std::move(attempt), *slip);
    }
  }
  std::optional<Fit> general;
  if (!fit || fit->is_doubtful()) {
    std::optional<Fit> doubtful;
    general = first_fit(attempt, refusal, general_rules(), 0, doubtful);
  }
  // A doubtful rule knows what is wrong, the general one what may stand there.
  Diagnostic error{"P01", expected_and_found(attempt, refusal), marked(attempt, refusal.place), {}, {}};
  if (const auto& says = fit ? fit : general; says && !says->rule->message.empty()) {
    error.message = write(attempt, says->taken, says->rule->message);
  }
  if (const auto& helps = general ? general : fit) {
    error.help = help_of(attempt, *helps);
  }
  return error;
}

}  // namespace entente::hints
