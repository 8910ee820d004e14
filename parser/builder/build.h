// Tree to syntax tree: one function a node, which takes what the grammar let through and cannot fail. Internal to parser.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "parser/ast.h"
#include "parser/grammar/rules.h"
#include "parser/tree.h"

namespace entente::build {

/// The children of a node, taken one after the other.
class Children {
 public:
  explicit Children(View parent) : all_(parent.children()) {}

  [[nodiscard]] bool done() const { return next_ == all_.size(); }
  [[nodiscard]] View peek() const { return all_[next_]; }
  template <class... Rules>
  [[nodiscard]] bool at() const {
    return !done() && (peek().is<Rules>() || ...);
  }
  View take() { return all_[next_++]; }
  template <class Rule>
  std::optional<View> take_if() {
    if (!at<Rule>()) {
      return std::nullopt;
    }
    return take();
  }

 private:
  std::vector<View> all_;
  std::size_t next_ = 0;
};

/// All that is left, each built by `one`.
template <class Build>
auto rest_of(Children& children, Build one) {
  std::vector<decltype(one(children.peek()))> all;
  while (!children.done()) {
    all.push_back(one(children.take()));
  }
  return all;
}

/// All children of `parent`, each built by `one`.
template <class Build>
auto each_of(View parent, Build one) {
  Children children(parent);
  return rest_of(children, one);
}

/// Which of `words` the node's first word is; the enumerators stand in the same order.
template <class Enum, std::size_t N>
Enum pick(std::string_view word, const std::array<std::string_view, N>& words) {
  std::size_t at = 0;
  while (at + 1 < N && words[at] != word) {
    ++at;
  }
  return static_cast<Enum>(at);
}

// ---------------------------------------------------------------- tokens: tokens.cpp
ast::Param param(View view);
ast::Text text(View view);
ast::Word word(View view);
ast::Int integer(View view);
ast::Number number(View view);
ast::Date date(View view);
ast::Name name(View view);
ast::RolePhrase role_phrase(View view);
ast::DateV date_value(View view);
ast::EDate record_date(View view);
ast::NameV name_value(View view);
ast::IntV int_value(View view);
ast::TextV text_value(View view);
ast::KeyV key_value(View view);
ast::Role role(View view);
ast::Topic topic(View view);
[[nodiscard]] bool is_role(const Children& children);

// ---------------------------------------------------------------- queries: sets.cpp, tables.cpp, clauses.cpp
ast::Names names(View view);
ast::Nested nested(View view);
ast::OfActors of_actors(View view);
ast::InBodies in_bodies(View view);
ast::AsRoles as_roles(View view);
ast::SetExpr set_expr(View view);
ast::QuerySource query_source(View view);
ast::Query query(View view);
ast::Period period(View view);
ast::Clause clause(View view);

// ---------------------------------------------------------------- expressions, stages: expr.cpp, stages.cpp
ast::Expr expr(View view);
ast::Stage stage(View view);

// ---------------------------------------------------------------- statements: define.cpp, record.cpp, statement.cpp
std::vector<ast::NameV> plain_names(View view);
ast::Bound bound(View view);
ast::BoundMod bound_modifier(View view);
ast::ClaimedBy claimed_by(View view);
ast::DefineSource define_source(View view);
ast::DefineRole define_role(View view);
ast::DefineThing define_thing(View view);
ast::Record record(View view);
ast::End end(View view);
ast::Suspend suspend(View view);
ast::Retract retract(View view);
ast::Event event(View view);
ast::Provision provision(View view);
ast::Statement statement(View view);

}  // namespace entente::build
