// What was bound, in the language's own words again: for plans, for descriptions, for whoever must name a part of a query.
#pragma once

#include <string>
#include <vector>

#include "engine/bind/query.h"
#include "engine/catalog/catalog.h"

namespace entente::plan {

class Words {
 public:
  /// Both must outlive it; the pool is that of the queries.
  Words(const catalog::Catalog& catalog, const Pool& pool) : catalog_(catalog), pool_(pool) {}

  /// The key of an actor or a body, in quotes where the language asks for them.
  [[nodiscard]] std::string entity(EntityId id) const;
  /// `members, observers`; `participants` for any role.
  [[nodiscard]] std::string plurals(const bind::RoleFilter& roles) const;
  /// `member, observer`; `participant` for any role.
  [[nodiscard]] std::string singulars(const bind::RoleFilter& roles) const;
  [[nodiscard]] std::string names(const bind::Selector& selector) const;
  /// `members of SCO and states`, with the time and sureness that the set states itself.
  [[nodiscard]] std::string set(const bind::SetNode& node) const;
  /// What stands in front of the clauses: `members of SCO`, `claims of Iran in SCO`.
  [[nodiscard]] std::string source(const bind::Query& query) const;
  /// `according to …`, `as known at commit 3`, `including planned`: one for each; none: all sources, as the database stands.
  [[nodiscard]] std::vector<std::string> view(const claims::View& view) const;
  /// Over rows of `schema`.
  [[nodiscard]] std::string expr(const bind::Expr& expr, const Schema& schema) const;
  /// The stage behind rows of `schema`: `where name like "%stan"`.
  [[nodiscard]] std::string stage(const bind::Stage& stage, const Schema& schema) const;
  /// `count(distinct actor)`.
  [[nodiscard]] std::string aggregate(const bind::Aggregate& aggregate, const Schema& schema) const;
  [[nodiscard]] std::string sources(const std::vector<SourceId>& ids) const;

 private:
  [[nodiscard]] std::string counted(const bind::SetNode& node) const;
  [[nodiscard]] std::string chain(const bind::SetNode& node) const;
  [[nodiscard]] std::string catalogue(const bind::SetNode& node) const;
  [[nodiscard]] std::string bare_set(const bind::SetNode& node) const;
  [[nodiscard]] std::string query(const bind::Query& query) const;
  [[nodiscard]] std::string log(std::string_view word, const bind::Query& query) const;
  [[nodiscard]] std::string pairs(const bind::Query& query) const;
  [[nodiscard]] std::string file(const bind::Query& query) const;
  [[nodiscard]] std::string constant(const bind::Expr& expr) const;
  [[nodiscard]] std::string negated(const bind::Expr& expr, const Schema& schema) const;
  [[nodiscard]] std::string list(const bind::Expr& expr, const Schema& schema) const;
  [[nodiscard]] std::string asked(const bind::Expr& expr, const Schema& schema, const std::string& question) const;
  [[nodiscard]] std::string operand(const bind::Expr& part, const bind::Expr& around, const Schema& schema) const;
  [[nodiscard]] std::string aggregates(const bind::Stage& stage, const Schema& schema) const;
  [[nodiscard]] std::string project(const bind::Stage& stage, const Schema& schema) const;
  [[nodiscard]] std::vector<const catalog::Role*> tops(const bind::RoleFilter& roles) const;

  const catalog::Catalog& catalog_;
  const Pool& pool_;
};

/// As the language writes a text: in quotes, those in it doubled.
[[nodiscard]] std::string quoted(std::string_view text);
/// `a, b, c`.
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");

}  // namespace entente::plan
