#include "shell/world.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

#include "shell/failure.h"
#include "shell/folders.h"
#include "shell/read_file.h"
#include "shell/seeds.h"
#include "shell/standard_files.h"
#include "shell/whole_file.h"

namespace entente::shell {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNameAFile = "set XDG_DATA_HOME to a folder that can be written, or name a database: entente FILE";

/// Beside the database: the digest of the seeds that it was made from, and in the next line a stamp of their files, so that they
/// need not be read each time.
fs::path digest_path(const fs::path& world) { return fs::path(world).replace_extension(".seeds"); }

std::optional<Error> write_digest(const fs::path& world, const std::string& digest, const std::string& stamp) {
  std::error_code error;
  fs::create_directories(world.parent_path(), error);
  if (error)
    return failure(ErrorKind::kMachine, "cannot make " + world.parent_path().string() + ": " + error.message(), kNameAFile);
  const auto failed = replace_file(digest_path(world), digest + "\n" + stamp + "\n");
  return failed ? std::optional(failure(ErrorKind::kMachine, failed->message, kNameAFile)) : std::nullopt;
}

/// Leaves it closed, so that it can be opened as the user wants it. The digest comes first: without the database it is worth
/// nothing, and the next run writes it again.
std::optional<Error> make_world(const std::string& path, OpenOptions options) {
  const auto stamp = seeds_stamp(seeds_folder());  // before they are read: what is touched meanwhile is looked at again
  const auto seeds = read_seeds(seeds_folder());
  if (!seeds)
    return seeds.error();
  if (auto error = write_digest(path, seeds->digest, stamp))
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
  const auto stamp = seeds_stamp(seeds_folder());
  if (!made_from || made_from->ends_with("\n" + stamp + "\n"))
    return;
  const auto seeds = read_seeds(seeds_folder());
  if (!seeds)
    return;
  if (made_from->starts_with(seeds->digest + "\n")) {
    static_cast<void>(write_digest(path, seeds->digest, stamp));  // touched, but the same: next time that is seen at once
  } else {
    tell("note: " + path + " was made from older seeds; remove it to have it made anew\n");
  }
}

/// `world.entente` as `world.older.entente`, `world.older-2.entente`, …: the first that is free.
fs::path name_aside(const fs::path& world, int number) {
  const std::string suffix = number == 1 ? ".older" : ".older-" + std::to_string(number);
  return world.parent_path() / (world.stem().string() + suffix + world.extension().string());
}

/// Which file it is; none where there is none.
std::optional<std::pair<dev_t, ino_t>> identity(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    return std::nullopt;
  return std::pair(status.st_dev, status.st_ino);
}

/// Puts the world under another name, never over a file; its lock files go with it, for a program that has it open locks them.
Outcome<fs::path> set_aside(const fs::path& world) {
  constexpr int kNamesMax = 1000;
  for (int number = 1; number <= kNamesMax; ++number) {
    const fs::path aside = name_aside(world, number);
    if (::renameat2(AT_FDCWD, world.c_str(), AT_FDCWD, aside.c_str(), RENAME_NOREPLACE) == 0) {
      for (const char* lock : {"-lock", "-writer"}) {
        std::error_code ignored;
        fs::rename(world.string() + lock, aside.string() + lock, ignored);
      }
      return aside;
    }
    if (errno != EEXIST)
      break;
  }
  return failure(ErrorKind::kMachine, "cannot rename " + world.string() + ": " + std::strerror(errno),
                 "its format is of an older version; move it away, and the world is made anew from the seeds");
}

/// The user may have recorded facts of their own in it, so it is kept.
std::optional<Error> make_anew(const std::string& path, const OpenOptions& options) {
  if (const auto seeds = read_seeds(seeds_folder()); !seeds)
    return seeds.error();
  const auto aside = set_aside(path);
  if (!aside)
    return aside.error();
  tell("note: " + path + " was of an older format and is made anew from the seeds; the older file is kept as " + aside->string() +
       "\n");
  return make_world(path, options);
}

}  // namespace

Outcome<std::string> world_path() {
  const auto folder = data_folder();
  if (!folder)
    return failure(ErrorKind::kMachine, "no home folder is known for the world database", kNameAFile);
  return (*folder / "world.entente").string();
}

Outcome<Database> open_world(const OpenOptions& options) {
  const auto path = world_path();
  if (!path)
    return path.error();
  constexpr const char* kOlderFormat = "S05";
  const auto found = identity(*path);
  if (!found) {
    if (const auto error = make_world(*path, options))
      return *error;
    return Database::open(*path, options);
  }
  auto database = Database::open(*path, options);
  if (database || database.error().code != kOlderFormat) {
    tell_if_outdated(*path);
    return database;
  }
  if (options.read_only) {
    auto error = database.error();
    error.text += "  help: without --readonly the world is made anew from the seeds, and this file is kept beside it\n";
    return error;
  }
  if (identity(*path) == found) {  // else another process was quicker
    if (const auto error = make_anew(*path, options))
      return *error;
  }
  return Database::open(*path, options);
}

}  // namespace entente::shell
