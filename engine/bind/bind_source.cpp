// A query's source: which rows it has, with which columns, at which time.
#include <algorithm>

#include "engine/bind/binder.h"
#include "parser/overloaded.h"

namespace entente::bind {
namespace {

[[noreturn]] void refuse_not_yet(std::string_view what, Span span) {
  refuse("V01", std::string(what) + " are not yet in this version", span,
         "the language has them; this version does not answer them");
}

Query::Rows rows_of(const SetNode& node) {
  switch (node.op) {
    case SetNode::Op::kRolesOf:
      return Query::Rows::kMemberships;
    case SetNode::Op::kBodiesOf:
      return Query::Rows::kBodiesOf;
    case SetNode::Op::kExisting:
    case SetNode::Op::kListed:
      return node.side == Side::kActors ? Query::Rows::kActors : Query::Rows::kBodies;
    case SetNode::Op::kChain:
    case SetNode::Op::kCounted:
    case SetNode::Op::kRows:
      break;
  }
  return node.side == Side::kActors ? Query::Rows::kActorSet : Query::Rows::kBodySet;
}

std::string noun_of(Query::Rows rows) {
  switch (rows) {
    case Query::Rows::kMemberships:
    case Query::Rows::kAllMemberships:
      return "memberships";
    case Query::Rows::kActorSet:
    case Query::Rows::kActors:
      return "actors";
    case Query::Rows::kBodySet:
    case Query::Rows::kBodies:
      return "bodies";
    case Query::Rows::kBodiesOf:
      return "memberships";
    case Query::Rows::kClaims:
      return "claims";
    case Query::Rows::kEvents:
      return "events";
    case Query::Rows::kProvisions:
      return "provisions";
    case Query::Rows::kRoles:
      return "roles";
    case Query::Rows::kSources:
      return "sources";
    case Query::Rows::kCommits:
      return "commits";
  }
  return "rows";
}

bool includes_stances(const claims::View& view) { return view.planned || view.proposed || view.alleged; }

}  // namespace

// Sets time and view, and says so when a clause of the query's own reaches nothing.
void Binder::settle_context(Query& out, const Clauses& clauses, bool needs_time, Span span) {
  out.context = context(clauses, needs_time, out.time_stated);
  if (!out.time_stated && setting_.mode == RunMode::kScript) {
    refuse("B05", "no time is stated", span,
           "a script states its time: on " + to_text(setting_.today) + ", or default on " + to_text(setting_.today) + ";");
  }
}

void Binder::set_source(Query& out, const ast::SetExpr& expr, const Clauses& clauses) {
  out.set = set(expr, clauses);
  out.rows = rows_of(out.set);
  const bool listed = out.set.op == SetNode::Op::kListed;
  settle_context(out, clauses, !listed && asks_time(out.set), std::visit([](const auto& node) { return node.span; }, expr.node));
  out.with_count = out.set.op == SetNode::Op::kCounted;
  out.with_stance =
      includes_stances(out.context.view) && (out.rows == Query::Rows::kMemberships || out.rows == Query::Rows::kBodiesOf);
}

void Binder::log_source(Query& out, const ast::Log& log, const Clauses& clauses) {
  if (log.kind == ast::Log::Kind::kChanges) {
    refuse_not_yet("changes", log.span);
  }
  if (log.kind == ast::Log::Kind::kConflicts) {
    refuse_not_yet("conflicts", log.span);
  }
  out.actors.all = true;
  out.bodies.all = true;
  std::optional<std::string> said[3];
  for (const auto& filter : log.filters) {
    const auto once = [&](std::size_t which, std::string_view word, Span span) {
      if (said[which]) {
        refuse("B04", std::string(word) + " is said twice", span, "write " + std::string(word) + " A, B");
      }
      said[which] = std::string(word);
    };
    std::visit(Overloaded{
                   [&](const ast::OfActors& of) {
                     once(0, "of", of.span);
                     out.actors = selector(of.names, Place::kActor, clauses);
                   },
                   [&](const ast::InBodies& in) {
                     once(1, "in", in.span);
                     out.bodies = selector(in.names, Place::kBody, clauses);
                   },
                   [&](const ast::AsRoles& as) {
                     once(2, "as", as.span);
                     out.roles = roles(as.roles);
                   },
               },
               filter);
  }
  const bool memberships = log.kind == ast::Log::Kind::kMemberships;
  out.rows = memberships ? Query::Rows::kAllMemberships : Query::Rows::kClaims;
  settle_context(out, clauses, memberships, log.span);
  out.with_stance = memberships && includes_stances(out.context.view);
}

void Binder::table_source(Query& out, const ast::QuerySource& source, const Clauses& clauses) {
  std::visit(Overloaded{
                 [&](const ast::SetExpr& expr) { set_source(out, expr, clauses); },
                 [&](const ast::Log& log) { log_source(out, log, clauses); },
                 [&](const ast::Acts& acts) {
                   out.bodies = selector(acts.of, Place::kBody, clauses);
                   out.rows = acts.kind == ast::Acts::Kind::kEvents ? Query::Rows::kEvents : Query::Rows::kProvisions;
                   for (const EntityId id : out.bodies.named) {
                     if (out.rows == Query::Rows::kProvisions && catalog_.entity(id)->kind != Kind::kAgreement) {
                       refuse("N04", "\"" + catalog_.entity(id)->name + "\" is no agreement", acts.span,
                              "provisions belong to agreements; agreements under " + catalog_.entity(id)->key + " lists them");
                     }
                   }
                   settle_context(out, clauses, false, acts.span);
                 },
                 [&](const ast::CatalogueTable& table) {
                   out.rows = table.kind == ast::CatalogueTable::Kind::kRoles     ? Query::Rows::kRoles
                              : table.kind == ast::CatalogueTable::Kind::kSources ? Query::Rows::kSources
                                                                                  : Query::Rows::kCommits;
                   settle_context(out, clauses, false, table.span);
                   out.context.when = {When::Kind::kDuring, DayRange{}, ""};  // a catalogue has no time
                 },
                 [&](const ast::Transitions& t) { refuse_not_yet("transitions", t.span); },
                 [&](const ast::Pairs& p) { refuse_not_yet("pairs", p.span); },
                 [&](const ast::OrderedPairs& p) { refuse_not_yet("ordered pairs", p.span); },
                 [&](const ast::IsQuestion& q) { refuse_not_yet("questions with is", q.span); },
                 [&](const ast::RowsOf& r) { refuse_not_yet("rows of files", r.span); },
                 [&](const ast::History& h) { refuse_not_yet("histories", h.span); },
             },
             source);
}

// Clauses that the query itself states must reach something.
void Binder::check_reach(const Query& out, const ast::Query& query) {
  for (const auto& clause : query.clauses) {
    const bool time = is_time(clause);
    const bool sure = std::holds_alternative<ast::Sureness>(clause.kind);
    const bool set_rows = out.rows <= Query::Rows::kBodiesOf && out.rows != Query::Rows::kAllMemberships;
    if (time && set_rows && !asks_time(out.set)) {
      refuse("B07",
             "this time applies to nothing" + std::string(out.set.op == SetNode::Op::kListed ? "" : ": every part has its own"),
             clause.span, "leave it out");
    }
    const bool of_catalogue = out.set.op != SetNode::Op::kListed && std::holds_alternative<ast::KnownOn>(clause.kind);
    if (!time && !sure && set_rows && !of_catalogue && !asks_claims(out.set)) {
      refuse("B07", "this clause applies to nothing: no membership is asked for", clause.span, "leave it out");
    }
    const bool acts = out.rows == Query::Rows::kEvents || out.rows == Query::Rows::kProvisions || out.rows == Query::Rows::kClaims;
    if (acts && sure) {
      refuse("B07", "this clause applies to nothing: " + noun_of(out.rows) + " have no readings", clause.span, "leave it out");
    }
    if (time && out.rows == Query::Rows::kProvisions) {
      refuse("B07", "this time applies to nothing: provisions are not dated", clause.span, "leave it out");
    }
    const bool catalogue_rows =
        out.rows == Query::Rows::kRoles || out.rows == Query::Rows::kSources || out.rows == Query::Rows::kCommits;
    const bool known = std::holds_alternative<ast::KnownOn>(clause.kind);
    if (catalogue_rows && !known) {
      refuse("B07", "this clause applies to nothing: " + noun_of(out.rows) + " are a catalogue", clause.span,
             "| where … says the rest");
    }
  }
}

Query Binder::query(const ast::Query& query, const Clauses& outer) {
  const Clauses clauses = merged(query.clauses, outer);
  Query out;
  std::optional<AsOf> as_of(std::in_place, *this, time_of_names(clauses, query.source));
  const auto* expr = std::get_if<ast::SetExpr>(&query.source);
  const ast::Query* inner = nullptr;
  if (expr != nullptr) {  // rule 8: parentheses and let change nothing
    if (const auto* nested = std::get_if<ast::Nested>(&expr->node)) {
      inner = &*nested->query;
    } else if (const auto* ref = std::get_if<ast::LetRef>(&expr->node)) {
      inner = &let(*ref);
    }
  }
  if (inner != nullptr) {
    if (++depth_ > 300) {
      refuse("B13", "queries that name each other are nested more than 300 deep", query.span, "write some of them out");
    }
    if (own_when(query.clauses) && own_when(inner->clauses)) {
      refuse("B07", "this time applies to nothing: the query in parentheses has its own", time_span(query.clauses),
             "leave one of them out");
    }
    const auto* ref = std::get_if<ast::LetRef>(&expr->node);
    try {
      out = this->query(*inner, clauses);
    } catch (Refused& refused) {
      if (ref != nullptr) {
        refuse_in_let(refused, *ref);
      }
      throw;
    }
    --depth_;
  } else {
    table_source(out, query.source, clauses);
    out.source_schema = schema_of(out.rows, out.with_stance, out.with_count);
    out.noun = noun_of(out.rows);
    check_reach(out, query);
  }
  as_of.reset();
  const AsOf of_stages(*this, out.context.when);
  stages(out, query.stages, clauses);
  return out;
}

// The logs need no time and are whole without one: a default one does not cut them.
bool is_whole_without_time(const ast::Query& query) {
  const auto* log = std::get_if<ast::Log>(&query.source);
  return std::holds_alternative<ast::Acts>(query.source) || (log != nullptr && log->kind != ast::Log::Kind::kMemberships);
}

Result<Query> bind_query(const ast::Query& query, const Setting& setting) {
  try {
    Binder binder(setting);
    Binder::Clauses defaults{setting.environment.defaults};
    if (is_whole_without_time(query) || setting.of_let) {
      std::erase_if(defaults.list, [](const ast::Clause& clause) { return Binder::is_time(clause); });
    }
    Query out = binder.query(query, defaults);
    out.notes.insert(out.notes.end(), binder.settled_names().begin(), binder.settled_names().end());
    return out;
  } catch (Refused& refused) {
    return std::move(refused.diagnostic);
  }
}

}  // namespace entente::bind
