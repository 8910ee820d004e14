// `followthemoney`: entities a line, each with a schema and lists of values. Memberships, directorships and employments are edges;
// a succession says what continues what; whatever has a name may be what they lead to. Of several dates, the finest that all agree
// with; where they differ, what lies between them.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>

#include "engine/exchange/edges.h"
#include "engine/exchange/statement_rows.h"
#include "engine/value/bound.h"

namespace entente::exchange {
namespace {

using nlohmann::json;
using Item = files::JsonItems::Item;

struct EdgeSchema {
  std::string_view name;
  const char* actor;
  const char* body;
  std::string_view role;  // where the edge names none
};

constexpr std::array<EdgeSchema, 3> kEdges = {{{"Membership", "member", "organization", "member"},
                                               {"Directorship", "director", "organization", "director"},
                                               {"Employment", "employee", "employer", "employee"}}};
constexpr std::string_view kSuccession = "Succession";

std::string schema_of(const json& entity) { return entity.is_object() ? text_at(entity, "schema") : ""; }

const EdgeSchema* edge_schema(const json& entity) {
  const std::string schema = schema_of(entity);
  const auto* const found = std::find_if(kEdges.begin(), kEdges.end(), [&](const EdgeSchema& one) { return one.name == schema; });
  return found == kEdges.end() ? nullptr : found;
}

/// Of a property, its texts; of entities that are written out there, their ids.
std::vector<std::string> values_at(const json& entity, const char* property) {
  std::vector<std::string> out;
  const auto properties = entity.find("properties");
  if (properties == entity.end() || !properties->is_object() || !properties->contains(property)) {
    return out;
  }
  const json& values = (*properties)[property];
  for (const auto& value : values.is_array() ? values : json::array({values})) {
    if (value.is_string()) {
      out.push_back(value.get<std::string>());
    } else if (value.is_object()) {
      out.push_back(text_at(value, "id"));
    }
  }
  return out;
}

std::string first_of(const std::vector<std::string>& values) { return values.empty() ? "" : values.front(); }

std::string one_date(const std::vector<std::string>& values) {
  if (values.size() < 2) {
    return first_of(values);
  }
  auto finest = *std::max_element(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  if (std::all_of(values.begin(), values.end(), [&](const auto& value) { return finest.starts_with(value); })) {
    return finest;
  }
  Day earliest = kAfterAll;
  Day latest = kBeforeAll;
  for (const auto& value : values) {
    const auto bound = bound_of_text(without_time_of_day(value));
    if (!bound) {
      return value;  // refused when the row is read
    }
    earliest = std::min(earliest, bound->earliest);
    latest = std::max(latest, bound->latest);
  }
  return to_text(bound_between(earliest, latest));
}

/// What must be known before the first row.
struct Whole {
  Things things;
  Addresses addresses;
  std::set<std::string> roles;
  std::vector<std::string> successions;
  std::map<std::string, std::size_t> left_out;  // by schema

  void add_thing(const json& entity);
  void add_edge(const json& entity, const EdgeSchema& schema);
  void add_succession(const json& entity);
};

// And what is written out within it.
void Whole::add_thing(const json& entity) {
  const auto names = entity.is_object() ? values_at(entity, "name") : std::vector<std::string>{};
  if (!names.empty()) {
    auto also = values_at(entity, "alias");
    also.insert(also.end(), names.begin() + 1, names.end());
    things.add(text_at(entity, "id"), {names.front(), std::move(also), schema_of(entity) == "Person"});
  }
  if (!entity.is_object() || !entity.contains("properties")) {
    return;
  }
  for (const auto& values : entity["properties"]) {
    for (const auto& value : values.is_array() ? values : json::array()) {
      if (value.is_object()) {
        add_thing(value);
      }
    }
  }
}

void Whole::add_edge(const json& entity, const EdgeSchema& schema) {
  for (const char* property : {schema.actor, schema.body}) {
    for (const auto& id : values_at(entity, property)) {
      static_cast<void>(things.of(id));
    }
  }
  roles.insert(role_of_file(first_of(values_at(entity, "role")), schema.role));
  if (const auto url = first_of(values_at(entity, "sourceUrl")); !url.empty()) {
    static_cast<void>(addresses.of(url));
  }
}

// Only between what is known, or defined here: who is not known has no history either.
void Whole::add_succession(const json& entity) {
  const std::string date = one_date(values_at(entity, "date").empty() ? values_at(entity, "startDate") : values_at(entity, "date"));
  for (const auto& before : values_at(entity, "predecessor")) {
    for (const auto& after : values_at(entity, "successor")) {
      const std::string& successor = things.of(after).name;
      const std::string& predecessor = things.of(before).name;
      const auto colon = successor.find(':');
      if (!things.of(after).fault.empty() || !things.of(before).fault.empty() || colon == std::string::npos ||
          predecessor.find(':') == std::string::npos) {
        ++left_out[std::string(kSuccession) + " of somebody unknown"];
        continue;
      }
      successions.push_back("define " + successor.substr(0, colon) + " " + quoted_text(successor.substr(colon + 1)) +
                            " continues " + written_body(predecessor) + (date.empty() ? "" : " since " + date));
    }
  }
}

class FollowTheMoney : public EdgeRows {
 public:
  FollowTheMoney(std::unique_ptr<files::JsonItems> items, std::vector<std::string> statements, Whole whole)
      : EdgeRows(std::move(items), std::move(statements)), whole_(std::move(whole)) {}

  [[nodiscard]] std::vector<std::string> notes() const override {
    std::string all;
    for (const auto& [schema, count] : whole_.left_out) {
      all += (all.empty() ? "" : ", ") + std::to_string(count) + " " + schema;
    }
    return all.empty() ? std::vector<std::string>{} : std::vector<std::string>{"not imported: " + all};
  }

 protected:
  std::vector<Edge> edges_of(const Item& item) override {
    std::vector<Edge> out;
    const json& entity = *item.value;
    const auto* schema = edge_schema(entity);
    if (schema == nullptr) {
      return out;
    }
    const std::string url = first_of(values_at(entity, "sourceUrl"));
    Edge edge{{},
              role_of_file(first_of(values_at(entity, "role")), schema->role),
              {},
              one_date(values_at(entity, "startDate")),
              one_date(values_at(entity, "endDate")),
              url.empty() ? "" : whole_.addresses.of(url),
              first_of(values_at(entity, "summary")),
              item.at};
    for (const auto& actor : parties(entity, schema->actor)) {
      for (const auto& body : parties(entity, schema->body)) {
        edge.actor = actor;
        edge.body = body;
        out.push_back(edge);
      }
    }
    return out;
  }

 private:
  // An edge without a party is refused for that.
  std::vector<Things::Meant> parties(const json& entity, const char* property) {
    std::vector<Things::Meant> out;
    for (const auto& id : values_at(entity, property)) {
      out.push_back(whole_.things.of(id));
    }
    return out.empty() ? std::vector<Things::Meant>(1) : out;
  }

  Whole whole_;
};

constexpr auto kShape = files::JsonItems::Shape::kLines;

}  // namespace

// The file is read three times: for its things, for what its edges need, and row by row.
Result<std::unique_ptr<RowSource>> open_follow_the_money(const bind::Import& import, const catalog::Catalog& catalog) {
  Whole whole{Things(catalog, "ftm", import.defines_new), Addresses(catalog), {}, {}, {}};
  if (auto wrong = each_item(import, kShape, [&](const Item& item) { whole.add_thing(*item.value); })) {
    return std::move(*wrong);
  }
  auto wrong = each_item(import, kShape, [&](const Item& item) {
    const json& entity = *item.value;
    if (const auto* schema = edge_schema(entity)) {
      whole.add_edge(entity, *schema);
    } else if (schema_of(entity) == kSuccession) {
      whole.add_succession(entity);
    } else if (schema_of(entity).empty()) {
      ++whole.left_out["lines without a schema"];
    } else if (values_at(entity, "name").empty()) {
      ++whole.left_out[schema_of(entity)];
    }
  });
  if (wrong) {
    return std::move(*wrong);
  }
  auto statements = definitions_of_roles(whole.roles, catalog);
  for (const std::vector<std::string>* more :
       {&whole.things.statements(), &whole.addresses.statements(), &std::as_const(whole.successions)}) {
    statements.insert(statements.end(), more->begin(), more->end());
  }
  auto items = open_items(import, kShape);
  if (!items) {
    return std::move(items.error());
  }
  return std::unique_ptr<RowSource>(std::make_unique<FollowTheMoney>(std::move(*items), std::move(statements), std::move(whole)));
}

}  // namespace entente::exchange
