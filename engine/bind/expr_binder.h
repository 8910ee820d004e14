// Expressions over the rows of one schema: columns found, literals read as what they are compared with, types checked.
#pragma once

#include <optional>
#include <string>

#include "engine/bind/binder.h"

namespace entente::bind {

class ExprBinder {
 public:
  ExprBinder(Binder& binder, const Schema& schema, const Binder::Clauses& clauses)
      : binder_(binder), schema_(schema), clauses_(clauses) {}

  [[nodiscard]] Expr bind(const ast::Expr& expr);
  /// An expression that must be true or false.
  [[nodiscard]] Expr condition(const ast::Expr& expr);
  [[nodiscard]] std::size_t column(const ast::Column& column) const;
  /// What an item of `select` without a name is called.
  [[nodiscard]] static std::string name_of(const ast::Expr& expr);

 private:
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Chain& chain);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Unary& unary);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Compare& compare);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::In& in);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Like& like);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::IsMissing& test);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Call& call);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Size& size);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::InBody& in);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Test& test);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Param& param);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Text& text);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Date& date);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Number& number);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Name& name);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::Word& word);
  [[nodiscard]] Expr node(const ast::Expr& expr, const ast::ConstantExpr& value) const;

  /// A literal read as a value of `target`, where that changes its meaning: "observer" beside a role.
  [[nodiscard]] std::optional<Expr> literal_as(const ast::Expr& expr, const Type& target);
  [[nodiscard]] std::optional<Expr> text_as(const std::string& text, Span span, const Type& target);
  /// Beside a name, a text is that name; where they are put in order, it is a text.
  enum class Sides : std::uint8_t { kEqual, kOrdered };
  [[nodiscard]] std::pair<Expr, Expr> both(const ast::Expr& left, const ast::Expr& right, Sides sides = Sides::kEqual);
  [[nodiscard]] std::optional<Expr> compared_truth(const ast::Compare& compare);
  [[nodiscard]] Expr arithmetic(ast::Chain::Op op, Expr left, Expr right, Span span) const;
  [[nodiscard]] BodyId body_on(const ast::NameV& name, const std::optional<ast::Box<ast::Expr>>& on);
  [[nodiscard]] Expr operand_date(const ast::Expr& expr);
  [[nodiscard]] Expr row_entity(Type::Kind kind, std::string_view what, Span span) const;
  void check_step(Span span) const;
  void add_list_item(Expr& out, const ast::Expr& item);
  [[nodiscard]] Expr constant_date(const ast::DateV& date);

  Binder& binder_;
  const Schema& schema_;
  const Binder::Clauses& clauses_;
  bool negated_ = false;  // under an odd number of `not`
};

/// The columns that stand behind `by`, `on` and `distinct`, each once.
[[nodiscard]] std::vector<std::size_t> columns_of(const ExprBinder& binder, const std::vector<ast::Column>& columns);
/// The type of a column that shows such values.
[[nodiscard]] Type settled(Type type);
/// Refuses a name that a column has already.
void check_new_name(const Schema& schema, const std::string& name, Span span);
/// Whether values of the two types are ever equal.
[[nodiscard]] bool comparable(const Type& a, const Type& b);

}  // namespace entente::bind
