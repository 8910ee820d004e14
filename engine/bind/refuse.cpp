#include "engine/bind/refuse.h"

#include <algorithm>
#include <array>

#include "engine/bind/binder.h"
#include "engine/catalog/name_key.h"
#include "parser/words.h"

namespace entente::bind {
namespace {

constexpr const char* kUnknownRole = "`roles` lists them; `define role` adds one";

std::string no_role(const std::string& text) { return "no role \"" + text.substr(0, 120) + "\""; }

// Likeness to the words of the language is no help where there are no roles at all.
void refuse_where_no_role_is(const catalog::Catalog& catalog, const std::string& text, Span span) {
  if (catalog.roles().empty()) {
    refuse("N05", no_role(text) + ": no role is defined yet", span,
           "`define role` adds one: define role \"member\" plural \"members\"");
  }
}

// What newcomers call a set, and what it is called.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kOtherSetNames = {{{"treaties", "agreements"},
                                                                                           {"pacts", "agreements"},
                                                                                           {"accords", "agreements"},
                                                                                           {"conventions", "agreements"},
                                                                                           {"alliances", "organisations"},
                                                                                           {"institutions", "organisations"},
                                                                                           {"orgs", "organisations"},
                                                                                           {"igos", "organisations"},
                                                                                           {"countries", "members"},
                                                                                           {"nations", "members"},
                                                                                           {"everyone", "participants"},
                                                                                           {"everybody", "participants"}}};

// Words before a role that ask for its rows, and say nothing of the role.
bool only_asks(std::string_view words) {
  constexpr auto kAsking = std::to_array<std::string_view>(
      {"list",    "show",    "me",  "all",  "the",   "get",    "give",      "find",   "print",  "display",
       "current", "present", "how", "many", "count", "number", "who",       "which",  "what",   "are",
       "is",      "were",    "was", "of",   "every", "please", "countries", "states", "nations"});
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (std::find(kAsking.begin(), kAsking.end(), words.substr(0, end)) == kAsking.end()) {
      return false;
    }
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return true;
}

// "how many members", "former members", "founding members": the role stands at the end.
void refuse_words_before_role(const catalog::Catalog& catalog, const std::string& text, Span span, bool surely) {
  for (const auto& role : catalog.roles()) {
    if (!text.ends_with(" " + role.plural)) {
      continue;
    }
    const std::string before = text.substr(0, text.size() - role.plural.size() - 1);
    if (before == "former" || before == "past" || before == "ex") {
      refuse("N05", no_role(text), span, "who has left: " + role.plural + " of … ever | where ended is not missing");
    }
    if (before == "suspended") {
      refuse("N05", no_role(text), span,
             "who is suspended is a member still, and a column says so: " + role.plural + " of … | where status = \"suspended\"");
    }
    if (only_asks(before)) {
      const bool counted = text.starts_with("count ") || text.starts_with("how many ") || text.starts_with("number ");
      refuse_corrected("N05", no_role(text), span, {role.plural, counted ? " | count" : ""});
    }
    if (!surely) {
      refuse_corrected("N05", no_role(text), span, {role.plural}, "`define role` adds a role");
    }
  }
}

}  // namespace

void refuse(std::string code, std::string message, Span span, std::string help, std::vector<std::string> notes) {
  throw Refused{{std::move(code), std::move(message), span, std::move(notes), std::move(help)}};
}

void refuse_corrected(std::string code, std::string message, Span span, Correction correction, std::string help) {
  throw Refused{{std::move(code), std::move(message), span, {}, std::move(help), std::move(correction)}};
}

void refuse_misspelt(std::string code, std::string message, Span span, const std::vector<std::string>& candidates,
                     std::string help) {
  if (candidates.size() == 1) {
    refuse_corrected(std::move(code), std::move(message), span, {candidates[0]});
  }
  refuse(std::move(code), std::move(message), span,
         candidates.empty() ? std::move(help) : "did you mean " + alternatives(candidates) + "?");
}

void refuse_role(const catalog::Catalog& catalog, const std::string& text, Span span) {
  refuse_where_no_role_is(catalog, text, span);
  std::vector<std::string> candidates;
  for (const auto& role : catalog.roles()) {
    candidates.push_back(role.singular);
  }
  auto near = catalog::nearest(text, candidates);
  for (const auto& candidate : candidates) {  // "partner" for "dialogue partner"; "a member" for "member"
    const bool part = candidate.size() > text.size() ? candidate.ends_with(" " + text) : text.ends_with(" " + candidate);
    if (part && std::find(near.begin(), near.end(), candidate) == near.end()) {
      near.push_back(candidate);
    }
  }
  refuse_misspelt("N05", no_role(text), span, near, kUnknownRole);
}

void refuse_plural_role(const catalog::Catalog& catalog, const std::string& text, Span span) {
  if (const auto* singular = catalog.role_singular(text)) {
    refuse_corrected("N05", "a set is named in the plural", span, {singular->plural});
  }
  refuse_where_no_role_is(catalog, text, span);
  refuse_words_before_role(catalog, text, span, true);
  const auto* const other =
      std::find_if(kOtherSetNames.begin(), kOtherSetNames.end(), [&](const auto& name) { return name.first == text; });
  if (other != kOtherSetNames.end()) {
    refuse_corrected("N05", no_role(text), span, {std::string(other->second)});
  }
  const auto words = source_words();
  std::vector<std::string> candidates(words.begin(), words.end());
  for (const auto& role : catalog.roles()) {
    candidates.push_back(role.plural);
  }
  const auto near = catalog::nearest(text, candidates);
  if (near.empty()) {
    refuse_words_before_role(catalog, text, span, false);
  }
  refuse_misspelt("N05", no_role(text), span, near, kUnknownRole);
}

std::string alternatives(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    out += words[i] + (i + 2 < words.size() ? ", " : i + 2 == words.size() ? " or " : "");
  }
  return out;
}

}  // namespace entente::bind
