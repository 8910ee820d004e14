// Function calls, and what is asked of a row's actor or body: tests, role in, size.
#include <algorithm>
#include <array>
#include <cassert>

#include "engine/bind/expr_binder.h"

namespace entente::bind {
namespace {

using TypeKind = Type::Kind;

constexpr Type of(TypeKind kind) { return {kind, {}, {}}; }

struct Signature {
  std::string_view name;
  std::size_t arguments_min;
  std::size_t arguments_max;
};

constexpr std::array<Signature, 14> kFunctions = {{{"year", 1, 1},
                                                   {"month", 1, 1},
                                                   {"day", 1, 1},
                                                   {"quarter", 1, 1},
                                                   {"days", 2, 2},
                                                   {"years", 2, 2},
                                                   {"earliest", 1, 1},
                                                   {"latest", 1, 1},
                                                   {"length", 1, 1},
                                                   {"round", 1, 2},
                                                   {"coalesce", 1, 64},
                                                   {"if", 3, 3},
                                                   {"code", 2, 2},
                                                   {"running_sum", 1, 1}}};

void want(bool ok, std::string_view wanted, const Expr& argument, Span span) {
  if (!ok && !argument.type.is(TypeKind::kMissing)) {
    refuse("B09", std::string(wanted) + " stands here, and this is " + std::string(describe(argument.type)), span,
           "began and ended are dates, days() numbers, sources is a list, name is a text");
  }
}

// The one type of several values: that of all, a decimal for mixed numbers, a day for mixed dates.
Type common_type(const std::vector<Expr>& args, std::size_t from, Span span) {
  Type type;
  for (std::size_t i = from; i < args.size(); ++i) {
    const Type& next = args[i].type;
    if (next.is(TypeKind::kMissing) || next.kind == type.kind) {
      continue;
    }
    if (type.is(TypeKind::kMissing)) {
      type = next;
    } else if (type.is_number() && next.is_number()) {
      type = of(TypeKind::kDecimal);
    } else if (type.is_date() && next.is_date()) {
      type = of(TypeKind::kDay);
    } else if (type.is_entity() && next.is_entity()) {
      continue;
    } else {
      type = of(TypeKind::kText);
    }
  }
  (void)span;
  return type;
}

}  // namespace

Expr ExprBinder::node(const ast::Expr& expr, const ast::Call& call) {
  const auto* signature = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const auto& f) { return f.name == call.name; });
  assert(signature != kFunctions.end());  // the grammar takes these alone
  if (call.arguments.size() < signature->arguments_min || call.arguments.size() > signature->arguments_max) {
    refuse("B09",
           call.name + " takes " + std::to_string(signature->arguments_min) +
               (signature->arguments_min == signature->arguments_max ? "" : " or more") + " arguments, and these are " +
               std::to_string(call.arguments.size()),
           expr.span, "docs/language.md, section 5, shows what each function takes");
  }
  Expr out;
  out.op = Expr::Op::kCall;
  out.name = call.name;
  for (const auto& argument : call.arguments) {
    out.args.push_back(&argument == &call.arguments.front() && call.name == "if" ? condition(argument) : bind(argument));
  }
  const auto span = [&](std::size_t i) { return call.arguments[i].span; };
  if (call.name == "year" || call.name == "month" || call.name == "day" || call.name == "quarter") {
    want(out.args[0].type.is_date(), "a date", out.args[0], span(0));
    out.type = of(TypeKind::kInteger);
  } else if (call.name == "days" || call.name == "years") {
    want(out.args[0].type.is_date(), "a date", out.args[0], span(0));
    want(out.args[1].type.is_date(), "a date", out.args[1], span(1));
    out.type = of(call.name == "days" ? TypeKind::kDayCount : TypeKind::kInteger);
  } else if (call.name == "earliest" || call.name == "latest") {
    want(out.args[0].type.is_date(), "a date", out.args[0], span(0));
    out.type = of(TypeKind::kDay);
  } else if (call.name == "length") {
    const Type& type = out.args[0].type;
    want(type.is(TypeKind::kList) || type.is(TypeKind::kText) || type.is(TypeKind::kEntityName), "a text or a list", out.args[0],
         span(0));
    out.type = of(TypeKind::kInteger);
  } else if (call.name == "round") {
    want(out.args[0].type.is_number(), "a number", out.args[0], span(0));
    out.type = of(out.args.size() == 2 ? TypeKind::kDecimal : TypeKind::kInteger);
  } else if (call.name == "running_sum") {
    want(out.args[0].type.is_number(), "a number", out.args[0], span(0));
    out.type = out.args[0].type.is(TypeKind::kDecimal) ? out.args[0].type : of(TypeKind::kInteger);
  } else if (call.name == "code") {
    want(out.args[0].type.is_entity(), "an actor or a body", out.args[0], span(0));
    const auto* system = std::get_if<ast::Text>(&call.arguments[1].node);
    if (system == nullptr || !binder_.catalog_.has_code_system(system->value)) {
      refuse("N10", "no such code system", span(1), "there are " + alternatives(binder_.catalog_.code_systems()));
    }
    out.op = Expr::Op::kCode;
    out.name = system->value;
    out.args.pop_back();
    out.type = of(TypeKind::kText);
  } else {
    out.type = common_type(out.args, call.name == "if" ? 1 : 0, expr.span);
  }
  return out;
}

