// Runs texts in one session and shows what comes of them: results on standard output, errors on standard error.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/database.h"
#include "shell/exit_code.h"
#include "shell/progress.h"
#include "shell/render/render.h"
#include "shell/scripts.h"

namespace entente::shell {

class Runner : private AnswerStream {
 public:
  /// `format` must outlive the runner.
  Runner(Session session, const Format& format);

  /// Runs up to the first error. A standard output that cannot be written ends the run too.
  [[nodiscard]] ExitCode run(const Script& script);
  /// True while a `begin` waits for its `commit` or `rollback`.
  [[nodiscard]] bool in_transaction() const { return session_.in_transaction(); }
  [[nodiscard]] const Session& session() const { return session_; }
  /// The columns that a query would have, and what each means; none where it is no query, or where that would take long to tell.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> columns_of(const std::string& query);
  /// Ends the statement that runs. From a signal handler, too.
  void interrupt() noexcept { session_.interrupt(); }
  /// False once standard output could not be written.
  [[nodiscard]] bool can_show() const { return write_error_ == 0; }

 private:
  bool begin(const std::vector<Column>& columns) override;
  bool rows(std::vector<std::vector<Cell>>&& rows) override;
  bool end(Answer&& answer) override;

  /// False when standard output takes no more.
  bool write(const std::string& text);
  /// What stands between this result and the one before.
  [[nodiscard]] std::string between(bool is_table) const;

  Session session_;
  ProgressLine progress_;
  const Format& format_;
  std::optional<bool> last_was_table_;  // of what stands on standard output; none: nothing yet
  int write_error_ = 0;                 // an errno
  Table table_;                         // of the answer that comes in: its columns, and its rows where the format needs them all
  bool is_first_ = true;                // none of its rows is written yet
};

/// `0.4 ms`, `340 ms`, `2.3 s`.
[[nodiscard]] std::string elapsed_text(double elapsed_ms);

}  // namespace entente::shell
