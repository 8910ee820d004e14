// Follows LMDB's page trees with pread, without a map: finds out whether a short file lacks pages in use or only free ones.
#pragma once

#include <cstdint>
#include <vector>

namespace entente::store {

enum class PagesFound : std::uint8_t { kAll, kSomePastTheEnd, kNonsense };

/// Visits every page that can be reached from `roots` in a file of `file_bytes`. Reads the whole tree: for the rare case only.
[[nodiscard]] PagesFound walk_pages(int descriptor, std::uint32_t page_bytes, std::uint64_t file_bytes,
                                    const std::vector<std::uint64_t>& roots);

}  // namespace entente::store
