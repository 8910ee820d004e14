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
#include "engine/session/quick_run.h"
#include "engine/session/session_state.h"
#include "engine/value/bound.h"
#include "parser/parse.h"

namespace entente {
namespace {

// Of what has a name in the catalogue that one, and of a list with one such thing; without a copy.
std::optional<std::string_view> name_of(const catalog::Catalog& catalog, const Pool& pool, const Type& type, std::int64_t cell) {
  const auto id = static_cast<std::uint32_t>(cell);
  if (cell == kAbsent) {
    return "";
  }
  switch (type.kind) {
    case Type::Kind::kRole:
      return catalog.role(RoleId{id})->singular;
    case Type::Kind::kSource:
      return catalog.key(SourceId{id});
    case Type::Kind::kActor:
    case Type::Kind::kBody:
    case Type::Kind::kName:
      return catalog.key_and_name(EntityId{id}).key;
    case Type::Kind::kEntityName:
      return catalog.key_and_name(EntityId{id}).name;
    case Type::Kind::kList:
      if (const auto& items = pool.list_of(cell); items.size() == 1 && type.element != Type::Kind::kList) {
        return name_of(catalog, pool, {type.element, type.words, {}}, items.front());
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace

struct Statement::State {
  State(Session::State& of_session, ast::Query parsed, std::shared_ptr<const Source> text_of, RunMode run_as)
      : session(of_session),
        query(std::move(parsed)),
        source(std::move(text_of)),
        mode(run_as),
        environment(of_session.surroundings.environment) {
    for (auto& [name, value] : environment.parameters) {
      parameters.emplace_back(name, &value);
    }
  }

  // What a run has that is bound and executed.
  struct Run {
    Run(const State& state, const bind::Environment& given, exec::Watch over)
        : watch(over), today(today_utc()), machine(*state.txn, state.known->catalog(), pool, today) {
      machine.set_orders(state.known->orders());
      machine.set_watch(watch);
      state.txn->set_on_read([this] { watch.breathe(); });
      bind::Setting setting{state.known->catalog(), given, pool, today, state.mode, state.known->commits()};
      setting.breathe = [this] { watch.breathe(); };
      auto found = bind::bind_query(state.query, setting);
      if (!found) {
        throw exec::Failed{std::move(found.error())};
      }
      bound = std::move(*found);
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    ~Run() = default;
    /// Opened when it is first wanted: what is answered quickly needs none.
    exec::Execution& execution() { return opened ? *opened : opened.emplace(machine, bound, rows); }

    exec::Watch watch;
    Day today;
    Pool pool;
    exec::Machine machine;
    bind::Query bound;
    exec::Rows rows;
    std::optional<exec::Execution> opened;
  };

  void start();
  [[nodiscard]] bool next_batch();
  [[nodiscard]] bool next_quick();
  [[nodiscard]] bool set_quick();
  [[nodiscard]] bool may_be_quick() const;
  [[nodiscard]] Parameter* known_parameter(std::string_view name) const;
  void make_quick();
  Run& run();
  [[nodiscard]] const Schema& schema() {
    return is_quick ? quick->schema() : run().rows.pivoted ? *run().rows.pivoted : run().bound.schema();
  }
  template <class F>
  std::optional<Error> guarded(F work);

  Session::State& session;
  ast::Query query;
  std::shared_ptr<const Source> source;
  RunMode mode;
  bind::Environment environment;
  std::vector<std::pair<std::string_view, Parameter*>> parameters;  // those of the environment: so few are found sooner in a row
  mutable std::size_t parameter_at = 0;                             // the one behind that which was found last
  std::map<std::string, std::optional<Parameter>> before;           // of parameters that were set since this run began
  std::optional<store::ReadTxn> txn;                                // from here on in the order in which it must not be let go
  std::shared_ptr<const session::Known> known;
  std::uint64_t known_number = 0;  // of the snapshot that sees it
  std::unique_ptr<Run> current;
  std::optional<session::QuickRun> quick;
  bool is_quick = false;  // what runs
  bool is_taken = false;  // its first rows were
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
  txn.emplace(session.database->environment->read());
  if (known == nullptr || known_number != txn->number()) {
    known = session.database->cache.of(*txn);
    known_number = txn->number();
  }
  is_taken = false;
  is_quick = set_quick();
  if (is_quick) {
    quick->expect(*txn);
  } else {
    make_quick();
    is_quick = may_be_quick();
    if (!is_quick) {
      run().execution();
    }
    columns = session::columns_of(schema());
  }
}

Statement::State::Run& Statement::State::run() {
  if (current == nullptr) {
    auto given = environment;
    for (const auto& [name, value] : before) {
      value ? void(given.parameters.insert_or_assign(name, *value)) : void(given.parameters.erase(name));
    }
    current = std::make_unique<Run>(*this, given, exec::Watch(session.limits, session.interrupted));
  }
  return *current;
}

void Statement::State::make_quick() {
  quick.reset();
  if (auto answer = exec::quick_answer_of(run().bound)) {
    quick.emplace(std::move(answer), known, run().today, run().bound.schema(),
                  [this](std::string_view name) { return known_parameter(name); });
  }
}

bool Statement::State::set_quick() { return quick && quick->set(known, today_utc()) && may_be_quick(); }

// A limit is kept by what is run.
bool Statement::State::may_be_quick() const {
  const auto& limits = session.limits;
  return quick && limits.rows == 0 && limits.time.count() == 0 && limits.memory_bytes == 0 && quick->knows_then();
}

// Entries of a map stay where they are, and none is taken out.
Parameter* Statement::State::known_parameter(std::string_view name) const {
  const std::size_t count = parameters.size();
  for (std::size_t i = 0; i < count; ++i, ++parameter_at) {  // they are set in the same order again and again
    parameter_at = parameter_at < count ? parameter_at : 0;
    if (parameters[parameter_at].first == name) {
      return parameters[parameter_at++].second;
    }
  }
  return nullptr;
}

bool Statement::State::next_quick() {
  const auto breathe = [this] {
    if (session.interrupted.load(std::memory_order_relaxed)) {
      throw exec::Failed{exec::Watch::stopped()};
    }
  };
  breathe();
  if (is_taken) {
    quick->go_on(batch);
    return batch.rows > 0;
  }
  is_taken = true;
  txn->set_on_read(breathe);
  quick->run(*txn, batch);
  return batch.rows > 0;
}

// Fills the batch; false: there are no more rows.
bool Statement::State::next_batch() {
  if (is_quick) {
    return next_quick();
  }
  auto found = run().execution().next();
  if (run().rows.pivoted) {
    columns = session::columns_of(*run().rows.pivoted);
  }
  if (!found) {
    return false;
  }
  run().watch.hand_over(found->rows);
  batch = std::move(*found);
  return true;
}

Statement::Statement(std::unique_ptr<State> state) : state_(std::move(state)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

void Statement::set(std::string_view name, Parameter value) {
  State& state = *state_;
  auto* known = state.known_parameter(name);
  if (state.txn) {
    state.before.try_emplace(std::string(name), known == nullptr ? std::nullopt : std::optional(*known));
  }
  if (known != nullptr) {
    *known = std::move(value);
    return;
  }
  const auto added = state.environment.parameters.emplace(name, std::move(value)).first;
  state.parameters.emplace_back(added->first, &added->second);
}

std::optional<Error> Statement::run() {
  state_->session.interrupted = false;  // before the last run is let go, which may take its time
  finish();
  state_->error.reset();
  auto error = state_->guarded([&] { state_->start(); });
  if (error) {
    finish();
  }
  return error;
}

bool Statement::next() {
  bool found = false;
  if (state_->txn && !state_->error) {
    state_->error = state_->guarded([&] { found = state_->next_batch(); });
  }
  if (!found) {
    state_->batch.rows = 0;
  }
  return found;
}

const std::optional<Error>& Statement::error() const { return state_->error; }

void Statement::finish() {
  state_->batch.rows = 0;
  state_->current.reset();
  state_->txn.reset();
  state_->before.clear();
}

const std::vector<Column>& Statement::columns() const { return state_->columns; }

std::size_t Statement::size() const { return state_->batch.rows; }

std::span<const std::int64_t> Statement::cells(std::size_t column) const { return state_->batch.columns[column]; }

double Statement::decimal(std::size_t column, std::size_t row) const { return std::bit_cast<double>(cells(column)[row]); }

DayInterval Statement::days(std::size_t column, std::size_t row) const {
  const Pool& pool = state_->is_quick ? state_->quick->pool() : state_->run().pool;
  const auto days = exec::days_of(pool, state_->schema()[column].type, cells(column)[row]);
  return days ? DayInterval{days->begin, days->end} : DayInterval{};
}

std::string_view Statement::text(std::size_t column, std::size_t row) const {
  if (state_->is_quick) {
    const Type& type = state_->quick->schema()[column].type;
    const auto& catalog = state_->known->catalog();
    const Datum cell = cells(column)[row];
    if (const auto name = name_of(catalog, state_->quick->pool(), type, cell)) {
      return *name;
    }
    state_->text = exec::text_of(catalog, state_->quick->pool(), type, cell);
    return state_->text;
  }
  state_->text = exec::text_of(state_->run().machine, state_->schema()[column].type, cells(column)[row]);
  return state_->text;
}

// What was answered quickly was not counted: it is run once more, in the same snapshot.
std::vector<std::string> Statement::caption() const {
  std::vector<std::string> lines;
  if (state_->txn && !state_->error) {
    state_->error = state_->guarded([&] {
      auto& run = state_->run();
      while (state_->is_quick && run.execution().next()) {
      }
      lines = session::caption_of(run.machine, run.bound, run.rows, state_->session.surroundings.caption_name);
    });
  }
  return lines;
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
