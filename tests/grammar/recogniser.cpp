#include "tests/grammar/recogniser.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "parser/characters.h"

namespace entente::tests {
namespace {

using Kind = Ebnf::Kind;

constexpr std::string_view kBom = "\xEF\xBB\xBF";

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = decode(text.substr(at)).bytes;
    if (bytes == 0) {
      return false;
    }
    at += bytes;
  }
  return true;
}

}  // namespace

Recogniser::Recogniser(const Grammar& grammar, std::string_view text) : grammar_(grammar), text_(text) {
  if (text_.starts_with(kBom)) {
    text_.remove_prefix(kBom.size());
  }
  limit_ = text_.size();
}

bool Recogniser::accepts(std::string_view production) {
  if (!is_utf8(text_) || !cut()) {
    return false;
  }
  const auto& ends = match_production(grammar_.production(production), gap_end(0));
  return std::any_of(ends.begin(), ends.end(), [&](std::size_t end) { return gap_end(end) == text_.size(); });
}

/// Rules 1 and 3: the tokens, each the longest; false where there is none, or two touch that may not.
bool Recogniser::cut() {
  for (std::size_t at = gap_end(0); at < text_.size();) {
    const std::size_t end = longest_token(at);
    if (end == at || !may_touch(at)) {
      return false;
    }
    tokens_[at] = end;
    at = gap_end(end);
  }
  return true;
}

std::size_t Recogniser::gap_end(std::size_t at) const {
  const auto is_blank = [&](std::size_t place) { return !match_class(grammar_.production("BLANK").body, place).empty(); };
  while (at < text_.size()) {
    if (text_.substr(at).starts_with("--")) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      if (text_.substr(at, end - at).find('\0') != std::string_view::npos) {
        return at;
      }
      at = end;
    } else if (is_blank(at)) {
      at += decode(text_.substr(at)).bytes;
    } else {
      return at;
    }
  }
  return at;
}

/// Where the next comment begins: `--` outside of quotes.
std::size_t Recogniser::comment_begin(std::size_t at) const {
  for (bool quoted = false; at < text_.size(); ++at) {
    quoted = quoted != (text_[at] == '"');
    if (!quoted && text_.substr(at).starts_with("--")) {
      return at;
    }
  }
  return at;
}

std::size_t Recogniser::longest_token(std::size_t at) {
  limit_ = comment_begin(at);
  std::size_t longest = at;
  for (const auto& production : grammar_.productions) {
    if (production.is_token) {
      const auto& ends = match_production(production, at);
      longest = ends.empty() ? longest : std::max(longest, ends.back());
    }
  }
  limit_ = text_.size();
  return longest;
}

bool Recogniser::may_touch(std::size_t at) const {
  if (tokens_.empty() || tokens_.rbegin()->second != at) {
    return true;
  }
  std::size_t last = at - 1;
  while ((static_cast<unsigned char>(text_[last]) & 0xC0U) == 0x80U) {
    --last;
  }
  const auto& name_char = grammar_.production("NAMECHAR").body;
  return match_class(name_char, last).empty() || (text_[at] != '-' && match_class(name_char, at).empty());
}

Recogniser::Ends Recogniser::match(const Ebnf& node, std::size_t at, Level level) {
  switch (node.kind) {
    case Kind::kLiteral:
      return match_literal(node, at, level);
    case Kind::kClass:
      return match_class(node, at);
    case Kind::kName:
      return match_name(node.text, at, level);
    case Kind::kOptional: {
      Ends ends = match(node.parts[0], at, level);
      ends.push_back(at);
      std::sort(ends.begin(), ends.end());
      ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
      return ends;
    }
    case Kind::kStar:
      return repeat(node.parts[0], at, level, false);
    case Kind::kPlus:
      return repeat(node.parts[0], at, level, true);
    case Kind::kSequence: {
      Ends ends = match(node.parts[0], at, level);
      for (std::size_t i = 1; i < node.parts.size() && !ends.empty(); ++i) {
        ends = match_all(node.parts[i], with_gaps(ends, level), level);
      }
      return ends;
    }
    case Kind::kChoice: {
      std::set<std::size_t> ends;
      for (const auto& part : node.parts) {
        const Ends some = match(part, at, level);
        ends.insert(some.begin(), some.end());
      }
      return {ends.begin(), ends.end()};
    }
    case Kind::kExcept:
      break;
  }
  const Ends taken = match(node.parts[0], at, level);
  const Ends left_out = match(node.parts[1], at, level);
  Ends ends;
  std::set_difference(taken.begin(), taken.end(), left_out.begin(), left_out.end(), std::back_inserter(ends));
  return ends;
}

