#include "shell/folders.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

namespace entente::shell {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> folder(const char* variable, const char* in_home) {
  if (const auto given = folder_from_environment(variable))
    return *given / "entente";
  const auto home = home_folder();
  return home ? std::optional(*home / in_home / "entente") : std::nullopt;
}

}  // namespace

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

std::optional<fs::path> data_folder() { return folder("XDG_DATA_HOME", ".local/share"); }
std::optional<fs::path> state_folder() { return folder("XDG_STATE_HOME", ".local/state"); }
std::optional<fs::path> config_folder() { return folder("XDG_CONFIG_HOME", ".config"); }

}  // namespace entente::shell
