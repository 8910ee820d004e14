#include "shell/typed_place.h"

#include <algorithm>
#include <array>

namespace entente::shell {
namespace {

constexpr std::size_t kWordsMax = 6;  // of one name

std::string_view written(std::string_view text, const ClassedToken& token) {
  return text.substr(token.span.begin, token.span.end - token.span.begin);
}

bool is_word(const ClassedToken& token) {  // a number, too: Group of 77
  return token.kind == TokenClass::kWord || token.kind == TokenClass::kKeyword || token.kind == TokenClass::kName ||
         token.kind == TokenClass::kNumber;
}

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The nearest words before a name, farthest last; names, texts, braces and commas between them are left out.
std::vector<std::string_view> words_before(std::string_view text, const std::vector<ClassedToken>& tokens) {
  std::vector<std::string_view> words;
  for (auto token = tokens.rbegin(); token != tokens.rend() && words.size() < 2; ++token) {
    const auto word = written(text, *token);
    if (token->kind == TokenClass::kWord || token->kind == TokenClass::kKeyword || word == "=" || word == "!=" || word == "[") {
      words.push_back(word);
      if (word == "[" && ++token != tokens.rend() && written(text, *token) == "in" && ++token != tokens.rend())
        words.push_back(written(text, *token));  // actor in [
      if (word == "[")
        break;
    } else if (word == "(" || word == "|" || word == ";") {
      break;
    }
  }
  return words;
}

constexpr auto kOfActors = std::to_array<std::string_view>(
    {"organisations", "agreements", "groups", "bodies", "memberships", "changes", "claims", "conflicts"});
constexpr auto kReadFiles = std::to_array<std::string_view>({"import", "restore"});
constexpr auto kWriteFiles = std::to_array<std::string_view>({"export", "dump", "backup"});
constexpr auto kBeforeBodies = std::to_array<std::string_view>({"in", "under"});
constexpr auto kBeforeActors = std::to_array<std::string_view>({"is", "record", "end", "suspend", "retract", "for", "not"});

NameKind kind_of_column(std::string_view column) {
  if (column == "role")
    return NameKind::kRole;
  if (column == "body" || column == "body_name")
    return NameKind::kBody;
  return column == "actor" || column == "actor_name" ? NameKind::kActor : NameKind::kThing;
}

}  // namespace

std::vector<ClassedToken> tokens_of_last_statement(std::string_view text) {
  auto tokens = classed_tokens(text);
  const auto is_end = [&](const ClassedToken& token) { return token.kind == TokenClass::kMark && written(text, token) == ";"; };
  const auto end = std::find_if(tokens.rbegin(), tokens.rend(), is_end);
  tokens.erase(tokens.begin(), end.base());
  return tokens;
}

std::vector<std::size_t> beginnings(std::string_view text, const std::vector<ClassedToken>& tokens) {
  const auto is_typed = [](const ClassedToken& token) {
    return token.kind != TokenClass::kMark && token.kind != TokenClass::kComment;
  };
  std::vector<std::size_t> places;
  const bool is_begun = !tokens.empty() && tokens.back().span.end == text.size() && is_typed(tokens.back());
  if (!is_begun)
    return {text.size()};
  for (auto token = tokens.rbegin(); token != tokens.rend() && places.size() < kWordsMax; ++token) {
    if (!places.empty() && !is_word(*token))
      break;
    places.push_back(token->span.begin);
    if (!is_word(*token))
      break;
  }
  std::reverse(places.begin(), places.end());
  return places;
}

NameKind kind_of_name(std::string_view text, const std::vector<ClassedToken>& tokens) {
  const auto words = words_before(text, tokens);
  if (words.empty())
    return NameKind::kThing;
  const auto before = words.size() > 1 ? words[1] : "";
  if (words[0] == "of")
    return holds(kOfActors, before) ? NameKind::kActor : (before == "history" ? NameKind::kThing : NameKind::kBody);
  if (words[0] == "=" || words[0] == "!=" || words[0] == "[")
    return kind_of_column(before);
  if (holds(kBeforeBodies, words[0]))
    return NameKind::kBody;
  return holds(kBeforeActors, words[0]) ? NameKind::kActor : NameKind::kThing;
}

bool is_place_of_file(std::string_view text, const std::vector<ClassedToken>& tokens) {
  if (tokens.empty())
    return false;
  const auto word = written(text, tokens.back());
  const auto before = tokens.size() > 1 ? written(text, tokens[tokens.size() - 2]) : "";
  const auto first = written(text, tokens.front());
  if (word == "of")
    return before == "rows";
  if (word == "from")
    return holds(kReadFiles, first);
  return word == "to" && (holds(kWriteFiles, first) || holds(kReadFiles, first));  // import … skipping bad rows to "bad.csv"
}

std::vector<std::string> queries_so_far(std::string_view text, const std::vector<ClassedToken>& tokens) {
  struct Level {
    std::size_t begin;
    std::size_t pipe = std::string_view::npos;
  };
  std::vector<Level> levels{{tokens.empty() ? 0 : tokens.front().span.begin}};
  for (const auto& token : tokens) {
    const auto mark = token.kind == TokenClass::kMark ? written(text, token) : "";
    if (mark == "(") {
      levels.push_back({token.span.end});
    } else if (mark == ")" && levels.size() > 1) {
      levels.pop_back();
    } else if (mark == "|") {
      levels.back().pipe = token.span.begin;
    } else if (mark == "=" && levels.size() == 1 && levels.front().pipe == std::string_view::npos) {
      levels.front().begin = token.span.end;  // let us = members of SCO
    }
  }
  std::vector<std::string> queries;
  std::reverse(levels.begin(), levels.end());
  for (const auto& level : levels) {
    if (level.pipe != std::string_view::npos)
      queries.emplace_back(text.substr(level.begin, level.pipe - level.begin));
  }
  return queries;
}

}  // namespace entente::shell
