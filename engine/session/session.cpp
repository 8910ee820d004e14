// The stages in order: text to statements, statements to units that commit as one, units to answers.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

#include "engine/exec/machine.h"
#include "engine/exec/watch.h"
#include "engine/session/errors.h"
#include "engine/session/file_statements.h"
#include "engine/session/offer_names.h"
#include "engine/session/session_state.h"
#include "parser/parse.h"

namespace entente {
namespace {

using session::Placed;
using session::Watched;
using session::Worker;

// Thrown through a write closure: the statement was refused, so nothing of the unit is kept.
struct StatementRefused {
  Error error;
};
// Thrown through a write closure whose work is not to be kept.
struct Abandoned {};

std::optional<ast::Txn> txn_word(const ast::Statement& statement) {
  const auto* word = std::get_if<ast::Txn>(&statement.kind);
  return word == nullptr ? std::nullopt : std::optional(*word);
}

Error refuse(std::string code, std::string message, std::string help, const Placed& at) {
  return session::to_error(Diagnostic{std::move(code), std::move(message), at.statement.span, {}, std::move(help)}, *at.source);
}

Answer said(std::string line) {
  Answer answer;
  answer.caption.push_back(std::move(line));
  return answer;
}

// A whole answer as a stream takes it. False when it wants no more.
bool hand_over(Answer answer, AnswerStream& stream) {
  auto rows = std::exchange(answer.table.rows, {});
  const bool goes_on = !answer.has_table || (stream.begin(answer.table.columns) && stream.rows(std::move(rows)));
  return goes_on && stream.end(std::move(answer));
}

// Puts the pieces together again.
class Collector : public AnswerStream {
 public:
  Collector(const Session::Sink& sink, exec::Watch*& watch) : sink_(sink), watch_(watch) {}

  bool begin(const std::vector<Column>& columns) override {
    (void)columns;
    rows_.clear();
    return true;
  }
  bool rows(std::vector<std::vector<Cell>>&& rows) override {
    if (watch_ != nullptr && !rows.empty()) {
      watch_->hold(rows.size() * rows.front().size() * sizeof(Cell));
    }
    std::move(rows.begin(), rows.end(), std::back_inserter(rows_));
    return true;
  }
  bool end(Answer&& answer) override {
    answer.table.rows = std::exchange(rows_, {});
    return sink_(std::move(answer));
  }

