// What is asked of a row's actor or body: tests, role in, size.
#include <algorithm>

#include "engine/bind/expr_binder.h"
#include "parser/characters.h"

namespace entente::bind {
namespace {

using TypeKind = Type::Kind;

constexpr Type of(TypeKind kind) { return {kind, {}, {}}; }

}  // namespace

Expr ExprBinder::row_entity(Type::Kind kind, std::string_view what, Span span) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < schema_.size(); ++i) {
    if (schema_[i].type.is(kind)) {
      found.push_back(i);
    }
  }
  if (found.empty()) {
    refuse_without_entity(kind, what, span);
  }
  if (found.size() > 1) {
    const std::string& first = schema_[found[0]].name;
    const std::string which = (what == "body" ? "bodies, " : "actors, ") + first + " and " + schema_[found[1]].name;
    std::string help = "keep one of them when you select";
    if (what != "body") {
      help += ", or join to one what is asked of it: | left join (members of NATO | select ";
      help.append(first).append(" = actor, began) on ").append(first);
    }
    refuse("B10", "two columns hold " + which, span, help);
  }
  Expr out;
  out.op = Expr::Op::kColumn;
  out.column = found[0];
  out.type = schema_[found[0]].type;
  return out;
}

void ExprBinder::refuse_without_entity(Type::Kind kind, std::string_view what, Span span) const {
  const bool of_bodies = kind == Type::Kind::kActor &&
                         std::any_of(schema_.begin(), schema_.end(), [](const Field& f) { return f.type.is(Type::Kind::kBody); });
  const bool named_in_file = before_.file && std::any_of(before_.source_schema.begin(), before_.source_schema.end(),
                                                         [&](const Field& f) { return f.type.is(kind); });
  std::string help = "keep the column " + std::string(what) + " when you select";
  if (of_bodies) {
    help = "these rows are bodies: size(member) counts who is in them";
  } else if (before_.file && !named_in_file) {
    help = "say which column of the file holds one: rows of \"" + before_.file->shown + "\" with … as " + std::string(what);
  }
  refuse("B10", "a row here has no " + std::string(what), span, help);
}

// What is asked at the query's own time needs rows that have one.
void ExprBinder::check_step(Span span) const {
  if (binder_.loses_steps_) {
    refuse("B10", "these rows belong to no step of the series any more", span, "name the day: on DATE, or count by period");
  }
}

Expr ExprBinder::operand_date(const ast::Expr& expr) {
  const auto* word = std::get_if<ast::Word>(&expr.node);
  if (const auto written = word == nullptr ? std::nullopt : difference(word->text)) {
    refuse_corrected("N08", "no column \"" + word->text + "\"", expr.span, {"(" + *written + ")"},
                     "minus has a blank on both sides");
  }
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
  if (const auto* param = std::get_if<ast::Param>(&expr.node)) {
    out.parameter = param->name;
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

// A test of a pair: of both of its sides, each by its name.
void ExprBinder::check_one_side(const ast::Test& test, BodyId body, Span span) const {
  const auto holds_actor = [&](std::string_view name) {
    return std::any_of(schema_.begin(), schema_.end(),
                       [&](const Field& f) { return f.name == name && f.type.is(TypeKind::kActor); });
  };
  const auto* known = binder_.catalog_.role_singular(test.role.text);
  const std::string plural = known != nullptr ? known->plural : test.role.text == "participant" ? "participants" : "";
  if (plural.empty() || !holds_actor("a") || !holds_actor("b")) {
    return;
  }
  const std::string& key = binder_.catalog_.entity(EntityId{body.value})->key;
  const std::string set = "(" + plural + " of " + (is_plain_name(key) ? key : "\"" + key + "\"") + " | select actor)";
  refuse_corrected("B10", "two columns hold actors, a and b", span, {"(a in " + set + " and b in " + set + ")"},
                   "or of one side alone");
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Test& test) {
  Expr out;
  out.op = Expr::Op::kTest;
  out.type = of(TypeKind::kTruth);
  out.roles = binder_.roles({test.role});
  out.body = body_on(test.body, test.on);
  if (before_.rows == Query::Rows::kPairs && !test.on) {
    check_one_side(test, out.body, expr.span);
  }
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
  const auto* param = std::get_if<ast::Param>(&in.body);
  out.parameter = param == nullptr ? "" : param->name;
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
