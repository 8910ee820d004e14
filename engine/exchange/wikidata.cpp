// `wikidata`: what the query service gives of P463, as CSV: item, org, and any of start, end, role. Items are found by their code
// `wikidata`, which stands at the end of their address; a value that is known to be there but not what it is, is unknown.
#include <algorithm>

#include "engine/exchange/record_rows.h"

namespace entente::exchange {
namespace {

enum Column : std::size_t { kItem, kOrg, kStart, kEnd, kRole };

constexpr std::string_view kEntity = "/entity/";

std::string code_of(std::string_view address) {
  const auto at = address.rfind(kEntity);
  return at == std::string_view::npos ? std::string(address) : "wikidata:" + std::string(address.substr(at + kEntity.size()));
}

bool is_unknown(std::string_view value) { return value.find("genid") != std::string_view::npos || value.starts_with("t1"); }

class Wikidata : public RecordRows {
 public:
  using RecordRows::RecordRows;

 protected:
  // A day in January or a first of the month is often a year or a month that the query service filled up: which, it does not say.
  void fill(Row& row) override {
    actor_ = code_of(cell(kItem));
    body_ = code_of(cell(kOrg));
    row[Field::kActor] = {actor_, at(kItem)};
    row[Field::kBody] = {body_, at(kOrg)};
    row[Field::kRole] = {cell(kRole).empty() ? std::string_view("member") : cell(kRole), at(kRole)};
    row[Field::kSince] = {is_unknown(cell(kStart)) ? std::string_view() : cell(kStart), at(kStart)};
    row[Field::kUntil] = {is_unknown(cell(kEnd)) ? std::string_view("unknown") : cell(kEnd), at(kEnd)};
  }

 private:
  std::string actor_;
  std::string body_;
};

}  // namespace

Result<std::unique_ptr<RowSource>> open_wikidata(const bind::Import& import, const catalog::Catalog& /*catalog*/) {
  auto reader = files::open_records(import.file.path, import.file.shown, import.encoding);
  if (!reader) {
    return std::move(reader.error());
  }
  auto columns = columns_named(import, (*reader)->headings(), {"item", "org"});
  if (!columns) {
    return std::move(columns.error());
  }
  const auto& headings = (*reader)->headings();
  for (const char* name : {"start", "end", "role"}) {
    const auto found = std::find(headings.begin(), headings.end(), name);
    columns->push_back(static_cast<std::size_t>(found - headings.begin()));  // past the end: the file has none
  }
  return std::unique_ptr<RowSource>(
      std::make_unique<Wikidata>(std::move(*reader), std::move(*columns), std::vector<std::string>{}));
}

}  // namespace entente::exchange
