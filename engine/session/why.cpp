#include "engine/session/why.h"

#include <algorithm>
#include <numeric>

#include "engine/exec/like.h"
#include "engine/session/caption.h"
#include "engine/session/why_set.h"

namespace entente::session {
namespace {

using bind::Query;
using bind::Stage;
using claims::Membership;

bool is_memberships(const Query& query) {
  return query.rows == Query::Rows::kMemberships || query.rows == Query::Rows::kAllMemberships ||
         query.rows == Query::Rows::kBodiesOf;
}

bool is_set(const Query& query) { return query.rows == Query::Rows::kActorSet || query.rows == Query::Rows::kBodySet; }

void refuse_rows(const Query& query) {
  if (is_memberships(query) || is_set(query) || query.rows == Query::Rows::kIs) {
    return;
  }
  const bool of_entities = query.rows == Query::Rows::kActors || query.rows == Query::Rows::kBodies;
  throw exec::Failed{{"B20",
                      "why is asked of memberships and sets, and these are " + query.noun,
                      std::nullopt,
                      {},
                      of_entities ? "what exists was defined, not claimed: history of X shows by whom"
                                  : "why memberships of X in Y ever; claims of X in Y shows what was said"}};
}

// Stages may choose, order and shape rows: what they put together follows from no single membership.
void refuse_stage(const Stage& stage) {
  std::string what;
  switch (stage.op) {
    case Stage::Op::kCount:
      what = "count puts rows together";
      break;
    case Stage::Op::kGroup:
      what = "group puts rows together";
      break;
    case Stage::Op::kPivot:
      what = "pivot puts rows together";
      break;
    case Stage::Op::kDiff:
      what = "diff compares two answers";
      break;
    case Stage::Op::kJoin:
      what = stage.join == Stage::Join::kWithout ? "" : "join puts two answers side by side";
      break;
    default:
      break;
  }
  if (!what.empty()) {
    throw exec::Failed{{"B21", "why is asked of single rows, and " + what, std::nullopt, {}, "leave that stage out"}};
  }
}

// A row of a traceable query, read by the names of the source's columns.
class SourceRow {
 public:
  SourceRow(const Query& query, const Batch& batch, std::size_t row)
      : schema_(query.source_schema), batch_(batch), row_(row), first_(batch.columns.size() - schema_.size()) {}

  [[nodiscard]] Datum cell(std::string_view column) const {
    const auto it = std::find_if(schema_.begin(), schema_.end(), [&](const Field& f) { return f.name == column; });
    return it == schema_.end() ? kAbsent : batch_.columns[first_ + static_cast<std::size_t>(it - schema_.begin())][row_];
  }
  template <class Id>
  [[nodiscard]] Id id(std::string_view column) const {
    const Datum datum = cell(column);
    return datum == kAbsent ? Id{} : Id{static_cast<std::uint32_t>(datum)};
  }

 private:
  const Schema& schema_;
  const Batch& batch_;
  std::size_t row_;
  std::size_t first_;
};

class Why {
 public:
  Why(exec::Machine& machine, const Query& query, WhyTable& table)
      : machine_(machine), query_(query), table_(table), pairs_(machine, table), sets_(machine, table) {}

  void row(const SourceRow& row, const bind::Step* step) {
    machine_.enter(step);
    table_.keys() = {};
    if (step != nullptr) {
      table_.keys().period = step->period.label;
    }
    if (is_set(query_)) {
      sets_.tell(query_.set, row.id<EntityId>(side_of(query_) == bind::Side::kActors ? "actor" : "body"),
                 machine_.at_step(query_.context.when), query_.context.sureness);
      return;
    }
    const auto body = row.id<BodyId>("body");
    if (query_.rows != Query::Rows::kBodiesOf) {
      pair({row.id<ActorId>("actor"), body}, row);
      return;
    }
    for (const EntityId actor : exec::select(machine_, query_.set.selector, machine_.at_step(query_.context.when))) {
      pair({as_actor(actor), body}, row);
    }
  }

 private:
  // The membership that the row shows, or those that it unites.
  void pair(claims::Pair pair, const SourceRow& row) {
    const auto& view = query_.context.view;
    const bool log = query_.rows == Query::Rows::kAllMemberships;
    const bool of_bodies = query_.rows == Query::Rows::kBodiesOf;
    for (const auto& counted :
         counted_as(machine_, pair, view, {log ? !query_.actors.all : of_bodies, log ? !query_.bodies.all : !of_bodies})) {
      const Story story = story_of(machine_, counted.pair, view);
      const Asked asked{{}, machine_.at_step(query_.context.when), query_.context.sureness, counted.before};
      for (const auto& m : story.folded.memberships) {
        if ((view.predecessors ? holds(row, m) : shows(row, m)) && answers(asked, m)) {
          table_.keys().actor = entity(counted.pair.actor);
          table_.keys().body = entity(counted.pair.body);
          pairs_.row(story, asked, m);
        }
      }
    }
  }

