// Expressions and stages in the language's own words.
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <string_view>

#include "engine/plan/words.h"

namespace entente::plan {
namespace {

using bind::Expr;
using bind::Stage;
using Op = Expr::Op;
using TypeKind = Type::Kind;

std::string decimal_text(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  const std::string text(buffer.data(), end);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string_view sign_of(Op op) {
  switch (op) {
    case Op::kOr:
      return " or ";
    case Op::kAnd:
      return " and ";
    case Op::kEqual:
      return " = ";
    case Op::kNotEqual:
      return " != ";
    case Op::kLess:
      return " < ";
    case Op::kLessEqual:
      return " <= ";
    case Op::kGreater:
      return " > ";
    case Op::kGreaterEqual:
      return " >= ";
    case Op::kLike:
      return " like ";
    case Op::kConcat:
      return " || ";
    case Op::kAdd:
      return " + ";
    case Op::kSubtract:
      return " - ";
    case Op::kMultiply:
      return " * ";
    case Op::kDivide:
      return " / ";
    default:
      return "";
  }
}

// How tightly an operator binds: what binds less tightly than what stands around it takes parentheses.
int tightness(const Expr& expr) {
  switch (expr.op) {
    case Op::kOr:
      return 0;
    case Op::kAnd:
      return 1;
    case Op::kNot:
      return 2;
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
    case Op::kInList:
    case Op::kInQuery:
    case Op::kLike:
    case Op::kIsMissing:
      return 3;
    case Op::kConcat:
      return 4;
    case Op::kAdd:
    case Op::kSubtract:
      return 5;
    case Op::kMultiply:
    case Op::kDivide:
      return 6;
    case Op::kNegate:
      return 7;
    default:
      return 8;
  }
}

bool is_column(const Expr& expr, const Schema& schema, std::string_view name) {
  return expr.op == Op::kColumn && schema[expr.column].name == name;
}

}  // namespace

std::string Words::constant(const Expr& expr) const {
  if (expr.cell == kAbsent) {
    return "missing";
  }
  const auto id = static_cast<std::uint32_t>(expr.cell);
  switch (expr.type.kind) {
    case TypeKind::kText:
      return quoted(pool_.text_of(expr.cell));
    case TypeKind::kDecimal:
      return decimal_text(std::bit_cast<double>(expr.cell));
    case TypeKind::kTruth:
      return expr.cell != 0 ? "true" : "false";
    case TypeKind::kDay:
      return to_text(static_cast<Day>(expr.cell));
    case TypeKind::kDateRange: {
      const DayRange days = pool_.range_of(expr.cell);
      return to_text(days.begin, days.end - days.begin > 31 ? Precision::kYear : Precision::kMonth);
    }
    case TypeKind::kActor:
    case TypeKind::kBody:
    case TypeKind::kName:
    case TypeKind::kEntityName:
      return entity(EntityId{id});
    case TypeKind::kRole:
      return quoted(catalog_.role(RoleId{id})->singular);
    case TypeKind::kSource:
      return quoted(catalog_.source(SourceId{id})->key);
    case TypeKind::kWord:
      return quoted(expr.type.words[static_cast<std::size_t>(expr.cell)]);
    default:
      return std::to_string(expr.cell);
  }
}

std::string Words::operand(const Expr& part, const Expr& around, const Schema& schema) const {
  const bool same_chain = part.op == around.op && (part.op == Op::kAdd || part.op == Op::kMultiply);
  const bool closed = tightness(part) < tightness(around) || (tightness(part) == tightness(around) && !same_chain);
  return closed && tightness(around) < 8 ? "(" + expr(part, schema) + ")" : expr(part, schema);
}

// `member of NATO`, `began in SCO`, at the query's own time or on a day.
std::string Words::asked(const Expr& expr, const Schema& schema, const std::string& question) const {
  if (expr.args.size() < 2) {
    return question;
  }
  const Expr& day = expr.args[1];
  const bool closed = tightness(day) < 8;
  return question + " on " + (closed ? "(" + this->expr(day, schema) + ")" : this->expr(day, schema));
}

std::string Words::list(const Expr& expr, const Schema& schema) const {
  if (expr.op == Op::kInQuery) {
    return "(" + query(*expr.query) + ")";
  }
  std::vector<std::string> items;
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    items.push_back(this->expr(expr.args[i], schema));
  }
  return "[" + joined(items) + "]";
}

std::string Words::negated(const Expr& expr, const Schema& schema) const {
  const Expr& inner = expr.args[0];
  switch (inner.op) {
    case Op::kIsMissing:
      return operand(inner.args[0], inner, schema) + " is not missing";
    case Op::kLike:
      return operand(inner.args[0], inner, schema) + " not like " + operand(inner.args[1], inner, schema);
    case Op::kInList:
    case Op::kInQuery:
      return operand(inner.args[0], inner, schema) + " not in " + list(inner, schema);
    default:
      return "not " + operand(inner, expr, schema);
  }
}

std::string Words::expr(const Expr& expr, const Schema& schema) const {
  const auto bodies = [&] { return entity(entente::entity(expr.body)); };
  std::vector<std::string> args;
  switch (expr.op) {
    case Op::kConstant:
      return constant(expr);
    case Op::kColumn:
      return schema[expr.column].name;
    case Op::kNot:
      return negated(expr, schema);
    case Op::kNegate:
      return "-" + operand(expr.args[0], expr, schema);
    case Op::kIsMissing:
      return operand(expr.args[0], expr, schema) + " is missing";
    case Op::kInList:
    case Op::kInQuery:
      return operand(expr.args[0], expr, schema) + " in " + list(expr, schema);
    case Op::kCall:
      for (const auto& arg : expr.args) {
        args.push_back(this->expr(arg, schema));
      }
      return expr.name + "(" + joined(args) + ")";
    case Op::kCode:
      return "code(" + this->expr(expr.args[0], schema) + ", " + quoted(expr.name) + ")";
    case Op::kTest:
      return asked(expr, schema, singulars(expr.roles) + " of " + bodies());
    case Op::kRoleIn:
      return asked(expr, schema, "role in " + bodies());
    case Op::kBeganIn:
      return asked(expr, schema, "began in " + bodies());
    case Op::kEndedIn:
      return asked(expr, schema, "ended in " + bodies());
    case Op::kSize:
      return asked(expr, schema, "size(" + singulars(expr.roles) + ")");
    default:
      for (const auto& arg : expr.args) {
        args.push_back(operand(arg, expr, schema));
      }
      return joined(args, sign_of(expr.op));
  }
}

// What `derive` leaves is what was there and one column more, or one that is another.
std::string Words::project(const Stage& stage, const Schema& schema) const {
  std::vector<std::string> items;
  std::vector<std::string> changed;
  for (std::size_t i = 0; i < stage.exprs.size(); ++i) {
    const std::string& name = stage.schema[i].name;
    const bool same = is_column(stage.exprs[i], schema, name);
    std::string made = name + " = ";
    made += expr(stage.exprs[i], schema);
    items.push_back(same ? name : made);
    if (!same || i >= schema.size() || stage.exprs[i].column != i) {
      changed.push_back(std::move(made));
    }
  }
  const bool keeps = stage.schema.size() >= schema.size() &&
                     std::equal(schema.begin(), schema.end(), stage.schema.begin(),
                                [](const Field& before, const Field& after) { return before.name == after.name; });
  const bool derives = keeps && changed.size() == 1;
  return derives ? "derive " + changed[0] : "select " + joined(items);
}

std::string Words::aggregate(const bind::Aggregate& aggregate, const Schema& schema) const {
  using Fn = bind::Aggregate::Fn;
  if (aggregate.fn == Fn::kCount) {
    return "count";
  }
  const std::string argument = expr(aggregate.argument, schema);
  if (aggregate.fn == Fn::kCountDistinct) {
    return "count(distinct " + argument + ")";
  }
  constexpr std::array<std::string_view, 6> kWords = {"min", "max", "sum", "mean", "median", "list"};
  return std::string(kWords[static_cast<std::size_t>(aggregate.fn) - static_cast<std::size_t>(Fn::kMin)]) + "(" + argument + ")";
}

std::string Words::aggregates(const Stage& stage, const Schema& schema) const {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < stage.aggregates.size(); ++i) {
    items.push_back(stage.schema[stage.columns.size() + i].name + " = " + aggregate(stage.aggregates[i], schema));
  }
  return joined(items);
}

