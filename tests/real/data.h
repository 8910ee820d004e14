// Where the data of others lie: they are not ours to ship.
#pragma once

#include <cstdlib>
#include <filesystem>

namespace entente::tests {

/// Beside the repository, or where ENTENTE_DATA says.
inline std::filesystem::path data_dir() {
  const char* said = std::getenv("ENTENTE_DATA");
  return said != nullptr ? std::filesystem::path(said) : std::filesystem::path(ENTENTE_SOURCE_DIR) / ".." / "shared" / "data";
}

}  // namespace entente::tests
