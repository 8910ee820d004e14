// A query's source: which rows it has, with which columns, at which time.
#include <algorithm>

#include "engine/bind/binder.h"
#include "parser/overloaded.h"

namespace entente::bind {
namespace {

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

}  // namespace

bool has_no_time(Query::Rows rows) {
  return rows == Query::Rows::kHistory || rows == Query::Rows::kRoles || rows == Query::Rows::kSources ||
         rows == Query::Rows::kCommits || rows == Query::Rows::kProvisions;
}

bool is_log(Query::Rows rows) {
  return rows == Query::Rows::kChanges || rows == Query::Rows::kTransitions || rows == Query::Rows::kClaims ||
         rows == Query::Rows::kEvents || rows == Query::Rows::kConflicts;
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
    case Query::Rows::kChanges:
      return "changes";
    case Query::Rows::kTransitions:
      return "transitions";
    case Query::Rows::kPairs:
      return "pairs";
    case Query::Rows::kConflicts:
      return "conflicts";
    case Query::Rows::kIs:
      return "answers";
    case Query::Rows::kHistory:
      return "records";
    case Query::Rows::kFile:
      return "rows";
  }
  return "rows";
}

bool includes_stances(const claims::View& view) { return view.planned || view.proposed || view.alleged; }

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
  out.actors.all = true;
  out.bodies.all = true;
  std::optional<std::string> said[3];
  for (const auto& filter : log.filters) {
    const auto once = [&](std::size_t which, std::string_view word, Span span) {
      if (said[which]) {
        refuse("B04", std::string(word) + " is said twice", span, "one list names several: " + std::string(word) + " A, B");
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
                     out.roles_named = each_role(as.roles);
                   },
               },
               filter);
  }
  const bool memberships = log.kind == ast::Log::Kind::kMemberships;
  switch (log.kind) {
    case ast::Log::Kind::kMemberships:
      out.rows = Query::Rows::kAllMemberships;
      break;
    case ast::Log::Kind::kChanges:
      out.rows = Query::Rows::kChanges;
      break;
    case ast::Log::Kind::kClaims:
      out.rows = Query::Rows::kClaims;
      break;
    case ast::Log::Kind::kConflicts:
      out.rows = Query::Rows::kConflicts;
      break;
  }
  settle_context(out, clauses, memberships, log.span);
  out.with_stance = (memberships || out.rows == Query::Rows::kChanges) && includes_stances(out.context.view);
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
                 [&](const ast::Transitions& t) {
                   transitions_source(out, t, clauses);
                   out.with_stance = includes_stances(out.context.view);
                 },
                 [&](const ast::Pairs& p) { pairs_source(out, p, clauses); },
                 [&](const ast::OrderedPairs& p) { ordered_pairs_source(out, p, clauses); },
                 [&](const ast::IsQuestion& q) { is_source(out, q, clauses); },
                 [&](const ast::RowsOf& r) { file_source(out, r, clauses); },
                 [&](const ast::History& h) { history_source(out, h, clauses); },
             },
             source);
}

// The rows of a file are what they are: a time is asked of what is said of their actors, and of names that it settles.
void Binder::settle_time_of_tests(Query& out, const ast::Query& query, const Clauses& clauses) {
  const bool is_stated = !out.context.when.words.empty();
  const bool tests = asks_at_query_time(query.stages);
  if (tests && !is_stated) {
    settle_context(out, clauses, true, query.span);
  } else if (!tests && is_stated && !settles_by_time(out) && !own_when(query.clauses)) {
    out.context.when = {When::Kind::kDuring, DayRange{}, ""};  // a default that reaches nothing
  }
}

// A series puts a column `period` in front; a log is asked once and its rows are put into the steps of their dates (rule 5).
void Binder::add_series(Query& out, const ast::Query& query, const Clauses& clauses) {
  out.series = series(clauses);
  if (out.series && out.series->steps.front().when && has_no_time(out.rows)) {
    out.series.reset();  // that of a default
  }
  if (!out.series) {
    return;
  }
  out.series->by_date = is_log(out.rows) && out.context.when.by_step;
  if (out.series->by_date) {
    for (const auto& clause : query.clauses) {
      const auto asked = steps_of(clause);
      if (asked && asked->sampling) {
        refuse("B07", noun_of(out.rows) + " have dates: a row stands in the step of its own", clause.span,
               "leave out at start, at end, any day, every day");
      }
    }
    out.context.when.by_step = false;
  }
  const auto period =
      std::find_if(out.source_schema.begin(), out.source_schema.end(), [](const Field& f) { return f.name == "period"; });
  if (period != out.source_schema.end()) {
    refuse("B11", "a series has a column period, and so has the file", query.span, "give the column another heading in the file");
  }
  out.noun = "rows";  // of all steps
  out.source_schema.insert(out.source_schema.begin(), {"period", {Type::Kind::kPeriod, {}, {}}});
}

