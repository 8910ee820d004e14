// The scripts of the world that we ship, in the order in which they run.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace entente::tests {

using Scripts = std::vector<std::pair<std::string, std::string>>;

inline Scripts read_seeds() {
  Scripts scripts;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(ENTENTE_SOURCE_DIR) / "seeds")) {
    if (entry.path().extension() == ".ent") {
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      scripts.emplace_back(entry.path().filename().string(), text.str());
    }
  }
  std::sort(scripts.begin(), scripts.end());
  return scripts;
}

}  // namespace entente::tests
