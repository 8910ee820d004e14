#include "engine/plan/words.h"

#include <algorithm>
#include <array>

#include "parser/characters.h"

namespace entente::plan {
namespace {

using bind::Query;
using bind::SetNode;

std::string_view kinds_word(const SetNode& node) {
  const auto is = [&](std::initializer_list<Kind> kinds) { return node.kinds == bind::KindFilter::of(kinds); };
  if (is({Kind::kState})) {
    return "states";
  }
  if (is({Kind::kTerritory})) {
    return "territories";
  }
  if (is({Kind::kOrganisation})) {
    return "organisations";
  }
  if (is({Kind::kAgreement})) {
    return "agreements";
  }
  if (is({Kind::kGroup})) {
    return "groups";
  }
  return node.side == bind::Side::kActors ? "actors" : "bodies";
}

std::string_view sureness_word(bind::Sureness sureness) {
  constexpr std::array<std::string_view, 3> kWords = {"", " certainly", " possibly"};
  return kWords[static_cast<std::size_t>(sureness)];
}

// A chain inside of a chain stands in parentheses, unless it is one of `and` under the others.
bool needs_parentheses(const SetNode& child, const SetNode& around) {
  if (child.op != SetNode::Op::kChain || child.when || child.sureness) {
    return false;
  }
  const auto is_and = [](SetNode::Join join) { return join == SetNode::Join::kAnd; };
  const bool all_and = std::all_of(child.joins.begin(), child.joins.end(), is_and);
  return !all_and || std::any_of(around.joins.begin(), around.joins.end(), is_and) || around.op == SetNode::Op::kCounted;
}

}  // namespace

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out += (i == 0 ? "" : std::string(between)) + parts[i];
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' ? "\"\"" : std::string(1, c);
  }
  return out + "\"";
}

std::string Words::entity(EntityId id) const {
  const auto* entity = catalog_.entity(id);
  const std::string& key = entity->key;
  return is_plain_name(key) ? key : quoted(key);
}

// The roles that were named: what stands under one of them was not.
std::vector<const catalog::Role*> Words::tops(const bind::RoleFilter& roles) const {
  std::vector<const catalog::Role*> out;
  for (const RoleId id : roles.ids) {
    const auto* role = catalog_.role(id);
    if (!role->under || !roles.takes(role->under)) {
      out.push_back(role);
    }
  }
  return out;
}

std::string Words::plurals(const bind::RoleFilter& roles) const {
  std::vector<std::string> words;
  for (const auto* role : roles.any ? std::vector<const catalog::Role*>{} : tops(roles)) {
    words.push_back(role->plural);
  }
  return roles.any ? "participants" : joined(words);
}

std::string Words::singulars(const bind::RoleFilter& roles) const {
  std::vector<std::string> words;
  for (const auto* role : roles.any ? std::vector<const catalog::Role*>{} : tops(roles)) {
    words.push_back(role->singular);
  }
  return roles.any ? "participant" : joined(words);
}

std::string Words::names(const bind::Selector& selector) const {
  std::vector<std::string> parts;
  for (const EntityId id : selector.named) {
    parts.push_back(entity(id));
  }
  for (const auto& node : selector.sets) {
    const bool braces = node.op == SetNode::Op::kListed && !node.when && !node.sureness;
    const std::string words = set(node);
    parts.push_back(braces || words.starts_with("(") ? words : "(" + words + ")");
  }
  return joined(parts);
}

std::string Words::set(const SetNode& node) const {
  if (!node.when && !node.sureness) {
    return bare_set(node);
  }
  return "(" + bare_set(node) + (node.sureness ? std::string(sureness_word(*node.sureness)) : "") +
         (node.when ? " " + node.when->words : "") + ")";
}

std::string Words::bare_set(const SetNode& node) const {
  switch (node.op) {
    case SetNode::Op::kRolesOf:
      return plurals(node.roles) + " of " + names(node.selector);
    case SetNode::Op::kBodiesOf:
    case SetNode::Op::kExisting:
      return catalogue(node);
    case SetNode::Op::kListed:
      return "{" + names(node.selector) + "}";
    case SetNode::Op::kChain:
      return chain(node);
    case SetNode::Op::kCounted:
      return counted(node);
    case SetNode::Op::kRows:
      return "(" + query(*node.rows) + ")";
  }
  return "";
}

std::string Words::catalogue(const SetNode& node) const {
  std::string out(kinds_word(node));
  if (node.op == SetNode::Op::kBodiesOf) {
    out += " of " + names(node.selector);
    out += node.roles.any ? "" : " as " + singulars(node.roles);
  }
  if (node.under) {
    out += " under " + names(*node.under);
  }
  std::vector<std::string> topics;
  for (const auto& topic : node.topics) {
    topics.push_back(topic.find(' ') == std::string::npos ? topic : quoted(topic));
  }
  return out + (topics.empty() ? "" : " about " + joined(topics));
}

std::string Words::chain(const SetNode& node) const {
  constexpr std::array<std::string_view, 3> kJoins = {" and ", " or ", " except "};
  std::string out;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const bool closed = needs_parentheses(node.children[i], node);
    out += i == 0 ? "" : std::string(kJoins[static_cast<std::size_t>(node.joins[i - 1])]);
    out += closed ? "(" + set(node.children[i]) + ")" : set(node.children[i]);
  }
  return out;
}

