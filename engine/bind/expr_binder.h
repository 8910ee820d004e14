// Expressions over the rows of one schema: columns found, literals read as what they are compared with, types checked.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/bind/binder.h"

namespace entente::bind {

class ExprBinder {
 public:
  /// Over the rows that `before` has so far; it outlives this.
  ExprBinder(Binder& binder, const Query& before, const Binder::Clauses& clauses)
      : binder_(binder), before_(before), schema_(before.schema()), clauses_(clauses) {}

  [[nodiscard]] Expr bind(const ast::Expr& expr);
  /// An expression that must be true or false.
  [[nodiscard]] Expr condition(const ast::Expr& expr);
  [[nodiscard]] std::size_t column(const ast::Column& column) const;
  /// What an item of `select` without a name is called.
  [[nodiscard]] static std::string name_of(const ast::Expr& expr);
  /// Of what stands in the query: where the statement has it.
  [[nodiscard]] Span place(Span span) const { return binder_.place(span); }
  /// Where the value is a text of a file, of which the source may say what it holds: how. Empty: it is none.
  [[nodiscard]] std::string help_for_file_text(const Expr& expr, std::string_view holds) const;

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
  [[noreturn]] void refuse_without_entity(Type::Kind kind, std::string_view what, Span span) const;
  void check_one_side(const ast::Test& test, BodyId body, Span span) const;
  void check_step(Span span) const;
  void add_list_item(Expr& out, const ast::Expr& item);
  [[nodiscard]] Expr constant_date(const ast::DateV& date);

  // bind_function.cpp
  [[nodiscard]] std::string code_system(const ast::Call& call) const;
  [[noreturn]] void refuse_arguments(const ast::Call& call, Span span);
  void check_has_codes(const Type& type, const std::string& system, Span span) const;

  // refuse_expr.cpp
  struct Operand {
    const Expr& bound;
    const ast::Expr* written;  // null: it is no literal
  };
  [[noreturn]] void refuse_mismatch(const Operand& a, const Operand& b, Span span, Sides sides = Sides::kEqual) const;
  void refuse_text_beside(const Operand& text, const Operand& other, const std::string& message, Span span, Sides sides) const;
  [[nodiscard]] std::optional<std::string> in_quotes(const Type& type, std::span<const ast::Expr> written) const;
  void refuse_bare(const Expr& beside, std::span<const ast::Expr> written) const;
  [[noreturn]] static void refuse_in_query(const Type& left, const ast::Word* word, const Schema& schema, Span query);
  [[nodiscard]] std::string help_for_list(const Expr& list) const;
  [[noreturn]] void refuse_column(const ast::Column& column) const;
  [[nodiscard]] std::optional<std::string> difference(const std::string& word) const;

  Binder& binder_;
  const Query& before_;
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
