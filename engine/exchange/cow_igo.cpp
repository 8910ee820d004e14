// `cow-igo`: Correlates of War, intergovernmental organisations, a row for each state and year, a column for each organisation.
//   1 full member, 2 associate, 3 observer, 0 none, -9 missing, -1 the organisation does not exist.
// Runs of years become spells. Where no cell of a year is missing, 0 covers: nobody else had that role then.
#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <map>
#include <utility>

#include "engine/exchange/formats.h"
#include "engine/exchange/participation.h"
#include "engine/files/numbers.h"

namespace entente::exchange {
namespace {

constexpr std::size_t kKeyColumns = 3;  // ccode, year, state
constexpr int kMissing = -9;
constexpr int kNoBody = -1;
constexpr std::array<std::string_view, 4> kRoles = {"", "member", "associate", "observer"};

std::string upper(std::string text) {
  for (char& c : text) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

/// Who had a code in a year: a code that was handed on means several, one after the other.
class Holders {
 public:
  explicit Holders(const catalog::Catalog& catalog) : catalog_(catalog) {}

  /// As a name that means that one alone; `cow:365` where nobody is known.
  const std::string& of(const std::string& code, std::int32_t year) {
    auto [found, is_new] = known_.try_emplace({code, year});
    if (is_new) {
      found->second = look_up(code, year);
    }
    return found->second;
  }

 private:
  [[nodiscard]] std::string look_up(const std::string& code, std::int32_t year) const {
    const auto ids = catalog_.coded("cow", code);
    const auto days = days_of(year, 0, 0);
    const catalog::WrittenName name{"cow", code};
    for (const EntityId id : ids) {
      const auto used = catalog::days_of_use(*catalog_.entity(id), name);
      if (ids.size() == 1 || (days && used.contains(days->begin))) {
        return std::string(to_text(catalog_.entity(id)->kind)) + ":" + catalog_.entity(id)->key;
      }
    }
    for (const EntityId id : ids) {  // it began within the year
      if (days && catalog::days_of_use(*catalog_.entity(id), name).touches(*days)) {
        return std::string(to_text(catalog_.entity(id)->kind)) + ":" + catalog_.entity(id)->key;
      }
    }
    return "cow:" + code;
  }

  const catalog::Catalog& catalog_;
  std::map<std::pair<std::string, std::int32_t>, std::string> known_;
};

class CowIgo : public RowSource {
 public:
  CowIgo(const bind::Import& import, const catalog::Catalog& catalog, std::unique_ptr<files::RecordReader> reader,
         std::int32_t last_year)
      : shown_(import.file.shown),
        reader_(std::move(reader)),
        last_year_(last_year),
        holders_(catalog),
        names_(catalog, "igo", import.defines_new) {
    for (std::size_t i = kKeyColumns; i < reader_->headings().size(); ++i) {
      bodies_.push_back(names_.of(reader_->headings()[i], upper(reader_->headings()[i])));
    }
    open_.resize(bodies_.size());
    years_.resize(bodies_.size());
  }

  Result<const Row*> next(std::vector<RowFault>& faults) override {
    while (ready_.empty()) {
      if (done_) {
        return static_cast<const Row*>(nullptr);
      }
      auto record = reader_->next();
      if (!record) {
        return std::move(record.error());
      }
      record_ = *record;
      if (record_ == nullptr) {
        done_ = true;
        close_all();
        continue;
      }
      ++records_;
      if (!take(*record_, faults)) {
        return &row_;
      }
    }
    spell_ = std::move(ready_.front());
    ready_.pop_front();
    fill();
    return &row_;
  }
  [[nodiscard]] std::size_t records() const override { return records_; }
  [[nodiscard]] files::Extent extent() const override { return reader_->extent(); }
  [[nodiscard]] const files::Record* record() const override { return nullptr; }
  [[nodiscard]] const std::vector<std::string>& headings() const override { return headings_; }
  [[nodiscard]] std::string code_system(Field) const override { return ""; }
  [[nodiscard]] std::vector<std::string> statements() const override {
    auto out = names_.statements();
    for (const std::string role : {"member", "associate", "observer"}) {
      out.push_back(definition_of_role(role));
    }
    return out;
  }
  [[nodiscard]] std::vector<std::string> notes() const override {
    return {"organisations defined, with the code igo: " + std::to_string(names_.statements().size()),
            "not coded (-9), and so neither a membership nor its absence: " + std::to_string(missing_) +
                (missing_ == 1 ? " cell" : " cells")};
  }
  [[nodiscard]] std::string closing_statement(const std::string& source_key) const override;

 private:
  struct Spell {
    int code = 0;
    std::int32_t first = 0;
    std::int32_t last = 0;
    std::string actor;
    std::size_t body = 0;
    files::Place at;
  };
  struct Year {
    bool coded = false;
    bool missing = false;
  };

  // False: something is wrong with the record as a whole.
  bool take(const files::Record& record, std::vector<RowFault>& faults) {
    if (record.cells.size() != bodies_.size() + kKeyColumns) {
      faults.push_back({record.at, "", std::to_string(record.cells.size()) + " cells under other headings", "F11"});
      return false;
    }
    const auto year = files::whole_number(record.cells[1].text);
    if (!year || *year < 1 || *year > 9999) {
      faults.push_back({record.cells[1].at, "year", "\"" + std::string(record.cells[1].text) + "\" is no year", "B01"});
      return false;
    }
    const std::string& actor = holders_.of(std::string(files::trimmed(record.cells[0].text)), static_cast<std::int32_t>(*year));
    for (std::size_t i = 0; i < bodies_.size(); ++i) {
      take_cell(record.cells[kKeyColumns + i], i, actor, static_cast<std::int32_t>(*year));
    }
    return true;
  }

  void take_cell(const files::Cell& cell, std::size_t body, const std::string& actor, std::int32_t year) {
    int code = kMissing;
    std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), code);
    missing_ += code == kMissing ? 1U : 0U;
    if (code != kNoBody) {
      Year& seen = years_[body][year];
      seen.coded = seen.coded || code >= 0;
      seen.missing = seen.missing || code == kMissing;
    }
    Spell& open = open_[body];
    if (open.code > 0 && (open.code != code || open.last + 1 != year || open.actor != actor)) {
      close(body);
    }
    if (code <= 0 || code >= static_cast<int>(kRoles.size())) {
      return;
    }
    if (open.code == 0) {
      open = {code, year, year, actor, body, cell.at};
    }
    open.last = year;
    open.at = cell.at;
  }

