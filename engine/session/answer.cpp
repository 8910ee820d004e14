#include "engine/session/answer.h"

#include <bit>

#include "engine/exec/evaluate.h"

namespace entente::session {
namespace {

using Kind = Type::Kind;

ColumnType column_type(const Type& type) {
  switch (type.kind) {
    case Kind::kInteger:
    case Kind::kDayCount:
      return ColumnType::kInteger;
    case Kind::kDecimal:
      return ColumnType::kDecimal;
    case Kind::kTruth:
      return ColumnType::kTruth;
    case Kind::kDay:
    case Kind::kDateRange:
    case Kind::kPeriod:
    case Kind::kBegan:
    case Kind::kEnded:
      return ColumnType::kDate;
    case Kind::kList:
      return ColumnType::kList;
    case Kind::kMissing:
    case Kind::kText:
    case Kind::kActor:
    case Kind::kBody:
    case Kind::kRole:
    case Kind::kSource:
    case Kind::kWord:
    case Kind::kName:
    case Kind::kEntityName:
      break;
  }
  return ColumnType::kText;
}

Cell to_cell(exec::Machine& machine, const Type& type, Datum datum) {
  if (datum == kAbsent) {
    return std::monostate{};
  }
  switch (column_type(type)) {
    case ColumnType::kInteger:
      return std::int64_t{datum};
    case ColumnType::kDecimal:
      return std::bit_cast<double>(datum);
    case ColumnType::kTruth:
      return datum != 0;
    case ColumnType::kDate:
      return DateText{exec::text_of(machine, type, datum)};
    case ColumnType::kList: {
      std::vector<std::string> items;
      const Type element{type.element, type.words, {}};
      for (const Datum item : machine.pool().list_of(datum)) {
        items.push_back(exec::text_of(machine, element, item));
      }
      return items;
    }
    case ColumnType::kText:
      break;
  }
  return exec::text_of(machine, type, datum);
}

}  // namespace

std::vector<Column> columns_of(const Schema& schema) {
  std::vector<Column> columns;
  columns.reserve(schema.size());
  for (const auto& field : schema) {
    columns.push_back({field.name, column_type(field.type), column_type({field.type.element, {}, {}})});
  }
  return columns;
}

std::vector<std::vector<Cell>> to_rows(exec::Machine& machine, const Schema& schema, const Batch& batch) {
  std::vector<std::vector<Cell>> rows;
  rows.reserve(batch.rows);
  for (std::size_t row = 0; row < batch.rows; ++row) {
    std::vector<Cell> cells;
    cells.reserve(schema.size());
    for (std::size_t column = 0; column < schema.size(); ++column) {
      cells.push_back(to_cell(machine, schema[column].type, batch.columns[column][row]));
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

}  // namespace entente::session
