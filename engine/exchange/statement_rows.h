// Rows that define something, or are events, as the statements of the language that say the same: so that they obey its rules.
#pragma once

#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/exchange/columns.h"
#include "engine/exchange/row.h"

namespace entente::exchange {

struct StatementOptions {
  std::string source_key;  // of the statement; empty: none
  std::string via_key;
  std::string actor_system;
  std::string body_system;
};

/// The statement that says what the row says. What is wrong with the row is added to `faults`.
[[nodiscard]] std::string statement_of(const Row& row, Holds holds, const catalog::Catalog& catalog,
                                       const StatementOptions& options, std::vector<RowFault>& faults);

/// `text` in quotes, quotes within it doubled.
[[nodiscard]] std::string quoted_text(std::string_view text);

}  // namespace entente::exchange
