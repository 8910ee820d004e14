#include "shell/settings.h"

#include <chrono>
#include <cstdlib>
#include <utility>

#include "shell/edit_text.h"
#include "shell/open_database.h"

namespace entente::shell {
namespace {

/// What a statement of somebody else's may take.
constexpr Limits kSafe{.time = std::chrono::seconds(30), .memory_bytes = std::size_t{512} << 20U, .rows = 1'000'000};

bool has_colours(Colours when) {
  if (when != Colours::kAuto)
    return when == Colours::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  return no_color == nullptr || *no_color == '\0';
}

}  // namespace

Settings settings_of(const Options& options) {
  Settings settings;
  settings.format = options.format;
  settings.layout.missing = options.missing;
  settings.layout.guards_formulas = options.guards_formulas;
  settings.editing.has_colours = has_colours(options.colours);
  if (!options.is_safe)
    settings.editing.edit_elsewhere = edit_text;
  for (const auto& [name, value] : options.parameters)
    settings.parameters.insert_or_assign(name, value);
  settings.caption_name = caption_name(options.file);
  settings.is_safe = options.is_safe;
  return settings;
}

OpenOptions open_options_of(const Options& options, Logger logger) {
  OpenOptions open_options;
  open_options.read_only = options.read_only;
  open_options.logger = std::move(logger);
  open_options.files.allowed = !options.is_safe;
  return open_options;
}

Session make_session(const Database& database, const Settings& settings) {
  Session session(database);
  session.set_caption_name(settings.caption_name);
  if (settings.is_safe)
    session.set_limits(kSafe);
  for (const auto& [name, value] : settings.parameters)
    session.set_parameter(name, value);
  return session;
}

}  // namespace entente::shell
