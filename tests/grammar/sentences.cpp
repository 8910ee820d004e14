#include "tests/grammar/sentences.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "parser/characters.h"
#include "tests/grammar/recogniser.h"

namespace entente::tests {
namespace {

using Kind = Ebnf::Kind;

constexpr int kDeep = 1000;
constexpr int kDepthFree = 3;  // from here on the shallowest way is taken every other time
constexpr int kDepthMax = 14;  // from here on it is taken always

void add_utf8(char32_t c, std::string& out) {
  const auto byte = [&](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

/// Words with what stands around them, runs of blanks, and single other bytes.
std::vector<std::string> pieces_of(const std::string& text) {
  const auto kind = [](char c) {
    return is_word_char(static_cast<unsigned char>(c) < 0x80 ? static_cast<char32_t>(c) : U'x') ? 1 : c == ' ' ? 2 : 0;
  };
  std::vector<std::string> pieces;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && kind(text[i]) != 0 && kind(text[i]) == kind(text[i - 1])) {
      pieces.back() += text[i];
    } else {
      pieces.emplace_back(1, text[i]);
    }
  }
  return pieces;
}

}  // namespace

Sentences::Sentences(const Grammar& grammar, std::uint32_t seed) : grammar_(grammar), chance_(seed) {
  for (const auto& production : grammar.productions) {
    heights_[production.name] = kDeep;
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& production : grammar.productions) {
      const int found = 1 + height(production.body);
      changed = changed || found < heights_[production.name];
      heights_[production.name] = std::min(found, heights_[production.name]);
    }
  }
}

std::string Sentences::write(std::string_view production) {
  std::string out;
  write_production(grammar_.production(production), 0, out);
  return out;
}

int Sentences::height(const Ebnf& node) const {
  switch (node.kind) {
    case Kind::kLiteral:
    case Kind::kClass:
    case Kind::kOptional:
    case Kind::kStar:
      return 0;
    case Kind::kName:
      return heights_.find(node.text)->second;
    case Kind::kPlus:
    case Kind::kExcept:
      return height(node.parts[0]);
    case Kind::kSequence:
    case Kind::kChoice:
      break;
  }
  int low = std::numeric_limits<int>::max();
  int high = 0;
  for (const auto& part : node.parts) {
    low = std::min(low, height(part));
    high = std::max(high, height(part));
  }
  return node.kind == Kind::kChoice ? low : high;
}

void Sentences::write_production(const Production& production, int depth, std::string& out) {
  if (production.name == "S") {
    out += ' ';
    return;
  }
  write(production.body, {production.is_lexical(), !production.is_lexical() && !production.is_explicit}, depth + 1, out);
}

void Sentences::write(const Ebnf& node, Level level, int depth, std::string& out) {
  const bool shallow = depth > kDepthMax;
  switch (node.kind) {
    case Kind::kLiteral:
      out += node.text;
      return;
    case Kind::kClass:
      write_class(node, out);
      return;
    case Kind::kName:
      write_production(grammar_.production(node.text), depth, out);
      return;
    case Kind::kOptional:
      if (!shallow && one_in(2)) {
        write(node.parts[0], level, depth, out);
      }
      return;
    case Kind::kStar:
    case Kind::kPlus: {
      for (bool more = node.kind == Kind::kPlus || (!shallow && one_in(2)); more; more = !shallow && one_in(3)) {
        write(node.parts[0], level, depth, out);
        if (level.gaps) {
          write_gap(out);
        }
      }
      return;
    }
    case Kind::kSequence:
      for (const auto& part : node.parts) {
        if (level.gaps && &part != &node.parts.front()) {
          write_gap(out);
        }
        write(part, level, depth, out);
      }
      return;
    case Kind::kChoice: {
      const bool short_cut = shallow || (depth > kDepthFree && one_in(2));
      std::vector<const Ebnf*> ways;
      for (const auto& part : node.parts) {
        if (!short_cut || height(part) == height(node)) {
          ways.push_back(&part);
        }
      }
      write(*ways[chance_() % ways.size()], level, depth, out);
      return;
    }
    case Kind::kExcept:
      write(node.parts[0], level, depth, out);
      return;
  }
}

/// Any character of its ranges; of categories some that are in use.
void Sentences::write_class(const Ebnf& node, std::string& out) {
  constexpr std::u32string_view kSome = U"ABCSCO019.'_ abcéüß中国Ж٣²ǅ́–;-";
  std::vector<char32_t> all;
  for (const auto& range : node.ranges) {
    for (char32_t c = range.first; !node.negated && c <= range.last; ++c) {
      all.push_back(c);
    }
  }
  for (const char32_t c : kSome) {
    if (is_in(node, c) && (node.negated || !node.categories.empty())) {
      all.push_back(c);
    }
  }
  add_utf8(all[chance_() % all.size()], out);
}

void Sentences::write_gap(std::string& out) {
  if (one_in(40)) {
    out += " --x;\"\n";
  } else if (!one_in(25)) {
    out += ' ';
  }
}

std::string mutated(const std::string& text, const std::string& other, std::minstd_rand& chance) {
  auto pieces = pieces_of(text);
  const auto others = pieces_of(other);
  if (pieces.empty() || others.empty()) {
    return text;
  }
  const auto at = static_cast<std::ptrdiff_t>(chance() % pieces.size());
  const auto& foreign = others[chance() % others.size()];
  switch (chance() % 5) {
    case 0:
      pieces.erase(pieces.begin() + at);
      break;
    case 1:
      pieces.insert(pieces.begin() + at, std::string(pieces[static_cast<std::size_t>(at)]));
      break;
    case 2:
      std::swap(pieces[static_cast<std::size_t>(at)], pieces[chance() % pieces.size()]);
      break;
    case 3:
      pieces[static_cast<std::size_t>(at)] = foreign;
      break;
    default:
      pieces.insert(pieces.begin() + at, foreign);
      break;
  }
  std::string out;
  for (const auto& piece : pieces) {
    out += piece;
  }
  return out;
}

}  // namespace entente::tests
