#include "engine/store/checksum.h"

#include <xxhash.h>

namespace entente::store {

std::uint32_t checksum(Table table, std::string_view key, std::string_view payload) noexcept {
  const auto seed = XXH3_64bits_withSeed(key.data(), key.size(), static_cast<XXH64_hash_t>(table));
  return static_cast<std::uint32_t>(XXH3_64bits_withSeed(payload.data(), payload.size(), seed));
}

}  // namespace entente::store
