// What seeds/DIFFERENCES.md lists: where the world that we ship differs from what others compiled.
#pragma once

#include <compare>
#include <set>
#include <string>

namespace entente::tests {

/// One line of the tables, for one time and one actor.
struct Difference {
  std::string body;
  std::string side;  // who has the membership: "here", or the others
  std::string when;  // a year, years as 1963-1964, or a day
  std::string actor;
  friend auto operator<=>(const Difference&, const Difference&) = default;
};

/// The differences under a heading. Throws std::runtime_error where there is none, and where a line has no reason.
std::set<Difference> listed_differences(const std::string& heading);

/// By body the conflicts under the heading of that name, as "BODY COUNT".
std::set<std::string> listed_conflicts();

/// Fails for each difference found that is not listed, and for each listed that is none any more.
void expect_listed(const std::set<Difference>& found, const std::string& heading);

}  // namespace entente::tests
