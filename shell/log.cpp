#include "shell/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "shell/failure.h"

namespace entente::shell {
namespace {

spdlog::level::level_enum threshold_of(LogThreshold threshold) {
  switch (threshold) {
    case LogThreshold::kDebug:
      return spdlog::level::debug;
    case LogThreshold::kInfo:
      return spdlog::level::info;
    case LogThreshold::kWarning:
      return spdlog::level::warn;
    case LogThreshold::kNothing:
      return spdlog::level::off;
  }
  return spdlog::level::warn;
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
  }
  return spdlog::level::warn;
}

spdlog::sink_ptr make_sink(const std::optional<std::string>& file) {
  if (file)
    return std::make_shared<spdlog::sinks::basic_file_sink_mt>(*file);
  return std::make_shared<spdlog::sinks::stderr_sink_mt>();
}

}  // namespace

Outcome<Logger> make_logger(const Options& options) try {
  // A logger of our own: spdlog's default one writes to standard output, where only results belong.
  auto log = std::make_shared<spdlog::logger>("entente", make_sink(options.log_file));
  log->set_level(threshold_of(options.log_threshold));
  log->flush_on(spdlog::level::debug);
  return Logger([log](LogLevel level, std::string_view line) { log->log(level_of(level), line); });
} catch (const spdlog::spdlog_ex& error) {
  return failure(ErrorKind::kMachine, std::string("cannot write the log: ") + error.what());
}

}  // namespace entente::shell
