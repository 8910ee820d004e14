#include "shell/open_database.h"

#include <filesystem>
#include <utility>

#include "shell/failure.h"
#include "shell/standard_files.h"
#include "shell/world.h"

namespace entente::shell {
namespace {

constexpr const char* kWorld = "world";

bool is_named_like_script(const std::string& file) { return std::filesystem::path(file).extension() == ".ent"; }

/// Help for two slips that would otherwise leave a new database behind, named like the question or the script that was meant.
std::optional<Error> find_slip(const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored))
    return std::nullopt;
  if (is_named_like_script(file))
    return failure(ErrorKind::kDatabase, "no file " + file, "a script goes behind -f");
  if (file == "help" || file == "version")
    return failure(ErrorKind::kDatabase, "no database " + file,
                   "entente --" + file + "; to make one of that name, write ./" + file);
  if (file.find(' ') == std::string::npos || file.find('/') != std::string::npos)
    return std::nullopt;
  return failure(ErrorKind::kDatabase, "no database \"" + file + "\"",
                 "a question goes behind -c; to make a database of that name, write ./ before it");
}

Outcome<Database> open_as_asked(const std::optional<std::string>& file, const OpenOptions& options) {
  if (!file)
    return open_world(options);
  if (auto slip = find_slip(*file))
    return *std::move(slip);
  auto database = Database::open(*file, options);
  if (database || !is_named_like_script(*file))
    return database;
  auto error = database.error();
  error.text += "  help: to run it as a script, write -f " + *file + "\n";
  return error;
}

}  // namespace

Outcome<Database> open_database(const std::optional<std::string>& file, const OpenOptions& options) {
  constexpr const char* kUnwritable = "S11";
  auto database = open_as_asked(file, options);
  if (database || database.error().code != kUnwritable || options.read_only)
    return database;
  auto for_reading = options;
  for_reading.read_only = true;
  auto reader = open_as_asked(file, for_reading);
  if (!reader)
    return database;
  tell("note: " + caption_name(file) + " cannot be written here, so it is opened for reading only\n");
  return reader;
}

std::string caption_name(const std::optional<std::string>& file) {
  return file ? std::filesystem::path(*file).filename().string() : kWorld;
}

}  // namespace entente::shell
