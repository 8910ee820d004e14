// An answer as plain text that a person can read and a machine can compare.
#pragma once

#include <string>

#include "entente/answer.h"

namespace entente::tests {

/// Header and rows, columns padded, two blanks between them, nothing behind the last; then caption lines behind `-- `.
[[nodiscard]] std::string table_text(const Answer& answer);

}  // namespace entente::tests
