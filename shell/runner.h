// Runs texts in one session and shows what comes of them: results go to an output, errors to standard error.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "entente/database.h"
#include "shell/exit_code.h"
#include "shell/output.h"
#include "shell/progress.h"
#include "shell/scripts.h"
#include "shell/settings.h"

namespace entente::shell {

class Runner : private AnswerStream {
 public:
  /// Settings and output must outlive it.
  Runner(Session session, const Settings& settings, Output& output);

  /// Runs up to the first error. An output that cannot be written ends the run too.
  [[nodiscard]] ExitCode run(const Script& script);
  /// Shows an answer once more, in another format and nothing cut: as wide as it is where a pager can go sideways.
  void show(const Answer& answer, const Format& format);
  /// The answer that was shown last, as far as it was kept: with its rows where the output wants whole answers.
  [[nodiscard]] const std::optional<Answer>& last() const { return last_; }
  /// From here on in another database.
  void replace_session(Session session) { session_ = std::move(session); }

  /// True while a `begin` waits for its `commit` or `rollback`.
  [[nodiscard]] bool in_transaction() const { return session_.in_transaction(); }
  [[nodiscard]] Session& session() { return session_; }
  /// The columns that a query would have, and what each means; none where it is no query, or where that would take long to tell.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> columns_of(const std::string& query);
  /// Ends the statement that runs, and the showing of what it answered. From a signal handler, too.
  void interrupt() noexcept {
    is_stopped_.store(true, std::memory_order_relaxed);
    session_.interrupt();
  }
  /// False once the output could not be written.
  [[nodiscard]] bool can_show() const { return write_error_ == 0; }

 private:
  bool begin(const std::vector<Column>& columns) override;
  bool rows(std::vector<std::vector<Cell>>&& rows) override;
  bool end(Answer&& answer) override;

  /// At a screen the prompt parts what was answered before from what comes now.
  void begin_run();
  /// Keeps it for last(), and lets go of the one before.
  void keep(Answer&& answer);
  /// Aside: a million rows take a while, and nobody need wait for that.
  void let_go(std::vector<std::vector<Cell>>&& rows);
  /// False when the output takes no more.
  bool write(const std::string& text);
  void show_rendered(Rendered rendered, bool is_table);
  /// Unless somebody stops it.
  void draw(const Answer& answer, const Format& format, const Layout& layout);
  /// What stands between this result and the one before.
  [[nodiscard]] std::string between(bool is_table) const;
  [[nodiscard]] bool streams() const;
  [[nodiscard]] Layout layout() const;

  Session session_;
  const Settings& settings_;
  Output& output_;
  std::atomic<bool> is_stopped_ = false;
  std::optional<bool> last_was_table_;  // of what stands in the output; none: nothing yet
  int write_error_ = 0;                 // an errno
  Table table_;                         // of the answer that comes in: its columns, and its rows where the format needs them all
  bool is_first_ = true;                // none of its rows is written yet
  std::string notes_;                   // to be told when the results are out
  std::optional<Answer> last_;
  std::optional<ProgressLine> progress_;  // of the run
  std::jthread letting_go_;
};

/// `0.4 ms`, `340 ms`, `2.3 s`.
[[nodiscard]] std::string elapsed_text(double elapsed_ms);

}  // namespace entente::shell