std::string Words::stage(const Stage& stage, const Schema& schema) const {
  std::vector<std::string> parts;
  for (const std::size_t column : stage.columns) {
    parts.push_back(schema[column].name);
  }
  const std::string by = parts.empty() ? "" : " by " + joined(parts);
  switch (stage.op) {
    case Stage::Op::kFilter:
      return "where " + expr(stage.condition, schema);
    case Stage::Op::kProject:
      return project(stage, schema);
    case Stage::Op::kSort:
      for (const auto& key : stage.keys) {
        parts.push_back(expr(key.expr, schema) + (key.descending ? " desc" : ""));
      }
      return "sort " + joined(parts);
    case Stage::Op::kTake:
      return "take " + std::to_string(stage.count) + by;
    case Stage::Op::kSkip:
      return "skip " + std::to_string(stage.count);
    case Stage::Op::kDistinct:
      return "distinct" + (parts.empty() ? "" : " " + joined(parts));
    case Stage::Op::kCount:
      return "count" + by;
    case Stage::Op::kGroup:
      return "group" + by + " (" + aggregates(stage, schema) + ")";
    case Stage::Op::kJoin: {
      constexpr std::array<std::string_view, 3> kWords = {"join", "left join", "without"};
      return std::string(kWords[static_cast<std::size_t>(stage.join)]) + " (" + query(*stage.other) + ") on " + joined(parts);
    }
    case Stage::Op::kPivot:
      return "pivot " + schema[stage.value].name + " by " + schema[stage.by].name;
    case Stage::Op::kDiff: {
      const auto& context = stage.other->context;
      std::vector<std::string> clauses = view(context.view);
      if (!context.when.words.empty()) {
        clauses.insert(clauses.begin(), context.when.words);
      }
      return "diff with " + joined(clauses, " ");
    }
  }
  return "";
}

}  // namespace entente::plan
