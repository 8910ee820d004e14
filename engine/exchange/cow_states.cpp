// `cow-states`: Correlates of War, state system membership: a row for each spell of a state, last days included, the last day of
// the data set where it goes on.
#include <algorithm>

#include "engine/exchange/formats.h"
#include "engine/files/numbers.h"

namespace entente::exchange {
namespace {

enum Column : std::size_t { kAbb, kCode, kNme, kBeginYear, kBeginMonth, kBeginDay, kEndYear, kEndMonth, kEndDay };

struct State {
  std::string key;
  std::string code;
  std::string name;
  std::string began;
  std::string ended;  // the last day
  files::Place at;
};

std::string date_of(const files::Record& record, const std::vector<std::size_t>& columns, Column year) {
  std::string out;
  for (std::size_t i = 0; i < 3; ++i) {
    std::string part(files::trimmed(record.cells[columns[year + i]].text));
    part.insert(0, part.size() < 2 ? 1 : 0, '0');
    out.append(i == 0 ? "" : "-").append(part);
  }
  return out;
}

class CowStates : public RowSource {
 public:
  CowStates(std::unique_ptr<files::RecordReader> reader, std::string_view system, std::vector<State> states, std::size_t records,
            std::size_t known)
      : reader_(std::move(reader)), system_(system), states_(std::move(states)), records_(records), known_(known) {
    std::string last;
    for (const auto& state : states_) {
      last = std::max(last, state.ended);
    }
    for (auto& state : states_) {
      state.ended = state.ended == last ? "" : state.ended;
    }
  }

  Result<const Row*> next(std::vector<RowFault>& faults) override {
    (void)faults;
    if (at_ == states_.size()) {
      return static_cast<const Row*>(nullptr);
    }
    const State& state = states_[at_++];
    row_.at = state.at;
    row_[Field::kKey] = {state.key, state.at};
    row_[Field::kName] = {state.name, state.at};
    row_[Field::kSince] = {state.began, state.at};
    row_[Field::kThrough] = {state.ended, state.at};
    row_.codes = {{system_, {state.code, state.at}}};
    return &row_;
  }
  [[nodiscard]] std::size_t records() const override { return records_; }
  [[nodiscard]] files::Extent extent() const override { return reader_->extent(); }
  [[nodiscard]] const files::Record* record() const override { return nullptr; }
  [[nodiscard]] const std::vector<std::string>& headings() const override { return reader_->headings(); }
  [[nodiscard]] std::string code_system(Field) const override { return ""; }
  [[nodiscard]] std::vector<std::string> notes() const override {
    return {"known by their code already, and left as they are: " + std::to_string(known_) +
            "; of a state with several spells the life goes from the first to the last"};
  }

 private:
  std::unique_ptr<files::RecordReader> reader_;
  std::string_view system_;
  std::vector<State> states_;
  std::size_t records_;
  std::size_t known_;
  std::size_t at_ = 0;
  Row row_;
};

}  // namespace

namespace {

/// One of the two lists: its columns, its code system, and how its dates stand in it.
struct List {
  std::string_view system;
  std::vector<std::string> columns;
  std::string (*date)(const files::Record&, const std::vector<std::size_t>&, Column);
};

std::string whole_date(const files::Record& record, const std::vector<std::size_t>& columns, Column column) {
  return std::string(files::trimmed(record.cells[columns[column == kBeginYear ? 3 : 4]].text));
}

Result<std::unique_ptr<RowSource>> open_list(const bind::Import& import, const catalog::Catalog& catalog, const List& list) {
  auto reader = files::open_records(import.file.path, import.file.shown, import.encoding);
  if (!reader) {
    return std::move(reader.error());
  }
  const auto columns = columns_named(import, (*reader)->headings(), list.columns);
  if (!columns) {
    return columns.error();
  }
  std::vector<State> states;
  std::size_t records = 0;
  std::size_t known = 0;
  while (true) {
    const auto record = (*reader)->next();
    if (!record) {
      return record.error();
    }
    if (*record == nullptr) {
      break;
    }
    ++records;
    if ((*record)->cells.size() != (*reader)->headings().size()) {
      return Diagnostic{"F11",
                        "a row of \"" + import.file.shown + "\" has not as many cells as there are headings: line " +
                            std::to_string((*record)->at.line),
                        import.file_span,
                        {},
                        "is it whole? fetch it again"};
    }
    const auto cell = [&](Column column) { return std::string(files::trimmed((*record)->cells[(*columns)[column]].text)); };
    const State state{
        cell(kAbb),   cell(kCode), cell(kNme), list.date(**record, *columns, kBeginYear), list.date(**record, *columns, kEndYear),
        (*record)->at};
    const auto same = std::find_if(states.begin(), states.end(), [&](const State& other) { return other.code == state.code; });
    if (same != states.end()) {
      same->began = std::min(same->began, state.began);
      same->ended = std::max(same->ended, state.ended);
    } else if (!catalog.coded(list.system, state.code).empty()) {
      ++known;
    } else {
      states.push_back(state);
    }
  }
  return std::unique_ptr<RowSource>(
      std::make_unique<CowStates>(std::move(*reader), list.system, std::move(states), records, known));
}

}  // namespace

Result<std::unique_ptr<RowSource>> open_cow_states(const bind::Import& import, const catalog::Catalog& catalog) {
  return open_list(
      import, catalog,
      {"cow", {"stateabb", "ccode", "statenme", "styear", "stmonth", "stday", "endyear", "endmonth", "endday"}, date_of});
}

Result<std::unique_ptr<RowSource>> open_gw_states(const bind::Import& import, const catalog::Catalog& catalog) {
  return open_list(import, catalog, {"gw", {"gwc", "gwcode", "country_name", "start", "end"}, whole_date});
}

}  // namespace entente::exchange
