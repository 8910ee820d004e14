#include "parser/builder/build.h"

namespace entente::build {
namespace {

ast::Covers covers(View view) {
  Children children(view);
  std::vector<ast::Role> roles;
  while (is_role(children)) {
    roles.push_back(role(children.take()));
  }
  std::vector<ast::NameV> bodies = plain_names(children.take());
  const View when = children.take();
  if (when.is<grammar::OnDay>()) {
    return {std::move(roles), std::move(bodies), date_value(when.last())};
  }
  return {std::move(roles), std::move(bodies), period(when.last())};
}

decltype(ast::SourceAttr::kind) source_attribute(View view) {
  using Attr = ast::SourceAttr;
  if (view.is<grammar::Published>()) {
    return Attr::Published{record_date(view.last())};
  }
  if (view.is<grammar::Via>()) {
    return Attr::Via{each_of(view, key_value)};
  }
  if (view.is<grammar::Covers>()) {
    return covers(view);
  }
  const std::string_view what = view.word();
  const ast::TextV text = text_value(view.last());
  if (what == "titled") {
    return Attr::Titled{text};
  }
  if (what == "publisher") {
    return Attr::Publisher{text};
  }
  if (what == "url") {
    return Attr::Url{text};
  }
  return Attr::Licence{text};
}

decltype(ast::RoleAttr::kind) role_attribute(View view) {
  if (view.is<grammar::Plural>()) {
    return ast::RoleAttr::Plural{text_value(view.last())};
  }
  if (view.is<grammar::Rank>()) {
    return ast::RoleAttr::Rank{int_value(view.last())};
  }
  Children children(view);
  return ast::RoleAttr::Under{role(children.take())};
}

ast::InUse in_use(Children& children) {
  const auto times = children.take_if<grammar::InUse>();
  return times ? each_of(*times, bound_modifier) : ast::InUse{};
}

ast::ThingAttr::Alias alias(View view) {
  Children children(view);
  ast::TextV text = text_value(children.take());
  return {std::move(text), in_use(children)};
}

ast::ThingAttr::Code code(View view) {
  Children children(view);
  ast::Word system = word(children.take());
  const View written = children.take();
  ast::TextV value =
      written.is<grammar::Int>() ? ast::TextV(ast::Text{std::string(written.text()), written.span()}) : text_value(written);
  return {std::move(system), std::move(value), in_use(children), view.span()};
}

ast::ThingAttr::Continues continues(View view) {
  Children children(view);
  ast::ThingAttr::Continues attribute{plain_names(children.take()), std::nullopt};
  if (!children.done()) {
    attribute.since = bound(children.take());
  }
  return attribute;
}

decltype(ast::ThingAttr::kind) thing_attribute(View view) {
  using Attr = ast::ThingAttr;
  if (view.is<grammar::NamedText>()) {
    return Attr::Named{alias(view.last())};
  }
  if (view.is<grammar::Also>()) {
    return Attr::Also{each_of(view, alias)};
  }
  if (view.is<grammar::Codes>()) {
    return Attr::Codes{each_of(view, code)};
  }
  if (view.is<grammar::Form>()) {
    return Attr::Form{word(view.last())};
  }
  if (view.is<grammar::About>()) {
    return Attr::About{each_of(view.last(), topic)};
  }
  if (view.is<grammar::UnderBodies>()) {
    return Attr::Under{plain_names(view.last())};
  }
  if (view.is<grammar::Continues>()) {
    return continues(view);
  }
  if (view.is<grammar::Bounds>()) {
    return bound_modifier(view);
  }
  return claimed_by(view);
}

}  // namespace

ast::DefineSource define_source(View view) {
  Children children(view);
  ast::DefineSource statement{word(children.take()), {}};
  statement.attributes = rest_of(children, [](View one) { return ast::SourceAttr{source_attribute(one), one.span()}; });
  return statement;
}

ast::DefineRole define_role(View view) {
  Children children(view);
  ast::DefineRole statement{text_value(children.take()), {}};
  statement.attributes = rest_of(children, [](View one) { return ast::RoleAttr{role_attribute(one), one.span()}; });
  return statement;
}

ast::DefineThing define_thing(View view) {
  constexpr std::array<std::string_view, 5> kKinds = {"state", "territory", "organisation", "agreement", "group"};
  Children children(view);
  const auto kind = pick<ast::DefineThing::Kind>(children.take().text(), kKinds);
  ast::DefineThing statement{kind, name_value(children.take()), {}};
  statement.attributes = rest_of(children, [](View one) { return ast::ThingAttr{thing_attribute(one), one.span()}; });
  return statement;
}

}  // namespace entente::build
