#include "tests/real/cow_igo.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "tests/real/csv_file.h"

namespace entente::tests {
namespace {

// The data begin and end with these: what runs up to either may have begun earlier and may go on.
constexpr Years kYears = {1816, 2014};

Code code_of(std::string_view text) {
  const int code = number_in(text);
  if (code != -9 && (code < -1 || code > 3)) {
    throw std::runtime_error("no code of the data: " + std::string(text));
  }
  return static_cast<Code>(code);
}

const char* role_of(Code cell) { return cell == Code::kMember ? "member" : cell == Code::kAssociate ? "associate" : "observer"; }

bool is_role(Code cell) { return cell == Code::kMember || cell == Code::kAssociate || cell == Code::kObserver; }

std::string since(int year) { return " since " + std::to_string(year); }

// What runs up to the last year is right-censored: it ended later, if ever.
std::string through(int year) {
  return year == kYears.last ? " until after " + std::to_string(year) : " through " + std::to_string(year);
}

std::string life_of(Years years) {
  return (years.first == kYears.first ? "" : since(years.first)) +
         (years.last == kYears.last ? "" : " through " + std::to_string(years.last));
}

std::map<int, Years> lives_of_states(const CowIgo& data) {
  std::map<int, Years> lives;
  for (const auto& row : data.rows) {
    auto& life = lives.try_emplace(row.state, Years{row.year, row.year}).first->second;
    life.last = row.year;
  }
  return lives;
}

void define_states(const CowIgo& data, std::string& script) {
  for (const auto& [state, life] : lives_of_states(data)) {
    script += "define state \"" + key_of_state(state) + "\" named \"" + data.states.at(state) + "\" code cow \"" +
              std::to_string(state) + "\"" + life_of(life) + ";\n";
  }
}

Years life_of_body(const std::map<int, Known>& known) {
  const auto exists = [](const auto& entry) { return entry.second != Known::kNoBody; };
  const auto first = std::find_if(known.begin(), known.end(), exists);
  const auto last = std::find_if(known.rbegin(), known.rend(), exists);
  if (first == known.end()) {
    throw std::runtime_error("a body that never existed");
  }
  return {first->first, last->first};
}

void define_bodies(const CowIgo& data, const std::vector<std::map<int, Known>>& known, std::string& script) {
  for (std::size_t i = 0; i < data.bodies.size(); ++i) {
    script += "define organisation \"" + key_of_body(data.bodies[i]) + "\"" + life_of(life_of_body(known[i])) + ";\n";
  }
}

// Covered are the years of a body's life without a -9. Where one cell is -9 nothing is said to be covered: coverage speaks of all
// actors. Years in which it did not exist for a while count as covered, for nobody was in it.
void define_source(const CowIgo& data, const std::vector<std::map<int, Known>>& known, std::string& script) {
  script +=
      "define source cow-igo titled \"Intergovernmental Organizations, version 3\" publisher \"Correlates of War\" "
      "published 2020";
  for (std::size_t i = 0; i < data.bodies.size(); ++i) {
    const auto life = life_of_body(known[i]);
    const auto end = known[i].upper_bound(life.last);
    const auto is_partly = [](const auto& entry) { return entry.second == Known::kPartly; };
    for (auto it = std::find_if_not(known[i].find(life.first), end, is_partly); it != end;) {
      const auto next = std::find_if(it, end, is_partly);
      script += "\n  covers participants of \"" + key_of_body(data.bodies[i]) + "\" during " + std::to_string(it->first) +
                " through " + std::to_string(std::prev(next)->first);
      it = std::find_if_not(next, end, is_partly);
    }
  }
  script += ";\n";
}

// One record for each run of years in which a state has the same role in a body. A year of the data is some day of it: that is what
// `since 1949 through 1960` says. Years of -9 on either side leave no trace in the record; they are years that are not covered.
void record_runs(const CowIgo& data, std::string& script) {
  for (std::size_t body = 0; body < data.bodies.size(); ++body) {
    for (auto it = data.rows.begin(); it != data.rows.end();) {
      const auto role = it->cells[body];
      auto last = it;
      auto next = std::next(it);
      while (next != data.rows.end() && next->state == it->state && next->year == last->year + 1 && next->cells[body] == role) {
        last = next++;
      }
      if (is_role(role)) {
        script += "record \"" + key_of_state(it->state) + "\" as " + role_of(role) + " of \"" + key_of_body(data.bodies[body]) +
                  "\"" + since(it->year) + through(last->year) + " according to cow-igo;\n";
      }
      it = next;
    }
  }
}

}  // namespace

CowIgo read_cow_igo(const std::filesystem::path& table) {
  CsvFile file(table);
  const auto* cells = file.next();
  if (cells == nullptr || cells->size() != 537 || cells->front() != "ccode") {
    throw std::runtime_error(table.string() + " is not the table of states and years");
  }
  CowIgo data;
  data.bodies.assign(cells->begin() + 3, cells->end());
  while ((cells = file.next()) != nullptr) {
    StateYear row{number_in(cells->at(0)), number_in(cells->at(1)), {}};
    data.states[row.state] = cells->at(2);
    std::transform(cells->begin() + 3, cells->end(), std::back_inserter(row.cells), code_of);
    data.rows.push_back(std::move(row));
  }
  std::sort(data.rows.begin(), data.rows.end(),
            [](const auto& a, const auto& b) { return std::pair(a.state, a.year) < std::pair(b.state, b.year); });
  return data;
}

std::vector<std::map<int, Known>> knowledge_of(const CowIgo& data) {
  std::vector<std::map<int, Known>> known(data.bodies.size());
  for (const auto& row : data.rows) {
    for (std::size_t body = 0; body < data.bodies.size(); ++body) {
      const auto cell = row.cells[body];
      const auto here = cell == Code::kMissing ? Known::kPartly : cell == Code::kNoBody ? Known::kNoBody : Known::kCovered;
      auto& all = known[body].try_emplace(row.year, here).first->second;
      all = std::max(all, here);  // one cell of another sort makes a body exist; one -9 makes it uncovered
    }
  }
  return known;
}

std::map<std::pair<int, int>, Counts> read_counts(const std::filesystem::path& table) {
  CsvFile file(table);
  const auto* cells = file.next();
  if (cells == nullptr || cells->size() != 6 || cells->at(2) != "sum_igo_full" || cells->at(3) != "sum_igo_associate" ||
      cells->at(4) != "sum_igo_observer") {
    throw std::runtime_error(table.string() + " is not the table of counts");
  }
  std::map<std::pair<int, int>, Counts> counts;
  while ((cells = file.next()) != nullptr) {
    counts[{number_in(cells->at(0)), number_in(cells->at(1))}] = {number_in(cells->at(2)), number_in(cells->at(3)),
                                                                  number_in(cells->at(4))};
  }
  return counts;
}

std::string script_of(const CowIgo& data) {
  std::string script =
      "define role \"member\" plural \"members\" rank 10;\n"
      "define role \"associate\" plural \"associates\" rank 20;\n"
      "define role \"observer\" plural \"observers\" rank 40;\n";
  const auto known = knowledge_of(data);
  define_states(data, script);
  define_bodies(data, known, script);
  define_source(data, known, script);
  record_runs(data, script);
  return script;
}

std::string key_of_state(int state) { return "COW-" + std::to_string(state); }

std::string key_of_body(const std::string& body) {
  std::string key = body;
  std::transform(key.begin(), key.end(), key.begin(), [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
  return key;
}

}  // namespace entente::tests
