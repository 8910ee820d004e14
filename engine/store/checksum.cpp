#include "engine/store/checksum.h"

#ifdef ENTENTE_XXHASH_DISPATCHES
#include <xxh_x86dispatch.h>  // puts functions that choose their instructions in the place of those of the same name
#else
#include <xxhash.h>
#endif

namespace entente::store {

std::uint32_t checksum(Table table, std::string_view key, std::string_view payload) noexcept {
  return checksum(checksum_seed(table, key), payload);
}

std::uint64_t checksum_seed(Table table, std::string_view key) noexcept {
  return XXH3_64bits_withSeed(key.data(), key.size(), static_cast<XXH64_hash_t>(table));
}

std::uint32_t checksum(std::uint64_t seed, std::string_view payload) noexcept {
  return static_cast<std::uint32_t>(XXH3_64bits_withSeed(payload.data(), payload.size(), seed));
}

}  // namespace entente::store
