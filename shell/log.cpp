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

std::shared_ptr<spdlog::logger> make_spdlog(const std::optional<std::string>& file, spdlog::level::level_enum level) {
  spdlog::sink_ptr sink;
  if (file) {
    sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(*file);
  } else {
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  }
  // A logger of our own: spdlog's default one writes to standard output, where only results belong.
  auto log = std::make_shared<spdlog::logger>("entente", sink);
  log->set_level(level);
  log->flush_on(spdlog::level::debug);
  return log;
}

Error unwritable(const spdlog::spdlog_ex& error) {
  return failure(ErrorKind::kMachine, std::string("cannot write the log: ") + error.what());
}

}  // namespace

struct Log::Target {
  std::shared_ptr<spdlog::logger> logger;
};

Outcome<Log> Log::make(const Options& options) try {
  auto target = std::make_shared<Target>();
  target->logger = make_spdlog(options.log_file, threshold_of(options.log_threshold));
  return Log(std::move(target));
} catch (const spdlog::spdlog_ex& error) {
  return unwritable(error);
}

Logger Log::logger() const {
  return [target = target_](LogLevel level, std::string_view line) { target->logger->log(level_of(level), line); };
}

std::optional<Error> Log::write_to(const std::string& file) const try {
  target_->logger = make_spdlog(file, spdlog::level::debug);
  return std::nullopt;
} catch (const spdlog::spdlog_ex& error) {
  return unwritable(error);
}

void Log::stop() const { target_->logger->set_level(spdlog::level::off); }

}  // namespace entente::shell
