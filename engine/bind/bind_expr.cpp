#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

#include "engine/bind/expr_binder.h"
#include "engine/catalog/name_key.h"

namespace entente::bind {
namespace {

using TypeKind = Type::Kind;

constexpr Type of(TypeKind kind) { return {kind, {}, {}}; }

Expr constant(Type type, Datum cell) {
  Expr out;
  out.op = Expr::Op::kConstant;
  out.type = type;
  out.cell = cell;
  return out;
}

Expr compound(Expr::Op op, Type type, std::vector<Expr> args) {
  Expr out;
  out.op = op;
  out.type = type;
  out.args = std::move(args);
  return out;
}

Expr negation(Expr operand) { return compound(Expr::Op::kNot, of(TypeKind::kTruth), {std::move(operand)}); }

std::optional<bool> truth_of(const ast::Expr& expr) {
  const auto* constant = std::get_if<ast::ConstantExpr>(&expr.node);
  const bool is_truth =
      constant != nullptr && (constant->value == ast::Constant::kTrue || constant->value == ast::Constant::kFalse);
  return is_truth ? std::optional(constant->value == ast::Constant::kTrue) : std::nullopt;
}

// A column may be missing, and so may what functions give: then it is neither.
bool is_true_or_false(const Expr& expr) {
  using Op = Expr::Op;
  return expr.type.is(TypeKind::kTruth) && expr.op != Op::kColumn && expr.op != Op::kCall && expr.op != Op::kConstant;
}

std::string lower_with_underscores(std::string_view text) {
  std::string out;
  for (const char c : catalog::name_key(text)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word) {
      out += c;
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  while (!out.empty() && out.back() == '_') {
    out.pop_back();
  }
  return out.empty() ? "value" : out;
}

std::string name_text(const ast::NameV& name) {
  return std::visit(
      [](const auto& n) {
        using T = std::decay_t<decltype(n)>;
        if constexpr (std::is_same_v<T, ast::Param>) {
          return n.name;
        } else {
          return n.text;
        }
      },
      name);
}

}  // namespace

bool comparable(const Type& a, const Type& b) {
  if (a.is(TypeKind::kMissing) || b.is(TypeKind::kMissing)) {
    return true;
  }
  if ((a.is_date() && b.is_date()) || (a.is_number() && b.is_number()) || (a.is_entity() && b.is_entity())) {
    return true;
  }
  const auto textual = [](const Type& t) { return t.is(TypeKind::kText) || t.is(TypeKind::kEntityName); };
  return (textual(a) && textual(b)) || a.kind == b.kind;
}

Expr ExprBinder::bind(const ast::Expr& expr) {
  return std::visit([&](const auto& n) { return node(expr, n); }, expr.node);
}

Expr ExprBinder::condition(const ast::Expr& expr) {
  Expr out = bind(expr);
  if (!out.type.is(TypeKind::kTruth)) {
    const bool stands_alone = std::holds_alternative<ast::Text>(expr.node) || std::holds_alternative<ast::Name>(expr.node);
    refuse("B09", "true or false stands here, and this is " + std::string(describe(out.type)), expr.span,
           stands_alone ? "each side of and, or is whole: actor = Russia or actor = China; actor in [Russia, China]; member of SCO"
                        : "compare it: began > 2010, role = \"observer\", member of NATO");
  }
  return out;
}

std::size_t ExprBinder::column(const ast::Column& column) const {
  const auto it = std::find_if(schema_.begin(), schema_.end(), [&](const Field& field) { return field.name == column.text; });
  if (it == schema_.end()) {
    refuse_column(column);
  }
  return static_cast<std::size_t>(it - schema_.begin());
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Word& word) {
  const bool is_column = std::any_of(schema_.begin(), schema_.end(), [&](const Field& field) { return field.name == word.text; });
  if (const auto written = is_column ? std::nullopt : difference(word.text)) {
    refuse_corrected("N08", "no column \"" + word.text + "\"", expr.span, {*written}, "minus has a blank on both sides");
  }
  Expr out;
  out.op = Expr::Op::kColumn;
  out.column = column({word.text, expr.span});
  out.type = schema_[out.column].type;
  return out;
}

Expr ExprBinder::node(const ast::Expr&, const ast::Text& text) {
  return constant(of(TypeKind::kText), binder_.setting_.pool.text(text.value));
}

Expr ExprBinder::node(const ast::Expr&, const ast::ConstantExpr& value) const {
  switch (value.value) {
    case ast::Constant::kTrue:
      return constant(of(TypeKind::kTruth), 1);
    case ast::Constant::kFalse:
      return constant(of(TypeKind::kTruth), 0);
    case ast::Constant::kToday:
      return constant(of(TypeKind::kDay), binder_.setting_.today);
    case ast::Constant::kMissing:
      break;
  }
  return constant(of(TypeKind::kMissing), kAbsent);
}

Expr ExprBinder::constant_date(const ast::DateV& date) {
  const auto [days, precision] = binder_.date(date);
  if (precision == Precision::kDay) {
    return constant(of(TypeKind::kDay), days.begin);
  }
  return constant(of(TypeKind::kDateRange), binder_.setting_.pool.range(days));
}

Expr ExprBinder::node(const ast::Expr&, const ast::Date& date) { return constant_date(date); }

Expr ExprBinder::node(const ast::Expr& expr, const ast::Number& number) {
  const char* begin = number.digits.data();
  const char* end = begin + number.digits.size();
  if (number.digits.find('.') == std::string::npos) {
    std::int64_t value = 0;
    if (std::from_chars(begin, end, value).ec != std::errc{}) {
      refuse("B14", "this number is too large", expr.span, "whole numbers go up to 9223372036854775807");
    }
    return constant(of(TypeKind::kInteger), value);
  }
  double value = 0;
  std::from_chars(begin, end, value);
  return constant(of(TypeKind::kDecimal), std::bit_cast<Datum>(value));
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Name& name) {
  std::string lower = name.text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const bool is_column = std::any_of(schema_.begin(), schema_.end(), [&](const Field& field) { return field.name == lower; });
  if (is_column && name.prefix.empty() && binder_.catalog_.named(name.text).empty()) {
    refuse_corrected("N08", "no column \"" + name.text + "\"", expr.span, {lower}, "a column is written in lower case");
  }
  return constant(of(TypeKind::kName), binder_.entity(name, Place::kAny).value);
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Param& param) {
  const Parameter& value = binder_.parameter(param);
  if (const auto* text = std::get_if<std::string>(&value)) {
    return constant(of(TypeKind::kText), binder_.setting_.pool.text(*text));
  }
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    return constant(of(TypeKind::kInteger), *whole);
  }
  if (const auto* decimal = std::get_if<double>(&value)) {
    return constant(of(TypeKind::kDecimal), std::bit_cast<Datum>(*decimal));
  }
  refuse("N12", "$" + param.name + " is a list", expr.span, "a list stands in brackets or braces: in [$" + param.name + "]");
}

std::optional<Expr> ExprBinder::text_as(const std::string& text, Span span, const Type& target) {
  switch (target.kind) {
    case TypeKind::kRole:
      return constant(target, binder_.role_singular(text, span).value);
    case TypeKind::kSource:
      return constant(target, binder_.source(text, span).value);
    case TypeKind::kActor:
    case TypeKind::kBody:
    case TypeKind::kEntityName:
    case TypeKind::kName: {
      const Place place = target.is(TypeKind::kActor) ? Place::kActor : target.is(TypeKind::kBody) ? Place::kBody : Place::kAny;
      return constant(of(TypeKind::kName), binder_.entity(ast::Name{"", text, span}, place).value);
    }
    case TypeKind::kWord: {
      const auto it = std::find(target.words.begin(), target.words.end(), text);
      if (it != target.words.end()) {
        return constant(target, it - target.words.begin());
      }
      const std::vector<std::string> words(target.words.begin(), target.words.end());
      refuse_misspelt("N13", "no value \"" + text + "\" in this column", span, catalog::nearest(text, words),
                      "there are " + alternatives(words));
    }
    default:
      return std::nullopt;
  }
}

std::optional<Expr> ExprBinder::literal_as(const ast::Expr& expr, const Type& target) {
  if (const auto* text = std::get_if<ast::Text>(&expr.node)) {
    return text_as(text->value, expr.span, target);
  }
  if (const auto* name = std::get_if<ast::Name>(&expr.node)) {
    if (target.is_entity()) {
      const Place place = target.is(TypeKind::kActor) ? Place::kActor : target.is(TypeKind::kBody) ? Place::kBody : Place::kAny;
      return constant(of(TypeKind::kName), binder_.entity(*name, place).value);
    }
    return std::nullopt;
  }
  if (const auto* date = std::get_if<ast::Date>(&expr.node)) {
    if (target.is_number() && date->month == 0) {  // four digits beside a number are a number
      return constant(of(TypeKind::kInteger), date->year);
    }
    return std::nullopt;
  }
  if (const auto* param = std::get_if<ast::Param>(&expr.node)) {
    if (target.is_date()) {
      return constant_date(*param);
    }
    if (const auto* text = std::get_if<std::string>(&binder_.parameter(*param))) {
      if (target.is_number()) {
        return constant(of(TypeKind::kInteger), static_cast<Datum>(binder_.whole_number(*param)));
      }
      return text_as(*text, expr.span, target);
    }
  }
  return std::nullopt;
}

std::pair<Expr, Expr> ExprBinder::both(const ast::Expr& left, const ast::Expr& right, Sides sides) {
  const auto literal = [](const ast::Expr& e) {
    return std::holds_alternative<ast::Text>(e.node) || std::holds_alternative<ast::Name>(e.node) ||
           std::holds_alternative<ast::Date>(e.node) || std::holds_alternative<ast::Param>(e.node);
  };
  if (literal(right)) {
    Expr a = bind(left);
    if (std::holds_alternative<ast::Name>(right.node)) {
      refuse_bare(a, {&right, 1});
    }
    const bool as_text =
        sides == Sides::kOrdered && a.type.is(TypeKind::kEntityName) && std::holds_alternative<ast::Text>(right.node);
    auto b = as_text ? std::nullopt : literal_as(right, a.type);
    return {std::move(a), b ? std::move(*b) : bind(right)};
  }
  if (literal(left)) {
    Expr b = bind(right);
    if (std::holds_alternative<ast::Name>(left.node)) {
      refuse_bare(b, {&left, 1});
    }
    auto a = literal_as(left, b.type);
    return {a ? std::move(*a) : bind(left), std::move(b)};
  }
  Expr a = bind(left);
  return {std::move(a), bind(right)};
}

// `(member of X) = false` is `not member of X`, also in what is certain.
std::optional<Expr> ExprBinder::compared_truth(const ast::Compare& compare) {
  using Op = ast::Compare::Op;
  const auto left = truth_of(*compare.left);
  const auto right = truth_of(*compare.right);
  if ((compare.op != Op::kEqual && compare.op != Op::kNotEqual) || left.has_value() == right.has_value()) {
    return std::nullopt;
  }
  const bool negates = (left ? *left : *right) == (compare.op == Op::kNotEqual);
  const bool before = std::exchange(negated_, negated_ != negates);
  Expr operand = bind(left ? *compare.right : *compare.left);
  negated_ = before;
  if (!is_true_or_false(operand)) {
    return std::nullopt;
  }
  return negates ? negation(std::move(operand)) : std::move(operand);
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Compare& compare) {
  if (auto truth = compared_truth(compare)) {
    return std::move(*truth);
  }
  const bool orders = compare.op != ast::Compare::Op::kEqual && compare.op != ast::Compare::Op::kNotEqual;
  auto [left, right] = both(*compare.left, *compare.right, orders ? Sides::kOrdered : Sides::kEqual);
  if (!comparable(left.type, right.type)) {
    refuse_mismatch({left, &*compare.left}, {right, &*compare.right}, expr.span, orders ? Sides::kOrdered : Sides::kEqual);
  }
  using Op = ast::Compare::Op;
  const Expr::Op op = compare.op == Op::kEqual       ? Expr::Op::kEqual
                      : compare.op == Op::kNotEqual  ? Expr::Op::kNotEqual
                      : compare.op == Op::kLess      ? Expr::Op::kLess
                      : compare.op == Op::kLessEqual ? Expr::Op::kLessEqual
                      : compare.op == Op::kGreater   ? Expr::Op::kGreater
                                                     : Expr::Op::kGreaterEqual;
  return compound(op, of(TypeKind::kTruth), {std::move(left), std::move(right)});
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Unary& unary) {
  if (unary.op == ast::Unary::Op::kNot) {
    negated_ = !negated_;
    Expr operand = condition(*unary.operand);
    negated_ = !negated_;
    return negation(std::move(operand));
  }
  Expr operand = bind(*unary.operand);
  if (std::holds_alternative<ast::Date>(unary.operand->node)) {
    auto number = literal_as(*unary.operand, of(TypeKind::kInteger));
    operand = number ? std::move(*number) : std::move(operand);
  }
  if (!operand.type.is_number() && !operand.type.is(TypeKind::kMissing)) {
    refuse("B09", "a number stands behind -, and this is " + std::string(describe(operand.type)), expr.span,
           "- stands before numbers; sort … desc turns an order round");
  }
  const Type type = operand.type;
  return compound(Expr::Op::kNegate, type, {std::move(operand)});
}

Expr ExprBinder::arithmetic(ast::Chain::Op op, Expr left, Expr right, Span span) const {
  const Type& a = left.type;
  const Type& b = right.type;
  const bool either_missing = a.is(TypeKind::kMissing) || b.is(TypeKind::kMissing);
  const auto make = [&](Expr::Op eop, Type type) {
    Expr out = compound(eop, type, {std::move(left), std::move(right)});
    out.place = binder_.place(span);
    return out;
  };
  const bool decimal = a.is(TypeKind::kDecimal) || b.is(TypeKind::kDecimal);
  const Type number = of(decimal ? TypeKind::kDecimal : TypeKind::kInteger);
  const bool numbers = (a.is_number() && b.is_number()) || either_missing;
  switch (op) {
    case ast::Chain::Op::kAdd:
      if (a.is_date() && (b.is_number() || either_missing)) {
        return make(Expr::Op::kAdd, of(TypeKind::kDay));
      }
      if (numbers) {
        return make(Expr::Op::kAdd, number);
      }
      break;
    case ast::Chain::Op::kSubtract:
      if (a.is_date() && b.is_date()) {
        return make(Expr::Op::kSubtract, of(TypeKind::kDayCount));
      }
      if (a.is_date() && (b.is_number() || either_missing)) {
        return make(Expr::Op::kSubtract, of(TypeKind::kDay));
      }
      if (numbers) {
        return make(Expr::Op::kSubtract, number);
      }
      break;
    case ast::Chain::Op::kMultiply:
      if (numbers) {
        return make(Expr::Op::kMultiply, number);
      }
      break;
    case ast::Chain::Op::kDivide:
      if (numbers) {
        return make(Expr::Op::kDivide, of(TypeKind::kDecimal));
      }
      break;
    case ast::Chain::Op::kOr:
    case ast::Chain::Op::kAnd:
    case ast::Chain::Op::kConcat:
      break;
  }
  const std::string of_file = help_for_file_text(a.is(TypeKind::kText) ? left : right, b.is_date() ? "date" : "number");
  refuse("B09", std::string(describe(a)) + " and " + std::string(describe(b)) + " do not go together here", span,
         of_file.empty() ? "numbers with numbers; a date and a number of days; texts are joined by ||" : of_file);
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Chain& chain) {
  const ast::Chain::Op first_op = chain.rest.front().op;
  if (first_op == ast::Chain::Op::kOr || first_op == ast::Chain::Op::kAnd) {
    Expr out =
        compound(first_op == ast::Chain::Op::kOr ? Expr::Op::kOr : Expr::Op::kAnd, of(TypeKind::kTruth), {condition(*chain.first)});
    for (const auto& link : chain.rest) {
      out.args.push_back(condition(*link.operand));
    }
    return out;
  }
  if (first_op == ast::Chain::Op::kConcat) {
    Expr out = compound(Expr::Op::kConcat, of(TypeKind::kText), {bind(*chain.first)});
    for (const auto& link : chain.rest) {
      out.args.push_back(bind(*link.operand));
    }
    return out;
  }
  constexpr std::size_t kTermsMax = 1000;  // each nests one deeper
  if (chain.rest.size() > kTermsMax) {
    refuse("B15", "this sum has more than 1,000 terms", expr.span, "derive parts of it first");
  }
  const auto is_text = [](const ast::Expr& operand) { return std::holds_alternative<ast::Text>(operand.node); };
  if (is_text(*chain.first) || is_text(*chain.rest.front().operand)) {
    refuse("B09", "a text is no number", is_text(*chain.first) ? chain.first->span : chain.rest.front().operand->span,
           "texts are joined by ||: name || \", \" || role");
  }
  auto [left, right] = both(*chain.first, *chain.rest.front().operand);
  Expr out = arithmetic(first_op, std::move(left), std::move(right), expr.span);
  for (std::size_t i = 1; i < chain.rest.size(); ++i) {
    auto literal = literal_as(*chain.rest[i].operand, out.type.is_number() ? out.type : of(TypeKind::kMissing));
    Expr operand = literal ? std::move(*literal) : bind(*chain.rest[i].operand);
    out = arithmetic(chain.rest[i].op, std::move(out), std::move(operand), expr.span);
  }
  return out;
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Like& like) {
  Expr left = bind(*like.left);
  Expr pattern = bind(*like.pattern);
  if (!pattern.type.is(TypeKind::kText)) {
    refuse("B09", "the pattern of like is a text", like.pattern->span, "name like \"%stan\"");
  }
  if (left.type.is_date() || left.type.is_number() || left.type.is(TypeKind::kTruth) || left.type.is(TypeKind::kList)) {
    refuse("B09", "like compares texts, and this is " + std::string(describe(left.type)), expr.span,
           left.type.is(TypeKind::kList) ? help_for_list(left) : "compare it by =, <, > or in");
  }
  Expr out = compound(Expr::Op::kLike, of(TypeKind::kTruth), {std::move(left), std::move(pattern)});
  return like.negated ? negation(std::move(out)) : out;
}

Expr ExprBinder::node(const ast::Expr&, const ast::IsMissing& test) {
  Expr out = compound(Expr::Op::kIsMissing, of(TypeKind::kTruth), {bind(*test.operand)});
  return test.negated ? negation(std::move(out)) : out;
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::In& in) {
  Expr left = bind(*in.left);
  Expr out;
  out.type = of(TypeKind::kTruth);
  if (const auto* nested = std::get_if<ast::Nested>(&in.set)) {
    const bool absent = negated_ != in.negated;
    auto query = std::make_shared<Query>(binder_.query(*nested->query, absent ? Binder::turned(clauses_) : clauses_));
    if (query->context.when.by_step || query->context.view.reported_by_step || query->context.view.known_by_step) {
      check_step(nested->span);
    }
    const Schema& schema = query->schema();
    const auto* word = std::get_if<ast::Word>(&in.left->node);
    const auto it =
        std::find_if(schema.begin(), schema.end(), [&](const Field& f) { return word != nullptr && f.name == word->text; });
    if (it == schema.end() && schema.size() != 1) {
      refuse_in_query(left.type, word, schema, nested->span);
    }
    out.op = Expr::Op::kInQuery;
    out.column = it == schema.end() ? 0 : static_cast<std::size_t>(it - schema.begin());
    if (!comparable(left.type, schema[out.column].type)) {
      refuse_mismatch({left, nullptr}, {constant(schema[out.column].type, kAbsent), nullptr}, expr.span);
    }
    out.query = std::move(query);
    out.args.push_back(std::move(left));
  } else {
    out.op = Expr::Op::kInList;
    out.args.push_back(std::move(left));
    const auto& items = std::get<std::vector<ast::Expr>>(in.set);
    refuse_bare(out.args[0], items);
    for (const auto& item : items) {
      add_list_item(out, item);
    }
  }
  return in.negated ? negation(std::move(out)) : out;
}

void ExprBinder::add_list_item(Expr& out, const ast::Expr& item) {
  const Type left = out.args[0].type;  // by value: what is added moves the others
  const auto* param = std::get_if<ast::Param>(&item.node);
  const auto* list = param == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&binder_.parameter(*param));
  if (list != nullptr) {  // a list parameter is the inside of the list; an empty one gives an empty set
    for (const auto& text : *list) {
      auto value = text_as(text, item.span, left);
      out.args.push_back(value ? std::move(*value) : constant(of(TypeKind::kText), binder_.setting_.pool.text(text)));
    }
    return;
  }
  auto value = literal_as(item, left);
  Expr bound = value ? std::move(*value) : bind(item);
  if (!comparable(left, bound.type)) {
    refuse_mismatch({out.args[0], nullptr}, {bound, &item}, item.span);
  }
  out.args.push_back(std::move(bound));
}

