// What may follow a statement that is not finished, for who completes what somebody types.
#pragma once

#include <string_view>
#include <vector>

namespace entente {

/// What may stand behind `statement`, the beginning of one: as errors say it, "a name", "of", "a clause"; words_that_begin() has
/// the words for each. Empty where the statement is wrong before its end, or so deeply nested that nobody would look.
[[nodiscard]] std::vector<std::string_view> expected_behind(std::string_view statement);

}  // namespace entente
