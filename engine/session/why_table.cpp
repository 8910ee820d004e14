#include "engine/session/why_table.h"

#include "engine/exec/record_words.h"
#include "engine/session/why_words.h"

namespace entente::session {
namespace {

Cell text_cell(const std::string& text) { return text.empty() ? Cell{} : Cell{text}; }

}  // namespace

WhyTable::WhyTable(const catalog::Catalog& catalog, Shape shape) : catalog_(catalog), shape_(shape) {
  auto& columns = table_.columns;
  if (shape.period) {
    columns.push_back({"period", ColumnType::kDate});
  }
  columns.push_back({shape.bodies_first ? "body" : "actor", ColumnType::kText});
  if (shape.part) {
    columns.push_back({"part", ColumnType::kText});
  }
  if (shape.role) {
    columns.push_back({"role", ColumnType::kText});
  }
  columns.push_back({shape.bodies_first ? "actor" : "body", ColumnType::kText});
  columns.insert(columns.end(), {{"claim", ColumnType::kInteger},
                                 {"source", ColumnType::kText},
                                 {"via", ColumnType::kText},
                                 {"says", ColumnType::kText},
                                 {"reported", ColumnType::kDate},
                                 {"reading", ColumnType::kText},
                                 {"quote", ColumnType::kText}});
}

Cell WhyTable::entity_cell(EntityId id) const { return id ? Cell{catalog_.entity(id)->key} : Cell{}; }

std::vector<Cell> WhyTable::key_cells() const {
  std::vector<Cell> row;
  if (shape_.period) {
    row.emplace_back(DateText{keys_.period});
  }
  row.push_back(entity_cell(shape_.bodies_first ? keys_.body : keys_.actor));
  if (shape_.part) {
    row.push_back(text_cell(keys_.part));
  }
  if (shape_.role) {
    row.push_back(keys_.role ? Cell{catalog_.role(keys_.role)->singular} : Cell{});
  }
  row.push_back(entity_cell(shape_.bodies_first ? keys_.actor : keys_.body));
  return row;
}

void WhyTable::add(const Cell& claim, SourceId source, SourceId via, const std::string& says, const std::string& reading,
                   const std::string& quote) {
  const auto* record = catalog_.source(source);
  const auto* quoted = catalog_.source(via);
  auto row = key_cells();
  row.push_back(claim);
  row.push_back(record == nullptr ? Cell{} : Cell{record->key});
  row.push_back(quoted == nullptr ? Cell{} : Cell{quoted->key});
  row.push_back(text_cell(says));
  row.push_back(record == nullptr || !record->published.stated() ? Cell{} : Cell{DateText{to_text(record->published)}});
  row.push_back(text_cell(reading));
  row.push_back(text_cell(quote));
  table_.rows.push_back(std::move(row));
}

void WhyTable::say(const std::string& says, const std::string& reading) { add({}, {}, {}, says, reading, ""); }

void WhyTable::claim(const claims::Claim& claim, const std::string& reading) {
  add(std::int64_t{claim.id.value}, claim.source, claim.via, exec::claim_words(catalog_, claim), reading, claim.quote);
}

void WhyTable::list(const claims::Coverage& list, const std::string& reading) {
  add({}, list.source, {}, list_words(catalog_, list), reading, "");
}

}  // namespace entente::session
