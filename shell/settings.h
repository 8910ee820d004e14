// What a session at the prompt can change about itself, by commands or by options.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "entente/database.h"
#include "shell/editor/editor.h"
#include "shell/options.h"
#include "shell/render/render.h"

namespace entente::shell {

/// Whether the time that a statement took is shown.
enum class Timer : std::uint8_t {
  kInTables,  // where a person reads along; elsewhere two runs must give the same text
  kOn,
  kOff,
};

struct Settings {
  const Format* format = &formats().front();
  Layout layout{};  // its columns are those of the screen when an answer is shown
  Timer timer = Timer::kInTables;
  EditorSettings editing{};
  std::map<std::string, Parameter> parameters{};
  std::string caption_name{};  // of the database
  bool uses_pager = true;
  bool is_safe = false;  // touches no file and starts no program
};

/// As the command line has them.
[[nodiscard]] Settings settings_of(const Options& options);
[[nodiscard]] OpenOptions open_options_of(const Options& options, Logger logger);

/// A session with the parameters, the limits and the caption of the settings.
[[nodiscard]] Session make_session(const Database& database, const Settings& settings);

}  // namespace entente::shell
