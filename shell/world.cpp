#include "shell/world.h"

#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

#include "shell/failure.h"
#include "shell/read_file.h"
#include "shell/seeds.h"
#include "shell/standard_files.h"

namespace entente::shell {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNameAFile = "set XDG_DATA_HOME to a folder that can be written, or name a database: entente FILE";

/// An absolute path from the environment; the XDG specification wants others ignored.
std::optional<fs::path> folder_from_environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value != '/')
    return std::nullopt;
  return value;
}

std::optional<fs::path> home_folder() {
  if (auto home = folder_from_environment("HOME"))
    return home;
  const auto* const user = ::getpwuid(::getuid());
  if (user == nullptr || user->pw_dir == nullptr || *user->pw_dir != '/')
    return std::nullopt;
  return user->pw_dir;
}

/// Beside the database: the digest of the seeds that it was made from.
fs::path digest_path(const fs::path& world) { return fs::path(world).replace_extension(".seeds"); }

std::optional<Error> write_digest(const fs::path& world, const std::string& digest) {
  std::error_code error;
  fs::create_directories(world.parent_path(), error);
  if (error)
    return failure(ErrorKind::kMachine, "cannot make " + world.parent_path().string() + ": " + error.message(), kNameAFile);
  std::ofstream file(digest_path(world));
  file << digest << '\n';
  file.close();
  if (file)
    return std::nullopt;
  return failure(ErrorKind::kMachine, "cannot write in " + world.parent_path().string() + ": " + std::strerror(errno), kNameAFile);
}

/// Leaves it closed, so that it can be opened as the user wants it. The digest comes first: without the database it is worth
/// nothing, and the next run writes it again.
std::optional<Error> make_world(const std::string& path, OpenOptions options) {
  const auto seeds = read_seeds(seeds_folder());
  if (!seeds)
    return seeds.error();
  if (auto error = write_digest(path, seeds->digest))
    return error;
  if (is_terminal(StandardFile::kError))
    tell("making the world database from the seeds, this once: " + path + "\n");
  options.read_only = false;
  const auto made = Database::create_from(path, seeds->scripts, options);
  return made ? std::nullopt : std::optional(made.error());
}

/// Without seeds, or without a digest, nothing can be said, and nothing is.
void tell_if_outdated(const std::string& path) {
  const auto made_from = read_file(digest_path(path));
  const auto seeds = read_seeds(seeds_folder());
  if (!made_from || !seeds || *made_from == seeds->digest + "\n")
    return;
  tell("note: " + path + " was made from older seeds; remove it to have it made anew\n");
}

}  // namespace

Outcome<std::string> world_path() {
  if (const auto data = folder_from_environment("XDG_DATA_HOME"))
    return (*data / "entente" / "world.entente").string();
  const auto home = home_folder();
  if (!home)
    return failure(ErrorKind::kMachine, "no home folder is known for the world database", kNameAFile);
  return (*home / ".local" / "share" / "entente" / "world.entente").string();
}

Outcome<Database> open_world(const OpenOptions& options) {
  const auto path = world_path();
  if (!path)
    return path.error();
  std::error_code ignored;
  if (fs::exists(*path, ignored)) {
    tell_if_outdated(*path);
  } else if (const auto error = make_world(*path, options)) {
    return *error;
  }
  return Database::open(*path, options);
}

}  // namespace entente::shell
