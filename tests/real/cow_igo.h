// The Correlates of War data on intergovernmental organisations (version 3, one row a state and year), and the script that
// records them.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace entente::tests {

/// The codes of the data.
enum class Code : signed char { kMissing = -9, kNoBody = -1, kNone = 0, kMember = 1, kAssociate = 2, kObserver = 3 };

struct StateYear {
  int state = 0;  // its COW number
  int year = 0;
  std::vector<Code> cells;  // one a body
};

struct CowIgo {
  std::map<int, std::string> states;  // a COW number and the name that the data give it
  std::vector<std::string> bodies;
  std::vector<StateYear> rows;  // by state, then year; a state has no row for a year in which it was no state
};

/// Years, both included.
struct Years {
  int first = 0;
  int last = 0;
};

/// Throws std::runtime_error when the table is not what it is known to be.
CowIgo read_cow_igo(const std::filesystem::path& table);

/// What the data say of one body in one year, of all states together.
enum class Known : signed char {
  kNoBody,   // it did not exist: every cell is -1
  kCovered,  // who is not in it is known not to be
  kPartly,   // some cell is -9
};
/// By body (in the order of the columns) and year.
std::vector<std::map<int, Known>> knowledge_of(const CowIgo& data);

/// The counts that another author published: full members, associates, observers, by state and year.
struct Counts {
  int members = 0;
  int associates = 0;
  int observers = 0;
  friend bool operator==(const Counts&, const Counts&) = default;
};
std::map<std::pair<int, int>, Counts> read_counts(const std::filesystem::path& table);

/// The whole as one script: states by COW number, bodies, the source with what it covers, one record a run of years.
std::string script_of(const CowIgo& data);

/// The key under which the script defines a state.
std::string key_of_state(int state);
/// And a body.
std::string key_of_body(const std::string& body);

}  // namespace entente::tests
