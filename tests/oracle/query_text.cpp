// The query struct written in the language, with no more parentheses than it needs.
#include <array>

#include "tests/oracle/query.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

std::string listed(const std::vector<int>& items, const auto& name) {
  std::string text;
  for (int item : items) {
    text += (text.empty() ? "" : ", ") + name(item);
  }
  return text;
}

std::string codes(const std::vector<Thing>& things, const std::vector<int>& items) {
  return listed(items, [&](int item) { return at(things, item).code; });
}

std::string role_names(const World& world, const std::vector<int>& roles) {
  return listed(roles, [&](int role) { return at(world.roles, role).name; });
}

const char* stance_word(Stance stance) {
  return stance == Stance::kPlanned ? "planned" : stance == Stance::kProposed ? "proposed" : "alleged";
}

std::string clauses_text(const World& world, const Clauses& clauses) {
  std::string text;
  if (clauses.time) {
    text += " " + clauses.time->text;
  }
  if (clauses.series) {
    text += " " + clauses.series->text;
  }
  std::string separator = " according to ";
  for (const auto& ref : clauses.according) {
    text += separator + at(world.sources, ref.source).key + (ref.via ? " via " + at(world.sources, *ref.via).key : "");
    separator = ", ";
  }
  if (clauses.reported) {
    text += " as reported by " + iso(*clauses.reported);
  }
  if (clauses.commit) {
    text += " as known at commit " + std::to_string(*clauses.commit);
  }
  if (clauses.known_on) {
    text += " as known on " + iso(*clauses.known_on);
  }
  separator = " including ";
  for (auto stance : clauses.including) {
    text += separator + stance_word(stance);
    separator = ", ";
  }
  text += clauses.counting ? " counting predecessors" : "";
  if (clauses.sureness) {
    text += *clauses.sureness == Sureness::kCertainly ? " certainly" : " possibly";
  }
  return text;
}

std::string node_text(const World& world, const Node& node);

// Names, then sets in parentheses or by the name of a let.
std::string with_sets(const World& world, std::string text, const std::vector<Node>& sets) {
  for (const auto& set : sets) {
    bool is_closed = set.kind == Node::Kind::kPart || set.kind == Node::Kind::kBraces;
    text += (text.empty() ? "" : ", ") + (is_closed ? node_text(world, set) : "(" + node_text(world, set) + ")");
  }
  return text;
}

bool is_plain_leaf(const Node& node) {
  bool leaf = node.kind == Node::Kind::kRoleSet || node.kind == Node::Kind::kBodiesOf;
  return leaf && node.roles.size() <= 1 && node.bodies.size() <= 1 && node.actors.size() <= 1 && node.sets.empty() &&
         node.topics.size() <= 1;
}

std::string counted_text(const World& world, const Node& node) {
  std::string text = (node.kind == Node::Kind::kAtLeast ? "at least " : "exactly ") + std::to_string(node.number) + " of (";
  std::string separator;
  for (const auto& part : node.parts) {
    bool bare = is_plain_leaf(part) || part.kind == Node::Kind::kPart;
    text += separator + (bare ? node_text(world, part) : "(" + node_text(world, part) + ")");
    separator = ", ";
  }
  return text + ")";
}

// `and` binds tighter; `or` and `except` go left to right.
std::string operand(const World& world, const Node& node, const Node& part, bool first) {
  bool loose = part.kind == Node::Kind::kOr || part.kind == Node::Kind::kExcept;
  bool parenthesise = part.kind == Node::Kind::kAnd ? !first && node.kind == Node::Kind::kAnd : loose;
  parenthesise = parenthesise && (!first || node.kind == Node::Kind::kAnd);
  return parenthesise ? "(" + node_text(world, part) + ")" : node_text(world, part);
}

std::string joined(const World& world, const Node& node, const char* word) {
  return operand(world, node, node.parts[0], true) + word + operand(world, node, node.parts[1], false);
}

std::string narrowed_text(const World& world, const Node& node) {
  std::string topics;
  for (const auto& topic : node.topics) {
    topics += (topics.empty() ? " about " : ", ") + topic;
  }
  return (node.under.empty() ? "" : " under " + codes(world.bodies, node.under)) + topics;
}

