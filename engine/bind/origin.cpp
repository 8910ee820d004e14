#include "engine/bind/origin.h"

#include <algorithm>

namespace entente::bind {
namespace {

// The column of what stood before the stage; none where the stage made it.
std::optional<std::size_t> before(const Query& query, std::size_t number, std::size_t column) {
  const Stage& stage = query.stages[number];
  switch (stage.op) {
    case Stage::Op::kFilter:
    case Stage::Op::kSort:
    case Stage::Op::kTake:
    case Stage::Op::kSkip:
    case Stage::Op::kDistinct:
      return column;
    case Stage::Op::kProject:
      return stage.exprs[column].op == Expr::Op::kColumn ? std::optional(stage.exprs[column].column) : std::nullopt;
    case Stage::Op::kJoin: {
      const bool is_left = column < stage.schema.size() - stage.added.size();
      return is_left ? std::optional(column) : std::nullopt;
    }
    case Stage::Op::kCount:
    case Stage::Op::kGroup:
    case Stage::Op::kDiff:
    case Stage::Op::kPivot:
      return column < stage.columns.size() ? std::optional(stage.columns[column]) : std::nullopt;
  }
  return std::nullopt;
}

bool counts_rows(const Stage& stage, std::size_t column) {
  if (column < stage.columns.size()) {
    return false;
  }
  switch (stage.aggregates[column - stage.columns.size()].fn) {
    case Aggregate::Fn::kCount:
    case Aggregate::Fn::kCountDistinct:
    case Aggregate::Fn::kSum:
      return true;
    default:
      return false;
  }
}

bool mentions(const Expr& expr, const Query& before) {
  if (expr.op == Expr::Op::kColumn) {
    return is_own_period(before, expr.column);
  }
  return std::any_of(expr.args.begin(), expr.args.end(), [&](const Expr& arg) { return mentions(arg, before); });
}

bool begin_in_different_years(const std::vector<Step>& steps) {
  const auto same_year = [](const Step& a, const Step& b) {
    return civil_of(a.period.days.begin).year == civil_of(b.period.days.begin).year;
  };
  return std::adjacent_find(steps.begin(), steps.end(), same_year) == steps.end();
}

// What a column that was worked out says of the step: nothing, which one it is, or something in between.
enum class Tells : std::uint8_t { kNothing, kStep, kSomething };

Tells tells_of_step(const Query& query, Origin made) {
  if (!query.series || made.stages == 0 || query.stages[made.stages - 1].op != Stage::Op::kProject) {
    return Tells::kNothing;
  }
  Query before = query;
  before.stages.resize(made.stages - 1);
  const Expr& expr = query.stages[made.stages - 1].exprs[made.column];
  if (!mentions(expr, before)) {
    return Tells::kNothing;
  }
  const bool is_year = expr.op == Expr::Op::kCall && expr.name == "year" && expr.args[0].op == Expr::Op::kColumn;
  return is_year && begin_in_different_years(query.series->steps) ? Tells::kStep : Tells::kSomething;
}

}  // namespace

Origin origin_of(const Query& query, std::size_t column, std::size_t floor) {
  std::size_t stages = query.stages.size();
  while (stages > floor) {
    const auto earlier = before(query, stages - 1, column);
    if (!earlier) {
      break;
    }
    column = *earlier;
    --stages;
  }
  return {stages, column};
}

bool is_own_period(const Query& query, std::size_t column) { return query.series && origin_of(query, column) == Origin{}; }

std::optional<Counted> counted_of(const Query& query) {
  const auto groups = [](const Stage& s) { return s.op == Stage::Op::kCount || s.op == Stage::Op::kGroup; };
  const auto last = std::find_if(query.stages.rbegin(), query.stages.rend(), groups);
  const auto shapes = [](const Stage& s) { return s.op == Stage::Op::kSort || s.op == Stage::Op::kProject; };
  if (last == query.stages.rend() || !std::all_of(query.stages.rbegin(), last, shapes)) {
    return std::nullopt;  // a stage behind that leaves groups out: what is not there need not be none
  }
  const auto behind = static_cast<std::size_t>(query.stages.rend() - last);
  Counted out;
  for (std::size_t i = 0; i < query.schema().size(); ++i) {
    const Origin made = origin_of(query, i, behind);
    if (made.stages != behind) {
      switch (tells_of_step(query, made)) {
        case Tells::kNothing:
          continue;
        case Tells::kStep:
          out.periods.push_back(i);
          continue;
        case Tells::kSomething:
          return std::nullopt;
      }
    }
    if (counts_rows(*last, made.column)) {
      out.columns.push_back(i);
    } else if (const Origin origin = origin_of(query, i); origin.stages == 0) {
      const Field& field = query.source_schema[origin.column];
      if (is_own_period(query, i)) {
        out.periods.push_back(i);
      } else if (field.name == "body" && field.type.is(Type::Kind::kBody)) {
        out.body = i;
      } else if (field.name == "role") {
        out.role = i;
      }
    }
  }
  return out.columns.empty() ? std::nullopt : std::optional(std::move(out));
}

}  // namespace entente::bind
