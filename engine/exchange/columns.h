// Which columns of a file say what: by their headings, or by the mapping of the statement.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/bind/import.h"
#include "engine/exchange/row.h"

namespace entente::exchange {

/// What a file of rows holds: `import memberships`, `import bodies`, …
enum class Holds : std::uint8_t { kMemberships, kClaims, kActors, kBodies, kAgreements, kSources, kEvents };

/// None: it is no such word.
[[nodiscard]] std::optional<Holds> holds_of(std::string_view word);
/// All such words.
[[nodiscard]] std::vector<std::string> words_of_holds();

/// Opens a file whose columns are named after the fields. Errors have the span of the file's name, or of the mapping.
[[nodiscard]] Result<std::unique_ptr<RowSource>> open_rows(const bind::Import& import, Holds holds);

}  // namespace entente::exchange