std::string node_text(const World& world, const Node& node) {
  switch (node.kind) {
    case Node::Kind::kRoleSet: {
      auto plurals = listed(node.roles, [&](int role) { return at(world.roles, role).plural; });
      return (plurals.empty() ? "participants" : plurals) + " of " + with_sets(world, codes(world.bodies, node.bodies), node.sets);
    }
    case Node::Kind::kBodiesOf:
      return node.body_word + " of " + with_sets(world, codes(world.actors, node.actors), node.sets) +
             (node.roles.empty() ? "" : " as " + role_names(world, node.roles)) + narrowed_text(world, node);
    case Node::Kind::kStates:
    case Node::Kind::kBodies:
      return node.body_word + narrowed_text(world, node);
    case Node::Kind::kBraces:
      return "{" + (node.bodies.empty() ? codes(world.actors, node.actors) : codes(world.bodies, node.bodies)) + "}";
    case Node::Kind::kAnd:
      return joined(world, node, " and ");
    case Node::Kind::kOr:
      return joined(world, node, " or ");
    case Node::Kind::kExcept:
      return joined(world, node, " except ");
    case Node::Kind::kAtLeast:
    case Node::Kind::kExactly:
      return counted_text(world, node);
    case Node::Kind::kPart:
      return node.let.empty() ? "(" + node_text(world, node.parts[0]) + clauses_text(world, node.clauses) + ")" : node.let;
  }
  return "";
}

std::string actors_text(const World& world, const Query& query) {
  return with_sets(world, codes(world.actors, query.actors), query.actor_sets);
}

std::string bodies_text(const World& world, const Query& query) {
  return with_sets(world, codes(world.bodies, query.bodies), query.body_sets);
}

std::string in_bodies(const World& world, const Query& query) {
  auto bodies = bodies_text(world, query);
  return bodies.empty() ? "" : " in " + bodies;
}

std::string filters_text(const World& world, const Query& query) {
  auto actors = actors_text(world, query);
  return (actors.empty() ? "" : " of " + actors) + in_bodies(world, query) +
         (query.roles.empty() ? "" : " as " + role_names(world, query.roles));
}

// One set, or in parentheses.
std::string pair_set(const World& world, const Node& node) {
  bool bare = is_plain_leaf(node) || node.parts.empty();
  return bare && node.kind != Node::Kind::kBodiesOf ? node_text(world, node) : "(" + node_text(world, node) + ")";
}

std::string pairs_text(const World& world, const Query& query) {
  bool ordered = query.kind == Query::Kind::kOrderedPairs;
  auto as = [&](const std::vector<int>& roles) { return roles.empty() ? "" : " as " + role_names(world, roles); };
  return (ordered ? "ordered pairs of " : "pairs of ") + pair_set(world, query.set) + (ordered ? as(query.roles) : "") +
         (query.with.empty() ? "" : " with " + pair_set(world, query.with[0])) + as(ordered ? query.roles_with : query.roles) +
         in_bodies(world, query);
}

std::string source_text(const World& world, const Query& query) {
  switch (query.kind) {
    case Query::Kind::kSet:
      return node_text(world, query.set);
    case Query::Kind::kMemberships:
      return "memberships" + filters_text(world, query);
    case Query::Kind::kClaims:
      return "claims" + filters_text(world, query);
    case Query::Kind::kThings:
      return node_text(world, query.set);
    case Query::Kind::kRoles:
      return "roles";
    case Query::Kind::kSources:
      return "sources";
    case Query::Kind::kCommits:
      return "commits";
    case Query::Kind::kProvisions:
      return "provisions of " + bodies_text(world, query);
    case Query::Kind::kHistory:
      return "history of " + codes(world.actors, query.actors) + codes(world.bodies, query.bodies);
    case Query::Kind::kPairs:
    case Query::Kind::kOrderedPairs:
      return pairs_text(world, query);
    case Query::Kind::kIs:
      return "is " + codes(world.actors, query.actors) + " " +
             (query.roles.empty() ? "participant" : role_names(world, query.roles)) + " of " + codes(world.bodies, query.bodies);
    case Query::Kind::kEvents:
      return "events of " + bodies_text(world, query);
    case Query::Kind::kConflicts:
      return "conflicts" + filters_text(world, query);
    case Query::Kind::kChanges:
      return "changes" + filters_text(world, query) + (query.as_participant ? " as participant" : "");
    case Query::Kind::kTransitions:
      return "transitions from " + role_names(world, query.roles) + " to " + role_names(world, query.roles_with) +
             in_bodies(world, query);
  }
  return "";
}

std::string columns_text(const std::vector<std::string>& columns) {
  std::string text;
  for (const auto& column : columns) {
    text += (text.empty() ? "" : ", ") + column;
  }
  return text;
}