Expr ExprBinder::row_entity(Type::Kind kind, std::string_view what, Span span) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < schema_.size(); ++i) {
    if (schema_[i].type.is(kind)) {
      found.push_back(i);
    }
  }
  const bool of_bodies = kind == Type::Kind::kActor &&
                         std::any_of(schema_.begin(), schema_.end(), [](const Field& f) { return f.type.is(Type::Kind::kBody); });
  if (found.empty()) {
    refuse("B10", "a row here has no " + std::string(what), span,
           of_bodies ? "these rows are bodies: size(member) counts who is in them"
                     : "keep the column " + std::string(what) + " when you select");
  }
  if (found.size() > 1) {
    refuse("B10",
           "two columns hold " + std::string(what == "body" ? "bodies" : "actors") + ", " + schema_[found[0]].name + " and " +
               schema_[found[1]].name,
           span, "keep one of them");
  }
  Expr out;
  out.op = Expr::Op::kColumn;
  out.column = found[0];
  out.type = schema_[found[0]].type;
  return out;
}

// What is asked at the query's own time needs rows that have one.
void ExprBinder::check_step(Span span) const {
  if (binder_.loses_steps_) {
    refuse("B10", "these rows belong to no step of the series any more", span, "name the day: on DATE, or count by period");
  }
}

Expr ExprBinder::operand_date(const ast::Expr& expr) {
  auto as_date = literal_as(expr, of(TypeKind::kDay));
  Expr out = as_date ? std::move(*as_date) : bind(expr);
  if (out.type.is(TypeKind::kDateRange)) {
    const DayRange days = binder_.setting_.pool.range_of(out.cell);
    refuse_corrected("B02", "\"on\" takes a day", expr.span, {to_text(days.end - 1)});
  }
  if (out.type.is(TypeKind::kPeriod)) {
    refuse("B02", "\"on\" takes a day, and a period has many", expr.span,
           "leave it out, for the time of the step, or write on latest(period)");
  }
  if (!out.type.is_date() && !out.type.is(TypeKind::kMissing)) {
    refuse("B09", "\"on\" takes a date, and this is " + std::string(describe(out.type)), expr.span,
           "as in on 2014-10-20, on began or on (began - 1)");
  }
  return out;
}

// The body of a test is looked up as of the day of the test, where that day is written.
BodyId ExprBinder::body_on(const ast::NameV& name, const std::optional<ast::Box<ast::Expr>>& on) {
  auto when = binder_.asked_;
  if (on) {
    const auto* date = std::get_if<ast::Date>(&(**on).node);
    const DayRange days = date == nullptr ? DayRange{} : binder_.date(*date).first;
    when = When{When::Kind::kOn, days, date == nullptr ? "" : "on " + to_text(days.begin)};
  }
  const Binder::AsOf as_of(binder_, std::move(when));
  return as_body(binder_.entity(name, Place::kBody));
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Test& test) {
  Expr out;
  out.op = Expr::Op::kTest;
  out.type = of(TypeKind::kTruth);
  out.roles = binder_.roles({test.role});
  out.body = body_on(test.body, test.on);
  out.args.push_back(row_entity(TypeKind::kActor, "actor", expr.span));
  if (test.on) {
    out.args.push_back(operand_date(**test.on));
  } else {
    check_step(expr.span);
  }
  return out;
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::InBody& in) {
  Expr out;
  using What = ast::InBody::What;
  out.op = in.what == What::kRole ? Expr::Op::kRoleIn : in.what == What::kBegan ? Expr::Op::kBeganIn : Expr::Op::kEndedIn;
  out.type = of(in.what == What::kRole ? TypeKind::kRole : in.what == What::kBegan ? TypeKind::kBegan : TypeKind::kEnded);
  out.body = body_on(in.body, in.on);
  out.args.push_back(row_entity(TypeKind::kActor, "actor", expr.span));
  if (in.on) {
    out.args.push_back(operand_date(**in.on));
  } else {
    check_step(expr.span);
  }
  return out;
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Size& size) {
  Expr out;
  out.op = Expr::Op::kSize;
  out.type = of(TypeKind::kInteger);
  out.roles = binder_.roles({size.role});
  out.args.push_back(row_entity(TypeKind::kBody, "body", expr.span));
  if (size.on) {
    out.args.push_back(operand_date(**size.on));
  } else {
    check_step(expr.span);
  }
  return out;
}

}  // namespace entente::bind
