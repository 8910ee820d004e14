#include "engine/exec/quick_answer.h"

#include <algorithm>
#include <set>

#include "engine/exec/day_answer.h"
#include "engine/exec/pair_answer.h"
#include "engine/exec/sharing_answer.h"
#include "engine/exec/step_answer.h"

namespace entente::exec {

bool QuickAnswer::stands_for(const bind::Query& query) const {
  std::multiset<std::string> set_anew;
  std::multiset<std::string> used;
  for (const Slot& slot : slots_) {
    set_anew.insert(slot.parameter);
  }
  for (const auto& [name, place] : query.parameters) {
    used.insert(name);
  }
  const bool in_let = std::any_of(query.parameters.begin(), query.parameters.end(),
                                  [](const auto& parameter) { return parameter.second == bind::Query::kInLet; });
  return set_anew == used && !in_let && query.notes.empty();
}

std::unique_ptr<QuickAnswer> quick_answer_of(const bind::Query& query) {
  if (auto answer = DayAnswer::of(query)) {
    return answer;
  }
  if (auto answer = PairAnswer::of(query)) {
    return answer;
  }
  if (auto answer = SharingAnswer::of(query)) {
    return answer;
  }
  return StepAnswer::of(query);
}

}  // namespace entente::exec
