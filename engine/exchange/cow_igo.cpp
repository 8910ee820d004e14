// `cow-igo`: Correlates of War, intergovernmental organisations. By state and year, a column for each organisation; or by
// organisation and year, a column for each state, blank where there was no such state.
//   1 full member, 2 associate, 3 observer, 0 none, -9 missing, -1 the organisation does not exist.
// Runs of years become spells. Where no cell of a year is missing, 0 covers: nobody else had that role then.
#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <map>
#include <utility>

#include "engine/exchange/cow_igo.h"
#include "engine/exchange/formats.h"
#include "engine/exchange/participation.h"
#include "engine/files/numbers.h"

namespace entente::exchange {
namespace {

constexpr int kMissing = -9;
constexpr int kNoBody = -1;
constexpr std::array<std::string_view, 4> kRoles = {"", "member", "associate", "observer"};

std::string upper(std::string text) {
  for (char& c : text) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

class CowIgo : public RowSource {
 public:
  CowIgo(const bind::Import& import, const catalog::Catalog& catalog, std::unique_ptr<files::RecordReader> reader,
         CowIgoLayout layout, const CowIgoWhole& whole)
      : reader_(std::move(reader)),
        layout_(std::move(layout)),
        last_year_(whole.last_year),
        holders_(catalog),
        names_(catalog, "igo", import.defines_new) {
    for (const std::size_t column : layout_.columns) {
      const std::string& heading = reader_->headings()[column];
      if (layout_.by_state) {
        add_body(heading);
      } else {
        codes_.emplace_back(cow_code_of_column(heading));
      }
    }
    if (!layout_.by_state) {
      std::for_each(whole.keys.begin(), whole.keys.end(), [this](const std::string& key) { add_body(key); });
    }
    open_.resize(layout_.columns.size());
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

  void add_body(const std::string& code) {
    places_.try_emplace(lower(code), bodies_.size());
    bodies_.push_back(names_.of(lower(code), upper(code)));
  }

  // False: something is wrong with the record as a whole.
  bool take(const files::Record& record, std::vector<RowFault>& faults) {
    if (record.cells.size() != reader_->headings().size()) {
      faults.push_back({record.at, "", std::to_string(record.cells.size()) + " cells under other headings", "F11"});
      return false;
    }
    const auto& year_cell = record.cells[layout_.year];
    const auto year = files::whole_number(year_cell.text);
    if (!year || *year < 1 || *year > 9999) {
      faults.push_back({year_cell.at, "year", "\"" + std::string(year_cell.text) + "\" is no year", "B01"});
      return false;
    }
    const std::string key(files::trimmed(record.cells[layout_.key].text));
    layout_.by_state ? take_state(record, key, static_cast<std::int32_t>(*year))
                     : take_body(record, key, static_cast<std::int32_t>(*year));
    return true;
  }

  void take_state(const files::Record& record, const std::string& code, std::int32_t year) {
    const std::string& actor = holders_.of(code, year);
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
      const auto& cell = record.cells[layout_.columns[i]];
      take_cell({code_of(cell, kMissing), year, year, actor, i, cell.at}, i);
    }
  }

  void take_body(const files::Record& record, const std::string& key, std::int32_t year) {
    const std::size_t body = places_.at(lower(key));
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
      const auto& cell = record.cells[layout_.columns[i]];
      const int code = code_of(cell, kNoBody);
      take_cell({code, year, year, code > 0 ? holders_.of(codes_[i], year) : std::string(), body, cell.at}, i);
    }
  }

  static int code_of(const files::Cell& cell, int blank) {
    int code = blank;
    std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), code);
    return code;
  }

  // What a cell says of one year, which may go on what the one above it said.
  void take_cell(Spell said, std::size_t column) {
    missing_ += said.code == kMissing ? 1U : 0U;
    if (said.code != kNoBody) {
      Year& seen = years_[said.body][said.first];
      seen.coded = seen.coded || said.code >= 0;
      seen.missing = seen.missing || said.code == kMissing;
    }
    Spell& open = open_[column];
    const bool goes_on =
        open.code == said.code && open.body == said.body && open.last + 1 == said.first && open.actor == said.actor;
    if (open.code > 0 && !goes_on) {
      close(column);
    }
    if (said.code <= 0 || said.code >= static_cast<int>(kRoles.size())) {
      return;
    }
    said.first = open.code == 0 ? said.first : open.first;
    open = std::move(said);
  }

  void close(std::size_t column) { ready_.push_back(std::exchange(open_[column], {})); }

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

  std::unique_ptr<files::RecordReader> reader_;
  CowIgoLayout layout_;
  std::int32_t last_year_;
  CowHolders holders_;
  BodyNames names_;
  std::vector<std::string> codes_;             // of states, by column; where columns are states
  std::vector<std::string> bodies_;            // as they are named
  std::map<std::string, std::size_t> places_;  // of bodies, by their codes
  std::vector<std::string> headings_ = {"spell"};
  std::vector<Spell> open_;                          // by column
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

}  // namespace

Result<std::unique_ptr<RowSource>> open_cow_igo(const bind::Import& import, const catalog::Catalog& catalog) {
  auto reader = files::open_records(import.file.path, import.file.shown, import.encoding);
  if (!reader) {
    return std::move(reader.error());
  }
  auto layout = layout_of(import, (*reader)->headings());
  if (!layout) {
    return layout.error();
  }
  const auto whole = whole_of(import, *layout);
  if (!whole) {
    return whole.error();
  }
  return std::unique_ptr<RowSource>(std::make_unique<CowIgo>(import, catalog, std::move(*reader), std::move(*layout), *whole));
}

}  // namespace entente::exchange
