#include "parser/builder/build.h"

namespace entente::build {
namespace {

ast::Log log(View view, ast::Log::Kind kind) {
  const auto filter = [](View part) -> ast::Filter {
    if (part.is<grammar::OfActors>()) {
      return of_actors(part);
    }
    if (part.is<grammar::InBodies>()) {
      return in_bodies(part);
    }
    return as_roles(part);
  };
  return {kind, each_of(view, filter), view.span()};
}

std::optional<ast::InBodies> optional_bodies(Children& children) {
  if (const auto bodies = children.take_if<grammar::InBodies>()) {
    return in_bodies(*bodies);
  }
  return std::nullopt;
}

ast::Transitions transitions(View view) {
  Children children(view);
  ast::Transitions table{role(children.take()), role(children.take()), std::nullopt, view.span()};
  table.in = optional_bodies(children);
  return table;
}

ast::Pairs pairs(View view) {
  Children children(view);
  ast::Pairs table{set_expr(children.take()), std::nullopt, {}, view.span()};
  if (const auto with = children.take_if<grammar::PairWith>()) {
    table.with = set_expr(with->last());
  }
  while (!children.done()) {
    const View part = children.take();
    if (part.is<grammar::InBodies>()) {
      table.filters.emplace_back(in_bodies(part));
    } else {
      table.filters.emplace_back(as_roles(part));
    }
  }
  return table;
}

ast::OrderedPairs ordered_pairs(View view) {
  Children children(view);
  ast::OrderedPairs table{set_expr(children.take()), role(children.take()), set_expr(children.take()),
                          role(children.take()),     std::nullopt,          view.span()};
  table.in = optional_bodies(children);
  return table;
}

ast::IsQuestion is_question(View view) {
  Children children(view);
  return {name_value(children.take()), role(children.take()), name_value(children.take()), view.span()};
}

ast::RowsOf::Column row_column(View view) {
  constexpr std::array<std::string_view, 5> kKinds = {"actor", "body", "date", "number", "text"};
  Children children(view);
  const View heading = children.take();
  ast::RowsOf::Column column;
  column.quoted = heading.is<grammar::Text>();
  column.heading = column.quoted ? text(heading).value : std::string(heading.text());
  column.kind = pick<ast::RowsOf::Kind>(children.take().text(), kKinds);
  if (!children.done()) {
    column.code_system = children.take().text();
  }
  column.span = view.span();
  return column;
}

ast::RowsOf rows_of(View view) {
  Children children(view);
  ast::RowsOf table{text_value(children.take()), {}, view.span()};
  if (const auto encoding = children.take_if<grammar::Word>()) {
    table.encoding = word(*encoding);
  }
  while (children.at<grammar::RowColumn>()) {
    table.columns.push_back(row_column(children.take()));
  }
  table.skips_unknown = children.at<grammar::SkippingUnknown>();
  return table;
}

ast::History history(View view) {
  const View of = view.last();
  if (of.is<grammar::Word>()) {
    return {word(of), view.span()};
  }
  if (of.is<grammar::Param>()) {
    return {param(of), view.span()};
  }
  return {name(of), view.span()};
}

ast::CatalogueTable catalogue_table(View view) {
  constexpr std::array<std::string_view, 3> kKinds = {"roles", "sources", "commits"};
  return {pick<ast::CatalogueTable::Kind>(view.text(), kKinds), view.span()};
}

}  // namespace

ast::QuerySource query_source(View view) {
  if (view.is<grammar::Memberships>()) {
    return log(view, ast::Log::Kind::kMemberships);
  }
  if (view.is<grammar::Changes>()) {
    return log(view, ast::Log::Kind::kChanges);
  }
  if (view.is<grammar::Claims>()) {
    return log(view, ast::Log::Kind::kClaims);
  }
  if (view.is<grammar::Conflicts>()) {
    return log(view, ast::Log::Kind::kConflicts);
  }
  if (view.is<grammar::Transitions>()) {
    return transitions(view);
  }
  if (view.is<grammar::Pairs>()) {
    return pairs(view);
  }
  if (view.is<grammar::OrderedPairs>()) {
    return ordered_pairs(view);
  }
  if (view.is<grammar::Events>()) {
    return ast::Acts{ast::Acts::Kind::kEvents, names(view.last()), view.span()};
  }
  if (view.is<grammar::Provisions>()) {
    return ast::Acts{ast::Acts::Kind::kProvisions, names(view.last()), view.span()};
  }
  if (view.is<grammar::IsQuestion>()) {
    return is_question(view);
  }
  if (view.is<grammar::RowsOf>()) {
    return rows_of(view);
  }
  if (view.is<grammar::History>()) {
    return history(view);
  }
  if (view.is<grammar::CatalogueTable>()) {
    return catalogue_table(view);
  }
  return set_expr(view);
}

ast::Query query(View view) {
  Children children(view);
  ast::Query query{query_source(children.take()), {}, {}, view.span()};
  while (children.at<grammar::Clause>()) {
    query.clauses.push_back(clause(children.take()));
  }
  query.stages = rest_of(children, stage);
  return query;
}

}  // namespace entente::build
