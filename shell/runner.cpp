#include "shell/runner.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <utility>

#include "shell/failure.h"
#include "shell/render/text.h"
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
  session_.set_on_progress([this](const Progress& progress) { progress_.show(progress); });
  progress_.begin();
  const auto errors = session_.run(script.name, script.text, script.mode, static_cast<AnswerStream&>(*this));
  progress_.end();
  for (const auto& error : errors)
    tell(error.text);
  if (write_error_ != 0) {
    tell(failure(ErrorKind::kMachine, std::string("cannot write the results: ") + std::strerror(write_error_)).text);
    return ExitCode::kInputOutput;
  }
  return errors.empty() ? ExitCode::kDone : exit_code_of(errors.front().kind);
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
  return last_was_table_ && (*last_was_table_ || is_table) ? std::string(format_.between) : "";
}

bool Runner::write(const std::string& text) {
  if (write_error_ == 0 && !text.empty())
    write_error_ = write_all(StandardFile::kOutput, text);
  return write_error_ == 0;
}

bool Runner::begin(const std::vector<Column>& columns) {
  table_ = {columns, {}};
  is_first_ = true;
  if (format_.streaming == nullptr)
    return true;
  const auto head = format_.streaming->head(columns);
  if (head.empty())
    return true;
  const bool goes_on = write(between(true) + head);
  last_was_table_ = true;
  return goes_on;
}

bool Runner::rows(std::vector<std::vector<Cell>>&& rows) {
  if (format_.streaming == nullptr) {
    std::move(rows.begin(), rows.end(), std::back_inserter(table_.rows));
    return true;
  }
  const auto text = format_.streaming->rows(table_.columns, rows, is_first_);
  is_first_ = is_first_ && rows.empty();
  return write(text);
}

bool Runner::end(Answer&& answer) {
  progress_.end();
  progress_.begin();
  if (shows_elapsed(format_))
    add_elapsed(answer);
  const bool streamed = answer.has_table && format_.streaming != nullptr;
  answer.table.rows = std::move(table_.rows);
  auto rendered = streamed ? format_.streaming->tail(answer) : format_.render(answer);
  if (!rendered.results.empty()) {
    write((streamed ? "" : between(answer.has_table)) + rendered.results);
    last_was_table_ = answer.has_table;
  }
  tell(rendered.notes);
  return write_error_ == 0;
}

}  // namespace entente::shell