 private:
  const Session::Sink& sink_;
  exec::Watch*& watch_;  // over the statement that runs
  std::vector<std::vector<Cell>> rows_;
};

using Clock = std::chrono::steady_clock;
double ms_since(Clock::time_point begin) { return std::chrono::duration<double, std::milli>(Clock::now() - begin).count(); }

Error given_up(exec::Failed failed, const Placed& placed) {
  if (!failed.diagnostic.span) {
    failed.diagnostic.span = placed.statement.span;
  }
  return session::to_error(failed.diagnostic, *placed.source);
}

}  // namespace

Answer Session::State::run_one(Worker& worker, const Placed& placed, AnswerStream* stream) {
  const auto begin = Clock::now();
  exec::Watch of_this(limits, interrupted);
  const Watched watched(worker, of_this, watch);
  try {
    of_this.breathe();
    auto answer = worker.run(placed.statement, placed.mode, stream);
    if (!answer) {
      throw StatementRefused{session::to_error(answer.error(), *placed.source)};
    }
    if (const auto* stated = std::get_if<ast::Default>(&placed.statement.kind)) {
      worker.note_defaults(*stated, *placed.source);
    }
    answer->elapsed_ms = ms_since(begin);
    return std::move(*answer);
  } catch (exec::Failed& failed) {
    throw StatementRefused{given_up(std::move(failed), placed)};
  }
}

std::string Session::State::commit(Worker& worker) {
  exec::Watch of_commit({}, interrupted);
  const Watched watched(worker, of_commit, watch);
  return worker.commit();
}

std::optional<Error> Session::State::read(const Placed& placed, AnswerStream& stream) {
  try {
    const auto begin = Clock::now();
    std::optional<Answer> answer;
    if (session::is_of_the_file(placed.statement)) {
      auto done = session::run_on_file(placed.statement, *database, surroundings.environment);
      if (!done) {
        return session::to_error(done.error(), *placed.source);
      }
      done->elapsed_ms = ms_since(begin);
      stopped_ = !hand_over(std::move(*done), stream);
      return std::nullopt;
    }
    {
      const auto txn = database->environment->read();
      Worker worker(txn, database->cache.of(txn), surroundings);
      answer = run_one(worker, placed, &stream);
      surroundings = worker.surroundings();
      stopped_ = worker.stopped();
    }  // the snapshot is let go before the rest is shown
    answer->elapsed_ms = ms_since(begin);
    stopped_ = stopped_ || !stream.end(std::move(*answer));
    return std::nullopt;
  } catch (StatementRefused& refused) {
    return std::move(refused.error);
  } catch (const store::Fault& fault) {
    return session::to_error(fault);
  }
}

std::optional<Error> Session::State::write(const std::vector<Placed>& before, const std::vector<Placed>& statements, Keep keep,
                                           AnswerStream& stream) {
  std::vector<Answer> answers;
  std::optional<Error> error;
  std::string committed;
  session::Surroundings after = surroundings;
  std::shared_ptr<const session::Known> behind;
  const auto begin = Clock::now();
  const auto run_all_of_it = [&](store::WriteTxn& txn) {  // may run again: all that it leaves behind is set anew
    answers.clear();
    Worker worker(txn, database->cache.of(txn), surroundings);
    for (const auto& placed : before) {
      worker.set_parameters(placed.parameters.value_or(surroundings.environment.parameters));
      (void)run_one(worker, placed);
    }
    worker.set_parameters(surroundings.environment.parameters);
    for (const auto& placed : statements) {
      answers.push_back(run_one(worker, placed));
    }
    committed = commit(worker);
    after = worker.surroundings();
    behind = worker.known_behind();
    if (keep == Keep::kAbandon) {
      throw Abandoned{};
    }
  };
  exec::Watch of_wait({}, interrupted);
  try {
    database->environment->write(run_all_of_it, [&] { of_wait.breathe(); });
    if (behind != nullptr) {
      database->cache.keep(std::move(behind));
    }
  } catch (const Abandoned&) {  // as asked
  } catch (StatementRefused& refused) {
    error = std::move(refused.error);
  } catch (exec::Failed& failed) {  // while it committed, or waited for another writer
    error = given_up(std::move(failed), statements.empty() ? before.back() : statements.back());
  } catch (const store::Fault& fault) {
    error = session::to_error(fault);
  }
  if (!error) {
    surroundings = std::move(after);
    if (answers.size() == 1) {  // the wait for other writers, and for the disk
      answers.front().elapsed_ms = ms_since(begin);
    }
  }
  if (keep == Keep::kBlock && !error) {
    answers.push_back(said(committed.empty() ? "nothing to commit" : committed));
  }
  for (auto& answer : answers) {
    const bool show = !error || answer.has_table;  // what was said to be recorded was not
    if (show && !stopped_) {
      stopped_ = !hand_over(std::move(answer), stream);
    }
  }
  return error;
}

std::optional<Error> Session::State::run_unit(const std::vector<Placed>& statements, Keep keep, AnswerStream& stream) {
  const bool writes =
      std::any_of(statements.begin(), statements.end(), [](const Placed& p) { return session::is_write(p.statement); });
  if (writes || keep == Keep::kBlock) {
    return write({}, statements, keep, stream);
  }
  for (const auto& statement : statements) {
    auto error = read(statement, stream);
    if (error || stopped_) {
      return error;
    }
  }
  return std::nullopt;
}

// `begin`, `commit`, `rollback`. A block that ends in the same text runs as one unit; one that stays open is kept pending.
std::optional<Error> Session::State::run_txn_word(const std::vector<Placed>& statements, std::size_t& next, AnswerStream& stream) {
  const Placed& at = statements[next];
  const ast::Txn word = *txn_word(at.statement);
  ++next;
  if (word == ast::Txn::kBegin) {
    if (pending) {
      return refuse("T01", "a transaction is open already", "commit or rollback ends it", at);
    }
    std::vector<Placed> block;
    std::size_t end = next;
    while (end < statements.size() && !txn_word(statements[end].statement)) {
      block.push_back(statements[end++]);
    }
    if (end == statements.size() || *txn_word(statements[end].statement) == ast::Txn::kBegin) {
      pending.emplace();
      stopped_ = !stream.end(said("transaction open: commit keeps it, rollback drops it"));
      return std::nullopt;
    }
    next = end + 1;
    const bool keeps = *txn_word(statements[end].statement) == ast::Txn::kCommit;
    auto error = run_unit(block, keeps ? Keep::kBlock : Keep::kAbandon, stream);
    if (!error && !keeps) {
      stopped_ = !stream.end(said("rolled back"));
    }
    return error;
  }
  if (!pending) {
    return refuse("T02", "no transaction is open", "begin opens one", at);
  }
  const auto all = std::move(*pending);
  pending.reset();
  if (word == ast::Txn::kRollback) {
    stopped_ = !stream.end(said("rolled back"));
    return std::nullopt;
  }
  return write(all, {}, Keep::kBlock, stream);  // what it did was said when it was typed
}

// A script that says `begin` says for all that it records what commits as one; that is seen before anything runs.
std::optional<Error> Session::State::check_blocks(const std::vector<Placed>& statements) {
  const Placed* open = nullptr;
  const Placed* outside = nullptr;
  bool blocks = false;
  for (const auto& placed : statements) {
    const auto word = txn_word(placed.statement);
    if (!word) {
      outside = open == nullptr && outside == nullptr && session::is_write(placed.statement) ? &placed : outside;
      continue;
    }
    blocks = true;
    if (*word == ast::Txn::kBegin && open != nullptr) {
      return refuse("T01", "a transaction is open already", "commit or rollback ends it", placed);
    }
    if (*word != ast::Txn::kBegin && open == nullptr) {
      return refuse("T02", "no transaction is open", "begin opens one", placed);
    }
    open = *word == ast::Txn::kBegin ? &placed : nullptr;
  }
  if (open != nullptr) {
    return refuse("T03", "this begin has no commit", "commit or rollback ends it, in the same script", *open);
  }
  if (blocks && outside != nullptr) {
    return refuse("T03", "this stands outside of begin and commit", "a script with blocks of its own records within them",
                  *outside);
  }
  return std::nullopt;
}

std::optional<Error> Session::State::run_all(const std::vector<Placed>& statements, RunMode mode, AnswerStream& stream) {
  stopped_ = false;
  if (mode == RunMode::kScript && !pending) {
    if (auto error = check_blocks(statements)) {
      return error;
    }
  }
  const bool own_blocks =
      std::any_of(statements.begin(), statements.end(), [](const Placed& p) { return txn_word(p.statement).has_value(); });
  if (mode == RunMode::kScript && !own_blocks && !pending) {
    return run_unit(statements, Keep::kCommit, stream);
  }
  for (std::size_t next = 0; next < statements.size() && !stopped_;) {
    std::optional<Error> error;
    if (txn_word(statements[next].statement)) {
      error = run_txn_word(statements, next, stream);
    } else if (pending) {
      const Placed& placed = statements[next++];
      error = write(*pending, {placed}, Keep::kAbandon, stream);
      if (!error && session::is_write(placed.statement)) {
        pending->push_back(placed);
        pending->back().parameters = surroundings.environment.parameters;
      }
    } else {
      error = run_unit({statements[next++]}, Keep::kCommit, stream);
    }
    if (error) {
      return error;
    }
  }
  return std::nullopt;
}

Session::Session(Database database) : state_(std::make_unique<State>(std::move(database.open_))) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

std::vector<NameOffer> Session::names_beginning(NameKind kind, std::string_view begins, std::size_t count_max) const {
  std::vector<NameOffer> offers;
  const auto& environment = state_->surroundings.environment;
  if (kind == NameKind::kLet) {
    for (const auto& [name, query] : environment.lets) {
      if (offers.size() < count_max && name.starts_with(begins)) {
        offers.push_back({name, ""});
      }
    }
    return offers;
  }
  if (kind == NameKind::kParameter) {
    for (const auto& [name, value] : environment.parameters) {
      if (offers.size() < count_max && ("$" + name).starts_with(begins)) {
        offers.push_back({"$" + name, ""});
      }
    }
    return offers;
  }
  try {
    const auto txn = state_->database->environment->read();
    return session::names_beginning(state_->database->cache.of(txn)->catalog(), kind, begins, count_max);
  } catch (const store::Fault&) {
    return offers;  // the next statement says what is wrong
  }
}

std::vector<Error> Session::run(std::string_view source_name, std::string_view text, RunMode mode, const Sink& sink) {
  Collector collector(sink, state_->watch);
  return run(source_name, text, mode, collector);
}

std::vector<Error> Session::run(std::string_view source_name, std::string_view text, RunMode mode, AnswerStream& stream) {
  state_->interrupted = false;
  const auto source = std::make_shared<const Source>(std::string(source_name), std::string(text));
  std::vector<Error> errors;
  std::vector<Placed> statements;
  for (auto& parsed : parse_script(*source, {state_->limits.statement_bytes, &state_->interrupted})) {
    if (parsed) {
      statements.push_back({std::move(*parsed), source, mode});
    } else {
      errors.push_back(session::to_error(parsed.error(), *source));
    }
  }
  if (errors.empty() && state_->interrupted) {
    errors.push_back(session::to_error(exec::Watch::stopped(), *source));
  }
  if (!errors.empty()) {
    return errors;
  }
  state_->surroundings.today = today_utc();
  if (auto error = state_->run_all(statements, mode, stream)) {
    errors.push_back(std::move(*error));
  }
  return errors;
}

bool is_complete_statement(std::string_view text) { return is_complete(text); }

}  // namespace entente
