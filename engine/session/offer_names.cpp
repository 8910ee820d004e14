#include "engine/session/offer_names.h"

#include <algorithm>
#include <set>

#include "engine/catalog/lookup.h"
#include "engine/catalog/name_key.h"
#include "engine/catalog/records.h"
#include "engine/exchange/columns.h"
#include "engine/exchange/formats.h"
#include "parser/characters.h"
#include "parser/words.h"

namespace entente::session {
namespace {

using catalog::Catalog;
using catalog::Entity;
using catalog::Place;

constexpr std::size_t kInsideMin = 3;  // letters: fewer begin a word of too many names

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"')
      out += c;
    out += c;
  }
  return out + "\"";
}

std::string written_name(const std::string& key) { return is_plain_name(key) ? key : quoted(key); }

/// A role of free lower-case words needs no quotes.
bool is_plain_role(std::string_view role) {
  while (!role.empty()) {
    const auto word = role.substr(0, role.find(' '));
    role.remove_prefix(std::min(word.size() + 1, role.size()));
    const bool is_lower = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!is_lower || is_reserved_word(word))
      return false;
  }
  return true;
}

bool has_word_beginning(std::string_view name, std::string_view key) {
  for (auto at = name.find(' '); at != std::string_view::npos; at = name.find(' ', at + 1)) {
    if (begins_with(name.substr(at + 1), key))
      return true;
  }
  return false;
}

/// How well what was typed fits a stored entity: 0 its key, 1 a name, 2 a word inside of its name; 3: not at all.
int fit(std::string_view stored, std::string_view key) {
  int best = 3;
  std::size_t names = 0;
  std::string_view name;
  const auto compare = [&](std::string_view text, int how) { best = how < best && begins_with(text, key) ? how : best; };
  const auto on_name = [&](std::string_view text) {
    compare(text, names == 0 ? 0 : 1);
    name = names == 1 ? text : name;
    ++names;
  };
  catalog::visit_names(stored, on_name, [&](std::string_view system, std::string_view value) {
    if (catalog::is_name_system(system))
      compare(value, 1);
  });
  return best == 3 && key.size() >= kInsideMin && has_word_beginning(name, key) ? 2 : best;
}

Place place_of(NameKind kind) {
  if (kind == NameKind::kActor)
    return Place::kActor;
  return kind == NameKind::kBody ? Place::kBody : Place::kAny;
}

/// Collects offers, each once, up to a number.
class Offers {
 public:
  explicit Offers(std::size_t count_max) : count_max_(count_max) {}

  void add(std::string written, const std::string& name) {
    if (offers_.size() < count_max_ && seen_.insert(written).second)
      offers_.push_back({std::move(written), name});
  }
  [[nodiscard]] std::size_t count_max() const { return count_max_; }
  std::vector<NameOffer> finish() { return std::move(offers_); }

 private:
  std::size_t count_max_;
  std::set<std::string> seen_;
  std::vector<NameOffer> offers_;
};

void add_entities(const Catalog& catalog, Place place, std::string_view key, Offers& offers) {
  using Fitting = std::pair<int, const Entity*>;
  std::vector<Fitting> found;
  const auto& entities = catalog.entities();
  for (std::size_t at = 0; at < entities.size(); ++at) {  // most do not fit, and need not be decoded
    const int how = fit(entities.stored(at), key);
    if (how < 3 && fits(catalog.kind(entities.id(at)), place))
      found.emplace_back(how, &entities[at]);
  }
  const auto shown = found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), offers.count_max()));
  std::partial_sort(found.begin(), shown, found.end(), [](const Fitting& a, const Fitting& b) {
    return a.first != b.first ? a.first < b.first : a.second->key < b.second->key;
  });
  found.erase(shown, found.end());
  for (const auto& [how, entity] : found)
    offers.add(written_name(entity->key), entity->name == entity->key ? "" : entity->name);
}

void add_roles(const Catalog& catalog, bool is_plural, std::string_view key, Offers& offers) {
  for (const auto& role : catalog.roles()) {
    const auto& text = is_plural ? role.plural : role.singular;
    if (!begins_with(text, key) || (is_plural && !is_plain_role(text)))
      continue;
    offers.add(is_plain_role(text) ? text : quoted(text), "");
  }
}

void add_sources(const Catalog& catalog, NameKind kind, std::string_view key, Offers& offers) {
  for (const auto& source : catalog.sources()) {
    const bool by_key = kind == NameKind::kSource;
    const auto& text = by_key ? source.key : source.publisher;
    if (!text.empty() && begins_with(text, key))
      offers.add(by_key ? text : quoted(text), by_key ? source.title : "");
  }
}

void add_topics(const Catalog& catalog, std::string_view key, Offers& offers) {
  std::set<std::string> topics;
  for (const auto& entity : catalog.entities())
    topics.insert(entity.topics.begin(), entity.topics.end());
  for (const auto& topic : topics) {
    if (begins_with(topic, key))
      offers.add(is_plain_role(topic) && topic.find(' ') == std::string::npos ? topic : quoted(topic), "");
  }
}

void add_code_systems(const Catalog& catalog, std::string_view key, Offers& offers) {
  std::set<std::string> systems;
  for (const auto& entity : catalog.entities()) {
    for (const auto& code : entity.codes)
      systems.insert(code.system);
  }
  for (const auto& system : systems) {
    if (begins_with(system, key))
      offers.add(system, "");
  }
}

void add_imported(std::string_view key, Offers& offers) {
  for (const auto& words : {exchange::words_of_holds(), exchange::names_of_formats()}) {
    for (const auto& word : words) {
      if (begins_with(word, key))
        offers.add(word, "");
    }
  }
}

}  // namespace

bool begins_with(std::string_view name, std::string_view key) {
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (i == name.size())
      return false;
    if (static_cast<unsigned char>(name[i]) >= 0x80)
      return catalog::name_key(name).starts_with(key);
    if (lower(name[i]) != key[i])
      return false;
  }
  return true;
}

std::vector<NameOffer> names_beginning(const Catalog& catalog, NameKind kind, std::string_view begins, std::size_t count_max) {
  if (begins.starts_with('"'))
    begins.remove_prefix(1);
  const auto key = catalog::name_key(begins);
  Offers offers(count_max);
  switch (kind) {
    case NameKind::kActor:
    case NameKind::kBody:
    case NameKind::kThing:
      add_entities(catalog, place_of(kind), key, offers);
      break;
    case NameKind::kRole:
    case NameKind::kRoles:
      add_roles(catalog, kind == NameKind::kRoles, key, offers);
      break;
    case NameKind::kSource:
    case NameKind::kPublisher:
      add_sources(catalog, kind, key, offers);
      break;
    case NameKind::kTopic:
      add_topics(catalog, key, offers);
      break;
    case NameKind::kCodeSystem:
      add_code_systems(catalog, key, offers);
      break;
    case NameKind::kImported:
      add_imported(key, offers);
      break;
    case NameKind::kLet:
    case NameKind::kParameter:
      break;
  }
  return offers.finish();
}

}  // namespace entente::session