std::string test_text(const World& world, const Stage& stage) {
  auto role = at(world.roles, stage.role).name;
  auto body = at(world.bodies, stage.body).code;
  auto on_day = stage.on_day ? " on " + iso(*stage.on_day) : "";
  switch (stage.kind) {
    case Stage::Kind::kMemberOf:
      return role + " of " + body + on_day;
    case Stage::Kind::kNotMemberOf:
      return "not " + role + " of " + body + on_day;
    case Stage::Kind::kRoleIn:
      return "role in " + body + on_day + (stage.text.empty() ? " = \"" + role + "\"" : "");
    case Stage::Kind::kBeganIn:
      return "began in " + body + on_day;
    case Stage::Kind::kEndedIn:
      return "ended in " + body + on_day;
    case Stage::Kind::kSize:
      return "size(" + role + ")" + on_day;
    default:
      return "";
  }
}

std::string aggregates_text(const std::vector<Aggregate>& aggregates) {
  using Fn = Aggregate::Fn;
  constexpr std::array<const char*, 8> kWords = {"count", "count(distinct ", "min(", "max(", "sum(", "mean(", "median(", "list("};
  std::string text;
  for (const auto& one : aggregates) {
    text += (text.empty() ? "" : ", ") + one.name + " = " + kWords[static_cast<std::size_t>(one.fn)];
    text += one.fn == Fn::kCount ? "" : (one.of_year ? "year(" + one.column + ")" : one.column) + ")";
  }
  return text;
}

std::string join_text(const World& world, const Stage& stage) {
  const char* word = stage.kind == Stage::Kind::kJoin ? "join" : stage.kind == Stage::Kind::kLeftJoin ? "left join" : "without";
  auto other = text_of(world, stage.other.front());
  other.pop_back();
  return word + (" (" + other + ") on ") + columns_text(stage.columns);
}

std::string stage_text(const World& world, const Stage& stage) {
  switch (stage.kind) {
    case Stage::Kind::kRole:
      return "where role = \"" + at(world.roles, stage.role).name + "\"";
    case Stage::Kind::kStatus:
      return "where status = \"" + stage.text + "\"";
    case Stage::Kind::kCertainty:
      return "where certainty = \"" + stage.text + "\"";
    case Stage::Kind::kBeganBefore:
      return "where began < " + iso(stage.number);
    case Stage::Kind::kSharedAbove:
      return "where shared > " + std::to_string(stage.number);
    case Stage::Kind::kCount:
      return "count";
    case Stage::Kind::kCountBy:
      return "count by " + columns_text(stage.columns);
    case Stage::Kind::kSort:
      return "sort " + stage.text + (stage.descending ? " desc" : "");
    case Stage::Kind::kTake:
      return "take " + std::to_string(stage.number);
    case Stage::Kind::kTakeBy:
      return "take " + std::to_string(stage.number) + " by " + columns_text(stage.columns);
    case Stage::Kind::kDistinct:
      return "distinct " + columns_text(stage.columns);
    case Stage::Kind::kSkip:
      return "skip " + std::to_string(stage.number);
    case Stage::Kind::kSelect:
      return "select " + columns_text(stage.columns);
    case Stage::Kind::kGroup:
      return "group by " + columns_text(stage.columns) + " (" + aggregates_text(stage.aggregates) + ")";
    case Stage::Kind::kJoin:
    case Stage::Kind::kLeftJoin:
    case Stage::Kind::kWithout:
      return join_text(world, stage);
    case Stage::Kind::kPivot:
      return "pivot " + stage.text + " by " + columns_text(stage.columns);
    case Stage::Kind::kDiff:
      return "diff with" + clauses_text(world, stage.with);
    default:
      return stage.text.empty() ? "where " + test_text(world, stage) : "derive " + stage.text + " = " + test_text(world, stage);
  }
}

// What is named by `let` is named before, the innermost first.
std::string lets_of(const World& world, const Node& node) {
  std::string text;
  for (const auto* nodes : {&node.sets, &node.parts}) {
    for (const auto& one : *nodes) {
      text += lets_of(world, one);
    }
  }
  return text + (node.let.empty()
                     ? ""
                     : "let " + node.let + " = " + node_text(world, node.parts[0]) + clauses_text(world, node.clauses) + "; ");
}

std::string lets_of(const World& world, const Query& query) {
  std::string text = lets_of(world, query.set);
  for (const auto* nodes : {&query.with, &query.actor_sets, &query.body_sets}) {
    for (const auto& one : *nodes) {
      text += lets_of(world, one);
    }
  }
  return text;
}

}  // namespace

std::string text_of(const World& world, const Query& query) {
  std::string text = lets_of(world, query) + source_text(world, query) + clauses_text(world, query.clauses);
  // What was defined, and what became of a claim, is told in sentences; of the rest the rows are counted out.
  text += query.kind == Query::Kind::kHistory ? " | where entry in [\"claim\", \"event\", \"provision\"]" : "";
  for (const auto& stage : query.stages) {
    text += " | " + stage_text(world, stage);
  }
  return text + ";";
}

}  // namespace entente::oracle
