// Prepared queries: parsed once; bound and run over a snapshot of their own each time.
#include "entente/statement.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "engine/exec/evaluate.h"
#include "engine/exec/run.h"
#include "engine/session/answer.h"
#include "engine/session/caption.h"
#include "engine/session/errors.h"
#include "engine/session/session_state.h"
#include "parser/parse.h"

namespace entente {

struct Statement::State {
  State(Session::State& of_session, ast::Query parsed, std::shared_ptr<const Source> text_of, RunMode run_as)
      : session(of_session),
        query(std::move(parsed)),
        source(std::move(text_of)),
        mode(run_as),
        environment(of_session.surroundings.environment) {}

  // What one run has, in the order in which it must be let go.
  struct Run {
    Run(store::ReadTxn snapshot, std::shared_ptr<const session::Known> catalogue, Day today, exec::Watch over)
        : txn(std::move(snapshot)), known(std::move(catalogue)), watch(over), machine(txn, known->catalog, pool, today) {
      machine.set_orders(known->orders());
      machine.set_watch(watch);
      txn.set_on_read([this] { watch.breathe(); });
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    ~Run() = default;

    store::ReadTxn txn;
    std::shared_ptr<const session::Known> known;
    Pool pool;
    exec::Watch watch;
    exec::Machine machine;
    std::optional<bind::Query> bound;
    exec::Rows rows;
    std::optional<exec::Execution> execution;
  };

  void start();
  [[nodiscard]] std::optional<Batch> next_batch();
  [[nodiscard]] const Schema& schema() const { return current->rows.pivoted ? *current->rows.pivoted : current->bound->schema(); }
  [[nodiscard]] const Type& type(std::size_t column) const { return schema()[column].type; }
  template <class F>
  std::optional<Error> guarded(F work);

  Session::State& session;
  ast::Query query;
  std::shared_ptr<const Source> source;
  RunMode mode;
  bind::Environment environment;
  std::unique_ptr<Run> current;
  Batch batch;
  std::vector<Column> columns;
  std::optional<Error> error;
  std::string text;
};

// What may go wrong, as a value.
template <class F>
std::optional<Error> Statement::State::guarded(F work) {
  try {
    work();
    return std::nullopt;
  } catch (exec::Failed& failed) {
    if (!failed.diagnostic.span) {
      failed.diagnostic.span = query.span;
    }
    return session::to_error(failed.diagnostic, *source);
  } catch (const store::Fault& fault) {
    return session::to_error(fault);
  }
}

void Statement::State::start() {
  session.interrupted = false;
  const Day today = today_utc();
  auto txn = session.database->environment->read();
  auto known = session.database->cache.of(txn);
  current = std::make_unique<Run>(std::move(txn), std::move(known), today, exec::Watch(session.limits, session.interrupted));
  bind::Setting setting{current->known->catalog, environment, current->pool, today, mode, current->known->commits};
  setting.breathe = [watch = &current->watch] { watch->breathe(); };
  auto bound = bind::bind_query(query, setting);
  if (!bound) {
    throw exec::Failed{std::move(bound.error())};
  }
  current->bound = std::move(*bound);
  current->execution.emplace(current->machine, *current->bound, current->rows);
  columns = session::columns_of(current->bound->schema());
}

std::optional<Batch> Statement::State::next_batch() {
  auto found = current->execution->next();
  if (found) {
    current->watch.hand_over(found->rows);
  }
  if (current->rows.pivoted) {
    columns = session::columns_of(*current->rows.pivoted);
  }
  return found;
}

Statement::Statement(std::unique_ptr<State> state) : state_(std::move(state)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

void Statement::set(std::string_view name, Parameter value) {
  state_->environment.parameters.insert_or_assign(std::string(name), std::move(value));
}

std::optional<Error> Statement::run() {
  finish();
  state_->error.reset();
  auto error = state_->guarded([&] { state_->start(); });
  if (error) {
    finish();
  }
  return error;
}

bool Statement::next() {
  std::optional<Batch> found;
  if (state_->current != nullptr && !state_->error) {
    state_->error = state_->guarded([&] { found = state_->next_batch(); });
  }
  state_->batch = found ? std::move(*found) : Batch{};
  return found.has_value();
}

const std::optional<Error>& Statement::error() const { return state_->error; }

void Statement::finish() {
  state_->batch = Batch{};
  state_->current.reset();
}

const std::vector<Column>& Statement::columns() const { return state_->columns; }

std::size_t Statement::size() const { return state_->batch.rows; }

std::span<const std::int64_t> Statement::cells(std::size_t column) const { return state_->batch.columns[column]; }

double Statement::decimal(std::size_t column, std::size_t row) const { return std::bit_cast<double>(cells(column)[row]); }

DayInterval Statement::days(std::size_t column, std::size_t row) const {
  const auto days = exec::days_of(state_->current->pool, state_->type(column), cells(column)[row]);
  return days ? DayInterval{days->begin, days->end} : DayInterval{};
}

std::string_view Statement::text(std::size_t column, std::size_t row) const {
  state_->text = exec::text_of(state_->current->machine, state_->type(column), cells(column)[row]);
  return state_->text;
}

std::vector<std::string> Statement::caption() const {
  const auto& run = *state_->current;
  return session::caption_of(state_->current->machine, *run.bound, run.rows, state_->session.surroundings.caption_name);
}

Outcome<Statement> Session::prepare(std::string_view source_name, std::string_view text, RunMode mode) {
  const auto source = std::make_shared<const Source>(std::string(source_name), std::string(text));
  auto parsed = parse_script(*source, {state_->limits.statement_bytes, nullptr});
  const auto wrong = std::find_if(parsed.begin(), parsed.end(), [](const auto& statement) { return !statement; });
  if (wrong != parsed.end()) {
    return session::to_error(wrong->error(), *source);
  }
  auto* query = parsed.size() == 1 ? std::get_if<ast::Query>(&parsed.front()->kind) : nullptr;
  if (query == nullptr) {
    const Span span = parsed.empty() ? Span{} : parsed.back()->span;
    return session::to_error(Diagnostic{"T04", "what is prepared is one query", span, {}, "run() takes statements of every kind"},
                             *source);
  }
  return Statement(std::make_unique<Statement::State>(*state_, std::move(*query), source, mode));
}

}  // namespace entente
