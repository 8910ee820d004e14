// `define`: what it states replaces, the rest stays.
#include <algorithm>

#include "engine/bind/change.h"
#include "engine/catalog/name_key.h"
#include "parser/overloaded.h"
#include "parser/words.h"

namespace entente::bind {
namespace {

using catalog::Entity;
using catalog::Role;
using catalog::SourceRecord;

// Refuses what was stated before in the same statement.
class Once {
 public:
  void operator()(std::size_t which, Span span) {
    if (which < 64 && (seen_ >> which & 1U) != 0) {
      refuse("R01", "this is said twice", span, "each modifier stands once");
    }
    seen_ |= std::uint64_t{1} << which;
  }

 private:
  std::uint64_t seen_ = 0;
};

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

Kind kind_of(ast::DefineThing::Kind kind) { return static_cast<Kind>(kind); }

void keep_name(Entity& entity, const std::string& name) {
  if (!name.empty() && name != entity.name && std::find(entity.also.begin(), entity.also.end(), name) == entity.also.end()) {
    entity.also.push_back(name);
  }
}

bool reaches(const catalog::Catalog& catalog, EntityId from, EntityId to, auto&& next_of, int depth = 0) {
  if (from == to) {
    return true;
  }
  const Entity* entity = catalog.entity(from);
  if (entity == nullptr || depth > 100) {
    return false;
  }
  const auto next = next_of(*entity);
  return std::any_of(next.begin(), next.end(), [&](EntityId id) { return reaches(catalog, id, to, next_of, depth + 1); });
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

PutEntity ChangeBinder::define(const ast::DefineThing& statement) {
  const auto* name = std::get_if<ast::Name>(&statement.name);
  const std::string key = name != nullptr ? name->text : binder_.text(ast::TextV(std::get<ast::Param>(statement.name)));
  const Span span = bind::span_of<ast::Name>(statement.name);
  if (name != nullptr && !name->prefix.empty()) {
    refuse("R11", "a key has no prefix", span, "define " + std::string(to_text(kind_of(statement.kind))) + " " + name->text);
  }
  Entity entity;
  for (const EntityId id : catalog_.named(key)) {
    const Entity& known = *catalog_.entity(id);
    if (catalog::name_key(known.key) != catalog::name_key(key)) {
      continue;
    }
    if (known.kind != kind_of(statement.kind)) {
      refuse("R11", known.key + " is defined already, as " + std::string(to_text(known.kind)), span, "choose another key");
    }
    entity = known;
  }
  if (!entity.id) {
    entity.kind = kind_of(statement.kind);
    entity.key = key;
    entity.name = key;
  }
  Once once;
  for (const auto& attribute : statement.attributes) {
    const auto* bound = std::get_if<ast::BoundMod>(&attribute.kind);
    const bool is_end = bound != nullptr && bound->kind != ast::BoundMod::Kind::kSince;
    once(is_end ? std::variant_size_v<decltype(attribute.kind)> : attribute.kind.index(), attribute.span);
    apply(entity, attribute);
  }
  const auto dated = std::find_if(statement.attributes.begin(), statement.attributes.end(), [](const ast::ThingAttr& a) {
    const auto* bound = std::get_if<ast::BoundMod>(&a.kind);
    return bound != nullptr && bound->kind == ast::BoundMod::Kind::kSince;
  });
  for (const auto& attribute : statement.attributes) {  // a dated succession is the beginning where none is stated
    const auto* continues = std::get_if<ast::ThingAttr::Continues>(&attribute.kind);
    if (continues != nullptr && continues->since && dated == statement.attributes.end()) {
      entity.began = binder_.bound(*continues->since);
    }
  }
  if (entity.began.stated() && entity.ended.stated() && entity.ended.latest <= entity.began.earliest) {
    refuse("R03", entity.name + " ends before it begins: from " + to_text(entity.began) + " until " + to_text(entity.ended), span,
           "until names the first day on which it no longer exists");
  }
  return {std::move(entity)};
}

void ChangeBinder::apply(Entity& entity, const ast::ThingAttr& attribute) {
  using A = ast::ThingAttr;
  std::visit(Overloaded{
                 [&](const A::Named& a) {
                   const std::string before = entity.name;
                   entity.name = binder_.text(a.text);
                   if (before != entity.key) {
                     keep_name(entity, before);
                   }
                 },
                 [&](const A::Also& a) {
                   for (const auto& text : a.texts) {
                     keep_name(entity, binder_.text(text));
                   }
                 },
                 [&](const A::Codes& a) {
                   for (const auto& item : a.codes) {
                     const auto* plain = std::get_if<A::Code>(&item);
                     const catalog::Code code =
                         plain != nullptr
                             ? catalog::Code{plain->system.text, plain->value}
                             : catalog::Code{std::get<1>(item).first.text, binder_.text(ast::TextV(std::get<1>(item).second))};
                     if (std::find(entity.codes.begin(), entity.codes.end(), code) == entity.codes.end()) {
                       entity.codes.push_back(code);
                     }
                   }
                 },
                 [&](const A::Form& a) { entity.form = a.word.text; },
                 [&](const A::About& a) {
                   entity.topics.clear();
                   for (const auto& topic : a.topics) {
                     entity.topics.push_back(std::visit(Overloaded{
                                                            [&](const ast::Param& p) { return binder_.text(ast::TextV(p)); },
                                                            [](const ast::Text& t) { return t.value; },
                                                            [](const ast::Word& w) { return w.text; },
                                                        },
                                                        topic));
                   }
                 },
                 [&](const A::Under& a) {
                   entity.under = binder_.entities(a.bodies, Place::kBody);
                   for (const EntityId id : entity.under) {
                     if (entity.id && reaches(catalog_, id, entity.id, [](const Entity& e) { return e.under; })) {
                       refuse("R10", entity.key + " does not stand under itself", attribute.span, "name another body");
                     }
                   }
                 },
                 [&](const A::Continues& a) {
                   entity.continues.clear();
                   for (const EntityId id : binder_.entities(a.predecessors, Place::kAny)) {
                     if (id == entity.id) {
                       refuse("R10", entity.key + " does not continue itself", attribute.span, "name its predecessor");
                     }
                     entity.continues.push_back({id, a.since ? binder_.bound(*a.since) : bound_none()});
                   }
                 },
                 [&](const ast::BoundMod& a) {
                   const Bound bound = binder_.bound(a.bound);
                   if (a.kind == ast::BoundMod::Kind::kSince) {
                     entity.began = bound;
                   } else {
                     entity.ended = a.kind == ast::BoundMod::Kind::kThrough ? day_after(bound) : bound;
                   }
                 },
                 [&](const ast::ClaimedBy& a) { entity.source = binder_.source(a.source); },
             },
             attribute.kind);
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
    Change out{PutRole{}, statement.span};
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
