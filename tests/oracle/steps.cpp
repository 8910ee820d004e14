#include "tests/oracle/steps.h"

#include <algorithm>

namespace entente::oracle {
namespace {

// `1904`, `1904-Q1`, `1904-03`, `1904-03-05`: the unit in which the day lies.
std::string label_of(Unit unit, int day) {
  auto date = iso(day);
  int month = std::stoi(date.substr(5, 2));
  switch (unit) {
    case Unit::kDay:
      return date;
    case Unit::kMonth:
      return date.substr(0, 7);
    case Unit::kQuarter:
      return date.substr(0, 4) + "-Q" + std::to_string((month - 1) / 3 + 1);
    case Unit::kYear:
      break;
  }
  return date.substr(0, 4);
}

}  // namespace

std::vector<Step> steps_of(Unit unit, int every, int first, int last) {
  std::vector<Step> steps;
  std::string now;
  int units = 0;
  for (int day = first; day <= last; ++day) {
    auto label = label_of(unit, day);
    if (label != now) {
      if (units % every == 0) {
        steps.push_back({label, day, day});
      }
      ++units;
      now = label;
    }
    steps.back().last = day;
  }
  return steps;
}

}  // namespace entente::oracle