  void close(std::size_t body) { ready_.push_back(std::exchange(open_[body], {})); }

  void close_all() {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      if (open_[i].code > 0) {
        close(i);
      }
    }
  }

  // What lasts to the last year of the file has not ended there.
  void fill() {
    first_ = std::to_string(spell_.first);
    last_ = spell_.last == last_year_ ? "" : std::to_string(spell_.last);
    row_.at = spell_.at;
    row_[Field::kActor] = {spell_.actor, spell_.at};
    row_[Field::kRole] = {kRoles[static_cast<std::size_t>(spell_.code)], spell_.at};
    row_[Field::kBody] = {bodies_[spell_.body], spell_.at};
    row_[Field::kSince] = {first_, spell_.at};
    row_[Field::kThrough] = {last_, spell_.at};
  }

  std::string shown_;
  std::unique_ptr<files::RecordReader> reader_;
  std::int32_t last_year_;
  Holders holders_;
  BodyNames names_;
  std::vector<std::string> bodies_;  // as they are named
  std::vector<std::string> headings_ = {"spell"};
  std::vector<Spell> open_;                          // by body
  std::vector<std::map<std::int32_t, Year>> years_;  // by body
  std::deque<Spell> ready_;
  Spell spell_;
  std::string first_;
  std::string last_;
  Row row_;
  const files::Record* record_ = nullptr;
  std::size_t records_ = 0;
  std::size_t missing_ = 0;
  bool done_ = false;
};

// Years in which every cell of the organisation is coded, as periods.
std::string CowIgo::closing_statement(const std::string& source_key) const {
  if (source_key.empty()) {
    return "";
  }
  std::string covers;
  for (std::size_t body = 0; body < bodies_.size(); ++body) {
    std::optional<std::int32_t> first;
    std::int32_t last = 0;
    const auto close = [&] {
      if (first) {
        covers += " covers members, associates, observers of " + written_body(bodies_[body]) + " during " + std::to_string(*first) +
                  " through " + std::to_string(last);
      }
      first.reset();
    };
    for (const auto& [year, seen] : years_[body]) {
      const bool whole = seen.coded && !seen.missing;
      if (first && (!whole || year != last + 1)) {
        close();
      }
      if (whole) {
        first = first.value_or(year);
        last = year;
      }
    }
    close();
  }
  return covers.empty() ? "" : "define source " + source_key + covers;
}

Result<std::int32_t> last_year_of(const bind::Import& import, std::size_t column) {
  auto reader = files::open_records(import.file.path, import.file.shown, import.encoding);
  if (!reader) {
    return std::move(reader.error());
  }
  std::int32_t last = 0;
  while (true) {
    const auto record = (*reader)->next();
    if (!record) {
      return record.error();
    }
    if (*record == nullptr) {
      return last;
    }
    const auto year = column < (*record)->cells.size() ? files::whole_number((*record)->cells[column].text) : std::nullopt;
    last = std::max(last, year && *year < 10000 ? static_cast<std::int32_t>(*year) : 0);
  }
}

}  // namespace

Result<std::unique_ptr<RowSource>> open_cow_igo(const bind::Import& import, const catalog::Catalog& catalog) {
  auto reader = files::open_records(import.file.path, import.file.shown, import.encoding);
  if (!reader) {
    return std::move(reader.error());
  }
  const auto columns = columns_named(import, (*reader)->headings(), {"ccode", "year", "state"});
  if (!columns) {
    return columns.error();
  }
  const auto last = last_year_of(import, (*columns)[1]);
  if (!last) {
    return last.error();
  }
  return std::unique_ptr<RowSource>(std::make_unique<CowIgo>(import, catalog, std::move(*reader), *last));
}

}  // namespace entente::exchange
