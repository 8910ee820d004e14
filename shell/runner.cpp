#include "shell/runner.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <utility>

#include "shell/failure.h"
#include "shell/standard_files.h"

namespace entente::shell {
namespace {

/// Only where a person reads along: elsewhere two runs must give the same text.
bool shows_elapsed(const Format& format) { return format.render == render_table && is_terminal(StandardFile::kOutput); }

void add_elapsed(Answer& answer) {
  const auto elapsed = elapsed_text(answer.elapsed_ms);
  if (answer.caption.empty()) {
    answer.caption.push_back(elapsed);
  } else {
    answer.caption.back() += " · " + elapsed;
  }
}

}  // namespace

std::string elapsed_text(double elapsed_ms) {
  constexpr double kMsPerSecond = 1000;
  std::array<char, 32> text{};
  if (elapsed_ms < 10) {
    std::snprintf(text.data(), text.size(), "%.1f ms", elapsed_ms);
  } else if (elapsed_ms < kMsPerSecond) {
    std::snprintf(text.data(), text.size(), "%.0f ms", elapsed_ms);
  } else {
    std::snprintf(text.data(), text.size(), "%.1f s", elapsed_ms / kMsPerSecond);
  }
  return text.data();
}

Runner::Runner(Session session, const Format& format) : session_(std::move(session)), format_(format) {}

ExitCode Runner::run(const Script& script) {
  const auto errors =
      session_.run(script.name, script.text, script.mode, [this](Answer&& answer) { return show(std::move(answer)); });
  for (const auto& error : errors)
    tell(error.text);
  if (write_error_ != 0) {
    tell(failure(ErrorKind::kMachine, std::string("cannot write the results: ") + std::strerror(write_error_)).text);
    return ExitCode::kInputOutput;
  }
  return errors.empty() ? ExitCode::kDone : exit_code_of(errors.front().kind);
}

bool Runner::show(Answer&& answer) {
  if (shows_elapsed(format_))
    add_elapsed(answer);
  auto rendered = format_.render(answer);
  if (!rendered.results.empty()) {
    const bool is_apart = last_was_table_ && (*last_was_table_ || answer.has_table);
    last_was_table_ = answer.has_table;
    write_error_ = write_all(StandardFile::kOutput, is_apart ? std::string(format_.between) + rendered.results : rendered.results);
  }
  tell(rendered.notes);
  return write_error_ == 0;
}

}  // namespace entente::shell
