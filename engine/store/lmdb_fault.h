// Error numbers of LMDB and of the system, turned into Faults that say what to do.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace entente::store {

/// The path as sentences show it.
[[nodiscard]] std::string quoted(const std::filesystem::path& path);

/// Throws the Fault for `code`, an LMDB or errno value. `doing` is a verb, as in "cannot open". An EIO becomes kDiskFull when the
/// disk or the file size limit is nearly used up: LMDB says EIO after a short write.
[[noreturn]] void fail_lmdb(int code, const std::filesystem::path& path, std::string_view doing);

/// The same for a system call on a file beside the database.
[[noreturn]] void fail_system(int code, const std::filesystem::path& path, std::string_view doing);

}  // namespace entente::store
