#include "engine/session/quick_run.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace entente::session {

using SlotKind = exec::QuickAnswer::Slot::Kind;

QuickRun::QuickRun(std::unique_ptr<exec::QuickAnswer> answer, std::shared_ptr<const Known> known, Day today, Schema schema,
                   const FindParameter& find)
    : answer_(std::move(answer)), known_(std::move(known)), today_(today), schema_(std::move(schema)) {
  const auto& slots = answer_->slots();
  for (std::size_t slot = 0; slot < slots.size(); ++slot) {
    const Parameter* value = find(slots[slot].parameter);
    const auto same =
        std::find_if(given_.begin(), given_.end(), [&](const Given& given) { return is_same(given, slots[slot], value); });
    if (same != given_.end()) {
      same->slots.push_back(slot);
    } else {
      given_.push_back({value, {slot}, {}});
    }
  }
}

bool QuickRun::is_same(const Given& given, const exec::QuickAnswer::Slot& slot, const Parameter* value) const {
  const auto& first = answer_->slots()[given.slots.front()];
  return given.value == value && first.kind == slot.kind && first.place == slot.place && first.kinds == slot.kinds;
}

bool QuickRun::set(const std::shared_ptr<const Known>& known, Day today) {
  if (known_ != known || today_ != today) {
    return false;
  }
  unknown_.clear();
  return std::all_of(given_.begin(), given_.end(), [this](Given& given) { return set(given); }) &&
         std::all_of(unknown_.begin(), unknown_.end(), [this](Given* given) { return set_name(*given); });
}

bool QuickRun::knows_then() const {
  const auto known_at = answer_->known_at();
  return !known_at || (known_->catalog().changed() <= *known_at && *known_at <= known_->last_commit());
}

bool QuickRun::set(Given& given) {
  const auto kind = answer_->slots()[given.slots.front()].kind;
  if (kind == SlotKind::kCommit) {
    const auto* number = std::get_if<std::int64_t>(given.value);
    if (number == nullptr || *number < 0) {
      return false;
    }
    const CommitId commit{static_cast<std::uint32_t>(std::min<std::int64_t>(*number, UINT32_MAX))};
    given.each_slot([&](std::size_t slot) { answer_->set_commit(slot, commit); });
    return true;
  }
  const auto* value = std::get_if<std::string>(given.value);
  if (value == nullptr) {
    return false;
  }
  if (kind == SlotKind::kDay) {
    const auto day = exact_day_of_text(*value);
    given.each_slot([&](std::size_t slot) { answer_->set_day(slot, day.value_or(0)); });
    return day.has_value();
  }
  if (const auto found = given.names.find(*value)) {
    given.each_slot([&](std::size_t slot) { answer_->set(slot, *found); });
  } else {  // when all others are set
    known_->catalog().expect_named(*value);
    unknown_.push_back(&given);
  }
  return true;
}

bool QuickRun::set_name(Given& given) {
  const auto& value = std::get<std::string>(*given.value);
  const auto& asked = answer_->slots()[given.slots.front()];
  const auto found = catalog::only_meant(known_->catalog(), value, asked.place);
  if (!found || !asked.kinds.takes(known_->catalog().kind(*found))) {
    return false;
  }
  given.names.add(value, *found);
  given.each_slot([&](std::size_t slot) { answer_->set(slot, *found); });
  return true;
}

}  // namespace entente::session
