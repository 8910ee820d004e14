#include "engine/session/explain.h"

#include <array>
#include <cmath>

#include "engine/bind/binder.h"
#include "engine/bind/origin.h"
#include "engine/plan/explain.h"

namespace entente::session {
namespace {

using bind::Stage;

double rounded_ms(double ms) { return std::round(ms * 1000) / 1000; }

// `the column "State name" of votes.csv, an actor by its cow code`.
std::string meaning_in_file(const bind::Query& query, std::size_t column) {
  const auto& file = *query.file;
  const std::size_t front = query.source_schema.size() - file.headings.size();
  if (column < front) {
    return std::string(bind::meaning_of(query.rows, "period"));
  }
  const std::string& system = file.code_systems[column - front];
  const Type& type = query.source_schema[column].type;
  return "the column " + plan::quoted(file.headings[column - front]) + " of " + file.shown +
         (type.is(Type::Kind::kText) ? "" : ": " + std::string(describe(type))) +
         (system.empty() ? "" : ", by its " + system + " code");
}

std::string meaning(const bind::Aggregate& aggregate, bool of_all, const std::string& words) {
  using Fn = bind::Aggregate::Fn;
  switch (aggregate.fn) {
    case Fn::kCount:
      return of_all ? "how many rows there are" : "how many rows have these values";
    case Fn::kList:
      return words + ", in the order of the rows; missing where there is none";
    default:
      return words + (of_all ? ", of all rows" : ", of the rows that have these values");
  }
}

std::string meaning(const bind::Query& query, const plan::Words& words, std::size_t column);

// What a column shows that the stage made, out of those that were there before.
std::string meaning(const Stage& stage, const Schema& before, const plan::Words& words, std::size_t column) {
  constexpr std::array<std::string_view, 4> kOfDiff = {"whether the row was removed, added or changed",
                                                       "the column that differs; missing for whole rows", "what it showed",
                                                       "what it shows under the other clauses"};
  const std::size_t made = column - (stage.op == Stage::Op::kProject ? 0 : stage.columns.size());
  switch (stage.op) {
    case Stage::Op::kProject:
      return words.expr(stage.exprs[column], before);
    case Stage::Op::kCount:
    case Stage::Op::kGroup:
      return meaning(stage.aggregates[made], stage.columns.empty(), words.aggregate(stage.aggregates[made], before));
    case Stage::Op::kDiff:
      return std::string(kOfDiff[made]);
    case Stage::Op::kJoin: {
      const std::size_t added = stage.added[column - (stage.schema.size() - stage.added.size())];
      return meaning(*stage.other, words, added);
    }
    case Stage::Op::kPivot:
      return before[stage.value].name + ": one column for each value of " + before[stage.by].name + ", called after it";
    default:
      return "";
  }
}

// Followed from the last stage back to where it comes from.
std::string meaning(const bind::Query& query, const plan::Words& words, std::size_t column) {
  const auto [stages, made] = bind::origin_of(query, column);
  if (stages == 0 && query.file) {
    return meaning_in_file(query, made);
  }
  if (stages == 0) {
    return std::string(bind::meaning_of(query.rows, query.source_schema[made].name));
  }
  const Schema& before = stages == 1 ? query.source_schema : query.stages[stages - 2].schema;
  return meaning(query.stages[stages - 1], before, words, made);
}

Cell words_of(const Type& type) {
  if (!type.is(Type::Kind::kWord)) {
    return std::monostate{};
  }
  return plan::joined({type.words.begin(), type.words.end()});  // a text, for a table shortens lists
}

}  // namespace

Table plan_table(const exec::Machine& machine, const bind::Query& query, const exec::Profile* profile) {
  Table table;
  table.columns = {{"step", ColumnType::kText}, {"what", ColumnType::kText}};
  if (profile != nullptr) {
    table.columns.insert(table.columns.end(),
                         {{"rows", ColumnType::kInteger}, {"ms", ColumnType::kDecimal}, {"records", ColumnType::kInteger}});
  }
  const auto plan = plan::make_plan(query);
  const plan::Words words(machine.catalog(), machine.pool());
  std::size_t step = profile == nullptr ? 0 : profile->steps.size();
  for (const auto& line : plan::lines_of(*plan, words)) {
    std::vector<Cell> row = {std::string(2 * line.depth, ' ') + line.step, line.what};
    if (profile != nullptr && line.node != nullptr) {
      const auto& done = profile->steps[--step];
      row.insert(row.end(), {static_cast<std::int64_t>(done.rows), rounded_ms(done.ms), static_cast<std::int64_t>(done.records)});
    }
    row.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table column_table(const catalog::Catalog& catalog, const Pool& pool, const bind::Query& query) {
  Table table;
  table.columns = {
      {"column", ColumnType::kText}, {"type", ColumnType::kText}, {"meaning", ColumnType::kText}, {"words", ColumnType::kText}};
  const plan::Words words(catalog, pool);
  const Schema& schema = query.schema();
  for (std::size_t i = 0; i < schema.size(); ++i) {
    table.rows.push_back(
        {schema[i].name, std::string(type_word(schema[i].type)), meaning(query, words, i), words_of(schema[i].type)});
  }
  return table;
}

}  // namespace entente::session
