// The public face: open a database, run statements, take answers.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/answer.h"
#include "entente/error.h"
#include "entente/limits.h"
#include "entente/name_offer.h"
#include "entente/parameter.h"
#include "entente/statement.h"

namespace entente {

namespace session {
struct OpenDatabase;
}

/// Severity and one line; for a user's own logger. The library logs nowhere unless given one.
enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarning };
using Logger = std::function<void(LogLevel, std::string_view)>;

/// Which files statements may read (`rows of "file"`, `import`, `restore`) and write (`export`, `dump`, `backup` and their like).
/// The database itself is not concerned.
struct FileAccess {
  bool allowed = true;
  /// A directory: paths in questions are relative to it, and none leads out of it, by a link neither. Empty: paths are relative to
  /// the working directory of the process, and lead anywhere.
  std::string root;
  bool writes = true;  // false: files are read alone
};

struct OpenOptions {
  bool read_only = false;
  bool create = true;                    // a missing file is created, unless read_only
  std::uint32_t lock_timeout_ms = 5000;  // how long a writer waits for another process
  Logger logger;
  FileAccess files;  // give a root, or none, where the questions are not your own
};

/// An open database. Cheap to copy; all copies share one environment. Thread-safe; one file is opened once in a process.
/// A Database must not be used in a child after fork(): that is an error, not undefined.
class Database {
 public:
  /// Opens `path`, or creates it as options say. Errors: kDatabase, kLocked, kMachine.
  static Outcome<Database> open(const std::string& path, const OpenOptions& options = {});
  /// Creates `path` by running `scripts` (name and text each) in one commit; nothing is left behind on an error.
  /// An existing file is opened instead.
  static Outcome<Database> create_from(const std::string& path, const std::vector<std::pair<std::string, std::string>>& scripts,
                                       const OpenOptions& options = {});

  /// Looks at everything in a file, in a child process that opens it anew: a row for each finding, none where all is well. The file
  /// need not be open, and may be damaged so that it cannot be opened.
  static Answer check(const std::string& path);

  /// As given to open().
  [[nodiscard]] const std::string& path() const;

 private:
  friend class Session;
  explicit Database(std::shared_ptr<session::OpenDatabase> open) : open_(std::move(open)) {}
  std::shared_ptr<session::OpenDatabase> open_;
};

/// How a text is run. A `begin` in it says itself what commits as one, in either mode.
enum class RunMode : std::uint8_t {
  kInteractive,  // each statement commits by itself; a query without a time is asked of today
  kScript,       // all statements commit as one or not at all; a query without a time is an error
};

/// How far a statement is that reads or writes much.
struct Progress {
  std::uint64_t rows = 0;  // read or written so far
  std::uint64_t done = 0;  // bytes of the file
  std::uint64_t all = 0;   // 0: nobody knows
};
using OnProgress = std::function<void(const Progress&)>;

/// Runs statements and keeps what they leave behind: lets, defaults, an open `begin`. One thread at a time.
class Session {
 public:
  explicit Session(Database database);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  /// Sets `$name`; replaces what it was.
  void set_parameter(const std::string& name, Parameter value);
  /// Takes `$name` back: false where there was none.
  bool unset_parameter(const std::string& name);
  /// The clauses that `default` stated and that hold for what runs next, as written.
  [[nodiscard]] std::vector<std::string> defaults() const;
  /// Takes back what `default` stated.
  void clear_defaults();
  /// Bounds for each statement from the next run on.
  void set_limits(const Limits& limits);
  /// Ends the statement that runs, within 100 ms, with error X05; what it recorded is undone, and none behind it runs. From any
  /// thread, also from a signal handler; without a run that goes on nothing happens. The session must outlive the call.
  void interrupt() noexcept;
  /// Called every few thousand rows of an import, dump, restore or export, by the thread that runs it.
  void set_on_progress(OnProgress on_progress);
  /// The name of the database that captions show; empty (the default): none.
  void set_caption_name(std::string name);

  /// Takes each answer as it is ready. Returns false to stop the run without an error.
  using Sink = std::function<bool(Answer&&)>;
  /// Runs all statements of `text` in order. Syntax errors of all statements are reported before anything runs, the first of each
  /// statement, and then nothing is run; execution stops at the first error. Empty: all went well. Answers of statements that
  /// commit as one come when they have committed.
  std::vector<Error> run(std::string_view source_name, std::string_view text, RunMode mode, const Sink& sink);
  /// The same, handing rows over as they are found. Its snapshot is held until the last row was taken.
  std::vector<Error> run(std::string_view source_name, std::string_view text, RunMode mode, AnswerStream& stream);
  /// Parses one query to run it often. Errors: those of its syntax; T04 for what is no single query. Names are looked up when it
  /// runs.
  [[nodiscard]] Outcome<Statement> prepare(std::string_view source_name, std::string_view text,
                                           RunMode mode = RunMode::kInteractive);
  /// Names that begin with what somebody typed, at most `count_max`, the likeliest first. Case and accents do not matter. Actors
  /// and bodies are found by key, name and the words of their names. No snapshot is kept; what waits in an open `begin` is not
  /// seen.
  [[nodiscard]] std::vector<NameOffer> names_beginning(NameKind kind, std::string_view begins, std::size_t count_max) const;

  /// True while a `begin` waits for its `commit` or `rollback`.
  [[nodiscard]] bool in_transaction() const;

 private:
  friend struct Statement::State;
  struct State;
  std::unique_ptr<State> state_;
};

/// Says whether `text` holds whole statements, the last closed by `;`: what a shell asks before it runs what was typed.
[[nodiscard]] bool is_complete_statement(std::string_view text);

}  // namespace entente
