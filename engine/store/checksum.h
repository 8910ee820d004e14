// The four bytes that close every stored value and notice damage; no defence against malice.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/store/table.h"

namespace entente::store {

/// Low 32 bits of XXH3-64 over the payload, seeded with XXH3-64 over the key, seeded with the table's number. So a record that
/// turns up under another key or in another table does not verify. Stored: never change.
[[nodiscard]] std::uint32_t checksum(Table table, std::string_view key, std::string_view payload) noexcept;
/// The same in two steps: the seed of a key need not be worked out twice.
[[nodiscard]] std::uint64_t checksum_seed(Table table, std::string_view key) noexcept;
[[nodiscard]] std::uint32_t checksum(std::uint64_t seed, std::string_view payload) noexcept;

}  // namespace entente::store
