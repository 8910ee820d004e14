#include "shell/seeds.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>

#include "shell/failure.h"
#include "shell/read_file.h"

namespace entente::shell {
namespace {

namespace fs = std::filesystem;

/// Closed when it goes.
using Folder = std::unique_ptr<DIR, int (*)(DIR*)>;
Folder open_folder(const std::string& path) { return {::opendir(path.c_str()), ::closedir}; }

/// Sorted names. Empty where there is no such folder. Without std::filesystem, for it is asked at each start.
std::vector<std::string> script_names(DIR* folder) {
  std::vector<std::string> names;
  while (folder != nullptr) {
    const auto* const entry = ::readdir(folder);
    if (entry == nullptr)
      break;
    if (std::string_view(entry->d_name).ends_with(".ent"))
      names.emplace_back(entry->d_name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string hex(XXH64_hash_t digest) {
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(digest));
  return digits.data();
}

/// Lengths go in too, so that moving a line from one file to the next is a change.
std::string digest_of(const std::vector<std::pair<std::string, std::string>>& scripts) {
  XXH64_hash_t digest = 0;
  for (const auto& [path, text] : scripts) {
    const auto name = fs::path(path).filename().string() + ":" + std::to_string(text.size());
    digest = XXH3_64bits_withSeed(name.data(), name.size(), digest);
    digest = XXH3_64bits_withSeed(text.data(), text.size(), digest);
  }
  return hex(digest);
}

}  // namespace

std::string seeds_folder() {
  if (const char* folder = std::getenv("ENTENTE_SEEDS"); folder != nullptr && *folder != '\0')
    return folder;
  std::error_code error;
  const auto program = fs::read_symlink("/proc/self/exe", error);
  const auto installed = program.parent_path().parent_path() / "share" / "entente" / "seeds";
  if (!error && fs::is_directory(installed, error))
    return installed;
  return fs::is_directory(ENTENTE_SEEDS_DIR, error) ? ENTENTE_SEEDS_DIR : ENTENTE_INSTALLED_SEEDS_DIR;
}

Outcome<Seeds> read_seeds(const std::string& folder) {
  Seeds seeds;
  for (const auto& name : script_names(open_folder(folder).get())) {
    const auto path = (fs::path(folder) / name).string();
    auto text = read_file(path);
    if (!text)
      return text.error();
    seeds.scripts.emplace_back(path, *std::move(text));
  }
  if (seeds.scripts.empty()) {
    return failure(ErrorKind::kDatabase, "no seeds (*.ent) in " + folder + " to make the world database from",
                   "set ENTENTE_SEEDS to their folder, or name a database: entente FILE");
  }
  seeds.digest = digest_of(seeds.scripts);
  return seeds;
}

std::string seeds_stamp(const std::string& folder) {
  std::string all = folder + "\n";
  const auto opened = open_folder(folder);
  for (const auto& name : script_names(opened.get())) {
    struct stat status {};
    static_cast<void>(::fstatat(::dirfd(opened.get()), name.c_str(), &status, 0));
    for (const auto number : {static_cast<long long>(status.st_size), static_cast<long long>(status.st_mtim.tv_sec),
                              static_cast<long long>(status.st_mtim.tv_nsec), static_cast<long long>(status.st_ino)})
      all += std::to_string(number) + " ";
    all += name + "\n";
  }
  return hex(XXH3_64bits(all.data(), all.size()));
}

}  // namespace entente::shell
