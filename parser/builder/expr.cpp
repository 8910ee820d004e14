#include "parser/builder/build.h"

namespace entente::build {
namespace {

using ExprNode = decltype(ast::Expr::node);

ast::Box<ast::Expr> boxed(View view) { return {expr(view)}; }

/// `on …` behind a size, a test or the like.
std::optional<ast::Box<ast::Expr>> optional_date(Children& children) {
  if (const auto on = children.take_if<grammar::AtDate>()) {
    return boxed(on->last());
  }
  return std::nullopt;
}

/// Operands without operators between them: these are all `op`.
ast::Chain chain_of(View view, ast::Chain::Op op) {
  Children children(view);
  ast::Chain chain{boxed(children.take()), {}};
  while (!children.done()) {
    chain.rest.push_back({op, boxed(children.take())});
  }
  return chain;
}

ast::Chain arithmetic(View view) {
  constexpr std::array<std::string_view, 4> kSigns = {"+", "-", "*", "/"};
  Children children(view);
  ast::Chain chain{boxed(children.take()), {}};
  while (!children.done()) {
    const auto sign = pick<std::size_t>(children.take().text(), kSigns);
    const auto op = static_cast<ast::Chain::Op>(static_cast<std::size_t>(ast::Chain::Op::kAdd) + sign);
    chain.rest.push_back({op, boxed(children.take())});
  }
  return chain;
}

ast::Compare compare(View left, View tail) {
  constexpr std::array<std::string_view, 6> kSigns = {"=", "!=", "<", "<=", ">", ">="};
  Children children(tail);
  const auto op = pick<ast::Compare::Op>(children.take().text(), kSigns);
  return {op, boxed(left), boxed(children.take())};
}

ast::In in(View left, View tail) {
  Children children(tail);
  const bool negated = children.take_if<grammar::NotWord>().has_value();
  const View set = children.take();
  if (set.is<grammar::Nested>()) {
    return {boxed(left), nested(set), negated};
  }
  return {boxed(left), each_of(set, expr), negated};
}

ExprNode comparison(View view) {
  Children children(view);
  const View left = children.take();
  const View tail = children.take();
  if (tail.is<grammar::CompareTail>()) {
    return compare(left, tail);
  }
  if (tail.is<grammar::InTail>()) {
    return in(left, tail);
  }
  Children parts(tail);
  const bool negated = parts.take_if<grammar::NotWord>().has_value();
  if (tail.is<grammar::LikeTail>()) {
    return ast::Like{boxed(left), boxed(parts.take()), negated};
  }
  return ast::IsMissing{boxed(left), negated};
}

ast::Call call(View view) {
  Children children(view);
  ast::Call call{std::string(children.take().text()), {}};
  call.arguments = rest_of(children, expr);
  return call;
}

ast::Size size(View view) {
  Children children(view);
  ast::Size size{role(children.take()), std::nullopt};
  size.on = optional_date(children);
  return size;
}

ast::InBody in_body(View view) {
  constexpr std::array<std::string_view, 3> kWhat = {"role", "began", "ended"};
  Children children(view);
  const auto what = pick<ast::InBody::What>(children.take().text(), kWhat);
  ast::InBody found{what, name_value(children.take()), std::nullopt};
  found.on = optional_date(children);
  return found;
}

ast::Test test(View view) {
  Children children(view);
  ast::Test test{role_phrase(children.take()), name_value(children.take()), std::nullopt};
  test.on = optional_date(children);
  return test;
}

ast::ConstantExpr constant(View view) {
  constexpr std::array<std::string_view, 4> kWords = {"true", "false", "missing", "today"};
  return {pick<ast::Constant>(view.text(), kWords)};
}

ExprNode node(View view) {
  if (view.is<grammar::Expr>()) {
    return chain_of(view, ast::Chain::Op::kOr);
  }
  if (view.is<grammar::AndX>()) {
    return chain_of(view, ast::Chain::Op::kAnd);
  }
  if (view.is<grammar::Concat>()) {
    return chain_of(view, ast::Chain::Op::kConcat);
  }
  if (view.is<grammar::Sum>() || view.is<grammar::Product>()) {
    return arithmetic(view);
  }
  if (view.is<grammar::Comparison>()) {
    return comparison(view);
  }
  if (view.is<grammar::Not>()) {
    return ast::Unary{ast::Unary::Op::kNot, boxed(view.last())};
  }
  if (view.is<grammar::Negation>()) {
    return ast::Unary{ast::Unary::Op::kNegate, boxed(view.last())};
  }
  if (view.is<grammar::Param>()) {
    return param(view);
  }
  if (view.is<grammar::Text>()) {
    return text(view);
  }
  if (view.is<grammar::Date>()) {
    return date(view);
  }
  if (view.is<grammar::Number>()) {
    return number(view);
  }
  if (view.is<grammar::Name>()) {
    return name(view);
  }
  if (view.is<grammar::Call>()) {
    return call(view);
  }
  if (view.is<grammar::Size>()) {
    return size(view);
  }
  if (view.is<grammar::InBody>()) {
    return in_body(view);
  }
  if (view.is<grammar::Test>()) {
    return test(view);
  }
  if (view.is<grammar::Truth>() || view.is<grammar::Today>()) {
    return constant(view);
  }
  return word(view);
}

}  // namespace

ast::Expr expr(View view) { return {node(view), view.span()}; }

}  // namespace entente::build
