#include "engine/store/checksum.h"

#ifdef ENTENTE_XXHASH_DISPATCHES
#include <immintrin.h>
#include <xxh_x86dispatch.h>  // puts functions that choose their instructions in the place of those of the same name
#else
#include <xxhash.h>
#endif

namespace entente::store {
namespace {

#ifdef ENTENTE_XXHASH_DISPATCHES
bool has_wide_vectors() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx") != 0;
}

__attribute__((target("avx"))) void clean_vectors() { _mm256_zeroupper(); }

// The library's functions of wide vectors (0.8.1) leave the upper halves of registers as they are. Then instructions of the short
// ones, of which a program is full, wait for each other on Intel's CPUs, and a short answer takes a third longer (Intel 64 and
// IA-32 Architectures Optimization Reference Manual, "Mixing Intel AVX code with Intel SSE code").
void after_wide_vectors(std::size_t size) {
  constexpr std::size_t kShort = 240;  // bytes, for which none are used
  static const bool kHasThem = has_wide_vectors();
  if (size > kShort && kHasThem) {
    clean_vectors();
  }
}
#else
void after_wide_vectors(std::size_t /*size*/) {}
#endif

std::uint64_t hash(std::string_view bytes, std::uint64_t seed) noexcept {
  const std::uint64_t out = XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
  after_wide_vectors(bytes.size());
  return out;
}

}  // namespace

std::uint32_t checksum(Table table, std::string_view key, std::string_view payload) noexcept {
  return checksum(checksum_seed(table, key), payload);
}

std::uint64_t checksum_seed(Table table, std::string_view key) noexcept { return hash(key, static_cast<std::uint64_t>(table)); }

std::uint32_t checksum(std::uint64_t seed, std::string_view payload) noexcept {
  return static_cast<std::uint32_t>(hash(payload, seed));
}

}  // namespace entente::store
