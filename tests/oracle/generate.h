// The two halves of a random scenario.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/oracle/chance.h"
#include "tests/oracle/scenario.h"

namespace entente::oracle {

/// Random dates: a few days of a case come up again and again, so that spans touch and dates clash.
class Calendar {
 public:
  static constexpr int kFirstDay = 365 * 2;  // 1902
  static constexpr int kLastDay = 365 * 9;   // 1908

  explicit Calendar(Chance& chance);
  int day();
  Bound exact();
  Bound any();  // exact, a month, a year, approximate, uncertain, or open to one side

 private:
  Chance& chance_;
  std::vector<int> favourites_;
};

void add_definitions(Chance& chance, Calendar& calendar, Scenario& scenario);
std::string under_text(const World& world, const std::vector<int>& under);
std::set<std::string> random_topics(Chance& chance);
std::string topics_text(const std::set<std::string>& topics);
/// ` covers …`, and what it says.
std::string add_covers(Chance& chance, Calendar& calendar, const World& world, std::vector<Covers>& all);

/// A definition again, with something new in it.
Statement random_redefinition(Chance& chance, Calendar& calendar, const World& world);
void add_statements(Chance& chance, Calendar& calendar, Scenario& scenario);
void add_queries(Chance& chance, Calendar& calendar, Scenario& scenario);

}  // namespace entente::oracle
