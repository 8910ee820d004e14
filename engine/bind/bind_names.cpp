// Names, roles, source keys and topics to ids; and what is said when there is none or more than one.
#include <algorithm>

#include "engine/bind/binder.h"
#include "engine/catalog/lookup.h"
#include "engine/catalog/name_key.h"
#include "engine/value/span_list.h"
#include "parser/characters.h"

namespace entente::bind {
namespace {

using catalog::Catalog;
using catalog::Entity;

catalog::WrittenName written_name(const ast::Name& name) { return {name.prefix, name.text}; }

std::string shown(const ast::Name& name) { return name.prefix.empty() ? name.text : name.prefix + ":" + name.text; }

std::string quoted(std::string_view text) { return "\"" + std::string(text.substr(0, 120)) + "\""; }

// As a question writes it.
std::string quoted_name(const std::string& name) { return is_plain_name(name) ? name : quoted(name); }

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t used = display_width(text);
  return text + std::string(width > used ? width - used : 0, ' ');
}

// As the name was written, in messages.
std::string written(const ast::Name& name) { return name.prefix.empty() ? quoted(name.text) : shown(name); }

// On some day one of them alone is called so.
bool some_time_settles(const Catalog& catalog, const ast::Name& name, const std::vector<EntityId>& found) {
  return std::any_of(found.begin(), found.end(), [&](EntityId id) {
    SpanList alone = catalog::days_of_use(*catalog.entity(id), written_name(name));
    for (const EntityId other : found) {
      if (other != id) {
        alone = subtract(alone, catalog::days_of_use(*catalog.entity(other), written_name(name)));
      }
    }
    return !alone.empty();
  });
}

// `  since 1971-10-27  until 1997-05-17`, each time once.
std::string times(const std::vector<catalog::InUse>& uses) {
  std::string out;
  for (auto use = uses.begin(); use != uses.end(); ++use) {
    if (std::find(uses.begin(), use, *use) == use) {
      out += out.empty() ? "" : ",";
      out += use->since.stated() ? "  since " + to_text(use->since) : "";
      out += use->until.stated() ? "  until " + to_text(use->until) : "";
    }
  }
  return out;
}

// Key and name of each, and when it was called so, in columns.
std::vector<std::string> candidate_lines(const Catalog& catalog, const ast::Name& name, const std::vector<EntityId>& found) {
  std::size_t key_width = 0;
  std::size_t name_width = 0;
  for (const EntityId id : found) {
    key_width = std::max(key_width, display_width(catalog.entity(id)->key));
    name_width = std::max(name_width, display_width(catalog.entity(id)->name));
  }
  std::vector<std::string> lines;
  for (const EntityId id : found) {
    const Entity& entity = *catalog.entity(id);
    std::string line = padded(entity.key, key_width) + "  " + padded(entity.name, name_width);
    line += times(catalog::uses(entity, written_name(name)));
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

// Of several names of one thing the first.
std::vector<std::string> without_synonyms(const Catalog& catalog, const std::vector<std::string>& names) {
  std::vector<std::string> out;
  std::vector<std::vector<EntityId>> meant;
  for (const auto& name : names) {
    auto found = catalog.named(name);
    if (std::find(meant.begin(), meant.end(), found) == meant.end()) {
      out.push_back(name);
      meant.push_back(std::move(found));
    }
  }
  return out;
}

[[noreturn]] void refuse_unknown(const Catalog& catalog, const ast::Name& name, Place place) {
  std::vector<std::string> candidates;
  for (const auto& entity : catalog.entities()) {
    if (catalog::fits(entity.kind, place)) {
      candidates.push_back(entity.name);
      candidates.push_back(entity.key);
      std::transform(entity.also.begin(), entity.also.end(), std::back_inserter(candidates), [](const auto& a) { return a.text; });
    }
  }
  auto near = without_synonyms(catalog, catalog::nearest(name.text, candidates));
  if (near.size() == 1) {
    near[0] = quoted_name(near[0]);
  }
  refuse_misspelt("N01", "no name " + quoted(shown(name)), name.span, near,
                  "`states` and `organisations` list what there is; `define` adds to it");
}

[[noreturn]] void refuse_ambiguous(const Catalog& catalog, const ast::Name& name, const std::vector<EntityId>& found) {
  std::vector<std::string> keys;
  keys.reserve(found.size() + 1);
  for (const EntityId id : found) {
    const Entity& entity = *catalog.entity(id);
    keys.push_back((entity.key == name.text ? std::string(to_text(entity.kind)) + ":" : "") + entity.key);
  }
  const Kind kind = catalog.entity(found[0])->kind;
  const bool one_kind = std::all_of(found.begin(), found.end(), [&](EntityId id) { return catalog.entity(id)->kind == kind; });
  keys.emplace_back(one_kind ? "the full name" : "the kind before it: state:…, org:…");
  refuse("N02", quoted(shown(name)) + " names more than one " + (one_kind ? std::string(to_text(kind)) : "thing"), name.span,
         "write " + alternatives(keys), candidate_lines(catalog, name, found));
}

[[noreturn]] void refuse_misplaced(const Catalog& catalog, const ast::Name& name, EntityId found, Place place) {
  const Entity& entity = *catalog.entity(found);
  const std::string what = std::string(to_text(entity.kind));
  if (place == Place::kBody) {
    refuse("N04", quoted(shown(name)) + " is no body but a " + what, name.span,
           "roles are held in organisations, agreements and groups; what it is in: organisations of " + quoted_name(entity.key));
  }
  refuse("N04", quoted(shown(name)) + " is no actor but " + (entity.kind == Kind::kAgreement ? "an " : "a ") + what, name.span,
         "states, territories and organisations hold roles; who is in it: members of " + quoted_name(entity.key));
}

}  // namespace

EntityId Binder::entity(const ast::NameV& name, Place place) {
  if (const auto* plain = std::get_if<ast::Name>(&name)) {
    return entity(*plain, place);
  }
  const auto& param = std::get<ast::Param>(name);
  const Parameter& value = parameter(param);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) {
    refuse("N12", "$" + param.name + " is no name", param.span, "a name is given as a text");
  }
  return entity(name_of_text(*text, param.span), place);
}

// `cow:640` in a parameter is what it is in a question.
ast::Name Binder::name_of_text(const std::string& text, Span span) const {
  auto name = catalog::name_of_text(catalog_, text);
  return {std::move(name.prefix), std::move(name.text), span};
}

EntityId Binder::entity(const ast::Name& name, Place place) {
  if (!name.prefix.empty() && !catalog::kind_prefix(name.prefix) && !catalog_.has_code_system(name.prefix)) {
    refuse("N10", "no code system " + quoted(name.prefix), name.span,
           "there are " + alternatives(catalog_.code_systems()) + ", and state:, territory:, org:, agreement:, group:");
  }
  const auto called = catalog::all_called(catalog_, written_name(name));
  if (called.empty()) {
    refuse_unknown(catalog_, name, place);
  }
  const auto meant = catalog::meant(catalog_, called, written_name(name), place);
  if (meant.empty() && called.size() > 1) {
    refuse_ambiguous(catalog_, name, called);
  }
  if (meant.empty()) {
    refuse_misplaced(catalog_, name, called[0], place);
  }
  const auto found = settle(name, meant);
  if (found.size() > 1) {
    refuse_ambiguous(catalog_, name, found);
  }
  return found[0];
}

// Of several, the one that may have been called so in the time asked; all of them where that is no one or more than one.
std::vector<EntityId> Binder::settle(const ast::Name& name, const std::vector<EntityId>& found) {
  if (found.size() < 2 || !asked_) {
    return found;
  }
  const DayRange all_days;
  if (asked_->window == all_days) {
    return setting_.of_let && some_time_settles(catalog_, name, found) ? std::vector{found[0]} : found;
  }
  std::vector<EntityId> left;
  std::copy_if(found.begin(), found.end(), std::back_inserter(left),
               [&](EntityId id) { return catalog::days_of_use(*catalog_.entity(id), written_name(name)).touches(asked_->window); });
  if (left.size() != 1) {
    return found;
  }
  std::string line = written(name) + " is " + catalog_.entity(left[0])->key + " " + asked_->words;
  if (std::find(settled_.begin(), settled_.end(), line) == settled_.end()) {
    settled_.push_back(std::move(line));
  }
  return left;
}

std::vector<EntityId> Binder::list_parameter(const ast::Param& param, Place place) {
  const Parameter& value = parameter(param);
  const auto* list = std::get_if<std::vector<std::string>>(&value);
  if (list == nullptr) {
    return {entity(ast::NameV(param), place)};
  }
  std::vector<EntityId> out;
  for (const auto& item : *list) {
    out.push_back(entity(name_of_text(item, param.span), place));
  }
  return out;
}

std::vector<EntityId> Binder::entities(const std::vector<ast::NameV>& names, Place place) {
  std::vector<EntityId> out;
  for (const auto& name : names) {
    const auto* param = std::get_if<ast::Param>(&name);
    const auto ids = param != nullptr ? list_parameter(*param, place) : std::vector<EntityId>{entity(name, place)};
    for (const EntityId id : ids) {
      if (std::find(out.begin(), out.end(), id) == out.end()) {
        out.push_back(id);
      }
    }
  }
  return out;
}

RoleId Binder::role_singular(const std::string& text, Span span) {
  if (const auto* role = catalog_.role_singular(text)) {
    return role->id;
  }
  if (const auto* role = catalog_.role_plural(text)) {
    refuse_corrected("N05", "a role is named in the singular here", span, {role->singular});
  }
  refuse_role(catalog_, text, span);
}

RoleId Binder::role(const ast::Role& role) {
  if (const auto* phrase = std::get_if<ast::RolePhrase>(&role)) {
    return role_singular(phrase->text, phrase->span);
  }
  const auto& param = std::get<ast::Param>(role);
  const auto* text = std::get_if<std::string>(&parameter(param));
  if (text == nullptr) {
    refuse("N12", "$" + param.name + " is no role", param.span, "a role is given as a text");
  }
  return role_singular(*text, param.span);
}

RoleFilter Binder::roles(const std::vector<ast::Role>& roles) {
  RoleFilter filter;
  filter.any = false;
  for (const auto& item : roles) {
    const auto* phrase = std::get_if<ast::RolePhrase>(&item);
    if (phrase != nullptr && phrase->text == "participant") {
      filter.any = true;
      continue;
    }
    const auto below = catalog_.role_and_below(role(item));
    filter.ids.insert(filter.ids.end(), below.begin(), below.end());
  }
  std::sort(filter.ids.begin(), filter.ids.end());
  return filter;
}

std::vector<RoleFilter> Binder::each_role(const std::vector<ast::Role>& roles) {
  std::vector<RoleFilter> out;
  for (const auto& role : roles) {
    RoleFilter filter = this->roles({role});
    if (std::find(out.begin(), out.end(), filter) == out.end()) {
      out.push_back(std::move(filter));
    }
  }
  return out;
}

RoleFilter Binder::plural_roles(const std::vector<ast::RolePhrase>& roles) {
  RoleFilter filter;
  filter.any = false;
  for (const auto& phrase : roles) {
    if (phrase.text == "participants") {
      filter.any = true;
      continue;
    }
    const auto* role = catalog_.role_plural(phrase.text);
    if (role == nullptr) {
      refuse_plural_role(catalog_, phrase.text, phrase.span);
    }
    const auto below = catalog_.role_and_below(role->id);
    filter.ids.insert(filter.ids.end(), below.begin(), below.end());
  }
  std::sort(filter.ids.begin(), filter.ids.end());
  return filter;
}

SourceId Binder::source(const std::string& key, Span span) {
  if (const auto* record = catalog_.source_key(key)) {
    return record->id;
  }
  std::vector<std::string> candidates;
  for (const auto& record : catalog_.sources()) {
    candidates.push_back(record.key);
  }
  refuse_misspelt("N06", "no source " + quoted(key), span, catalog::nearest(key, candidates),
                  "`sources` lists them; `define source` adds one");
}

SourceId Binder::source(const ast::KeyV& key) {
  if (const auto* word = std::get_if<ast::Word>(&key)) {
    return source(word->text, word->span);
  }
  const auto& param = std::get<ast::Param>(key);
  const auto* text = std::get_if<std::string>(&parameter(param));
  if (text == nullptr) {
    refuse("N12", "$" + param.name + " is no source key", param.span, "a key is given as a text");
  }
  return source(*text, param.span);
}

std::string Binder::topic(const ast::Topic& topic) {
  const auto [wanted, span] = std::visit(
      [&](const auto& t) -> std::pair<std::string, Span> {
        using T = std::decay_t<decltype(t)>;
        if constexpr (std::is_same_v<T, ast::Param>) {
          return {text(ast::TextV(t)), t.span};
        } else if constexpr (std::is_same_v<T, ast::Text>) {
          return {t.value, t.span};
        } else {
          return {t.text, t.span};
        }
      },
      topic);
  std::vector<std::string> known;
  for (const auto& entity : catalog_.entities()) {
    known.insert(known.end(), entity.topics.begin(), entity.topics.end());
  }
  if (std::find(known.begin(), known.end(), wanted) == known.end()) {
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    refuse_misspelt("N09", "no topic " + quoted(wanted), span, catalog::nearest(wanted, known),
                    known.empty() ? "no body has a topic yet" : "there are " + alternatives(known));
  }
  return wanted;
}

Result<BoundName> bind_name(const ast::NameV& name, Place place, const When& when, const Setting& setting) {
  try {
    Binder binder(setting);
    const Binder::AsOf as_of(binder, when);
    const EntityId id = binder.entity(name, place);
    return BoundName{id, binder.settled_names()};
  } catch (Refused& refused) {
    return std::move(refused.diagnostic);
  }
}

}  // namespace entente::bind
