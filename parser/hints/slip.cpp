#include "parser/hints/slip.h"

#include <algorithm>
#include <array>
#include <string>

#include "parser/edit_distance.h"
#include "parser/words.h"

namespace entente::hints {
namespace {

constexpr std::size_t kLettersMin = 3;
constexpr std::size_t kLettersMax = 20;  // the longest word of the language has fewer
constexpr std::size_t kEditsMax = 2;
constexpr std::size_t kSuspectsMax = 4;               // besides the statement's first word
constexpr std::size_t kStatementBytesMax = 64 << 10;  // it is parsed several times
constexpr std::string_view kNothing = "!";            // no token begins with it and ends there

// Words of English that are near one of the language and mean something else.
constexpr auto kOwnMeaning =
    std::to_array<std::string_view>({"any", "but", "even", "for",  "get", "has",  "here",  "how", "last", "make", "nor",
                                     "now", "one", "our",  "over", "set", "than", "there", "two", "was",  "way",  "who"});

/// How far a word is from the one written; of two equally far the one that begins alike is nearer.
struct Distance {
  std::size_t edits = 0;
  bool other_beginning = false;

  friend auto operator<=>(const Distance&, const Distance&) = default;
};

struct Candidate {
  Distance distance;
  std::string_view word;

  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

bool may_be_misspelt(std::string_view word) {
  return word.size() >= kLettersMin && word.size() <= kLettersMax &&
         std::find(kOwnMeaning.begin(), kOwnMeaning.end(), word) == kOwnMeaning.end();
}

std::vector<Candidate> near(std::string_view word, const std::vector<std::string_view>& expected) {
  const std::size_t limit = std::min(kEditsMax, word.size() / 3);
  std::vector<Candidate> found;
  for (const auto what : expected) {
    for (const auto candidate : words_that_begin(what)) {
      const std::size_t edits = edit_distance(word, candidate);
      if (edits > 0 && edits <= limit) {
        found.push_back({{edits, word[0] != candidate[0]}, candidate});
      }
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// Too little to go by: a word of the language itself, or two letters of three.
bool is_doubtful(std::string_view word, std::string_view candidate) {
  const bool changed = word.size() == kLettersMin && candidate.size() == kLettersMin &&
                       !std::is_permutation(word.begin(), word.end(), candidate.begin());
  return changed || is_language_word(word);
}

enum class Outcome { kNoBetter, kFarther, kAccepted };

/// Tries words in the place of others.
class Trial {
 public:
  Trial(const Attempt& attempt, Span statement, const Refusal& refusal)
      : attempt_(attempt),
        refusal_(refusal),
        begin_(statement.begin),
        text_(attempt.text.substr(statement.begin, statement.end - statement.begin)) {}

  [[nodiscard]] std::optional<Slip> slip_at(std::size_t token) const {
    const std::string_view word = attempt_.word(token);
    if (attempt_.tokens[token].kind != Token::Kind::kWord || !may_be_misspelt(word)) {
      return std::nullopt;
    }
    Slip slip{token, expected_at(token), {}, false};
    Distance nearest;
    for (const auto& candidate : near(word, slip.expected)) {
      if (!slip.meant.empty() && candidate.distance > nearest) {
        break;
      }
      const Outcome outcome = with(token, candidate.word);
      const bool accepted = outcome == Outcome::kAccepted;
      if (outcome == Outcome::kNoBetter || (!accepted && (slip.accepted || is_doubtful(word, candidate.word)))) {
        continue;
      }
      if (accepted && !slip.accepted) {
        slip.meant.clear();
      }
      slip.accepted = accepted;
      slip.meant.push_back(candidate.word);
      nearest = candidate.distance;
    }
    return slip.meant.empty() ? std::nullopt : std::optional(std::move(slip));
  }

 private:
  [[nodiscard]] std::size_t place(std::size_t token) const { return attempt_.tokens[token].span.begin - begin_; }

  [[nodiscard]] std::vector<std::string_view> expected_at(std::size_t token) const {
    if (token == attempt_.at) {
      return refusal_.expected;
    }
    const std::string cut = std::string(text_.substr(0, place(token))) + std::string(kNothing);
    const auto matched = match_statement(cut, {0, static_cast<std::uint32_t>(cut.size())});
    const auto* refused = std::get_if<Refusal>(&matched);
    return refused != nullptr && refused->place == place(token) ? refused->expected : std::vector<std::string_view>();
  }

  [[nodiscard]] Outcome with(std::size_t token, std::string_view word) const {
    const std::size_t size = attempt_.word(token).size();
    std::string changed(text_);
    changed.replace(place(token), size, word);
    const auto matched = match_statement(changed, {0, static_cast<std::uint32_t>(changed.size())});
    const auto* refused = std::get_if<Refusal>(&matched);
    if (refused == nullptr) {
      return Outcome::kAccepted;
    }
    const std::size_t before = refusal_.place - begin_;
    const bool passed = refused->place >= place(token) + word.size() && refused->place + size > before + word.size();
    return passed && !refused->too_deep ? Outcome::kFarther : Outcome::kNoBetter;
  }

  const Attempt& attempt_;
  const Refusal& refusal_;
  std::size_t begin_;
  std::string_view text_;
};

/// The token at the place, the words right before it, the statement's first word.
std::vector<std::size_t> suspects(const Attempt& attempt) {
  std::vector<std::size_t> tokens;
  if (attempt.at < attempt.tokens.size()) {
    tokens.push_back(attempt.at);
  }
  for (std::size_t token = attempt.at; token-- > 0 && tokens.size() < kSuspectsMax;) {
    if (attempt.tokens[token].kind != Token::Kind::kWord || is_reserved_word(attempt.word(token))) {
      break;
    }
    tokens.push_back(token);
  }
  if (!attempt.tokens.empty() && std::find(tokens.begin(), tokens.end(), 0) == tokens.end()) {
    tokens.push_back(0);
  }
  return tokens;
}

}  // namespace

std::optional<Slip> find_slip(const Attempt& attempt, Span statement, const Refusal& refusal) {
  if (statement.end - statement.begin > kStatementBytesMax) {
    return std::nullopt;
  }
  const Trial trial(attempt, statement, refusal);
  for (const auto token : suspects(attempt)) {
    if (auto slip = trial.slip_at(token)) {
      return slip;
    }
  }
  return std::nullopt;
}

}  // namespace entente::hints
