#include "engine/session/worker.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "engine/exec/run.h"
#include "engine/session/answer.h"
#include "engine/session/caption.h"
#include "engine/session/dump_statements.h"
#include "engine/session/explain.h"
#include "engine/session/export.h"
#include "engine/session/file_statements.h"
#include "engine/session/import.h"
#include "engine/session/why.h"
#include "parser/overloaded.h"

namespace entente::session {
namespace {

Answer said(std::string line) {
  Answer answer;
  answer.caption.push_back(std::move(line));
  return answer;
}

// What is wrong with a file is said where it is named.
Result<Answer> placed(Result<Answer> answer, const ast::TextV& file) {
  if (!answer && !answer.error().span) {
    answer.error().span = bind::span_of(file);
  }
  return answer;
}

std::int64_t now_utc_seconds() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch().count();
}

}  // namespace

bool is_write(const ast::Statement& statement) {
  return bind::is_change(statement) || std::holds_alternative<ast::Import>(statement.kind) ||
         std::holds_alternative<ast::Restore>(statement.kind);
}

Worker::Worker(const store::Reader& reader, std::shared_ptr<const Known> known, Surroundings surroundings)
    : reader_(reader), known_(std::move(known)), commits_(known_->commits()), surroundings_(std::move(surroundings)) {}

Worker::Worker(store::WriteTxn& txn, std::shared_ptr<const Known> known, Surroundings surroundings)
    : reader_(txn),
      writer_(&txn),
      known_(std::move(known)),
      commits_(known_->commits()),
      surroundings_(std::move(surroundings)),
      writable_(known_->shared_catalog()) {
  const CommitId commit{known_->last_commit().value + 1};
  applier_.emplace(txn, *writable_, commit);
  commits_.push_back({commit, now_utc_seconds(), ""});  // what is recorded here is known from now on
}

void Worker::set_watch(exec::Watch* watch) {
  watch_ = watch;
  reader_.set_on_read(watch == nullptr ? std::function<void()>{} : [watch] { watch->breathe(); });
}

Result<Answer> Worker::run(const ast::Statement& statement, RunMode mode, AnswerStream* stream) {
  if (restored_) {
    return Diagnostic{
        "T05", "this stands in one transaction with restore", statement.span, {}, "restore stands alone: run the rest behind it"};
  }
  if (bind::is_change(statement)) {
    return change(statement, mode);
  }
  if (is_of_the_file(statement)) {  // by itself it does not come here
    return Diagnostic{"T05",
                      "this deals with the file as a whole, and stands in one transaction with what is recorded",
                      statement.span,
                      {},
                      "commit first, and run it behind that"};
  }
  return std::visit(Overloaded{
                        [&](const ast::Query& q) { return query(q, mode, stream); },
                        [&](const ast::Let& l) { return let(l); },
                        [&](const ast::Default& d) { return set_default(d, mode); },
                        [&](const ast::Import& i) { return import(i, mode); },
                        [&](const ast::Export& e) { return export_rows(e, mode); },
                        [&](const ast::Dump& d) { return dump(d, mode); },
                        [&](const ast::Restore& r) { return restore(r, mode); },
                        [&](const ast::Explain& e) { return streamed(explain(e, mode), stream); },
                        [&](const ast::Why& w) { return streamed(why(w, mode), stream); },
                        [&](const ast::Describe& d) { return streamed(describe(d), stream); },
                        [&](const auto&) -> Result<Answer> { return Answer{}; },
                    },
                    statement.kind);
}

// Small tables are made whole; with a stream their rows go there too.
Result<Answer> Worker::streamed(Result<Answer> answer, AnswerStream* stream) {
  if (stream != nullptr && answer) {
    auto rows = std::exchange(answer->table.rows, {});
    stopped_ = !stream->begin(answer->table.columns) || !stream->rows(std::move(rows));
  }
  return answer;
}

bind::Setting Worker::setting(const bind::Environment& environment, Pool& pool, RunMode mode) const {
  bind::Setting out{catalog(), environment, pool, surroundings_.today, mode, commits_};
  if (watch_ != nullptr) {
    out.breathe = [watch = watch_] { watch->breathe(); };
  }
  return out;
}

// Binds the query and lets `answer` run it, or speak of it, over the snapshot.
template <class F>
Result<Answer> Worker::with_query(const ast::Query& query, RunMode mode, F answer) {
  if (applier_) {
    applier_->refresh();
  }
  Pool pool;
  const auto bound = bind::bind_query(query, setting(surroundings_.environment, pool, mode));
  if (!bound) {
    return bound.error();
  }
  exec::Machine machine(reader_, catalog(), pool, surroundings_.today);
  if (!writable_) {
    machine.set_orders(known_->orders());
  }
  if (watch_ != nullptr) {
    machine.set_watch(*watch_);
  }
  try {
    Answer out = answer(machine, *bound);
    out.has_table = true;
    return out;
  } catch (exec::Failed& failed) {
    if (!failed.diagnostic.span) {
      failed.diagnostic.span = query.span;
    }
    return std::move(failed.diagnostic);
  }
}

