#include "parser/builder/build.h"

namespace entente::build {
namespace {

using StatementKind = decltype(ast::Statement::kind);

ast::Let let(View view) {
  Children children(view);
  return {word(children.take()), query(children.take())};
}

ast::Txn transaction(View view) {
  constexpr std::array<std::string_view, 3> kWords = {"begin", "commit", "rollback"};
  return pick<ast::Txn>(view.text(), kWords);
}

ast::Import::Column import_column(View view) {
  Children children(view);
  const View heading = children.take();
  const bool quoted = heading.is<grammar::Text>();
  ast::Import::Column column{
      quoted ? text(heading).value : std::string(heading.text()), quoted, word(children.take()), {}, view.span()};
  if (!children.done()) {
    column.code_system = word(children.take());
  }
  return column;
}

decltype(ast::Import::Option::kind) import_option_kind(View view) {
  using Import = ast::Import;
  if (view.is<grammar::ClaimedBy>()) {
    return claimed_by(view);
  }
  if (view.is<grammar::Encoded>()) {
    return Import::Encoded{word(view.last())};
  }
  if (view.is<grammar::Mapping>()) {
    return each_of(view, import_column);
  }
  if (view.is<grammar::BadRowsTo>()) {
    return Import::BadRowsTo{text_value(view.last())};
  }
  if (view.is<grammar::MaxErrors>()) {
    return Import::MaxErrors{int_value(view.last())};
  }
  return Import::DefiningNew{};
}

ast::Import::Option import_option(View view) { return {import_option_kind(view), view.span()}; }

ast::Import import(View view) {
  Children children(view);
  ast::Import statement{word(children.take()), text_value(children.take()), {}};
  statement.options = rest_of(children, import_option);
  return statement;
}

ast::Export export_query(View view) {
  Children children(view);
  ast::Export statement{query(children.take().last()), text_value(children.take())};
  statement.guards_formulas = !children.done();
  return statement;
}

ast::Dump dump(View view) {
  Children children(view);
  const bool salvages = children.take_if<grammar::Salvaging>().has_value();
  return {text_value(children.take()), salvages};
}

ast::Explain explain(View view) {
  Children children(view);
  const bool analyze = children.take_if<grammar::Analyze>().has_value();
  return {query(children.take()), analyze};
}

ast::Why why(View view) {
  Children children(view);
  std::optional<ast::NameV> absent;
  if (const auto who = children.take_if<grammar::WhyNot>()) {
    Children inner(*who);
    absent = name_value(inner.take());
  }
  return {std::move(absent), query(children.take())};
}

std::optional<StatementKind> recording(View view) {
  if (view.is<grammar::DefineSource>()) {
    return define_source(view);
  }
  if (view.is<grammar::DefineRole>()) {
    return define_role(view);
  }
  if (view.is<grammar::DefineThing>()) {
    return define_thing(view);
  }
  if (view.is<grammar::Record>()) {
    return record(view);
  }
  if (view.is<grammar::End>()) {
    return end(view);
  }
  if (view.is<grammar::Suspend>()) {
    return suspend(view);
  }
  if (view.is<grammar::Retract>()) {
    return retract(view);
  }
  if (view.is<grammar::Event>()) {
    return event(view);
  }
  if (view.is<grammar::Provision>()) {
    return provision(view);
  }
  return std::nullopt;
}

std::optional<StatementKind> with_files(View view) {
  if (view.is<grammar::Import>()) {
    return import(view);
  }
  if (view.is<grammar::Export>()) {
    return export_query(view);
  }
  if (view.is<grammar::Dump>()) {
    return dump(view);
  }
  if (view.is<grammar::Restore>()) {
    return ast::Restore{text_value(view.last())};
  }
  if (view.is<grammar::Backup>()) {
    return ast::Backup{text_value(view.last())};
  }
  if (view.is<grammar::Compact>()) {
    return ast::Compact{text_value(view.last())};
  }
  if (view.is<grammar::Check>()) {
    return ast::Check{};
  }
  if (view.is<grammar::Stats>()) {
    return ast::Stats{};
  }
  return std::nullopt;
}

StatementKind kind(View view) {
  if (auto statement = recording(view)) {
    return std::move(*statement);
  }
  if (view.is<grammar::Let>()) {
    return let(view);
  }
  if (view.is<grammar::Default>()) {
    return ast::Default{each_of(view, clause)};
  }
  if (view.is<grammar::Txn>()) {
    return transaction(view);
  }
  if (auto statement = with_files(view)) {
    return std::move(*statement);
  }
  if (view.is<grammar::Explain>()) {
    return explain(view);
  }
  if (view.is<grammar::Why>()) {
    return why(view);
  }
  if (view.is<grammar::Describe>()) {
    return ast::Describe{query(view.last())};
  }
  return query(view);
}

}  // namespace

ast::Statement statement(View view) { return {kind(view.last()), view.span()}; }

}  // namespace entente::build
