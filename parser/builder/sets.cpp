#include "parser/builder/build.h"

namespace entente::build {
namespace {

using Kind = ast::Catalogue::Kind;
constexpr std::array<std::string_view, 7> kKinds = {"organisations", "agreements",  "groups", "bodies",
                                                    "states",        "territories", "actors"};

ast::Braces braces(View view) { return {each_of(view, name_value), view.span()}; }

ast::LetRef let_ref(View view) {
  const View only = view.last();
  return {std::string(only.text()), only.span()};
}

ast::NameItem name_item(View view) {
  if (view.is<grammar::Param>()) {
    return param(view);
  }
  if (view.is<grammar::Nested>()) {
    return nested(view);
  }
  if (view.is<grammar::Braces>()) {
    return braces(view);
  }
  if (view.is<grammar::LetRef>()) {
    return let_ref(view);
  }
  return name(view);
}

ast::RoleSet role_set(View view) {
  ast::RoleSet set;
  set.span = view.span();
  Children children(view);
  while (children.at<grammar::RolePhrase>()) {
    set.roles.push_back(role_phrase(children.take()));
  }
  set.bodies = names(children.take());
  return set;
}

/// Also the catalogues of counted sets and of pairs, which have rules of their own but the same parts.
ast::Catalogue catalogue(View view) {
  ast::Catalogue set;
  set.span = view.span();
  Children children(view);
  set.kind = pick<Kind>(children.take().text(), kKinds);
  while (!children.done()) {
    const View part = children.take();
    if (part.is<grammar::OfActors>() || part.is<grammar::CountedOf>()) {
      set.of = names(part.last());
    } else if (part.is<grammar::AsRoles>() || part.is<grammar::CountedAs>()) {
      set.as = each_of(part, role);
    } else if (part.is<grammar::Under>() || part.is<grammar::CountedUnder>()) {
      set.narrow.emplace_back(ast::Catalogue::Under{names(part.last()), part.span()});
    } else {
      set.narrow.emplace_back(ast::Catalogue::About{each_of(part.last(), topic), part.span()});
    }
  }
  return set;
}

ast::Counted counted(View view) {
  Children children(view);
  ast::Counted set{view.word() == "exactly" ? ast::Counted::Kind::kExactly : ast::Counted::Kind::kAtLeast,
                   int_value(children.take()),
                   {},
                   view.span()};
  while (!children.done()) {
    set.sets.emplace_back(set_expr(children.take()));
  }
  return set;
}

ast::SetChain::Op operation(std::string_view written) {
  if (written == "and") {
    return ast::SetChain::Op::kAnd;
  }
  return written == "or" ? ast::SetChain::Op::kOr : ast::SetChain::Op::kExcept;
}

ast::SetChain chain(View view) {
  Children children(view);
  ast::SetChain chain{set_expr(children.take()), {}, view.span()};
  while (!children.done()) {
    const View op = children.take();
    chain.rest.push_back({operation(op.text()), set_expr(children.take()), op.span()});
  }
  return chain;
}

}  // namespace

ast::Names names(View view) { return each_of(view, name_item); }

ast::Nested nested(View view) { return {query(view.last()), view.span()}; }

ast::OfActors of_actors(View view) { return {names(view.last()), view.span()}; }
ast::InBodies in_bodies(View view) { return {names(view.last()), view.span()}; }
ast::AsRoles as_roles(View view) { return {each_of(view, role), view.span()}; }

ast::SetExpr set_expr(View view) {
  if (view.is<grammar::Nested>()) {
    return {nested(view)};
  }
  if (view.is<grammar::Braces>()) {
    return {braces(view)};
  }
  if (view.is<grammar::Counted>()) {
    return {counted(view)};
  }
  if (view.is<grammar::LetRef>()) {
    return {let_ref(view)};
  }
  if (view.is<grammar::RoleSet>() || view.is<grammar::CountedRoleSet>()) {
    return {role_set(view)};
  }
  if (view.is<grammar::AndSet>() || view.is<grammar::SetExpr>()) {
    return {chain(view)};
  }
  return {catalogue(view)};
}

}  // namespace entente::build
