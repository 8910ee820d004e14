#include "engine/exchange/participation.h"

#include <algorithm>
#include <array>

#include "engine/exchange/statement_rows.h"
#include "engine/files/numbers.h"

namespace entente::exchange {
namespace {

struct Meaning {
  std::string_view text;
  std::string_view role;
};

// Spellings of one thing; what is not here is a role by its own words. A name in parentheses is the one under which it takes part.
constexpr std::array<Meaning, 20> kMeanings = {{
    {"", "member"},
    {"associate member", "associate"},
    {"associated member", "associate"},
    {"partners", "partner"},
    {"candidates", "candidate"},
    {"candidate country", "candidate"},
    {"pending member", "candidate"},
    {"nonregional members", "nonregional member"},
    {"regional", "regional member"},
    {"temporary", "elected member"},
    {"non-permanent", "elected member"},
    {"permanent", "permanent member"},
    {"national committees", "national committee"},
    {"ngos", "affiliated organisation"},
    {"taipei", "member"},
    {"taipei, china", "member"},
    {"chinese taipei", "member"},
    {"enhanced engagement", "enhanced partner"},
    {"de facto member", "member"},
    {"dialogue member", "dialogue partner"},
}};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// Without tags and character references; what stands behind a line break is a note.
std::string plain(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    if (html.starts_with("<br")) {
      break;
    }
    if (html.front() == '<') {
      html.remove_prefix(std::min(html.find('>'), html.size() - 1) + 1);
    } else if (html.starts_with("&nbsp;")) {
      out += ' ';
      html.remove_prefix(6);
    } else if (html.starts_with("&amp;")) {
      out += '&';
      html.remove_prefix(5);
    } else {
      out += html.front();
      html.remove_prefix(1);
    }
  }
  while (out.ends_with(';') || out.ends_with(' ')) {
    out.pop_back();
  }
  return out;
}

Participation item_of(std::string_view text) {
  Participation out;
  text = files::trimmed(text);
  const auto open = text.find('(');
  const auto close = text.rfind(')');
  std::string_view in_parentheses;
  if (open != std::string_view::npos) {
    in_parentheses =
        text.substr(open + 1, close == std::string_view::npos || close < open ? std::string_view::npos : close - open - 1);
    out.quote = text;
  }
  out.body = files::trimmed(text.substr(0, open));
  out.role = role_of_text(in_parentheses, out.suspended);
  return out;
}

}  // namespace

std::string role_of_text(std::string_view text, bool& suspended) {
  std::string words = lower(files::trimmed(text));
  suspended = words.find("suspended") != std::string::npos || words.starts_with("excluded");
  if (suspended) {
    return "member";
  }
  words = words.substr(0, words.find(','));  // what follows a comma explains it
  const std::string whole = lower(files::trimmed(text));
  const auto found =
      std::find_if(kMeanings.begin(), kMeanings.end(), [&](const Meaning& one) { return one.text == whole || one.text == words; });
  return found == kMeanings.end() ? words : std::string(found->role);
}

std::vector<Participation> participations_of(std::string_view text) {
  std::vector<Participation> out;
  const std::string all = plain(text);
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= all.size(); ++i) {
    const char c = i < all.size() ? all[i] : ',';
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (i == all.size() || (c == ',' && depth <= 0)) {
      auto item = item_of(std::string_view(all).substr(begin, i - begin));
      if (!item.body.empty() && item.body != "none") {
        out.push_back(std::move(item));
      }
      begin = i + 1;
      depth = 0;
    }
  }
  return out;
}

std::string definition_of_role(const std::string& role) {
  const std::string plural = role.ends_with('y') ? role.substr(0, role.size() - 1) + "ies" : role + "s";
  return "define role " + quoted_text(role) + " plural " + quoted_text(plural);
}

}  // namespace entente::exchange
