// Stages: each gets the schema of what it leaves behind.
#include <algorithm>
#include <utility>

#include "engine/bind/expr_binder.h"
#include "parser/overloaded.h"

namespace entente::bind {
namespace {

bool has_body(const catalog::Catalog& catalog, const std::string& name) {
  const auto found = catalog.named(name);
  return std::any_of(found.begin(), found.end(), [&](EntityId id) {
    const Kind kind = catalog.entity(id)->kind;
    return kind != Kind::kState && kind != Kind::kTerritory;
  });
}

Expr column_expr(const Schema& schema, std::size_t index) {
  Expr out;
  out.op = Expr::Op::kColumn;
  out.column = index;
  out.type = schema[index].type;
  return out;
}

}  // namespace

Stage Binder::select_stage(const ast::Select& select, const Query& before, const Clauses& clauses) {
  ExprBinder binder(*this, before, clauses);
  Stage out;
  out.op = Stage::Op::kProject;
  for (const auto& item : select.items) {
    const auto* name = std::get_if<ast::Name>(&item.expr.node);
    if (name != nullptr) {
      const bool is_body = has_body(catalog_, name->text);
      refuse("B10", "a name alone is no column", item.expr.span,
             is_body ? "began in " + name->text + ", role in " + name->text + ", member of " + name->text
                     : "| where actor = " + name->text + " keeps its rows");
    }
    out.exprs.push_back(binder.bind(item.expr));
    const std::string column = item.name ? item.name->text : ExprBinder::name_of(item.expr);
    check_new_name(out.schema, column, item.name ? item.name->span : item.expr.span);
    out.schema.push_back({column, settled(out.exprs.back().type)});
  }
  return out;
}

// One column at a time, so that a later one may use an earlier one; a column that exists is replaced.
void Binder::derive_stages(Query& out, const ast::Derive& derive, const Clauses& clauses) {
  std::vector<std::string> named;
  for (const auto& item : derive.items) {
    if (std::find(named.begin(), named.end(), item.name->text) != named.end()) {
      refuse("B11", item.name->text + " is named twice", item.name->span, "name one of them: other = …");
    }
    named.push_back(item.name->text);
    Stage stage;
    stage.op = Stage::Op::kProject;
    stage.schema = out.schema();
    const Schema before = stage.schema;
    for (std::size_t i = 0; i < before.size(); ++i) {
      stage.exprs.push_back(column_expr(before, i));
    }
    Expr expr = ExprBinder(*this, out, clauses).bind(item.expr);
    const Type type = settled(expr.type);
    const auto it = std::find_if(before.begin(), before.end(), [&](const Field& f) { return f.name == item.name->text; });
    if (it == before.end()) {
      stage.schema.push_back({item.name->text, type});
      stage.exprs.push_back(std::move(expr));
    } else {
      stage.schema[static_cast<std::size_t>(it - before.begin())].type = type;
      stage.exprs[static_cast<std::size_t>(it - before.begin())] = std::move(expr);
    }
    out.stages.push_back(std::move(stage));
  }
}

namespace {

// Whether the rows that a query has so far belong to steps of its series.
bool has_lost_steps(const Query& query) {
  return query.series && std::any_of(query.stages.begin(), query.stages.end(), [](const Stage& s) {
           return (s.op == Stage::Op::kCount || s.op == Stage::Op::kGroup) && !s.by_period;
         });
}

// Of a query in parentheses, or of a let, that ends in pivot.
void refuse_behind_pivot(const Query& query, Span span) {
  if (!query.stages.empty() && query.stages.back().op == Stage::Op::kPivot) {
    refuse("B22", "pivot is the last stage, and this stands behind it", span, "its columns are known only once it has run");
  }
}

}  // namespace

void Binder::stages(Query& out, const ast::Query& query, const Clauses& around, bool whole) {
  if (query.stages.empty()) {
    return;
  }
  // Rule 8: what is asked behind parentheses is asked at the time, and in the view, of what stands in them.
  const Clauses clauses = inner_query(query) == nullptr ? around : merged(flattened(query, 0).clauses, around);
  const bool lost_around = std::exchange(loses_steps_, false);
  for (std::size_t number = 0; number < query.stages.size(); ++number) {
    const auto& ast_stage = query.stages[number];
    refuse_behind_pivot(out, ast_stage.span);
    loses_steps_ = has_lost_steps(out);
    ExprBinder binder(*this, out, clauses);
    Stage stage;
    stage.schema = out.schema();
    const bool done =
        std::visit(Overloaded{
                       [&](const ast::Where& where) {
                         stage.op = Stage::Op::kFilter;
                         stage.condition = binder.condition(where.condition);
                         return false;
                       },
                       [&](const ast::Select& select) {
                         stage = select_stage(select, out, clauses);
                         return false;
                       },
                       [&](const ast::Derive& derive) {
                         derive_stages(out, derive, clauses);
                         return true;
                       },
                       [&](const ast::Sort& sort) {
                         stage.op = Stage::Op::kSort;
                         for (const auto& key : sort.keys) {
                           stage.keys.push_back({binder.bind(key.expr), key.descending});
                         }
                         return false;
                       },
                       [&](const ast::Take& take) {
                         stage.op = Stage::Op::kTake;
                         stage.count = whole_number(take.count);
                         stage.columns = columns_of(binder, take.by);
                         return false;
                       },
                       [&](const ast::Skip& skip) {
                         stage.op = Stage::Op::kSkip;
                         stage.count = whole_number(skip.count);
                         return false;
                       },
                       [&](const ast::Distinct& distinct) {
                         stage.op = Stage::Op::kDistinct;
                         stage.columns = columns_of(binder, distinct.columns);
                         return false;
                       },
                       [&](const ast::Count& count) {
                         stage = count_stage(out, binder, count);
                         return false;
                       },
                       [&](const ast::Group& group) {
                         stage = group_by_stage(out, binder, group);
                         return false;
                       },
                       [&](const ast::Join& join) {
                         stage = join_stage(out, binder, join, clauses, whole);
                         return false;
                       },
                       [&](const ast::Pivot& pivot) {
                         stage = pivot_stage(out, binder, pivot, {number + 1 == query.stages.size(), whole, ast_stage.span});
                         return false;
                       },
                       [&](const ast::Diff&) {
                         stage = diff_stage(out, query, number, clauses);
                         return false;
                       },
                   },
                   ast_stage.kind);
    if (!done) {
      out.stages.push_back(std::move(stage));
    }
  }
  loses_steps_ = lost_around;
}

}  // namespace entente::bind
