// Runs parsed statements, one after the other, over one snapshot or inside one write: bind, plan, execute, answer.
// Internal to engine/session.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/bind/binder.h"
#include "engine/catalog/draft.h"
#include "engine/exec/watch.h"
#include "engine/session/apply.h"
#include "engine/session/known.h"
#include "entente/answer.h"
#include "entente/database.h"
#include "parser/ast.h"
#include "parser/diagnostic.h"
#include "parser/source.h"

namespace entente::session {

/// What a session gives to all its statements.
struct Surroundings {
  struct Written {
    ast::Clause clause;
    std::string text;
  };

  bind::Environment environment;
  std::vector<Written> defaults{};  // those of `environment`
  std::string caption_name;
  Day today = 0;
  OnProgress on_progress{};

  /// Behind a `default` that is in `environment` already: what its clauses are called.
  void note_defaults(const ast::Default& stated, const Source& source);
};

/// True for statements that write when they are run.
[[nodiscard]] bool is_write(const ast::Statement& statement);

class Worker {
 public:
  /// For statements that only read.
  Worker(const store::Reader& reader, std::shared_ptr<const Known> known, Surroundings surroundings);
  /// For statements that may write; they all belong to one commit.
  Worker(store::WriteTxn& txn, std::shared_ptr<const Known> known, Surroundings surroundings);

  void set_parameters(const std::map<std::string, Parameter>& parameters) { surroundings_.environment.parameters = parameters; }
  /// A refused statement has written nothing. Throws store::Fault. With a stream the rows of a query go there, and the answer that
  /// is returned has none.
  [[nodiscard]] Result<Answer> run(const ast::Statement& statement, RunMode mode, AnswerStream* stream = nullptr);
  /// From here on it says whether what runs may go on; null: nothing does.
  void set_watch(exec::Watch* watch);
  /// The stream wanted no more.
  [[nodiscard]] bool stopped() const { return stopped_; }
  /// Writes the commit, if anything was changed; says so in one line, empty if nothing was.
  std::string commit();
  /// What is known once the write is committed; null where it changes nothing.
  [[nodiscard]] std::shared_ptr<const Known> known_behind() const;
  void note_defaults(const ast::Default& stated, const Source& source) { surroundings_.note_defaults(stated, source); }
  /// With the lets and defaults that the statements left behind.
  [[nodiscard]] const Surroundings& surroundings() const { return surroundings_; }

 private:
  [[nodiscard]] const catalog::Catalog& catalog() const { return writable_ ? writable_->read() : known_->catalog(); }
  [[nodiscard]] bind::Setting setting(const bind::Environment& environment, Pool& pool, RunMode mode) const;
  template <class F>
  [[nodiscard]] Result<Answer> with_query(const ast::Query& query, RunMode mode, F answer);
  [[nodiscard]] Result<Answer> query(const ast::Query& query, RunMode mode, AnswerStream* stream);
  [[nodiscard]] Result<Answer> streamed(Result<Answer> answer, AnswerStream* stream);
  [[nodiscard]] Result<Answer> explain(const ast::Explain& explain, RunMode mode);
  [[nodiscard]] Result<Answer> why(const ast::Why& why, RunMode mode);
  [[nodiscard]] Result<Answer> describe(const ast::Describe& describe);
  [[nodiscard]] Result<Answer> let(const ast::Let& let);
  [[nodiscard]] Result<Answer> set_default(const ast::Default& statement, RunMode mode);
  [[nodiscard]] Result<Answer> change(const ast::Statement& statement, RunMode mode);
  [[nodiscard]] Result<Answer> import(const ast::Import& statement, RunMode mode);
  [[nodiscard]] Result<Answer> export_rows(const ast::Export& statement, RunMode mode);
  [[nodiscard]] Result<Answer> dump(const ast::Dump& statement, RunMode mode);
  [[nodiscard]] Result<Answer> restore(const ast::Restore& statement, RunMode mode);
  [[nodiscard]] std::optional<Diagnostic> amid_changes(std::string_view statement, Span span) const;

  const store::Reader& reader_;
  store::WriteTxn* writer_ = nullptr;  // the same, where statements may write
  std::shared_ptr<const Known> known_;
  catalog::Commits commits_;  // those of the snapshot, and that of the write in hand
  Surroundings surroundings_;
  std::optional<catalog::Draft> writable_;
  std::optional<Applier> applier_;
  bool stopped_ = false;
  bool restored_ = false;  // what it knew before is no more
  exec::Watch* watch_ = nullptr;
};

}  // namespace entente::session