std::string Words::counted(const SetNode& node) const {
  std::vector<std::string> parts;
  for (const auto& child : node.children) {
    parts.push_back(needs_parentheses(child, node) ? "(" + set(child) + ")" : set(child));
  }
  return (node.exactly ? "exactly " : "at least ") + std::to_string(node.count) + " of (" + joined(parts) + ")";
}

std::string Words::log(std::string_view word, const Query& query) const {
  std::string out(word);
  out += query.actors.all ? "" : " of " + names(query.actors);
  out += query.bodies.all ? "" : " in " + names(query.bodies);
  return out + (query.roles.any ? "" : " as " + singulars(query.roles));
}

std::string Words::pairs(const Query& query) const {
  const auto role = [](const std::string& words) { return words.empty() ? "" : " as " + words; };
  std::string out = query.ordered ? "ordered pairs of " : "pairs of ";
  out += set(query.set) + (query.ordered ? role(singulars(query.roles)) : "");
  if (query.has_other) {
    out += " with " + set(query.other_set) + (query.ordered ? role(singulars(query.other_roles)) : "");
  }
  if (!query.ordered && !query.roles.any) {
    out += role(singulars(query.roles));
  }
  return out + (query.bodies.all ? "" : " in " + names(query.bodies));
}

// `rows of "votes.csv" with state as actor cow, day as date`.
std::string Words::file(const Query& query) const {
  const auto& table = *query.file;
  const std::size_t front = query.source_schema.size() - table.headings.size();  // the column `period` of a series
  std::vector<std::string> columns;                                              // those that are more than texts
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    const Field& field = query.source_schema[front + i];
    if (!field.type.is(Type::Kind::kText)) {
      columns.push_back(field.name + " as " + std::string(type_word(field.type)) +
                        (table.code_systems[i].empty() ? "" : " " + table.code_systems[i]));
    }
  }
  return "rows of " + quoted(table.shown) + (table.encoding == files::Encoding::kWindows1252 ? " encoded windows-1252" : "") +
         (columns.empty() ? "" : " with " + joined(columns)) + (table.skips_unknown ? " skipping unknown" : "");
}

std::string Words::source(const Query& query) const {
  switch (query.rows) {
    case Query::Rows::kFile:
      return file(query);
    case Query::Rows::kMemberships:
    case Query::Rows::kActorSet:
    case Query::Rows::kBodySet:
    case Query::Rows::kActors:
    case Query::Rows::kBodies:
    case Query::Rows::kBodiesOf:
      return set(query.set);
    case Query::Rows::kAllMemberships:
      return log("memberships", query);
    case Query::Rows::kClaims:
      return log("claims", query);
    case Query::Rows::kChanges:
      return log("changes", query);
    case Query::Rows::kConflicts:
      return log("conflicts", query);
    case Query::Rows::kEvents:
      return "events of " + names(query.bodies);
    case Query::Rows::kProvisions:
      return "provisions of " + names(query.bodies);
    case Query::Rows::kRoles:
      return "roles";
    case Query::Rows::kSources:
      return "sources";
    case Query::Rows::kCommits:
      return "commits";
    case Query::Rows::kTransitions:
      return "transitions from " + singulars(query.roles) + " to " + singulars(query.other_roles) +
             (query.bodies.all ? "" : " in " + names(query.bodies));
    case Query::Rows::kPairs:
      return pairs(query);
    case Query::Rows::kIs:
      return "is " + names(query.actors) + " " + singulars(query.roles) + " of " + names(query.bodies);
    case Query::Rows::kHistory:
      return "history of " + (query.of_source ? catalog_.source(query.of_source)->key : names(query.actors));
  }
  return "";
}

std::string Words::query(const Query& query) const {
  std::string out = source(query);
  const Schema* schema = &query.source_schema;
  for (const auto& stage : query.stages) {
    out += " | " + this->stage(stage, *schema);
    schema = &stage.schema;
  }
  return out;
}

std::string Words::sources(const std::vector<SourceId>& ids) const {
  std::vector<std::string> keys;
  keys.reserve(ids.size());
  for (const SourceId id : ids) {
    keys.push_back(catalog_.source(id)->key);
  }
  return joined(keys);
}

std::vector<std::string> Words::view(const claims::View& view) const {
  std::vector<std::string> out;
  if (view.according) {
    std::vector<std::string> parts;
    for (const auto& filter : *view.according) {
      parts.push_back(sources(filter.sources) + (filter.via.empty() ? "" : " via " + sources(filter.via)));
    }
    out.push_back("according to " + joined(parts));
  }
  if (view.reported_by && !view.reported_by_step) {
    out.push_back("as reported by " + to_text(*view.reported_by));
  }
  if (view.known_at && !view.known_by_step) {
    out.push_back(view.known_at->value == 0 ? "as known before the first commit"
                                            : "as known at commit " + std::to_string(view.known_at->value));
  }
  std::vector<std::string> stances;
  for (const auto& [on, word] : {std::pair(view.planned, "planned"), {view.proposed, "proposed"}, {view.alleged, "alleged"}}) {
    if (on) {
      stances.emplace_back(word);
    }
  }
  if (!stances.empty()) {
    out.push_back("including " + joined(stances));
  }
  if (view.predecessors) {
    out.emplace_back("counting predecessors");
  }
  return out;
}

}  // namespace entente::plan