  [[nodiscard]] bool shows(const SourceRow& row, const Membership& m) {
    return is_alike(row, m) && row.cell("began") == exec::began_datum(machine_.pool(), m) &&
           row.cell("ended") == exec::ended_datum(machine_.pool(), m);
  }

  // What is carried on lies within the row.
  [[nodiscard]] bool holds(const SourceRow& row, const Membership& m) const {
    const auto best = [&](std::string_view column, Day otherwise) {
      const Datum cell = row.cell(column);
      return cell == kAbsent ? otherwise : machine_.pool().bound_of(cell).best;
    };
    return is_alike(row, m) && SpanList{m.best}.touches({best("began", kBeforeAll), best("ended", kAfterAll)});
  }

  [[nodiscard]] static bool is_alike(const SourceRow& row, const Membership& m) {
    const Datum stance = row.cell("stance");
    return row.id<RoleId>("role") == m.role && (stance == kAbsent || stance == static_cast<Datum>(m.stance));
  }

  exec::Machine& machine_;
  const Query& query_;
  WhyTable& table_;
  PairTeller pairs_;
  SetTeller sets_;
};

WhyTable::Shape shape_of(const Query& query) {
  return {query.series.has_value(), is_memberships(query), is_set(query), side_of(query) == bind::Side::kBodies};
}

Answer why_is(exec::Machine& machine, const Query& query, const std::string& caption_name) {
  WhyTable table(machine.catalog(), {false, true, false, false});
  const claims::Pair pair{as_actor(query.actors.named.at(0)), as_body(query.bodies.named.at(0))};
  PairTeller teller(machine, table);
  bool present = false;
  for (const auto& counted : counted_as(machine, pair, query.context.view, {true, true})) {
    table.keys().actor = entity(counted.pair.actor);
    table.keys().body = entity(counted.pair.body);
    const Asked asked{query.roles, query.context.when, query.context.sureness, counted.before};
    present = teller.presence(story_of(machine, counted.pair, query.context.view), asked) || present;
  }
  if (!present) {
    table.keys().actor = entity(pair.actor);
    table.keys().body = entity(pair.body);
    teller.absence(story_of(machine, pair, query.context.view), {query.roles, query.context.when, query.context.sureness});
  }
  Answer answer;
  answer.table = table.take();
  answer.caption.push_back(question_words(machine, query) + (caption_name.empty() ? "" : " · " + caption_name));
  answer.caption.insert(answer.caption.end(), query.notes.begin(), query.notes.end());
  return answer;
}

}  // namespace

std::string question_words(const exec::Machine& machine, const Query& query) {
  const plan::Words words(machine.catalog(), machine.pool());
  std::vector<std::string> clauses = words.view(query.context.view);
  clauses.insert(clauses.begin(), query.context.when.words);
  return words.source(query) + " " + plan::joined(clauses);
}

bind::Side side_of(const Query& query) {
  switch (query.rows) {
    case Query::Rows::kBodySet:
    case Query::Rows::kBodies:
    case Query::Rows::kBodiesOf:
      return bind::Side::kBodies;
    case Query::Rows::kAllMemberships:
      return query.bodies.all && !query.actors.all ? bind::Side::kBodies : bind::Side::kActors;
    default:
      return bind::Side::kActors;
  }
}

Query traceable(const Query& query) {
  Query out = query;
  const std::size_t width = query.source_schema.size();
  std::size_t first = 0;  // where the columns of the source stand
  std::size_t visible = width;
  for (auto& stage : out.stages) {
    refuse_stage(stage);
    if (stage.op == Stage::Op::kDistinct && stage.columns.empty()) {
      stage.columns.resize(visible);
      std::iota(stage.columns.begin(), stage.columns.end(), std::size_t{0});
    }
    if (stage.op == Stage::Op::kProject) {
      visible = stage.exprs.size();
      for (std::size_t i = 0; i < width; ++i) {
        bind::Expr column;
        column.op = bind::Expr::Op::kColumn;
        column.column = first + i;
        column.type = query.source_schema[i].type;
        stage.exprs.push_back(std::move(column));
      }
      first = visible;
    }
    if (first != 0) {
      stage.schema.insert(stage.schema.end(), query.source_schema.begin(), query.source_schema.end());
    }
  }
  return out;
}

Answer why(exec::Machine& machine, const Query& query, const std::string& caption_name) {
  refuse_rows(query);
  const Query traced = traceable(query);
  if (query.rows == Query::Rows::kIs) {
    if (query.series) {
      throw exec::Failed{{"B20", "why is … is asked of one time, and this is a series", std::nullopt, {}, "why is … on a day"}};
    }
    return why_is(machine, query, caption_name);
  }
  const auto rows = exec::run(machine, traced);
  WhyTable table(machine.catalog(), shape_of(query));
  Why teller(machine, query, table);
  for (std::size_t row = 0; row < rows.batch.rows; ++row) {
    teller.row({traced, rows.batch, row}, query.series ? &query.series->steps[rows.batch.steps[row]] : nullptr);
  }
  machine.enter(nullptr);
  Answer answer;
  answer.table = table.take();
  answer.caption = caption_of(machine, traced, rows, caption_name);
  return answer;
}

}  // namespace entente::session
