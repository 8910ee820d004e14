#include "shell/completion.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "parser/expect.h"
#include "parser/words.h"
#include "shell/commands.h"
#include "shell/error_pages.h"
#include "shell/help.h"
#include "shell/typed_place.h"

namespace entente::shell {
namespace {

constexpr std::size_t kNamesMax = 200;
constexpr std::size_t kDatesMax = 8;
constexpr std::size_t kDateLength = 10;

struct NamesExpected {
  std::string_view expected;  // as the grammar calls it
  NameKind kind;
};
constexpr auto kNames = std::to_array<NamesExpected>({{"a source key", NameKind::kSource},
                                                      {"a publisher in quotes", NameKind::kPublisher},
                                                      {"a topic", NameKind::kTopic},
                                                      {"a code system", NameKind::kCodeSystem},
                                                      {"the name of a let", NameKind::kLet},
                                                      {"a role", NameKind::kRole},
                                                      {"what is imported", NameKind::kImported}});

std::string date_text(const std::tm& day) {
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d", &day)};
}

std::string today() {
  const auto now = std::time(nullptr);
  std::tm day{};
  ::gmtime_r(&now, &day);
  return date_text(day);
}

/// Adds what begins with what was typed and is not there yet.
void add(std::vector<Candidate>& out, std::string_view begun, std::string_view text, std::string_view note = "") {
  const bool is_new = std::none_of(out.begin(), out.end(), [&](const Candidate& candidate) { return candidate.text == text; });
  if (text.starts_with(begun) && is_new)
    out.push_back({std::string(text), std::string(note)});
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool holds(const std::vector<std::string_view>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

/// Where a candidate would stand.
struct Completer::Place {
  std::string_view text;             // up to the cursor
  std::size_t begin;                 // of what is typed
  std::vector<ClassedToken> tokens;  // of the statement, before `begin`
  std::vector<std::string_view> expected;
  [[nodiscard]] std::string_view begun() const { return text.substr(begin); }
};

Completion Completer::complete(std::string_view text, std::size_t cursor) {
  text = text.substr(0, cursor);
  const auto line = text.find_last_of('\n') + 1;  // npos + 1 is 0
  if (text.substr(line).starts_with('.'))
    return command(text.substr(line), line);
  if (constexpr std::string_view kHelp = "help "; text.substr(line).starts_with(kHelp)) {
    Completion topics{line + kHelp.size(), {}};
    for (const auto& page : help_pages())
      add(topics.candidates, text.substr(topics.begin), page.topics.front(), page.title);
    return topics;
  }
  return statement(text);
}

// ---------------------------------------------------------------- statements

Completion Completer::statement(std::string_view text) {
  const auto tokens = tokens_of_last_statement(text);
  if (!tokens.empty() && tokens.back().kind == TokenClass::kComment && tokens.back().span.end == text.size())
    return {text.size(), {}};
  const auto places = beginnings(text, tokens);
  const auto statement_begin = tokens.empty() ? text.size() : tokens.front().span.begin;
  for (const auto begin : places) {
    Place place{text, begin, tokens, expected_behind(text.substr(statement_begin, begin - statement_begin))};
    std::erase_if(place.tokens, [&](const ClassedToken& token) { return token.span.begin >= begin; });
    if (auto candidates = statement_candidates(place, begin == places.back()); !candidates.empty())
      return {begin, std::move(candidates)};
  }
  return {text.size(), {}};
}

std::vector<Candidate> Completer::statement_candidates(const Place& place, bool is_word) {
  std::vector<Candidate> out;
  const bool is_quoted = place.begun().starts_with('"');
  if (is_place_of_file(place.text, place.tokens)) {
    if (settings_.is_safe || !(is_quoted || place.begun().empty()))
      return out;
    for (auto& file : files_beginning(place.begun().substr(is_quoted ? 1 : 0)))
      out.push_back({"\"" + file.text + (file.text.ends_with('/') ? "" : "\""), std::move(file.note)});
    return out;
  }
  if (place.begun().starts_with('$')) {
    add_offers(place, NameKind::kParameter, out);
    return out;
  }
  if (holds(place.expected, "a statement") || holds(place.expected, "a set")) {
    add_offers(place, NameKind::kRoles, out);
    add_offers(place, NameKind::kLet, out);
  }
  if (holds(place.expected, "a value") || holds(place.expected, "a column"))
    add_values(place, out);
  const bool is_whole_role = holds(place.expected, "of");  // behind `members`, which a longer role may begin with
  const bool takes_role = !is_whole_role && !is_role_text(place);
  for (const auto expected : place.expected) {
    if (takes_role || expected != "a role")
      add_names(place, expected, out);
  }
  if (!is_word || is_quoted)
    return out;
  const auto begun = lower(place.begun());
  for (const auto expected : place.expected) {
    for (const auto word : words_that_begin(expected))
      add(out, begun, word);
    if (expected == "|")
      add(out, begun, expected);
  }
  return out;
}

void Completer::add_offers(const Place& place, NameKind kind, std::vector<Candidate>& out) {
  for (auto& offer : runner_.session().names_beginning(kind, place.begun(), kNamesMax)) {
    if (offer.written != place.begun())
      out.push_back({std::move(offer.written), std::move(offer.name)});
  }
}

void Completer::add_names(const Place& place, std::string_view expected, std::vector<Candidate>& out) {
  if (expected == "a name") {
    add_offers(place, kind_of_name(place.text, place.tokens), out);
    return add_offers(place, NameKind::kLet, out);
  }
  if (expected == "a date" || expected == "a period")
    return add_dates(place, out);
  const auto* const names = std::find_if(kNames.begin(), kNames.end(), [&](const auto& one) { return one.expected == expected; });
  const bool wants_quote = expected == "a publisher in quotes" && !place.begun().starts_with('"');
  if (names != kNames.end() && !wants_quote)
    add_offers(place, names->kind, out);
}

/// Behind a comparison with a column that holds names.
bool Completer::is_compared(const Place& place) {
  return !place.tokens.empty() && place.tokens.back().kind == TokenClass::kMark &&
         kind_of_name(place.text, place.tokens) != NameKind::kThing;
}

/// A role is a text there: `role = "observer"`.
bool Completer::is_role_text(const Place& place) {
  return is_compared(place) && kind_of_name(place.text, place.tokens) == NameKind::kRole;
}

void Completer::add_role_texts(const Place& place, std::vector<Candidate>& out) {
  const auto begun = place.begun().substr(place.begun().starts_with('"') ? 1 : 0);
  for (const auto& offer : runner_.session().names_beginning(NameKind::kRole, begun, kNamesMax))
    out.push_back({"\"" + offer.written + "\"", offer.name});
}

/// Names behind a comparison; columns of the query so far.
void Completer::add_values(const Place& place, std::vector<Candidate>& out) {
  if (is_role_text(place)) {
    add_role_texts(place, out);
  } else if (is_compared(place)) {
    add_offers(place, kind_of_name(place.text, place.tokens), out);
  }
  for (const auto& query : queries_so_far(place.text, place.tokens)) {
    const auto columns = runner_.columns_of(query);
    for (const auto& [name, meaning] : columns)
      add(out, lower(place.begun()), name, meaning);
    if (!columns.empty())
      break;
  }
}

/// Today, and the dates of what was asked before, the newest first.
void Completer::add_dates(const Place& place, std::vector<Candidate>& out) {
  const auto begun = place.begun();
  add(out, begun, "today", today());
  add(out, begun, today(), "today");
  std::size_t count = 0;
  const auto& entries = history_.entries();
  for (auto entry = entries.rbegin(); entry != entries.rend() && count < kDatesMax; ++entry) {
    for (const auto& token : classed_tokens(*entry)) {
      const auto date = std::string_view(*entry).substr(token.span.begin, token.span.end - token.span.begin);
      const auto before = out.size();
      if (token.kind == TokenClass::kNumber && date.size() == kDateLength)
        add(out, begun, date, "asked before");
      count += out.size() - before;
    }
  }
}

// ---------------------------------------------------------------- commands

namespace {

constexpr std::string_view kUnset = "unset ";

/// What a command's argument is called in help says what it may be.
void add_settings(std::string_view called, std::string_view begun, std::vector<Candidate>& out) {
  if (called.find("FORMAT") != std::string_view::npos) {
    for (const auto& one : formats())
      add(out, begun, one.name, one.meaning);
  }
  if (called.find("TOPIC") != std::string_view::npos) {
    for (const auto& page : help_pages())
      add(out, begun, page.topics.front(), page.title);
  }
  if (called.find("CODE") != std::string_view::npos) {
    for (const auto& page : error_pages())
      add(out, begun, page.code, page.meaning);
  }
}

}  // namespace

Completion Completer::command(std::string_view line, std::size_t line_begin) {
  Completion completion{line_begin, {}};
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos) {
    for (const auto& command : commands())
      add(completion.candidates, line, command.name, command.meaning);
    return completion;
  }
  const auto begin = line.find_first_not_of(' ', blank);
  const auto argument = begin == std::string_view::npos ? "" : line.substr(begin);
  completion.begin = line_begin + line.size() - argument.size();
  for (const auto& command : commands()) {
    if (command.name != line.substr(0, blank))
      continue;
    if (command.argument.find("FILE") != std::string_view::npos && !settings_.is_safe)
      completion.candidates = files_beginning(argument);
    for (const auto& word : command.words())
      add(completion.candidates, argument, word);
    add_settings(command.argument, argument, completion.candidates);
    if (command.name == ".param" && argument.starts_with(kUnset)) {
      completion.begin += kUnset.size();
      for (const auto& [name, value] : settings_.parameters)
        add(completion.candidates, argument.substr(kUnset.size()), name);
    }
    if (command.argument.find("QUERY") != std::string_view::npos) {
      completion = statement(argument);
      completion.begin += line_begin + line.size() - argument.size();
    }
  }
  return completion;
}

}  // namespace entente::shell
