// Where the program keeps what is the user's own, as the XDG specification has it.
#pragma once

#include <filesystem>
#include <optional>

namespace entente::shell {

/// An absolute path from the environment; the specification wants others ignored.
[[nodiscard]] std::optional<std::filesystem::path> folder_from_environment(const char* name);

/// $HOME, else the home of the user as the system knows it.
[[nodiscard]] std::optional<std::filesystem::path> home_folder();

/// The folder `entente` in $XDG_DATA_HOME, $XDG_STATE_HOME or $XDG_CONFIG_HOME, or in their defaults. None: no home is known.
[[nodiscard]] std::optional<std::filesystem::path> data_folder();
[[nodiscard]] std::optional<std::filesystem::path> state_folder();
[[nodiscard]] std::optional<std::filesystem::path> config_folder();

}  // namespace entente::shell