Result<Answer> Worker::query(const ast::Query& query, RunMode mode, AnswerStream* stream) {
  return with_query(query, mode, [&](exec::Machine& machine, const bind::Query& bound) {
    Answer answer;
    stopped_ = false;
    exec::Rows rows;
    const Schema* schema = nullptr;
    const bool pivots = !bound.stages.empty() && bound.stages.back().op == bind::Stage::Op::kPivot;
    const auto begin = [&] {
      if (schema == nullptr) {
        schema = rows.pivoted ? &*rows.pivoted : &bound.schema();
        answer.table.columns = columns_of(*schema);
        stopped_ = stream != nullptr && !stream->begin(answer.table.columns);
      }
    };
    if (!pivots) {  // else the columns are known with the first row, or once there is none
      begin();
    }
    exec::run(machine, bound, rows, [&](Batch&& batch) {
      begin();
      machine.hand_over(batch.rows);
      auto cells = to_rows(machine, *schema, batch);
      if (stream != nullptr) {
        stopped_ = stopped_ || !stream->rows(std::move(cells));
      } else {
        std::move(cells.begin(), cells.end(), std::back_inserter(answer.table.rows));
      }
      return !stopped_;
    });
    begin();
    answer.caption = caption_of(machine, bound, rows, surroundings_.caption_name);
    return answer;
  });
}

Result<Answer> Worker::explain(const ast::Explain& explain, RunMode mode) {
  return with_query(explain.query, mode, [&](exec::Machine& machine, const bind::Query& bound) {
    if (!explain.analyze) {
      Answer answer = said("not run: explain analyze runs it, and adds rows and time");
      answer.table = plan_table(machine, bound, nullptr);
      return answer;
    }
    exec::Profile profile;
    exec::Rows rows;
    exec::run(
        machine, bound, rows, [](Batch&&) { return true; }, &profile);
    Answer answer;
    answer.table = plan_table(machine, bound, &profile);
    answer.caption = caption_of(machine, bound, rows, surroundings_.caption_name);
    return answer;
  });
}

Result<Answer> Worker::why(const ast::Why& why, RunMode mode) {
  return with_query(why.query, mode, [&](exec::Machine& machine, const bind::Query& bound) {
    if (!why.absent) {
      return session::why(machine, bound, surroundings_.caption_name);
    }
    const bool either = bound.rows == bind::Query::Rows::kAllMemberships;
    const auto place = either                                  ? bind::Place::kAny
                       : side_of(bound) == bind::Side::kActors ? bind::Place::kActor
                                                               : bind::Place::kBody;
    auto name = bind::bind_name(*why.absent, place, bound.context.when, setting(surroundings_.environment, machine.pool(), mode));
    if (!name) {
      throw exec::Failed{std::move(name.error())};
    }
    Answer answer = why_not(machine, bound, name->id, surroundings_.caption_name);
    auto& notes = name->notes;
    std::copy_if(bound.notes.begin(), bound.notes.end(), std::back_inserter(notes),
                 [&](const std::string& note) { return std::find(notes.begin(), notes.end(), note) == notes.end(); });
    answer.caption.insert(answer.caption.end(), notes.begin(), notes.end());
    return answer;
  });
}

// Nothing is run, so no time needs to be stated, in a script either.
Result<Answer> Worker::describe(const ast::Describe& describe) {
  return with_query(describe.query, RunMode::kInteractive, [&](const exec::Machine& machine, const bind::Query& bound) {
    Answer answer;
    answer.table = column_table(machine.catalog(), machine.pool(), bound);
    return answer;
  });
}

// A let is bound when it is named, so that what is wrong with it is said where it stands; its time may come from where it is used.
Result<Answer> Worker::let(const ast::Let& let) {
  Pool pool;
  bind::Environment before = surroundings_.environment;
  before.lets.erase(let.name.text);  // it does not refer to itself
  bind::Setting setting = this->setting(before, pool, RunMode::kInteractive);
  setting.of_let = true;
  if (auto named = bind::check_let_name(let.name, setting); !named) {
    return std::move(named.error());
  }
  if (auto bound = bind::bind_query(let.query, setting); !bound) {
    return std::move(bound.error());
  }
  surroundings_.environment.lets.insert_or_assign(let.name.text, let.query);
  return said("let " + let.name.text);
}

