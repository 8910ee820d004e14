// `count`, `group by … (n = AGG, …)` and `pivot`: stages that put rows together.
#include <algorithm>

#include "engine/bind/expr_binder.h"
#include "engine/bind/origin.h"

namespace entente::bind {
namespace {

using TypeKind = Type::Kind;
using Fn = Aggregate::Fn;

constexpr Type of(TypeKind kind) { return {kind, {}, {}}; }

std::string_view word_of(Fn fn) {
  switch (fn) {
    case Fn::kMin:
      return "min";
    case Fn::kMax:
      return "max";
    case Fn::kSum:
      return "sum";
    case Fn::kMean:
      return "mean";
    case Fn::kMedian:
      return "median";
    case Fn::kList:
      return "list";
    case Fn::kCount:
    case Fn::kCountDistinct:
      break;
  }
  return "count";
}

Fn fn_of(ast::Aggregate::Fn fn) {
  switch (fn) {
    case ast::Aggregate::Fn::kCount:
      return Fn::kCount;
    case ast::Aggregate::Fn::kCountDistinct:
      return Fn::kCountDistinct;
    case ast::Aggregate::Fn::kMin:
      return Fn::kMin;
    case ast::Aggregate::Fn::kMax:
      return Fn::kMax;
    case ast::Aggregate::Fn::kSum:
      return Fn::kSum;
    case ast::Aggregate::Fn::kMean:
      return Fn::kMean;
    case ast::Aggregate::Fn::kMedian:
      return Fn::kMedian;
    case ast::Aggregate::Fn::kList:
      break;
  }
  return Fn::kList;
}

// Numbers alone are added up; what has no order has no least; a list of lists is none.
Type type_of(Fn fn, const Type& argument, Span span, const std::string& of_file) {
  const bool adds = fn == Fn::kSum || fn == Fn::kMean || fn == Fn::kMedian;
  if (adds && !argument.is_number() && !argument.is(TypeKind::kMissing)) {
    refuse("B09", std::string(word_of(fn)) + " takes numbers, and this is " + std::string(describe(argument)), span,
           !of_file.empty()     ? of_file
           : argument.is_date() ? "of its year: " + std::string(word_of(fn)) + "(year(…)); of a time passed: days(A, B)"
                                : "count counts rows, count(distinct …) values");
  }
  if (argument.is(TypeKind::kList) && fn != Fn::kCountDistinct) {
    refuse("B09", std::string(word_of(fn)) + " takes single values, and this is a list", span,
           "length(…) is a number; count(distinct …) counts lists");
  }
  switch (fn) {
    case Fn::kCount:
    case Fn::kCountDistinct:
      return of(TypeKind::kInteger);
    case Fn::kMean:
    case Fn::kMedian:
      return of(TypeKind::kDecimal);
    case Fn::kSum:
      return argument.is(TypeKind::kMissing) ? of(TypeKind::kInteger) : argument;
    case Fn::kList:
      return {TypeKind::kList, argument.words, argument.kind};
    case Fn::kMin:
    case Fn::kMax:
      break;
  }
  return argument;
}

}  // namespace

Type settled(Type type) { return type.is(TypeKind::kName) ? of(TypeKind::kEntityName) : type; }

void check_new_name(const Schema& schema, const std::string& name, Span span) {
  if (std::any_of(schema.begin(), schema.end(), [&](const Field& f) { return f.name == name; })) {
    refuse("B11", name + " is named twice", span, "name one of them: other = …");
  }
}

std::vector<std::size_t> columns_of(const ExprBinder& binder, const std::vector<ast::Column>& columns) {
  std::vector<std::size_t> out;
  out.reserve(columns.size());
  for (const auto& column : columns) {
    out.push_back(binder.column(column));
    if (std::count(out.begin(), out.end(), out.back()) > 1) {
      refuse("B11", column.text + " is named twice", column.span, "leave one of them out");
    }
  }
  return out;
}

Stage Binder::group_stage(const Query& before, const ExprBinder& binder, const std::vector<ast::Column>& by) {
  Stage out;
  out.op = Stage::Op::kGroup;
  out.columns = columns_of(binder, by);
  for (const std::size_t column : out.columns) {
    out.schema.push_back(before.schema()[column]);
    out.by_period = out.by_period || is_own_period(before, column);
  }
  return out;
}

Stage Binder::count_stage(const Query& before, const ExprBinder& binder, const ast::Count& count) {
  Stage out = group_stage(before, binder, count.by);
  out.op = Stage::Op::kCount;
  out.aggregates.push_back({Fn::kCount, {}});
  out.schema.push_back({"count", of(TypeKind::kInteger)});
  return out;
}

Stage Binder::group_by_stage(const Query& before, ExprBinder& binder, const ast::Group& group) {
  Stage out = group_stage(before, binder, group.by);
  for (const auto& item : group.aggregates) {
    Aggregate aggregate{fn_of(item.fn), {}};
    Type type = of(TypeKind::kInteger);
    if (item.argument) {
      aggregate.argument = binder.bind(*item.argument);
      aggregate.argument.type = settled(aggregate.argument.type);
      aggregate.argument.place = binder.place(item.argument->span);
      type = type_of(aggregate.fn, aggregate.argument.type, item.argument->span,
                     binder.help_for_file_text(aggregate.argument, "number"));
    }
    check_new_name(out.schema, item.name.text, item.name.span);
    out.schema.push_back({item.name.text, type});
    out.aggregates.push_back(std::move(aggregate));
  }
  return out;
}

// Which columns there will be is known once it has run: the schema has those that name the row, and one for all others.
Stage Binder::pivot_stage(const Query& before, const ExprBinder& binder, const ast::Pivot& pivot, const PivotPlace& place) {
  if (!place.is_last || !place.is_whole) {
    refuse("B22", "pivot is the last stage of the whole query", place.span,
           "its columns are known only once it has run: put other stages in front of it");
  }
  Stage out;
  out.op = Stage::Op::kPivot;
  out.place = binder.place(place.span);
  out.value = binder.column(pivot.value);
  out.by = binder.column(pivot.by);
  const Schema& schema = before.schema();
  if (out.value == out.by) {
    refuse("B11", pivot.by.text + " is named twice", pivot.by.span, "one column has the values, another says where they stand");
  }
  if (schema[out.by].type.is(TypeKind::kList)) {
    refuse("B09", "a list names no column", pivot.by.span, "pivot by a column of single values");
  }
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (i != out.value && i != out.by) {
      out.columns.push_back(i);
      out.schema.push_back(schema[i]);
    }
  }
  out.schema.push_back({free_name(out.schema, pivot.value.text), schema[out.value].type});
  auto counted = counted_of(before);
  if (counted && std::find(counted->columns.begin(), counted->columns.end(), out.value) != counted->columns.end()) {
    out.counted = std::move(counted);
  }
  return out;
}

}  // namespace entente::bind
