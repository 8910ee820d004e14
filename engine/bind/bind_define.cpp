// `define source` and `define role`: what they state replaces, the rest stays. And the statements that record, one by one.
#include <algorithm>

#include "engine/bind/change.h"
#include "parser/overloaded.h"
#include "parser/words.h"

namespace entente::bind {
namespace {

using catalog::Role;
using catalog::SourceRecord;

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (c == ' ') {
      words.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  words.push_back(std::move(word));
  return words;
}

// A role is one or more words of the user's, none of them a word of the language.
void check_role_words(const std::string& text, Span span) {
  for (const auto& word : words_of(text)) {
    const bool shaped = !word.empty() && word[0] >= 'a' && word[0] <= 'z' && std::all_of(word.begin(), word.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!shaped) {
      refuse("R09", "\"" + text + "\" is no role", span, "a role is one or more words in lower case, a to z, parted by one blank");
    }
    if (is_reserved_word(word)) {
      refuse("R09", "\"" + word + "\" is a word of the language and can stand in no role", span, "choose another word");
    }
  }
}

void check_plural(const catalog::Catalog& catalog, const Role& role, Span span) {
  check_role_words(role.plural, span);
  const std::string first = words_of(role.plural)[0];
  if (is_source_word(first) && first != "members") {  // `members` is a source word because it is this plural
    refuse("R09", "\"" + role.plural + "\" begins with a word of the language", span, "choose another plural");
  }
  const Role* other = catalog.role_plural(role.plural);
  if (other != nullptr && other->id != role.id) {
    refuse("R09", "\"" + role.plural + "\" is the plural of " + other->singular, span, "choose another plural");
  }
}

}  // namespace

PutSource ChangeBinder::define(const ast::DefineSource& statement) {
  const SourceRecord* existing = catalog_.source_key(statement.key.text);
  SourceRecord source = existing == nullptr ? SourceRecord{} : *existing;
  source.key = statement.key.text;
  constexpr std::size_t kRepeats = 64;  // covers may be said again
  Once once;
  bool covers_before = false;
  for (const auto& attribute : statement.attributes) {
    const bool is_covers = std::holds_alternative<ast::Covers>(attribute.kind);
    if (!is_covers) {
      once(std::min(attribute.kind.index(), kRepeats), attribute.span);
    }
    std::visit(Overloaded{
                   [&](const ast::SourceAttr::Titled& a) { source.title = binder_.text(a.text); },
                   [&](const ast::SourceAttr::Publisher& a) { source.publisher = binder_.text(a.text); },
                   [&](const ast::SourceAttr::Url& a) { source.url = binder_.text(a.text); },
                   [&](const ast::SourceAttr::Licence& a) { source.licence = binder_.text(a.text); },
                   [&](const ast::SourceAttr::Published& a) { source.published = binder_.bound(a.date); },
                   [&](const ast::SourceAttr::Via& a) {
                     source.via.clear();
                     for (const auto& key : a.sources) {
                       const SourceId id = binder_.source(key);
                       if (id == source.id) {
                         refuse("R10", "a source does not quote itself", span_of(key), "name another source");
                       }
                       source.via.push_back(id);
                     }
                   },
                   [&](const ast::Covers& a) {
                     if (!covers_before) {
                       source.covers.clear();
                       covers_before = true;
                     }
                     add_covers(source, a);
                   },
               },
               attribute.kind);
  }
  return {std::move(source)};
}

void ChangeBinder::add_covers(SourceRecord& source, const ast::Covers& covers) {
  catalog::Covers model;
  if (const auto* day = std::get_if<ast::DateV>(&covers.when)) {
    const Day d = binder_.day(*day, "on");
    model.days = {d, d + 1};
    model.list_day = true;
  } else {
    model.days = binder_.period(std::get<ast::Period>(covers.when));
  }
  const Binder::AsOf as_of(binder_, named_time(model.days.begin, model.days.end));
  for (const auto& role : covers.roles) {
    model.role = RoleId{};
    const auto* phrase = std::get_if<ast::RolePhrase>(&role);
    if (phrase == nullptr) {
      model.role = binder_.role(role);
    } else if (const auto filter = binder_.plural_roles({*phrase}); !filter.any) {
      model.role = catalog_.role_plural(phrase->text)->id;
    }
    for (const EntityId body : binder_.entities(covers.bodies, Place::kBody)) {
      model.body = as_body(body);
      source.covers.push_back(model);
    }
  }
}

PutRole ChangeBinder::define(const ast::DefineRole& statement) {
  const std::string singular = binder_.text(statement.name);
  const Span span = span_of(statement.name);
  check_role_words(singular, span);
  if (singular == "participant") {
    refuse("R09", "participant stands for any role", span, "choose another word");
  }
  const Role* existing = catalog_.role_singular(singular);
  Role role = existing == nullptr ? Role{} : *existing;
  role.singular = singular;
  Once once;
  Span plural_span = span;
  for (const auto& attribute : statement.attributes) {
    once(attribute.kind.index(), attribute.span);
    std::visit(Overloaded{
                   [&](const ast::RoleAttr::Plural& a) {
                     role.plural = binder_.text(a.text);
                     plural_span = attribute.span;
                   },
                   [&](const ast::RoleAttr::Rank& a) {
                     const auto rank = binder_.whole_number(a.rank);
                     if (rank > UINT32_MAX) {
                       refuse("R09", "this rank is too large", attribute.span,
                              "ranks are small numbers; the smaller stands higher");
                     }
                     const auto& roles = catalog_.roles();
                     const auto it =
                         std::find_if(roles.begin(), roles.end(), [&](const Role& r) { return r.rank == rank && r.id != role.id; });
                     if (it != roles.end()) {
                       refuse("R09", "rank " + std::to_string(rank) + " is that of " + it->singular, attribute.span,
                              "ranked roles form one ladder: each has its own rank");
                     }
                     role.rank = static_cast<std::uint32_t>(rank);
                   },
                   [&](const ast::RoleAttr::Under& a) {
                     role.under = binder_.role(a.role);
                     const auto below = role.id ? catalog_.role_and_below(role.id) : std::vector<RoleId>{};
                     if (std::find(below.begin(), below.end(), role.under) != below.end()) {
                       refuse("R10", "a role does not stand under itself", attribute.span, "name another role");
                     }
                   },
               },
               attribute.kind);
  }
  if (role.plural.empty()) {
    refuse("R09", "the plural is missing", span, "define role \"" + singular + "\" plural \"" + singular + "s\"");
  }
  check_plural(catalog_, role, plural_span);
  return {std::move(role)};
}

bool is_change(const ast::Statement& statement) {
  return std::visit(
      [](const auto& s) {
        using T = std::decay_t<decltype(s)>;
        return std::is_same_v<T, ast::DefineSource> || std::is_same_v<T, ast::DefineRole> || std::is_same_v<T, ast::DefineThing> ||
               std::is_same_v<T, ast::Record> || std::is_same_v<T, ast::End> || std::is_same_v<T, ast::Suspend> ||
               std::is_same_v<T, ast::Retract> || std::is_same_v<T, ast::Event> || std::is_same_v<T, ast::Provision>;
      },
      statement.kind);
}

Result<Change> bind_change(const ast::Statement& statement, const Setting& setting) {
  try {
    ChangeBinder binder(setting);
    Change out{PutRole{}, statement.span, {}};
    std::visit(Overloaded{
                   [&](const ast::DefineSource& s) { out.kind = binder.define(s); },
                   [&](const ast::DefineRole& s) { out.kind = binder.define(s); },
                   [&](const ast::DefineThing& s) { out.kind = binder.define(s); },
                   [&](const ast::Record& s) { out.kind = binder.record(s); },
                   [&](const ast::End& s) { out.kind = binder.end(s); },
                   [&](const ast::Suspend& s) { out.kind = binder.suspend(s); },
                   [&](const ast::Event& s) { out.kind = binder.event(s); },
                   [&](const ast::Provision& s) { out.kind = binder.provision(s); },
                   [&](const ast::Retract& s) { std::visit([&](auto&& r) { out.kind = std::move(r); }, binder.retract(s)); },
                   [](const auto&) {},
               },
               statement.kind);
    out.notes = binder.settled_names();
    return out;
  } catch (Refused& refused) {
    return std::move(refused.diagnostic);
  }
}

Result<Done> check_let_name(const ast::Word& name, const Setting& setting) {
  const auto refused = [&](std::string why) {
    return Diagnostic{"R09", "\"" + name.text + "\" " + std::move(why), name.span, {}, "choose another name"};
  };
  if (is_reserved_word(name.text) || is_source_word(name.text)) {
    return refused("is a word of the language");
  }
  for (const auto& role : setting.catalog.roles()) {
    if (words_of(role.plural)[0] == name.text) {
      return refused("begins the role " + role.plural);
    }
  }
  return Done{};
}

}  // namespace entente::bind
