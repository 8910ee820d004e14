#include "engine/exchange/edges.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "engine/catalog/cell_names.h"
#include "engine/exchange/participation.h"
#include "engine/exchange/statement_rows.h"
#include "engine/files/numbers.h"

namespace entente::exchange {
namespace {

constexpr std::size_t kSourceKeyMax = 60;

std::string named(const catalog::Entity& entity) { return std::string(to_text(entity.kind)) + ":" + entity.key; }

/// Letters, digits, and hyphens between them.
std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9')) {
      out += low;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  out.resize(std::min(out.size(), kSourceKeyMax));
  while (!out.empty() && out.back() == '-') {
    out.pop_back();
  }
  return out;
}

std::string unique(const std::string& name, std::set<std::string>& taken) {
  std::string free = name;
  for (std::size_t number = 2; !taken.insert(free).second; ++number) {
    free = name + "-" + std::to_string(number);
  }
  return free;
}

}  // namespace

void Things::add(const std::string& id, Thing thing) {
  const auto [found, is_new] = things_.try_emplace(id);
  if (is_new || !thing.name.empty()) {
    found->second = std::move(thing);
  }
}

const Things::Meant& Things::of(const std::string& id) {
  const auto [found, is_new] = known_.try_emplace(id);
  if (is_new) {
    found->second = look_up(id);
  }
  return found->second;
}

// The one that is called so; empty where it is none, or several.
std::string Things::found_as(const std::string& name) const {
  const auto called = catalog::all_called(catalog_, {"", name});
  return called.size() == 1 ? named(*catalog_.entity(called[0])) : "";
}

Things::Meant Things::look_up(const std::string& id) {
  if (const auto coded = catalog_.coded(system_, id); coded.size() == 1) {
    return {named(*catalog_.entity(coded[0])), ""};
  }
  const auto thing = things_.find(id);
  if (thing == things_.end() || thing->second.name.empty()) {
    return {id, "the file does not say who " + catalog::quoted_cell(id) + " is"};
  }
  const auto& [name, also, is_person] = thing->second;
  if (const auto found = found_as(name); !found.empty()) {
    return {found, ""};
  }
  for (const auto& other : also) {
    if (const auto found = found_as(other); !found.empty()) {
      return {found, ""};
    }
  }
  if (is_person) {
    return {name, "nobody is called " + catalog::quoted_cell(name) + ", and persons are not defined on the way"};
  }
  return {defines_new_ ? define(id, name) : name, ""};
}

std::string Things::define(const std::string& id, const std::string& name) {
  if (!catalog_.named(name).empty()) {
    taken_.insert(name);
  }
  const std::string key = unique(name, taken_);
  statements_.push_back("define organisation " + quoted_text(key) + (key == name ? "" : " named " + quoted_text(name)) + " code " +
                        system_ + " " + quoted_text(id));
  return "organisation:" + key;
}

Addresses::Addresses(const catalog::Catalog& catalog) {
  for (const auto& source : catalog.sources()) {
    taken_.insert(source.key);
    if (!source.url.empty()) {
      keys_.try_emplace(source.url, source.key);
    }
  }
}

const std::string& Addresses::of(const std::string& url) {
  const auto [found, is_new] = keys_.try_emplace(url);
  if (is_new) {
    const auto scheme = url.find("://");
    std::string key = slug(scheme == std::string::npos ? url : url.substr(scheme + 3));
    if (key.empty() || (key.front() >= '0' && key.front() <= '9')) {
      key.insert(0, "web-");
    }
    found->second = unique(key, taken_);
    statements_.push_back("define source " + found->second + " url " + quoted_text(url));
  }
  return found->second;
}

std::string text_at(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) {
    return "";
  }
  return found->is_string() ? found->get<std::string>() : found->is_number_integer() ? found->dump() : "";
}

Result<Items> open_items(const bind::Import& import, files::JsonItems::Shape shape) {
  return files::JsonItems::open(import.file.path, import.file.shown, import.encoding, shape);
}

std::optional<Diagnostic> each_item(const bind::Import& import, files::JsonItems::Shape shape,
                                    const std::function<void(const files::JsonItems::Item&)>& on_item) {
  auto items = open_items(import, shape);
  if (!items) {
    return std::move(items.error());
  }
  while (true) {
    const auto item = (*items)->next();
    if (!item) {
      return item.error();
    }
    if (*item == nullptr) {
      return std::nullopt;
    }
    on_item(**item);
  }
}

std::string role_of_file(std::string_view text, std::string_view otherwise) {
  std::string role(files::trimmed(text));
  for (char& c : role) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return role.empty() ? std::string(otherwise) : role;
}

std::vector<std::string> definitions_of_roles(const std::set<std::string>& roles, const catalog::Catalog& catalog) {
  std::vector<std::string> out;
  for (const auto& role : roles) {
    const bool is_role = role.front() >= 'a' && role.front() <= 'z' &&
                         role.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 -") == std::string::npos;
    if (is_role && catalog.role_singular(role) == nullptr && catalog.role_plural(role) == nullptr) {
      out.push_back(definition_of_role(role));
    }
  }
  return out;
}

const std::vector<std::string>& EdgeRows::headings() const {
  static const std::vector<std::string> kHeadings = {"actor", "role", "body", "since", "until", "source", "quote"};
  return kHeadings;
}

Result<const Row*> EdgeRows::next(std::vector<RowFault>& faults) {
  while (ready_.empty()) {
    const auto item = items_->next();
    if (!item) {
      return item.error();
    }
    if (*item == nullptr) {
      return static_cast<const Row*>(nullptr);
    }
    for (auto& edge : edges_of(**item)) {
      ready_.push_back(std::move(edge));
    }
  }
  edge_ = std::move(ready_.front());
  ready_.pop_front();
  ++records_;
  fill(faults);
  return &row_;
}

void EdgeRows::fill(std::vector<RowFault>& faults) {
  const std::array<std::pair<Field, const std::string*>, 7> said = {{{Field::kActor, &edge_.actor.name},
                                                                     {Field::kRole, &edge_.role},
                                                                     {Field::kBody, &edge_.body.name},
                                                                     {Field::kSince, &edge_.since},
                                                                     {Field::kUntil, &edge_.until},
                                                                     {Field::kSource, &edge_.source},
                                                                     {Field::kQuote, &edge_.quote}}};
  row_.at = edge_.at;
  record_.at = edge_.at;
  record_.cells.clear();
  for (const auto& [field, text] : said) {
    row_[field] = {*text, edge_.at};
    record_.cells.push_back({*text, text->empty(), 0, edge_.at});
  }
  for (const auto& [field, fault] : {std::pair(Field::kActor, edge_.actor.fault), std::pair(Field::kBody, edge_.body.fault)}) {
    if (!fault.empty()) {
      faults.push_back({edge_.at, std::string(to_text(field)), fault, "N01"});
    }
  }
}

}  // namespace entente::exchange
