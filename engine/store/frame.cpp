#include "engine/store/frame.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "engine/store/checksum.h"
#include "engine/store/fault.h"
#include "engine/store/lmdb_fault.h"

namespace entente::store {
namespace {

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

// What lies in memory that was not touched lately is fetched at once, not line after line; of what is larger than a page the
// machine has guessed by then what comes.
void prefetch(std::string_view stored) {
  constexpr std::size_t kLine = 64;
  constexpr std::size_t kFew = 512;  // bytes, for which its guess does from the first
  constexpr std::size_t kPage = 4096;
  if (stored.size() > kFew) {
    for (std::size_t at = 0; at < std::min(stored.size(), kPage); at += kLine) {
      __builtin_prefetch(stored.data() + at);
    }
  }
}

}  // namespace

void frame(Table table, std::string_view key, std::string_view payload, std::string& out) {
  out.assign(payload);
  const std::uint32_t sum = checksum(table, key, payload);
  for (unsigned shift = 0; shift < 32U; shift += 8U) {
    out.push_back(static_cast<char>(static_cast<unsigned char>(sum >> shift)));
  }
}

std::string_view unframe(Table table, std::string_view key, std::string_view stored, const std::filesystem::path& path) {
  return unframe(table, key, checksum_seed(table, key), stored, path);
}

std::string_view unframe(Table table, std::string_view key, std::uint64_t seed, std::string_view stored,
                         const std::filesystem::path& path) {
  prefetch(stored);
  if (stored.size() >= kChecksumBytes) {
    const auto payload = stored.substr(0, stored.size() - kChecksumBytes);
    std::uint32_t sum = 0;
    std::memcpy(&sum, stored.data() + payload.size(), kChecksumBytes);  // a little-endian host, see file_header.cpp
    if (sum == checksum(seed, payload)) {
      return payload;
    }
  }
  fail(FaultKind::kCorrupt, "damage in " + quoted(path) + ": the record in table " + std::string(name_of(table)) + " under key " +
                                to_hex(key) + " does not match its checksum; restore a backup");
}

}  // namespace entente::store
