// `popolo`: persons, organizations, posts and memberships as the Popolo project has them in JSON, each in a list of its own or one
// within the other. A membership is that of the member, else of the organization on whose behalf the person sits there (whose name
// is kept as the quote), else of the person. A role that is not named is that of the post, else member; the first source is the
// source.
#include <nlohmann/json.hpp>

#include <map>

#include "engine/exchange/edges.h"

namespace entente::exchange {
namespace {

using nlohmann::json;

/// The object, or an empty one.
const json& object_at(const json& object, const char* key) {
  static const json kNone = json::object();
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? *found : kNone;
}

const json& list_at(const json& object, const char* key) {
  static const json kNone = json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : kNone;
}

std::string id_of(const json& object) { return text_at(object, "id").empty() ? text_at(object, "_id") : text_at(object, "id"); }

bool is_persons(const std::string& list) { return list == "persons" || list == "people"; }
bool is_organizations(const std::string& list) { return list == "organizations" || list == "organisations"; }

Thing thing_of(const json& object, bool is_person) {
  Thing out{text_at(object, "name"), {}, is_person};
  for (const auto& other : list_at(object, "other_names")) {
    if (other.is_object() && !text_at(other, "name").empty()) {
      out.also.push_back(text_at(other, "name"));
    }
  }
  return out;
}

/// The parties of a membership, by their ids, and what it says.
struct Membership {
  std::string member;
  std::string person;
  std::string on_behalf_of;
  std::string organization;
  std::string post;
  const json* said = nullptr;

  [[nodiscard]] const std::string& actor() const {
    return !member.empty() ? member : !on_behalf_of.empty() ? on_behalf_of : person;
  }
};

std::string url_of(const Membership& one) {
  for (const auto& source : list_at(*one.said, "sources")) {
    if (source.is_object() && !text_at(source, "url").empty()) {
      return text_at(source, "url");
    }
  }
  return "";
}

/// Which things an item brings along, and which memberships it is or has.
class Reader {
 public:
  template <class OnThing>
  static std::vector<Membership> read(const files::JsonItems::Item& item, const OnThing& on_thing) {
    std::vector<Membership> out;
    const json& value = *item.value;
    const bool is_person = is_persons(item.list);
    if (is_person || is_organizations(item.list)) {
      on_thing(id_of(value), thing_of(value, is_person));
      for (const auto& one : list_at(value, "memberships")) {
        if (one.is_object()) {
          out.push_back(membership(one, on_thing));
          auto& owner = is_person ? out.back().person : out.back().organization;
          owner = owner.empty() ? id_of(value) : owner;
        }
      }
    } else if (item.list == "memberships" || item.list.empty()) {
      out.push_back(membership(value, on_thing));  // what is no object says nothing, and is refused for that
    }
    return out;
  }

 private:
  template <class OnThing>
  static std::string party(const json& one, const std::string& key, bool is_person, const OnThing& on_thing) {
    const std::string said = text_at(one, (key + "_id").c_str());
    const json& within = object_at(one, key.c_str());
    std::string id = !said.empty() ? said : !id_of(within).empty() ? id_of(within) : text_at(within, "name");
    if (!within.empty() && !id.empty()) {
      on_thing(id, thing_of(within, is_person));
    }
    return id;
  }
  template <class OnThing>
  static Membership membership(const json& one, const OnThing& on_thing) {
    const bool is_person = text_at(object_at(one, "member"), "@type") == "Person";
    return {party(one, "member", is_person, on_thing),
            party(one, "person", true, on_thing),
            party(one, "on_behalf_of", false, on_thing),
            party(one, "organization", false, on_thing),
            text_at(one, "post_id").empty() ? id_of(object_at(one, "post")) : text_at(one, "post_id"),
            &one};
  }
};

/// What must be known before the first row.
struct Whole {
  Things things;
  Addresses addresses;
  std::map<std::string, std::string> posts;  // their roles, by id
  std::map<std::string, std::string> names;  // of persons, by id

  [[nodiscard]] std::string role(const Membership& one) const {
    const auto post = posts.find(one.post);
    const std::string of_post = post == posts.end() ? "" : post->second;
    return role_of_file(text_at(*one.said, "role").empty() ? of_post : text_at(*one.said, "role"), "member");
  }
};

class Popolo : public EdgeRows {
 public:
  Popolo(std::unique_ptr<files::JsonItems> items, std::vector<std::string> statements, Whole whole)
      : EdgeRows(std::move(items), std::move(statements)), whole_(std::move(whole)) {}

 protected:
  std::vector<Edge> edges_of(const files::JsonItems::Item& item) override {
    std::vector<Edge> out;
    for (const auto& one : Reader::read(item, [](const std::string&, const Thing&) {})) {
      const std::string url = url_of(one);
      const bool sits_for_another = one.member.empty() && !one.on_behalf_of.empty() && !one.person.empty();
      const auto name = whole_.names.find(one.person);
      const Things::Meant nobody;
      out.push_back({one.actor().empty() ? nobody : whole_.things.of(one.actor()), whole_.role(one),
                     one.organization.empty() ? nobody : whole_.things.of(one.organization), text_at(*one.said, "start_date"),
                     text_at(*one.said, "end_date"), url.empty() ? "" : whole_.addresses.of(url),
                     sits_for_another && name != whole_.names.end() ? name->second : text_at(*one.said, "label"), item.at});
    }
    return out;
  }

 private:
  Whole whole_;
};

constexpr auto kShape = files::JsonItems::Shape::kDocument;

}  // namespace

// The file is read three times: for its things, for what its memberships need, and row by row.
Result<std::unique_ptr<RowSource>> open_popolo(const bind::Import& import, const catalog::Catalog& catalog) {
  Whole whole{Things(catalog, "popolo", import.defines_new), Addresses(catalog), {}, {}};
  auto wrong = each_item(import, kShape, [&](const files::JsonItems::Item& item) {
    if (item.list == "posts" && item.value->is_object()) {
      const std::string role = text_at(*item.value, "role");
      whole.posts.insert_or_assign(id_of(*item.value), role.empty() ? text_at(*item.value, "label") : role);
    }
    static_cast<void>(Reader::read(item, [&](const std::string& id, Thing thing) {
      if (thing.is_person) {
        whole.names.insert_or_assign(id, thing.name);
      }
      whole.things.add(id, std::move(thing));
    }));
  });
  if (wrong) {
    return std::move(*wrong);
  }
  std::set<std::string> roles;
  wrong = each_item(import, kShape, [&](const files::JsonItems::Item& item) {
    for (const auto& one : Reader::read(item, [](const std::string&, const Thing&) {})) {
      roles.insert(whole.role(one));
      for (const auto& id : {one.actor(), one.organization}) {
        if (!id.empty()) {
          static_cast<void>(whole.things.of(id));
        }
      }
      if (const std::string url = url_of(one); !url.empty()) {
        static_cast<void>(whole.addresses.of(url));
      }
    }
  });
  if (wrong) {
    return std::move(*wrong);
  }
  auto statements = definitions_of_roles(roles, catalog);
  for (const auto* more : {&whole.things.statements(), &whole.addresses.statements()}) {
    statements.insert(statements.end(), more->begin(), more->end());
  }
  auto items = open_items(import, kShape);
  if (!items) {
    return std::move(items.error());
  }
  return std::unique_ptr<RowSource>(std::make_unique<Popolo>(std::move(*items), std::move(statements), std::move(whole)));
}

}  // namespace entente::exchange
