// `cow-alliances`: Correlates of War, formal alliances, by member: a row for each time in which a state was party to one. An end
// that is blank is none; what began before the data do (left_censor) began on their first day or earlier. What is promised are its
// topics.
#include <array>
#include <map>

#include "engine/exchange/participation.h"
#include "engine/exchange/record_rows.h"
#include "engine/exchange/statement_rows.h"

namespace entente::exchange {
namespace {

enum Column : std::size_t {
  kId,
  kState,
  kBegin,
  kEnd = kBegin + 3,
  kLeft = kEnd + 3,
  kDefence,
  kNeutrality,
  kNonAggression,
  kEntente
};

const std::vector<std::string> kColumns = {"version4id",   "ccode",         "mem_st_year", "mem_st_month", "mem_st_day",
                                           "mem_end_year", "mem_end_month", "mem_end_day", "left_censor",  "defense",
                                           "neutrality",   "nonaggression", "entente"};
constexpr std::array<std::string_view, 4> kTopics = {"defence", "neutrality", "non-aggression", "consultation"};

std::string key_of(std::string_view id) { return "COW-ALLIANCE-" + std::string(id); }

std::string date_text(std::string_view year, std::string_view month, std::string_view day) {
  std::string out(year);
  for (const auto part : {month, day}) {
    if (!part.empty()) {
      out += (part.size() == 1 ? "-0" : "-") + std::string(part);
    }
  }
  return out;
}

class CowAlliances : public RecordRows {
 public:
  using RecordRows::RecordRows;

 protected:
  void fill(Row& row) override {
    actor_ = "cow:" + std::string(cell(kState));
    body_ = key_of(cell(kId));
    since_ = date_text(cell(kBegin), cell(kBegin + 1), cell(kBegin + 2));
    if (cell(kLeft) == "1") {
      since_ = "[.." + since_ + "]";
    }
    through_ = date_text(cell(kEnd), cell(kEnd + 1), cell(kEnd + 2));
    row[Field::kActor] = {actor_, at(kState)};
    row[Field::kRole] = {"party", at(kId)};
    row[Field::kBody] = {body_, at(kId)};
    row[Field::kSince] = {since_, at(kBegin)};
    row[Field::kThrough] = {through_, at(kEnd)};
  }

 private:
  std::string actor_;
  std::string body_;
  std::string since_;
  std::string through_;
};

/// The agreements of the file, each with what is promised in it.
Result<std::vector<std::string>> agreements(const bind::Import& import, const std::vector<std::size_t>& columns) {
  std::map<std::string, std::array<bool, kTopics.size()>> found;
  auto wrong = look_through(import, [&](const files::Record& record) {
    auto& promised = found[std::string(files::trimmed(record.cells[columns[kId]].text))];
    for (std::size_t i = 0; i < kTopics.size(); ++i) {
      promised[i] = promised[i] || files::trimmed(record.cells[columns[kDefence + i]].text) == "1";
    }
  });
  if (wrong) {
    return std::move(*wrong);
  }
  std::vector<std::string> statements = {definition_of_role("party")};
  for (const auto& [id, promised] : found) {
    std::string topics;
    for (std::size_t i = 0; i < kTopics.size(); ++i) {
      topics += promised[i] ? (topics.empty() ? " about " : ", ") + quoted_text(kTopics[i]) : "";
    }
    statements.push_back("define agreement " + quoted_text(key_of(id)) + " form alliance" + topics);
  }
  return statements;
}

}  // namespace

Result<std::unique_ptr<RowSource>> open_cow_alliances(const bind::Import& import, const catalog::Catalog& catalog) {
  auto reader = files::open_records(import.file.path, import.file.shown, import.encoding);
  if (!reader) {
    return std::move(reader.error());
  }
  auto columns = columns_named(import, (*reader)->headings(), kColumns);
  if (!columns) {
    return std::move(columns.error());
  }
  auto statements = agreements(import, *columns);
  if (!statements) {
    return std::move(statements.error());
  }
  if (catalog.role_singular("party") != nullptr) {
    statements->erase(statements->begin());
  }
  return std::unique_ptr<RowSource>(
      std::make_unique<CowAlliances>(std::move(*reader), std::move(*columns), std::move(*statements)));
}

}  // namespace entente::exchange