Result<Answer> Worker::set_default(const ast::Default& statement, RunMode mode) {
  Pool pool;
  auto defaults = bind::bind_default(statement, setting(surroundings_.environment, pool, mode));
  if (!defaults) {
    return std::move(defaults.error());
  }
  surroundings_.environment.defaults = std::move(*defaults);
  return said("default set");
}

Result<Answer> Worker::change(const ast::Statement& statement, RunMode mode) {
  Pool pool;
  const auto bound = bind::bind_change(statement, setting(surroundings_.environment, pool, mode));
  if (!bound) {
    return bound.error();
  }
  auto done = applier_->apply(*bound);
  if (!done) {
    if (!done.error().span) {
      done.error().span = statement.span;
    }
    return std::move(done.error());
  }
  Answer answer = said(std::move(*done));
  answer.caption.insert(answer.caption.end(), bound->notes.begin(), bound->notes.end());
  return answer;
}

Result<Answer> Worker::import(const ast::Import& statement, RunMode mode) {
  Pool pool;
  const auto bound = bind::bind_import(statement, setting(surroundings_.environment, pool, mode));
  if (!bound) {
    return bound.error();
  }
  Importer importer(
      *writer_, *writable_, *applier_, [&](Pool& of_row) { return setting(surroundings_.environment, of_row, mode); },
      surroundings_.on_progress);
  return importer.run(*bound);
}

// What deals with the database as a whole sees what is committed alone.
std::optional<Diagnostic> Worker::amid_changes(std::string_view statement, Span span) const {
  if (!applier_ || applier_->tally().empty()) {
    return std::nullopt;
  }
  return Diagnostic{"T05",
                    std::string(statement) + " stands in one transaction with what was recorded",
                    span,
                    {},
                    "commit first, and run " + std::string(statement) + " behind it"};
}

Result<Answer> Worker::export_rows(const ast::Export& statement, RunMode mode) {
  Pool pool;
  const auto setting_of_file = setting(surroundings_.environment, pool, mode);
  const auto file = bind::bind_file_to_write(statement.file, setting_of_file);
  if (!file) {
    return file.error();
  }
  if (!exchange::is_table_file(file->shown)) {
    return Diagnostic{"F05",
                      "the name \"" + file->shown + "\" does not say what is to be in the file",
                      bind::span_of(statement.file),
                      {},
                      "files are written that end in " + exchange::endings_of_tables()};
  }
  auto out = files::WholeFile::create(file->path, file->shown);
  if (!out) {
    out.error().span = bind::span_of(statement.file);
    return std::move(out.error());
  }
  ExportStream stream(
      std::move(*out), file->shown, {{}, statement.guards_formulas}, surroundings_.on_progress,
      setting_of_file.breathe ? setting_of_file.breathe : [] {});
  auto answer = query(statement.query, mode, &stream);
  stopped_ = false;  // the stream that is written is not the one that shows answers
  if (!answer) {
    return answer;
  }
  auto done = stream.finish();
  if (!done) {
    done.error().span = bind::span_of(statement.file);
    return std::move(done.error());
  }
  Answer out_answer = said(std::move(*done));
  out_answer.caption.insert(out_answer.caption.end(), answer->caption.begin(), answer->caption.end());
  return out_answer;
}

Result<Answer> Worker::dump(const ast::Dump& statement, RunMode mode) {
  if (auto amid = amid_changes("dump", bind::span_of(statement.file))) {
    return std::move(*amid);
  }
  Pool pool;
  const auto file = bind::bind_file_to_write(statement.file, setting(surroundings_.environment, pool, mode));
  if (!file) {
    return file.error();
  }
  return placed(dump_to(*file, reader_, surroundings_.on_progress), statement.file);
}

Result<Answer> Worker::restore(const ast::Restore& statement, RunMode mode) {
  if (auto amid = amid_changes("restore", bind::span_of(statement.file))) {
    return std::move(*amid);
  }
  Pool pool;
  const auto file = bind::bind_file_to_read(statement.file, setting(surroundings_.environment, pool, mode));
  if (!file) {
    return file.error();
  }
  restored_ = true;
  return placed(restore_from(*file, *writer_, surroundings_.on_progress,
                             [this] {
                               if (watch_ != nullptr) {
                                 watch_->breathe();
                               }
                             }),
                statement.file);
}

std::string Worker::commit() {
  if (restored_) {
    return "as restored";
  }
  return applier_ ? applier_->commit(now_utc_seconds(), known_->commits().empty() ? 0 : known_->commits().back().utc_seconds) : "";
}

std::shared_ptr<const Known> Worker::known_behind() const {
  if (!applier_ || !applier_->committed()) {
    return nullptr;
  }
  auto commits = known_->commits();
  commits.push_back(*applier_->committed());
  return std::make_shared<const Known>(writable_->current(), std::move(commits), known_.get());
}

}  // namespace entente::session
