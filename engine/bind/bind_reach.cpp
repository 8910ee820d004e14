// Which clauses reach something: one that does not is an error where it stands, and is not spoken of where it is a default.
#include <algorithm>

#include "engine/bind/binder.h"
#include "parser/overloaded.h"

namespace entente::bind {
namespace {

// What is named counts its predecessors; what is merely listed does not.
bool counts_predecessors(const Query& query) {
  switch (query.rows) {
    case Query::Rows::kAllMemberships:
    case Query::Rows::kChanges:
    case Query::Rows::kTransitions:
      return !query.actors.all || !query.bodies.all;
    case Query::Rows::kClaims:
    case Query::Rows::kEvents:
    case Query::Rows::kProvisions:
    case Query::Rows::kConflicts:
    case Query::Rows::kHistory:
    case Query::Rows::kRoles:
    case Query::Rows::kSources:
    case Query::Rows::kCommits:
    case Query::Rows::kFile:
      return false;
    default:
      return true;  // sets without memberships are refused with the other clauses
  }
}

// Whether `wanted` holds for the expression or a part of it.
template <class Wanted>
bool any_part(const ast::Expr& expr, const Wanted& wanted) {
  const auto in = [&](const ast::Box<ast::Expr>& part) { return any_part(*part, wanted); };
  const auto chain = [&](const auto& c) {
    return in(c.first) || std::any_of(c.rest.begin(), c.rest.end(), [&](const auto& link) { return in(link.operand); });
  };
  return wanted(expr) || std::visit(Overloaded{
                                        [&](const ast::Chain& c) { return chain(c); },
                                        [&](const ast::Unary& u) { return in(u.operand); },
                                        [&](const ast::Compare& c) { return in(c.left) || in(c.right); },
                                        [&](const ast::In& i) { return in(i.left); },
                                        [&](const ast::Like& l) { return in(l.left) || in(l.pattern); },
                                        [&](const ast::IsMissing& m) { return in(m.operand); },
                                        [&](const ast::Call& c) {
                                          return std::any_of(c.arguments.begin(), c.arguments.end(),
                                                             [&](const ast::Expr& e) { return any_part(e, wanted); });
                                        },
                                        [](const auto&) { return false; },
                                    },
                                    expr.node);
}

template <class Wanted>
bool any_part(const std::vector<ast::Stage>& stages, const Wanted& wanted) {
  const auto any = [&](const auto& items) {
    return std::any_of(items.begin(), items.end(), [&](const auto& item) { return any_part(item.expr, wanted); });
  };
  return std::any_of(stages.begin(), stages.end(), [&](const ast::Stage& stage) {
    return std::visit(Overloaded{
                          [&](const ast::Where& w) { return any_part(w.condition, wanted); },
                          [&](const ast::Select& s) { return any(s.items); },
                          [&](const ast::Derive& d) { return any(d.items); },
                          [&](const ast::Sort& s) { return any(s.keys); },
                          [&](const ast::Group& g) {
                            return std::any_of(g.aggregates.begin(), g.aggregates.end(),
                                               [&](const auto& a) { return a.argument && any_part(*a.argument, wanted); });
                          },
                          [](const auto&) { return false; },
                      },
                      stage.kind);
  });
}

// Whether a stage asks for memberships itself: `member of X`, `role in X`, `size(member)`, `in (QUERY)`, `join (QUERY)`.
bool asks_memberships(const std::vector<ast::Stage>& stages) {
  const auto joins = [](const ast::Stage& stage) { return std::holds_alternative<ast::Join>(stage.kind); };
  return std::any_of(stages.begin(), stages.end(), joins) || any_part(stages, [](const ast::Expr& expr) {
           const auto* in = std::get_if<ast::In>(&expr.node);
           return std::holds_alternative<ast::Size>(expr.node) || std::holds_alternative<ast::InBody>(expr.node) ||
                  std::holds_alternative<ast::Test>(expr.node) || (in != nullptr && std::holds_alternative<ast::Nested>(in->set));
         });
}

}  // namespace

bool asks_at_query_time(const std::vector<ast::Stage>& stages) {
  return any_part(stages, [](const ast::Expr& expr) {
    return std::visit(Overloaded{
                          [](const ast::Size& size) { return !size.on; },
                          [](const ast::InBody& in) { return !in.on; },
                          [](const ast::Test& test) { return !test.on; },
                          [](const auto&) { return false; },
                      },
                      expr.node);
  });
}

// Clauses that the query itself states must reach something.
void Binder::check_reach(const Query& out, const ast::Query& query) {
  const bool tests = asks_memberships(query.stages);  // `member of X` behind `where` takes its time and view from the query
  for (const auto& clause : query.clauses) {
    const bool time = is_time(clause);
    const bool sure = std::holds_alternative<ast::Sureness>(clause.kind);
    const bool set_rows = out.rows <= Query::Rows::kBodiesOf && out.rows != Query::Rows::kAllMemberships;
    if (time && set_rows && !tests && !asks_time(out.set)) {
      refuse("B07",
             "this time applies to nothing" + std::string(out.set.op == SetNode::Op::kListed ? "" : ": every part has its own"),
             clause.span, "leave it out");
    }
    const bool of_catalogue = out.set.op != SetNode::Op::kListed && std::holds_alternative<ast::KnownOn>(clause.kind);
    if (!time && !sure && set_rows && !tests && !of_catalogue && !asks_claims(out.set)) {
      refuse("B07", "this clause applies to nothing: no membership is asked for", clause.span, "leave it out");
    }
    if (std::holds_alternative<ast::CountingPredecessors>(clause.kind) && !tests && !counts_predecessors(out)) {
      refuse("B07", "this clause applies to nothing: no membership of a named actor or body is asked for", clause.span,
             "members of X, organisations of X, memberships of X, pairs of … and tests count what X continues");
    }
    const bool log = is_log(out.rows) || out.rows == Query::Rows::kProvisions;
    if (log && sure) {
      refuse("B07", "this clause applies to nothing: " + noun_of(out.rows) + " have no readings", clause.span, "leave it out");
    }
    if (out.rows == Query::Rows::kConflicts && std::holds_alternative<ast::Including>(clause.kind)) {
      refuse("B07", "this clause applies to nothing: what is planned, proposed or alleged conflicts with nothing", clause.span,
             "leave it out");
    }
    const bool dated = out.rows == Query::Rows::kChanges || out.rows == Query::Rows::kTransitions;
    if (dated && std::holds_alternative<ast::Throughout>(clause.kind)) {
      refuse("B07", noun_of(out.rows) + " have one day: none fills a period", clause.span, "during keeps those dated in it");
    }
    if (time && out.rows == Query::Rows::kProvisions) {
      refuse("B07", "this time applies to nothing: provisions are not dated", clause.span, "leave it out");
    }
    if (out.rows == Query::Rows::kFile && !tests && !(time && settles_by_time(out))) {
      refuse("B07", "this clause applies to nothing: the rows of a file are what they are", clause.span,
             "| where chooses among them; member of X behind a stage is asked at that time");
    }
    const bool catalogue_rows = has_no_time(out.rows) && out.rows != Query::Rows::kProvisions;
    const bool known = std::holds_alternative<ast::KnownOn>(clause.kind);
    if (catalogue_rows && !known) {
      const bool history = out.rows == Query::Rows::kHistory;
      refuse("B07",
             "this clause applies to nothing: " +
                 (history ? "a history is all that was recorded" : noun_of(out.rows) + " are a catalogue"),
             clause.span, "| where … says the rest");
    }
  }
}

// What defaults state and rows of this kind do not heed, so that no caption speaks of it.
void Binder::drop_unreached(Query& out) {
  if (is_log(out.rows) || has_no_time(out.rows)) {
    out.context.sureness = Sureness::kBest;
  }
  if (!counts_predecessors(out)) {
    out.context.view.predecessors = false;
  }
}

}  // namespace entente::bind
