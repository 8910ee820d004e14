// What `check` looks at: every record, what records refer to, and whether what is derived follows from the claims.
#pragma once

#include <functional>
#include <string>

#include "engine/store/transaction.h"

namespace entente::exchange {

/// How much there is, as far as it could be read.
struct Inspected {
  std::uint64_t records = 0;
  std::uint64_t claims = 0;
  std::uint64_t memberships = 0;
};

struct Inspector {
  std::function<void(const std::string& part)> begin;                           // what is looked at from here on
  std::function<void(const std::string& part, const std::string& text)> found;  // something is wrong
};

/// Throws store::Fault where the machine fails.
[[nodiscard]] Inspected inspect(const store::Reader& reader, const Inspector& inspector);

/// What of it concerns commits and definitions alone.
void inspect_catalogue(const store::Reader& reader, const Inspector& inspector);

}  // namespace entente::exchange
