#include "shell/runner.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <utility>

#include "shell/failure.h"
#include "shell/quiet_thread.h"
#include "shell/render/text.h"
#include "shell/standard_files.h"
#include "shell/tell_screen.h"

namespace entente::shell {
namespace {

/// Formats for people: what they show is looked at, and nothing reads it back.
bool is_drawn(const Format& format) {
  return std::string_view("table box list timeline spark").find(format.name) != std::string::npos;
}

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

Runner::Runner(Session session, const Settings& settings, Output& output)
    : session_(std::move(session)), settings_(settings), output_(output) {
  output_.stop_when(&is_stopped_);
}

void Runner::begin_run() {
  is_stopped_ = false;
  if (output_.wants_whole() && output_.columns() > 0)
    last_was_table_.reset();
}

ExitCode Runner::run(const Script& script) {
  begin_run();
  progress_.emplace();
  session_.set_on_progress([this](const Progress& progress) { progress_->show(progress); });
  const auto errors = session_.run(script.name, script.text, script.mode, static_cast<AnswerStream&>(*this));
  progress_.reset();
  output_.flush();
  tell_screen(std::exchange(notes_, ""));
  for (const auto& error : errors)
    tell_screen(error.text);
  let_go(std::exchange(table_.rows, {}));  // of an answer that did not come to its end
  if (write_error_ != 0) {
    tell(failure(ErrorKind::kMachine, std::string("cannot write the results: ") + std::strerror(write_error_)).text);
    return ExitCode::kInputOutput;
  }
  return errors.empty() ? ExitCode::kDone : exit_code_of(errors.front().kind);
}

void Runner::show(const Answer& answer, const Format& format) {
  begin_run();
  auto whole = layout();
  if (output_.pages() || format.name == "table")
    whole.columns = 0;
  draw(answer, format, whole);
  output_.flush();
  tell_screen(std::exchange(notes_, ""));
}

void Runner::draw(const Answer& answer, const Format& format, const Layout& layout) {
  auto stoppable = layout;
  stoppable.stop = &is_stopped_;
  try {
    show_rendered(format.render(answer, stoppable), answer.has_table);
  } catch (const Stopped&) {
    notes_ = "\nstopped; .last shows the answer once more\n";
  }
}

void Runner::keep(Answer&& answer) {
  if (last_)
    let_go(std::exchange(last_->table.rows, {}));
  last_ = std::move(answer);
}

void Runner::let_go(std::vector<std::vector<Cell>>&& rows) {
  constexpr std::size_t kFew = 10'000;
  if (rows.size() > kFew)
    letting_go_ = quiet_thread([rows = std::move(rows)]() mutable { rows = {}; });
}

std::vector<std::pair<std::string, std::string>> Runner::columns_of(const std::string& query) {
  std::vector<std::pair<std::string, std::string>> columns;
  // A file would be read; behind an open `begin` all of it would run again.
  if (query.find("rows") != std::string::npos || session_.in_transaction())
    return columns;
  const auto take = [&](Answer&& answer) {
    for (const auto& row : answer.table.rows)
      columns.emplace_back(cell_text(row[0], ""), cell_text(row[2], ""));
    return true;
  };
  static_cast<void>(session_.run("completion", "describe " + query, RunMode::kInteractive, take));
  return columns;
}

std::string Runner::between(bool is_table) const {
  return last_was_table_ && (*last_was_table_ || is_table) ? std::string(settings_.format->between) : "";
}

bool Runner::streams() const { return settings_.format->streaming != nullptr && !output_.wants_whole(); }

Layout Runner::layout() const {
  auto layout = settings_.layout;
  layout.columns = output_.columns();
  return layout;
}

bool Runner::write(const std::string& text) {
  if (progress_)
    progress_->restart();
  if (write_error_ == 0 && !text.empty())
    write_error_ = output_.write(text);
  if (write_error_ == ECANCELED) {
    write_error_ = 0;
    throw Stopped{};
  }
  return write_error_ == 0;
}

void Runner::show_rendered(Rendered rendered, bool is_table) {
  if (!rendered.results.empty()) {
    write(rendered.results.insert(0, between(is_table)));
    last_was_table_ = is_table;
  }
  notes_ += rendered.notes;
}

bool Runner::begin(const std::vector<Column>& columns) {
  table_ = {columns, {}};
  is_first_ = true;
  if (!streams())
    return true;
  const auto head = settings_.format->streaming->head(columns);
  if (head.empty())
    return true;
  const bool goes_on = write(between(true) + head);
  last_was_table_ = true;
  return goes_on;
}

bool Runner::rows(std::vector<std::vector<Cell>>&& rows) {
  progress_->add_rows(rows.size());
  if (!streams()) {
    std::move(rows.begin(), rows.end(), std::back_inserter(table_.rows));
    return true;
  }
  const auto text = settings_.format->streaming->rows(table_.columns, rows, settings_.layout, is_first_);
  is_first_ = is_first_ && rows.empty();
  return write(text);
}

bool Runner::end(Answer&& answer) {
  const auto& format = *settings_.format;
  const bool is_read_along = format.name == "table" && output_.columns() > 0;
  if (settings_.timer == Timer::kOn && !is_drawn(format)) {
    notes_ += elapsed_text(answer.elapsed_ms) + "\n";
  } else if (settings_.timer == Timer::kOn || (settings_.timer == Timer::kInTables && is_read_along)) {
    add_elapsed(answer);
  }
  answer.table.rows = std::move(table_.rows);
  if (answer.has_table && streams()) {
    const auto rendered = format.streaming->tail(answer);
    write(rendered.results);
    notes_ += rendered.notes;
  } else {
    draw(answer, format, layout());
  }
  if (!output_.waits())
    tell_screen(std::exchange(notes_, ""));
  if (output_.wants_whole() && answer.has_table)
    keep(std::move(answer));
  return write_error_ == 0;
}

}  // namespace entente::shell