std::string ExprBinder::name_of(const ast::Expr& expr) {
  if (const auto* word = std::get_if<ast::Word>(&expr.node)) {
    return word->text;
  }
  if (const auto* in = std::get_if<ast::InBody>(&expr.node)) {
    const char* what = in->what == ast::InBody::What::kRole ? "role" : in->what == ast::InBody::What::kBegan ? "began" : "ended";
    return lower_with_underscores(std::string(what) + "_in_" + name_text(in->body));
  }
  if (const auto* test = std::get_if<ast::Test>(&expr.node)) {
    return lower_with_underscores(test->role.text + "_of_" + name_text(test->body));
  }
  if (const auto* call = std::get_if<ast::Call>(&expr.node)) {
    std::string out = call->name;
    for (const auto& argument : call->arguments) {
      const auto* text = std::get_if<ast::Text>(&argument.node);
      out += "_" + (text != nullptr ? text->value : name_of(argument));
    }
    return lower_with_underscores(out);
  }
  if (const auto* size = std::get_if<ast::Size>(&expr.node)) {
    const auto* phrase = std::get_if<ast::RolePhrase>(&size->role);
    return lower_with_underscores("size_" + (phrase != nullptr ? phrase->text : std::string("role")));
  }
  return "value";
}

}  // namespace entente::bind