Recogniser::Ends Recogniser::match_all(const Ebnf& node, const Ends& from, Level level) {
  std::set<std::size_t> ends;
  for (const std::size_t at : from) {
    const Ends some = match(node, at, level);
    ends.insert(some.begin(), some.end());
  }
  return {ends.begin(), ends.end()};
}

Recogniser::Ends Recogniser::repeat(const Ebnf& node, std::size_t at, Level level, bool at_least_once) {
  std::set<std::size_t> ends;
  Ends fresh = match(node, at, level);
  while (!fresh.empty()) {
    Ends next;
    for (const std::size_t end : fresh) {
      if (ends.insert(end).second) {
        next.push_back(end);
      }
    }
    fresh = match_all(node, with_gaps(next, level), level);
  }
  if (!at_least_once) {
    ends.insert(at);
  }
  return {ends.begin(), ends.end()};
}

Recogniser::Ends Recogniser::match_literal(const Ebnf& node, std::size_t at, Level level) const {
  const std::size_t end = at + node.text.size();
  if (end > limit_ || text_.substr(at, node.text.size()) != node.text) {
    return {};
  }
  if (level.lexical) {
    return {end};
  }
  const auto token = tokens_.find(at);  // rule 4
  return token != tokens_.end() && token->second == end ? Ends{end} : Ends{};
}

Recogniser::Ends Recogniser::match_class(const Ebnf& node, std::size_t at) const {
  const CodePoint next = decode(text_.substr(at, limit_ - std::min(at, limit_)));
  return next.bytes > 0 && is_in(node, next.value) ? Ends{at + next.bytes} : Ends{};
}

Recogniser::Ends Recogniser::match_name(std::string_view name, std::size_t at, Level level) {
  if (name == "S") {
    const std::size_t end = gap_end(at);
    return end > at ? Ends{end} : Ends{};
  }
  const Production& production = grammar_.production(name);
  if (level.lexical || !production.is_lexical()) {
    return match_production(production, at);
  }
  const auto token = tokens_.find(at);
  if (token == tokens_.end()) {
    return {};
  }
  const Ends& ends = match_production(production, at);
  return std::binary_search(ends.begin(), ends.end(), token->second) ? Ends{token->second} : Ends{};
}

const Recogniser::Ends& Recogniser::match_production(const Production& production, std::size_t at) {
  const auto key = std::pair(&production, at);
  if (const auto found = known_.find(key); found != known_.end()) {
    return found->second;
  }
  const Level level{production.is_lexical(), !production.is_lexical() && !production.is_explicit};
  Ends ends = match(production.body, at, level);
  if (production.not_before) {  // rule 5
    ends.erase(
        std::remove_if(ends.begin(), ends.end(),
                       [&](std::size_t end) { return !match_all(*production.not_before, with_gaps({end}, {}), {}).empty(); }),
        ends.end());
  }
  return known_[key] = std::move(ends);
}

/// Rule 2.
Recogniser::Ends Recogniser::with_gaps(const Ends& ends, Level level) const {
  if (!level.gaps) {
    return ends;
  }
  std::set<std::size_t> all(ends.begin(), ends.end());
  for (const std::size_t end : ends) {
    all.insert(gap_end(end));
  }
  return {all.begin(), all.end()};
}

}  // namespace entente::tests
