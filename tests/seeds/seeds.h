// The scripts of the world that we ship, in the order in which they run.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
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

/// By COW number the states that have or had it, as the scripts write them: no query, so that queries can be held against it.
inline std::map<std::string, std::set<std::string>> keys_of_cow_numbers() {
  std::map<std::string, std::set<std::string>> keys_of;
  const std::regex statement("define state ([A-Z]{3}) [^;]*;");
  const std::regex code("\\bcow ([0-9]+)");
  for (const auto& [name, text] : read_seeds()) {
    for (std::sregex_iterator it(text.begin(), text.end(), statement), end; it != end; ++it) {
      const std::string words = it->str();
      for (std::sregex_iterator c(words.begin(), words.end(), code); c != end; ++c) {
        keys_of[(*c)[1]].insert((*it)[1]);
      }
    }
  }
  return keys_of;
}

}  // namespace entente::tests
