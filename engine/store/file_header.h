// Looks at the first pages of a database file before LMDB maps it, for LMDB trusts what it reads there.
#pragma once

#include <cstdint>
#include <filesystem>

namespace entente::store {

/// Passes when both of LMDB's meta pages are in order and the file holds all pages in use. Must not be called while this process
/// has the file open. Faults: kNotADatabase, kLmdbVersion, kTruncated, kCorrupt, kMissing, kPermission, kIo.
void inspect_file(const std::filesystem::path& path);

}  // namespace entente::store
