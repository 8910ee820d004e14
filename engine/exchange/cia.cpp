// `cia-factbook`: the texts of the World Factbook on participation in organisations, with the date of each snapshot.
// `cia-orgs`: one such snapshot as a table, a row for each country and organisation. Both are observations: so on that day.
#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "engine/exchange/formats.h"
#include "engine/exchange/participation.h"
#include "engine/exchange/record_source.h"
#include "engine/files/numbers.h"

namespace entente::exchange {
namespace {

bool is_role(const std::string& role) {
  return !role.empty() && role.front() >= 'a' && role.front() <= 'z' &&
         role.find_first_not_of("abcdefghijklmnopqrstuvwxyz -") == std::string::npos;
}

/// Columns of either file, where it has them.
struct Columns {
  std::size_t actor = 0;
  std::size_t date = 0;
  std::size_t text = 0;
  std::size_t body = 0;
};

class Cia : public RecordSource {
 public:
  Cia(std::unique_ptr<files::RecordReader> reader, Columns columns, std::string day, std::vector<std::string> statements,
      std::map<std::string, std::string> bodies)
      : RecordSource(std::move(reader)),
        columns_(columns),
        day_(std::move(day)),
        is_table_(!day_.empty()),
        statements_(std::move(statements)),
        bodies_(std::move(bodies)) {}

  [[nodiscard]] std::string code_system(Field field) const override { return is_table_ && field == Field::kActor ? "iso2" : ""; }
  [[nodiscard]] std::vector<std::string> statements() const override { return statements_; }

 protected:
  void take(const files::Record& /*record*/, std::vector<RowFault>& /*faults*/) override {
    if (is_table_) {
      Participation one;
      one.body = cell(columns_.body);
      one.role = role_of_text(cell(columns_.text), one.suspended);
      one.quote = cell(columns_.text) == "member" ? std::string_view() : cell(columns_.text);
      ready_.push_back(std::move(one));
      return;
    }
    day_ = cell(columns_.date);
    for (auto& one : participations_of(cell(columns_.text))) {
      ready_.push_back(std::move(one));
    }
  }
  [[nodiscard]] const Row* ready() override {
    if (ready_.empty()) {
      return nullptr;
    }
    one_ = std::move(ready_.front());
    ready_.pop_front();
    fill();
    return &row_;
  }

 private:
  [[nodiscard]] std::string_view cell(std::size_t column) const { return files::trimmed(record()->cells[column].text); }

  void fill() {
    const auto at = [&](std::size_t column) { return record()->cells[column].at; };
    row_.at = record()->at;
    row_[Field::kActor] = {cell(columns_.actor), at(columns_.actor)};
    row_[Field::kRole] = {one_.role, at(columns_.text)};
    row_[Field::kBody] = {bodies_[one_.body], at(is_table_ ? columns_.body : columns_.text)};
    row_[Field::kObserved] = {day_, record()->at};
    row_[Field::kQuote] = {one_.quote, at(columns_.text)};
    row_[Field::kStatus] = {one_.suspended ? "suspended" : "", at(columns_.text)};
    source_ = is_table_ ? "" : "factbook-" + day_;
    row_[Field::kSource] = {source_, record()->at};
  }

  Columns columns_;
  std::string day_;
  bool is_table_;
  std::vector<std::string> statements_;
  std::map<std::string, std::string> bodies_;  // as they are named, by what the file calls them
  std::deque<Participation> ready_;
  Participation one_;
  std::string source_;
  Row row_;
};

/// Goes through the file once, for the roles and the days that it has.
struct Found {
  std::set<std::string> roles;
  std::set<std::string> days;
  std::set<std::string> bodies;
};

Result<Found> look(const bind::Import& import, const Columns& columns, bool is_table) {
  Found out;
  auto wrong = look_through(import, [&](const files::Record& record) {
    const auto text = record.cells[columns.text].text;
    bool suspended = false;
    if (is_table) {
      out.roles.insert(role_of_text(text, suspended));
      out.bodies.emplace(files::trimmed(record.cells[columns.body].text));
      return;
    }
    out.days.emplace(files::trimmed(record.cells[columns.date].text));
    for (const auto& one : participations_of(text)) {
      out.roles.insert(one.role);
      out.bodies.insert(one.body);
    }
  });
  if (wrong) {
    return std::move(*wrong);
  }
  return out;
}

std::vector<std::string> statements_of(const Found& found, const catalog::Catalog& catalog) {
  std::vector<std::string> out;
  for (const auto& role : found.roles) {
    if (is_role(role) && catalog.role_singular(role) == nullptr) {
      out.push_back(definition_of_role(role));
    }
  }
  for (const auto& day : found.days) {
    const auto date = bound_of_text(day);
    if (date && date->exact()) {
      std::string statement = "define source factbook-";
      statement.append(day).append(" titled \"The World Factbook, as of ").append(day);
      statement.append("\" publisher \"Central Intelligence Agency\" licence \"public domain\" published ").append(day);
      out.push_back(std::move(statement));
    }
  }
  return out;
}

Result<std::unique_ptr<RowSource>> open_cia(const bind::Import& import, const catalog::Catalog& catalog,
                                            const std::vector<std::string>& names, std::string day) {
  auto reader = files::open_records(import.file.path, import.file.shown, import.encoding);
  if (!reader) {
    return std::move(reader.error());
  }
  const auto places = columns_named(import, (*reader)->headings(), names);
  if (!places) {
    return places.error();
  }
  const bool is_table = !day.empty();
  const Columns columns{(*places)[0], (*places)[2], (*places)[1], (*places)[2]};
  const auto found = look(import, columns, is_table);
  if (!found) {
    return found.error();
  }
  BodyNames body_names(catalog, "factbook", import.defines_new);
  std::map<std::string, std::string> bodies;
  for (const auto& body : found->bodies) {
    bodies[body] = body_names.of(body, body);
  }
  auto statements = statements_of(*found, catalog);
  statements.insert(statements.end(), body_names.statements().begin(), body_names.statements().end());
  return std::unique_ptr<RowSource>(
      std::make_unique<Cia>(std::move(*reader), columns, std::move(day), std::move(statements), std::move(bodies)));
}

}  // namespace

Result<std::unique_ptr<RowSource>> open_cia_factbook(const bind::Import& import, const catalog::Catalog& catalog) {
  return open_cia(import, catalog, {"name", "text", "snapshot_date"}, "");
}

// The table has no date: it is that of the source.
Result<std::unique_ptr<RowSource>> open_cia_orgs(const bind::Import& import, const catalog::Catalog& catalog) {
  const auto* source = catalog.source(import.source);
  if (source == nullptr || !source->published.exact()) {
    return Diagnostic{
        "R06",
        "the file does not say of which day it is",
        import.file_span,
        {},
        "name a source that was published on a day: define source cia-orgs-2020 published 2020-01-30; import cia-orgs from … "
        "according to cia-orgs-2020"};
  }
  return open_cia(import, catalog, {"iso_3166_2", "org_member", "org_id"}, to_text(source->published));
}

}  // namespace entente::exchange
