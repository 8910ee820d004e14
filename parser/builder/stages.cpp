#include "parser/builder/build.h"

namespace entente::build {
namespace {

using StageKind = decltype(ast::Stage::kind);

std::vector<ast::Column> columns(View view) { return each_of(view, word); }

std::vector<ast::Column> optional_columns(Children& children) {
  if (const auto list = children.take_if<grammar::Columns>()) {
    return columns(*list);
  }
  return {};
}

ast::Named named(View view) {
  if (!view.is<grammar::Named>()) {
    return {std::nullopt, expr(view)};
  }
  Children children(view);
  return {word(children.take()), expr(children.take())};
}

ast::SortKey sort_key(View view) {
  Children children(view);
  ast::SortKey key{expr(children.take()), false};
  if (const auto direction = children.take_if<grammar::Direction>()) {
    key.descending = direction->text() == "desc";
  }
  return key;
}

ast::Take take(View view) {
  Children children(view);
  ast::Take stage{int_value(children.take()), {}};
  stage.by = optional_columns(children);
  return stage;
}

ast::Aggregate aggregate(View view) {
  using Fn = ast::Aggregate::Fn;
  constexpr std::array<std::string_view, 6> kFunctions = {"min", "max", "sum", "mean", "median", "list"};
  Children children(view);
  ast::Aggregate item{word(children.take()), Fn::kCount, std::nullopt};
  const View call = children.take();
  Children arguments(call);
  if (call.is<grammar::AggregateCall>()) {
    const auto which = pick<std::size_t>(call.word(), kFunctions);
    item.fn = static_cast<Fn>(static_cast<std::size_t>(Fn::kMin) + which);
    item.argument = expr(arguments.take());
  } else if (const auto distinct = arguments.take_if<grammar::CountDistinct>()) {
    item.fn = Fn::kCountDistinct;
    item.argument = expr(distinct->last());
  }
  return item;
}

ast::Group group(View view) {
  Children children(view);
  ast::Group stage{columns(children.take()), {}};
  stage.aggregates = rest_of(children, aggregate);
  return stage;
}

ast::Join join(View view, ast::Join::Kind kind) {
  Children children(view);
  return {kind, nested(children.take()), columns(children.take())};
}

ast::Pivot pivot(View view) {
  Children children(view);
  return {word(children.take()), word(children.take())};
}

StageKind kind(View view) {
  Children children(view);
  if (view.is<grammar::Where>()) {
    return ast::Where{expr(view.last())};
  }
  if (view.is<grammar::Select>()) {
    return ast::Select{each_of(view, named)};
  }
  if (view.is<grammar::Derive>()) {
    return ast::Derive{each_of(view, named)};
  }
  if (view.is<grammar::Sort>()) {
    return ast::Sort{each_of(view, sort_key)};
  }
  if (view.is<grammar::Take>()) {
    return take(view);
  }
  if (view.is<grammar::Skip>()) {
    return ast::Skip{int_value(view.last())};
  }
  if (view.is<grammar::Distinct>()) {
    return ast::Distinct{optional_columns(children)};
  }
  if (view.is<grammar::Count>()) {
    return ast::Count{optional_columns(children)};
  }
  if (view.is<grammar::Group>()) {
    return group(view);
  }
  if (view.is<grammar::Join>()) {
    return join(view, view.word() == "left" ? ast::Join::Kind::kLeft : ast::Join::Kind::kInner);
  }
  if (view.is<grammar::Without>()) {
    return join(view, ast::Join::Kind::kWithout);
  }
  if (view.is<grammar::Pivot>()) {
    return pivot(view);
  }
  return ast::Diff{each_of(view, clause)};
}

}  // namespace

ast::Stage stage(View view) { return {kind(view.last()), view.span()}; }

}  // namespace entente::build
