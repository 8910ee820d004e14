// The frame around every stored value: payload, then the checksum in four bytes, little-endian.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/store/table.h"

namespace entente::store {

inline constexpr std::size_t kChecksumBytes = sizeof(std::uint32_t);

/// Puts the framed payload into `out`, which keeps its capacity for the next.
void frame(Table table, std::string_view key, std::string_view payload, std::string& out);

/// The payload, verified; a view into `stored`. Throws kCorrupt, naming table, key and `path`.
[[nodiscard]] std::string_view unframe(Table table, std::string_view key, std::string_view stored,
                                       const std::filesystem::path& path);
/// The same, where the seed of the key is known: the key itself is looked at only when there is damage.
[[nodiscard]] std::string_view unframe(Table table, std::string_view key, std::uint64_t seed, std::string_view stored,
                                       const std::filesystem::path& path);

}  // namespace entente::store
