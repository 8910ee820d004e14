// What the World Factbook says of a country's participation in organisations: `OAS (observer), ICC (NGOs), AU (suspended)`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::exchange {

struct Participation {
  std::string body;
  std::string role;
  bool suspended = false;
  std::string quote;  // as it is written
};

/// The role that a text in parentheses means; its words themselves where they are a role of their own. Sets `suspended`.
[[nodiscard]] std::string role_of_text(std::string_view text, bool& suspended);
/// The items of a text: commas part them, outside of parentheses; marks of HTML are blanks, a note behind them is left out.
[[nodiscard]] std::vector<Participation> participations_of(std::string_view text);
/// `define role …` for a role that may have no definition yet.
[[nodiscard]] std::string definition_of_role(const std::string& role);

}  // namespace entente::exchange
