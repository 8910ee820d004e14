// File descriptors 0, 1 and 2 of this process. The only place that asks whether one is a terminal.
#pragma once

#include <cstdint>
#include <string_view>

namespace entente::shell {

enum class StandardFile : std::uint8_t { kInput = 0, kOutput = 1, kError = 2 };

/// Keeps the numbers 0, 1 and 2 taken: were one of them closed, the next file opened (a database!) would get it and be written to.
/// A closed one is opened so that using it fails as it should. To be called first of all.
void occupy_standard_files();

[[nodiscard]] bool is_terminal(StandardFile file);

/// Writes all of `text`, without a buffer of its own. Returns 0, or the errno of what failed.
[[nodiscard]] int write_all(StandardFile file, std::string_view text);

/// Writes to standard error; when that fails there is nobody left to tell.
void tell(std::string_view text);

}  // namespace entente::shell
