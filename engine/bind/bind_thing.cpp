// `define` of what can hold a role or have holders: states, territories, organisations, agreements, groups.
#include <algorithm>

#include "engine/bind/change.h"
#include "engine/catalog/in_use.h"
#include "engine/catalog/name_key.h"
#include "parser/overloaded.h"

namespace entente::bind {
namespace {

using catalog::Alias;
using catalog::Code;
using catalog::Entity;

Kind kind_of(ast::DefineThing::Kind kind) { return static_cast<Kind>(kind); }

bool is_same(const Alias& a, const Alias& b) { return a.text == b.text; }
bool is_same(const Code& a, const Code& b) { return a.system == b.system && a.value == b.value; }

// Adds what is not there yet; a time that is stated replaces one that was not.
template <class T>
void keep(std::vector<T>& all, const T& item) {
  if (std::find(all.begin(), all.end(), item) != all.end()) {
    return;
  }
  const auto replaced = [&](const T& one) { return is_same(one, item) && (!item.in_use.stated() || !one.in_use.stated()); };
  const auto it = std::find_if(all.begin(), all.end(), replaced);
  if (it == all.end()) {
    all.push_back(item);
  } else if (item.in_use.stated()) {
    *it = item;
  }
}

// What is stated of the times of a name or code replaces what was; one that held twice stands twice in one list.
template <class T>
void restate(std::vector<T>& all, const std::vector<T>& stated) {
  const auto outdated = [&](const T& one) {
    return std::find(stated.begin(), stated.end(), one) == stated.end() &&
           std::any_of(stated.begin(), stated.end(), [&](const T& item) { return item.in_use.stated() && is_same(item, one); });
  };
  std::erase_if(all, outdated);
  std::for_each(stated.begin(), stated.end(), [&](const T& item) { keep(all, item); });
}

// A new name; the one before stays, until the new one began.
void rename(Entity& entity, Alias name) {
  const Alias before{entity.name, entity.named};
  if (before.text == name.text) {
    entity.named = name.in_use.stated() ? name.in_use : entity.named;
    return;
  }
  std::erase(entity.also, name);
  entity.name = std::move(name.text);
  entity.named = name.in_use;
  if (before.text != entity.key) {
    keep(entity.also, {before.text, {before.in_use.since, name.in_use.since.stated() ? name.in_use.since : before.in_use.until}});
  }
}

[[noreturn]] void refuse_code(const Code& code, const Entity& holder, const std::string& when, Span span) {
  const std::string written = code.system + " \"" + code.value + "\"";
  refuse("R14", written + " is the code of " + holder.key + when, span,
         "a code belongs to one thing at a time; say of both when they held it: code " + written + " (since DATE until DATE)");
}

// Where the statement says the code, else its name.
Span span_of_code(const ast::DefineThing& statement, const Code& code) {
  for (const auto& attribute : statement.attributes) {
    const auto* codes = std::get_if<ast::ThingAttr::Codes>(&attribute.kind);
    for (const auto& stated : codes == nullptr ? std::vector<ast::ThingAttr::Code>{} : codes->codes) {
      const auto* text = std::get_if<ast::Text>(&stated.value);
      if (stated.system.text == code.system && (text == nullptr || text->value == code.value)) {
        return stated.span;
      }
    }
  }
  return bind::span_of<ast::Name>(statement.name);
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
  check_codes(entity, statement);
  return {std::move(entity)};
}

catalog::InUse ChangeBinder::in_use(const ast::InUse& stated) {
  catalog::InUse out;
  for (const auto& side : stated) {
    const bool since = side.kind == ast::BoundMod::Kind::kSince;
    Bound& bound = since ? out.since : out.until;
    if (bound.stated()) {
      refuse("R01", std::string(since ? "since" : "the end") + " is said twice", side.bound.span, "each modifier stands once");
    }
    const Bound read = binder_.bound(side.bound);
    bound = side.kind == ast::BoundMod::Kind::kThrough ? day_after(read) : read;
  }
  if (out.since.stated() && out.until.stated() && out.until.latest <= out.since.earliest) {
    refuse("R03", "it ends before it begins: from " + to_text(out.since) + " until " + to_text(out.until), stated[0].bound.span,
           "until names the first day on which it no longer held");
  }
  return out;
}

Alias ChangeBinder::alias(const ast::ThingAttr::Alias& stated) { return {binder_.text(stated.text), in_use(stated.in_use)}; }

// One code, one thing at a time. Keys and ISO codes are found alike: within a kind neither is the other of something else.
void ChangeBinder::check_codes(const Entity& entity, const ast::DefineThing& statement) {
  const auto is_other = [&](const Entity& other, bool of_kind) {
    return other.id != entity.id && (!of_kind || other.kind == entity.kind);
  };
  for (const auto& code : entity.codes) {
    const auto own = catalog::with_life(code.in_use, entity);
    for (const EntityId id : catalog_.coded(code.system, code.value)) {
      const Entity& other = *catalog_.entity(id);
      for (const auto& use : catalog::uses_of_code(other, code.system, code.value)) {
        if (is_other(other, false) && catalog::surely_overlap(use, own)) {
          refuse_code(code, other, days_text(use.since, use.until), span_of_code(statement, code));
        }
      }
    }
    for (const EntityId id : is_name(code) ? catalog_.named(code.value) : std::vector<EntityId>{}) {
      const Entity& other = *catalog_.entity(id);
      const bool is_key = catalog::name_key(other.key) == catalog::name_key(code.value);
      if (is_key && is_other(other, true) && catalog::surely_overlap(catalog::with_life({}, other), own)) {
        refuse("R14", code.value + " is the key of another " + std::string(to_text(other.kind)), span_of_code(statement, code),
               "a key and an ISO code are both found without more: choose another code");
      }
    }
  }
  for (const EntityId id : catalog_.named(entity.key)) {
    const Entity& other = *catalog_.entity(id);
    for (const auto& code : other.codes) {
      const bool is_code = is_name(code) && catalog::name_key(code.value) == catalog::name_key(entity.key);
      if (is_code && is_other(other, true) &&
          catalog::surely_overlap(catalog::with_life(code.in_use, other), catalog::with_life({}, entity))) {
        refuse("R14", entity.key + " is the " + code.system + " code of " + other.key, bind::span_of<ast::Name>(statement.name),
               "a key and an ISO code are both found without more: choose another key");
      }
    }
  }
}

void ChangeBinder::apply(Entity& entity, const ast::ThingAttr& attribute) {
  using A = ast::ThingAttr;
  std::visit(Overloaded{
                 [&](const A::Named& a) { rename(entity, alias(a.name)); },
                 [&](const A::Also& a) {
                   std::vector<Alias> names;
                   for (const auto& name : a.names) {
                     names.push_back(alias(name));
                   }
                   // Without a time of its own, the name that it has adds nothing.
                   std::erase_if(names,
                                 [&](const Alias& n) { return n.text.empty() || (n.text == entity.name && !n.in_use.stated()); });
                   restate(entity.also, names);
                 },
                 [&](const A::Codes& a) {
                   std::vector<Code> codes;
                   for (const auto& code : a.codes) {
                     codes.push_back({code.system.text, binder_.text(code.value), in_use(code.in_use)});
                   }
                   restate(entity.codes, codes);
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

}  // namespace entente::bind