// Rule 8: parentheses and let change nothing. What stands in them, when they are the whole source.
const ast::Query* Binder::inner_query(const ast::Query& query) {
  const auto* expr = std::get_if<ast::SetExpr>(&query.source);
  if (expr == nullptr) {
    return nullptr;
  }
  if (const auto* nested = std::get_if<ast::Nested>(&expr->node)) {
    return &*nested->query;
  }
  const auto* ref = std::get_if<ast::LetRef>(&expr->node);
  return ref == nullptr ? nullptr : &let(*ref);
}

Query Binder::inner_rows(const ast::Query& query, const ast::Query& inner, const Clauses& clauses, bool whole) {
  if (++depth_ > 300) {
    refuse("B13", "queries that name each other are nested more than 300 deep", query.span, "spell some of them out");
  }
  if (own_when(query.clauses) && own_when(inner.clauses)) {
    refuse("B07", "this time applies to nothing: the query in parentheses has its own", time_span(query.clauses),
           "leave one of them out");
  }
  const auto* ref = std::get_if<ast::LetRef>(&std::get<ast::SetExpr>(query.source).node);
  const auto around = named_at_;
  if (ref != nullptr) {
    named_at_ = place(ref->span);
  }
  try {
    Query out = this->query(inner, clauses, whole);
    --depth_;
    named_at_ = around;
    return out;
  } catch (Refused& refused) {
    if (ref != nullptr) {
      refuse_in_let(refused, *ref);
    }
    throw;
  }
}

Query Binder::query(const ast::Query& query, const Clauses& outer, bool whole) {
  const Clauses clauses = merged(query.clauses, outer);
  for (const auto& clause : query.clauses) {
    if (!whole && steps_of(clause)) {
      refuse("B06", "a series is no set", clause.span, "it stands once, behind the whole query");
    }
  }
  Query out;
  std::optional<AsOf> as_of(std::in_place, *this, time_of_names(clauses, query));
  if (const ast::Query* inner = inner_query(query)) {
    out = inner_rows(query, *inner, clauses, whole);
    check_reach(out, query);
  } else {
    table_source(out, query.source, clauses);
    if (out.rows != Query::Rows::kFile) {
      out.source_schema = schema_of(out.rows, out.with_stance, out.with_count);
    }
    if (out.rows == Query::Rows::kPairs && out.set.side == Side::kBodies) {
      out.source_schema[0].type = out.source_schema[1].type = {Type::Kind::kBody, {}, {}};
    }
    out.noun = noun_of(out.rows);
    check_reach(out, query);
    drop_unreached(out);
    if (whole) {
      add_series(out, query, clauses);
    }
  }
  as_of.reset();
  if (out.rows == Query::Rows::kFile) {
    settle_time_of_tests(out, query, clauses);
  }
  const AsOf of_stages(*this, out.context.when);
  stages(out, query, clauses, whole);
  return out;
}

bool is_whole_without_time(const ast::Query& query) {
  const auto* log = std::get_if<ast::Log>(&query.source);
  return std::holds_alternative<ast::Acts>(query.source) || std::holds_alternative<ast::Transitions>(query.source) ||
         std::holds_alternative<ast::History>(query.source) || (log != nullptr && log->kind != ast::Log::Kind::kMemberships);
}

Result<Query> bind_query(const ast::Query& query, const Setting& setting) {
  try {
    Binder binder(setting);
    Binder::Clauses defaults{setting.environment.defaults};
    if (is_whole_without_time(query) || setting.of_let) {
      std::erase_if(defaults.list, [](const ast::Clause& clause) { return Binder::is_time(clause); });
    }
    Query out = binder.query(query, defaults, true);
    out.parameters = binder.parameters();
    out.notes.insert(out.notes.end(), binder.settled_names().begin(), binder.settled_names().end());
    return out;
  } catch (Refused& refused) {
    return std::move(refused.diagnostic);
  }
}

}  // namespace entente::bind
