#include "engine/value/batch.h"

#include <algorithm>

namespace entente {

std::string free_name(const Schema& schema, const std::string& name) {
  const auto taken = [&](const std::string& n) {
    return std::any_of(schema.begin(), schema.end(), [&](const Field& f) { return f.name == n; });
  };
  std::string out = name;
  for (std::size_t number = 2; taken(out); ++number) {
    out = name + "_" + std::to_string(number);
  }
  return out;
}

}  // namespace entente
