// Sets of actors or bodies: role-of sets, catalogues, braces, counted sets, and the algebra over them.
#include <algorithm>

#include "engine/bind/binder.h"
#include "engine/catalog/name_key.h"
#include "parser/overloaded.h"

namespace entente::bind {
namespace {

// A word that begins with a-z.
std::string capitalised(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

std::string_view plural(Side side) { return side == Side::kActors ? "actors" : "bodies"; }

Span span_of_set(const ast::SetExpr& expr) {
  return std::visit([](const auto& node) { return node.span; }, expr.node);
}

bool is_braces(const ast::SetExpr& expr) { return std::holds_alternative<ast::Braces>(expr.node); }

SetNode::Join join_of(ast::SetChain::Op op) {
  switch (op) {
    case ast::SetChain::Op::kAnd:
      return SetNode::Join::kAnd;
    case ast::SetChain::Op::kOr:
      return SetNode::Join::kOr;
    case ast::SetChain::Op::kExcept:
      return SetNode::Join::kExcept;
  }
  return SetNode::Join::kAnd;
}

}  // namespace

void check_same_side(Side left, Side right, Span span) {
  if (left != right) {
    refuse("B06", "left are " + std::string(plural(left)) + ", right are " + std::string(plural(right)), span,
           "members of X are actors, organisations of X are bodies; a set holds one kind");
  }
}

bool RoleFilter::takes(RoleId role) const { return any || std::binary_search(ids.begin(), ids.end(), role); }

KindFilter KindFilter::of(std::initializer_list<Kind> kinds) {
  KindFilter filter;
  for (const Kind kind : kinds) {
    filter.bits = static_cast<std::uint8_t>(filter.bits | (1U << static_cast<unsigned>(kind)));
  }
  return filter;
}

bool asks_time(const SetNode& node) {
  if (node.when) {
    return false;
  }
  if (node.op == SetNode::Op::kListed) {
    return false;
  }
  return node.children.empty() || std::any_of(node.children.begin(), node.children.end(), asks_time);
}

bool asks_claims(const SetNode& node) {
  switch (node.op) {
    case SetNode::Op::kRolesOf:
    case SetNode::Op::kBodiesOf:
    case SetNode::Op::kRows:
      return true;
    case SetNode::Op::kListed:
      return false;
    case SetNode::Op::kExisting:
      return node.under && std::any_of(node.under->sets.begin(), node.under->sets.end(), asks_claims);
    case SetNode::Op::kChain:
    case SetNode::Op::kCounted:
      break;
  }
  return std::any_of(node.children.begin(), node.children.end(), asks_claims);
}

SetNode Binder::set(const ast::SetExpr& expr, const Clauses& clauses, std::optional<Side> hint) {
  return std::visit(Overloaded{
                        [&](const ast::Nested& nested) { return nested_set(*nested.query, clauses, hint); },
                        [&](const ast::LetRef& ref) { return let_set(ref, clauses, hint); },
                        [&](const ast::Braces& b) { return braces(b, hint); },
                        [&](const ast::Counted& c) { return counted(c, clauses); },
                        [&](const ast::Catalogue& c) { return catalogue(c, clauses); },
                        [&](const ast::RoleSet& s) { return role_set(s, clauses); },
                        [&](const ast::SetChain& c) { return chain(c, clauses, hint); },
                    },
                    expr.node);
}

SetNode Binder::nested_set(const ast::Query& inner, const Clauses& outer, std::optional<Side> hint) {
  if (++depth_ > 300) {
    refuse("B13", "queries that name each other are nested more than 300 deep", inner.span, "spell some of them out");
  }
  const Clauses clauses = merged(inner.clauses, outer);
  const AsOf as_of(*this, time_of_names(clauses, inner));
  SetNode node;
  const auto* expr = std::get_if<ast::SetExpr>(&inner.source);
  if (expr != nullptr && inner.stages.empty()) {
    node = set(*expr, clauses, hint);
  } else {
    node.op = SetNode::Op::kRows;
    node.rows = std::make_shared<const Query>(query(inner, outer));
    const Schema& schema = node.rows->schema();
    const bool actors = set_column(schema, Side::kActors).has_value();
    if (!actors && !set_column(schema, Side::kBodies)) {
      refuse("B06", "this is no set: its rows have neither actor nor body", inner.span, "a set has a column actor or body");
    }
    node.side = actors ? Side::kActors : Side::kBodies;
  }
  for (const auto& clause : inner.clauses) {
    if (steps_of(clause)) {
      refuse("B06", "a series is no set", clause.span, "it stands once, behind the whole query");
    }
  }
  const auto own_time = own_when(inner.clauses);
  const auto own_sure = own_sureness(inner.clauses);
  if (own_time || own_sure) {
    if (own_time && expr != nullptr && inner.stages.empty() && !asks_time(node)) {
      refuse("B07", "this time applies to nothing: every part has its own", time_span(inner.clauses), "leave one of them out");
    }
    if (node.when || node.sureness) {  // it has its own already; this one stands around it
      SetNode around;
      around.op = SetNode::Op::kChain;
      around.side = node.side;
      around.children.push_back(std::move(node));
      node = std::move(around);
    }
    node.when = own_time;
    node.sureness = own_sure;
  }
  --depth_;
  return node;
}

SetNode Binder::braces(const ast::Braces& braces, std::optional<Side> hint) {
  SetNode node;
  node.op = SetNode::Op::kListed;
  const std::size_t settled = settled_.size();
  const Place place = !hint ? Place::kAny : *hint == Side::kActors ? Place::kActor : Place::kBody;
  node.selector.named = entities(braces.names, place);
  const auto is_territorial = [&](EntityId id) {
    const Kind kind = catalog_.entity(id)->kind;
    return kind == Kind::kState || kind == Kind::kTerritory;
  };
  const bool actors = std::any_of(node.selector.named.begin(), node.selector.named.end(), is_territorial);
  node.side = hint.value_or(actors ? Side::kActors : Side::kBodies);
  if (!hint) {  // the kind that one of them decides holds for all
    settled_.resize(settled);
    node.selector.named = entities(braces.names, node.side == Side::kActors ? Place::kActor : Place::kBody);
  }
  std::sort(node.selector.named.begin(), node.selector.named.end());
  const auto* param = braces.names.size() == 1 ? std::get_if<ast::Param>(&braces.names.front()) : nullptr;
  node.selector.parameter = param == nullptr || node.selector.named.size() != 1 ? "" : param->name;
  return node;
}

SetNode Binder::catalogue(const ast::Catalogue& catalogue, const Clauses& clauses) {
  using CatalogueKind = ast::Catalogue::Kind;
  SetNode node;
  node.op = catalogue.of ? SetNode::Op::kBodiesOf : SetNode::Op::kExisting;
  node.side = Side::kBodies;
  node.view = view(clauses);
  switch (catalogue.kind) {
    case CatalogueKind::kOrganisations:
      node.kinds = KindFilter::of({Kind::kOrganisation});
      break;
    case CatalogueKind::kAgreements:
      node.kinds = KindFilter::of({Kind::kAgreement});
      break;
    case CatalogueKind::kGroups:
      node.kinds = KindFilter::of({Kind::kGroup});
      break;
    case CatalogueKind::kBodies:
      node.kinds = KindFilter::of({Kind::kOrganisation, Kind::kAgreement, Kind::kGroup});
      break;
    case CatalogueKind::kStates:
    case CatalogueKind::kTerritories:
    case CatalogueKind::kActors:
      node.side = Side::kActors;
      node.kinds = catalogue.kind == CatalogueKind::kStates ? KindFilter::of({Kind::kState})
                   : catalogue.kind == CatalogueKind::kTerritories
                       ? KindFilter::of({Kind::kTerritory})
                       : KindFilter::of({Kind::kState, Kind::kTerritory, Kind::kOrganisation});
      return node;
  }
  if (catalogue.of) {
    node.selector = selector(*catalogue.of, Place::kActor, clauses);
    node.roles = catalogue.as.empty() ? RoleFilter{} : roles(catalogue.as);
  }
  for (const auto& narrow : catalogue.narrow) {
    if (const auto* under = std::get_if<ast::Catalogue::Under>(&narrow)) {
      if (node.under) {
        refuse("B04", "under is said twice", under->span, "one list names several: under A, B");
      }
      node.under = selector(under->bodies, Place::kBody, clauses);
    } else {
      const auto& about = std::get<ast::Catalogue::About>(narrow);
      if (!node.topics.empty()) {
        refuse("B04", "about is said twice", about.span, "one list names several: about A, B");
      }
      for (const auto& item : about.topics) {
        node.topics.push_back(topic(item));
      }
    }
  }
  return node;
}

SetNode Binder::role_set(const ast::RoleSet& set, const Clauses& clauses) {
  SetNode node;
  node.op = SetNode::Op::kRolesOf;
  node.side = Side::kActors;
  node.view = view(clauses);
  node.roles = plural_roles(set.roles);
  node.selector = selector(set.bodies, Place::kBody, clauses);
  return node;
}

SetNode Binder::counted(const ast::Counted& counted, const Clauses& clauses) {
  SetNode node;
  node.op = SetNode::Op::kCounted;
  node.exactly = counted.kind == ast::Counted::Kind::kExactly;
  node.count = whole_number(counted.count);
  const auto& sets = counted.sets;
  if (sets.size() < 2) {
    refuse("B08", "one set is no choice", counted.span, "at least two sets stand there, parted by commas");
  }
  if (node.count == 0) {
    refuse("B08", "none of the sets: that is everybody else", counted.span, "as in states except at least 1 of (…)");
  }
  if (node.count > sets.size()) {
    refuse("B08", "there are " + std::to_string(sets.size()) + " sets", counted.span,
           "a number from 1 to " + std::to_string(sets.size()));
  }
  std::optional<Side> side;
  for (const auto& item : sets) {
    if (!is_braces(*item)) {
      node.children.push_back(set(*item, clauses, side));
      check_same_side(side.value_or(node.children.back().side), node.children.back().side, span_of_set(*item));
      side = node.children.back().side;
    }
  }
  for (const auto& item : sets) {
    if (is_braces(*item)) {
      node.children.push_back(set(*item, clauses, side));
      check_same_side(side.value_or(node.children.back().side), node.children.back().side, span_of_set(*item));
      side = node.children.back().side;
    }
  }
  node.side = *side;
  return node;
}

SetNode Binder::chain(const ast::SetChain& chain, const Clauses& clauses, std::optional<Side> hint) {
  std::vector<const ast::SetExpr*> operands = {&*chain.first};
  for (const auto& link : chain.rest) {
    operands.push_back(&*link.operand);
  }
  std::vector<std::optional<SetNode>> bound(operands.size());
  std::optional<Side> side;
  for (const bool of_braces : {false, true}) {  // braces take their kind from what they are combined with
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (is_braces(*operands[i]) == of_braces) {
        bound[i] = set(*operands[i], clauses, of_braces && side ? side : hint);
        check_same_side(side.value_or(bound[i]->side), bound[i]->side, span_of_set(*operands[i]));
        side = bound[i]->side;
      }
    }
  }
  SetNode out;
  out.op = SetNode::Op::kChain;
  out.side = *side;
  for (auto& operand : bound) {
    out.children.push_back(std::move(*operand));
  }
  for (const auto& link : chain.rest) {
    out.joins.push_back(join_of(link.op));
  }
  return out;
}

Selector Binder::selector(const ast::Names& names, Place place, const Clauses& clauses) {
  const Side side = place == Place::kActor ? Side::kActors : Side::kBodies;
  Selector out;
  const auto add = [&](EntityId id) {
    if (std::find(out.named.begin(), out.named.end(), id) == out.named.end()) {
      out.named.push_back(id);
    }
  };
  const auto add_set = [&](SetNode node, Span span) {
    if (node.side != side) {
      refuse("B06", std::string(plural(side)) + " stand here, and these are " + std::string(plural(node.side)), span,
             side == Side::kBodies ? "organisations of X, agreements under X, {…}" : "members of X, states, {…}");
    }
    out.sets.push_back(std::move(node));
  };
  for (const auto& item : names) {
    std::visit(Overloaded{
                   [&](const ast::Param& param) {
                     for (const EntityId id : list_parameter(param, place)) {
                       add(id);
                     }
                   },
                   [&](const ast::Name& name) { add(entity(name, place)); },
                   [&](const ast::Nested& nested) { add_set(nested_set(*nested.query, clauses, side), nested.span); },
                   [&](const ast::Braces& b) { add_set(braces(b, side), b.span); },
                   [&](const ast::LetRef& ref) { add_set(let_set(ref, clauses, side), ref.span); },
               },
               item);
  }
  const auto* param = names.size() == 1 ? std::get_if<ast::Param>(&names.front()) : nullptr;
  out.parameter = param == nullptr || out.named.size() != 1 ? "" : param->name;
  return out;
}

SetNode Binder::let_set(const ast::LetRef& ref, const Clauses& clauses, std::optional<Side> hint) {
  const ast::Query& named = let(ref);
  const auto around = std::exchange(named_at_, place(ref.span));
  try {
    SetNode out = nested_set(named, clauses, hint);
    named_at_ = around;
    return out;
  } catch (Refused& refused) {
    refuse_in_let(refused, ref);
  }
}

void refuse_in_let(Refused& refused, const ast::LetRef& ref) {
  refused.diagnostic.span = ref.span;
  if (const auto correction = std::exchange(refused.diagnostic.correction, std::nullopt)) {
    refused.diagnostic.help = "there stands, right: " + correction->instead;
  }
  constexpr std::size_t kNotesMax = 5;  // the innermost, and the last ones behind …
  auto& notes = refused.diagnostic.notes;
  std::string note = "in the query that is called " + ref.name;
  if (std::find(notes.begin(), notes.end(), note) == notes.end()) {
    if (notes.size() >= kNotesMax) {
      notes[kNotesMax - 2] = "…";
      notes.pop_back();
    }
    notes.push_back(std::move(note));
  }
  throw Refused{std::move(refused.diagnostic)};
}

const ast::Query& Binder::let(const ast::LetRef& ref) {
  const auto it = setting_.environment.lets.find(ref.name);
  if (it != setting_.environment.lets.end()) {
    return it->second;
  }
  const std::string message = "nothing is called " + ref.name + " by let";
  if (const auto found = catalog_.named(ref.name); !found.empty()) {
    const std::string& key = catalog_.entity(found[0])->key;
    const bool spells_key = catalog::name_key(key) == catalog::name_key(ref.name);
    refuse_corrected("N03", message, ref.span, {spells_key ? key : capitalised(ref.name)}, "a name begins with a capital");
  }
  if (catalog_.role_plural(ref.name) != nullptr) {
    refuse("N03", message, ref.span, "\"of\" is missing: " + ref.name + " of SCO; roles in one body: " + ref.name + ", … of SCO");
  }
  if (ref.name == "help" || ref.name == "quit" || ref.name == "exit") {
    refuse("N03", message, ref.span, ".help and .quit are commands of the prompt, alone on a line and without ;");
  }
  std::vector<std::string> lets;
  for (const auto& [name, query] : setting_.environment.lets) {
    lets.push_back(name);
  }
  refuse_misspelt("N03", message, ref.span, catalog::nearest(ref.name, lets),
                  "let " + ref.name + " = …; names a query; a name begins with a capital");
}

}  // namespace entente::bind
