#include "tests/oracle/cells.h"

#include <array>
#include <cstdio>

namespace entente::oracle {

OracleCell word(const std::string& text) { return {text, text.empty(), 0}; }

OracleCell whole(int number) { return {std::to_string(number), false, number}; }

OracleCell decimal(double number) {
  std::array<char, 32> text{};
  (void)std::snprintf(text.data(), text.size(), "%.9f", number);
  return {text.data(), false, static_cast<int>(number * 1'000'000)};
}

OracleCell list(const std::set<std::string>& keys) {
  std::string text;
  for (const auto& key : keys) {
    text += (text.empty() ? "" : ", ") + key;
  }
  return {text, false, 0};
}

OracleCell bound(const std::optional<Interval>& days, int best) { return {plain(days), !days, best, true}; }

OracleCell role_cell(const World& world, int role) {
  const auto& one = world.roles[static_cast<std::size_t>(role)];
  return {one.name, false, place_of(one)};
}

std::string level_name(Level level) {
  return level == Level::kCertain ? "certain" : level == Level::kInferred ? "inferred" : "possible";
}

std::string stance_name(Stance stance) {
  switch (stance) {
    case Stance::kFact:
      return "fact";
    case Stance::kPlanned:
      return "planned";
    case Stance::kProposed:
      return "proposed";
    case Stance::kAlleged:
      return "alleged";
    case Stance::kDenied:
      return "denied";
  }
  return "";
}

}  // namespace entente::oracle
