// The rows of the query's source, in the order of rule 27; of a series, step by step.
#include <algorithm>

#include "engine/exec/existing_rows.h"
#include "engine/exec/file_rows.h"
#include "engine/exec/needed_columns.h"
#include "engine/exec/operator.h"
#include "engine/exec/order.h"
#include "engine/exec/pair_rows.h"
#include "engine/exec/source_rows.h"

namespace entente::exec {
namespace {

using bind::Query;

// The query that one step asks: without `period`, which is put in front later.
Query without_series(const Query& query) {
  Query out = query;
  out.series.reset();
  out.source_schema.erase(out.source_schema.begin());
  return out;
}

Batch with_period(Machine& machine, const bind::Step& step, std::uint32_t number, Batch rows) {
  rows.columns.insert(rows.columns.begin(), std::vector<Datum>(rows.rows, machine.pool().period(step.period)));
  rows.steps.assign(rows.rows, number);
  return rows;
}

std::size_t column_of(const Query& query, std::string_view name) {
  const Schema& schema = query.source_schema;
  const auto it = std::find_if(schema.begin(), schema.end(), [&](const Field& f) { return f.name == name; });
  return static_cast<std::size_t>(it - schema.begin());
}

// The day of a log's row: that of its date, or, of what began, of the best reading of its beginning; a claim of an end alone is
// dated by that. Without a column of dates what the log itself says.
std::optional<Day> log_day(Machine& machine, const Query& query, const Batch& batch, std::size_t row) {
  if (!batch.days.empty()) {
    return batch.days[row];
  }
  const bool is_dated = query.rows == Query::Rows::kChanges || query.rows == Query::Rows::kEvents;
  auto column = column_of(query, is_dated ? "date" : "began");
  if (query.rows == Query::Rows::kClaims && batch.columns[column][row] == kAbsent) {
    column = column_of(query, "ended");
  }
  const auto days = days_of(machine.pool(), query.source_schema[column].type, batch.columns[column][row]);
  return days ? std::optional(days->begin) : std::nullopt;
}

Batch rows_of(Running& running, const Query& query, const std::vector<bool>& needed) {
  Machine& machine = running.machine;
  Stats& stats = running.rows.stats;
  switch (query.rows) {
    case Query::Rows::kMemberships:
    case Query::Rows::kAllMemberships:
    case Query::Rows::kBodiesOf:
      return membership_rows(machine, query, stats);
    case Query::Rows::kActorSet:
    case Query::Rows::kBodySet:
    case Query::Rows::kActors:
    case Query::Rows::kBodies:
      return set_rows(machine, query, needed, stats);
    case Query::Rows::kClaims:
      return claim_rows(machine, query);
    case Query::Rows::kEvents:
      return event_rows(machine, query);
    case Query::Rows::kProvisions:
      return provision_rows(machine, query);
    case Query::Rows::kRoles:
      return role_rows(machine, query);
    case Query::Rows::kSources:
      return record_rows_of_sources(machine, query);
    case Query::Rows::kCommits:
      return commit_rows(machine, query);
    case Query::Rows::kChanges:
      return change_rows(machine, query);
    case Query::Rows::kTransitions:
      return transition_rows(machine, query);
    case Query::Rows::kPairs:  // PairRows and FileRows hand them over in pieces
    case Query::Rows::kFile:
      break;
    case Query::Rows::kConflicts:
      return conflict_rows(machine, query);
    case Query::Rows::kIs:
      return is_rows(machine, query, stats);
    case Query::Rows::kHistory:
      return history_rows(machine, query);
  }
  return Batch{};
}

// Rows as they are asked for now, in the order of rule 27.
Batch ordered_rows_of(Running& running, const Query& query, const std::vector<bool>& needed) {
  Batch batch = rows_of(running, query, needed);
  const bool in_order = query.rows == Query::Rows::kCommits || query.rows == Query::Rows::kHistory;
  if (!in_order) {
    sort_rows(running.machine, query.source_schema, batch);
  }
  return batch;
}

std::vector<bool> all_columns(const Query& query) { return std::vector<bool>(query.source_schema.size(), true); }

// What the source has at one time, in pieces that operators like to take.
class Pieces {
 public:
  /// `query` must outlive this; its context is that of `ask`.
  Pieces(Running& running, const Query& query) : running_(running), query_(query) {
    needed_ = needed_columns(running.query);
    needed_.erase(needed_.begin(), needed_.begin() + (running.query.series ? 1 : 0));  // the column `period`
    if (query.rows == Query::Rows::kPairs) {
      pairs_.emplace(running.machine, query, needed_);
    }
    if (query.rows == Query::Rows::kFile) {
      file_.emplace(running.machine, query, needed_, running.rows.stats);
    }
    if (running.query.series) {
      existing_ = ExistingRows::of(running.machine, query, *running.query.series, needed_);
    }
  }

  void ask(const bind::Context& context) {
    if (pairs_) {
      pairs_->ask(context);
      return;
    }
    if (file_) {
      file_->ask();
      return;
    }
    if (existing_) {
      rows_ = Slices(existing_->rows(context.when.window.begin, running_.rows.stats));
      return;
    }
    query_.context = context;
    Batch all = ordered_rows_of(running_, query_, needed_);
    all.days.clear();  // of use to a log alone
    rows_ = Slices(std::move(all));
  }

  [[nodiscard]] std::optional<Batch> next() { return pairs_ ? pairs_->next() : file_ ? file_->next() : rows_.next(); }

 private:
  Running& running_;
  std::vector<bool> needed_;
  Query query_;
  std::optional<PairRows> pairs_;
  std::optional<FileRows> file_;
  std::optional<ExistingRows> existing_;
  Slices rows_;
};

class Source : public Operator {
 public:
  explicit Source(Running& running) : running_(running), pieces_(running, running.query) {}

  std::optional<Batch> next() override {
    if (!read_) {
      read_ = true;
      pieces_.ask(running_.machine.at_step(running_.query.context));
    }
    auto piece = pieces_.next();
    running_.machine.breathe();
    running_.rows.stats.rows += piece ? piece->rows : 0;
    return piece;
  }

 private:
  Running& running_;
  Pieces pieces_;
  bool read_ = false;
};

// Step after step: what one step shows is let go before the next is asked for.
class SeriesSource : public Operator {
 public:
  explicit SeriesSource(Running& running) : running_(running), query_(without_series(running.query)), pieces_(running, query_) {}

  std::optional<Batch> next() override {
    const auto& steps = running_.query.series->steps;
    Machine& machine = running_.machine;
    while (true) {
      machine.breathe();
      if (asked_) {
        machine.enter(&steps[at_]);
        if (auto piece = pieces_.next()) {
          running_.rows.stats.rows += piece->rows;
          return with_period(machine, steps[at_], static_cast<std::uint32_t>(at_), std::move(*piece));
        }
        asked_ = false;
        ++at_;
      }
      if (at_ == steps.size()) {
        return std::nullopt;
      }
      machine.enter(&steps[at_]);
      pieces_.ask(machine.at_step(running_.query.context));
      asked_ = true;
    }
  }

 private:
  Running& running_;
  Query query_;
  Pieces pieces_;
  std::size_t at_ = 0;
  bool asked_ = false;
};

// A log: read once, each row put into the steps that its date lies in (rule 5).
class DatedSource : public Operator {
 public:
  explicit DatedSource(Running& running) : running_(running), query_(without_series(running.query)) {
    query_.context.when.by_step = true;  // the steps choose among claims by their dates, not by the days on which they may hold
  }

  std::optional<Batch> next() override {
    if (!read_) {
      read_ = true;
      all_ = ordered_rows_of(running_, query_, all_columns(query_));
    }
    const auto& steps = running_.query.series->steps;
    while (at_ < steps.size()) {
      const auto number = static_cast<std::uint32_t>(at_);
      const auto& step = steps[at_++];
      std::vector<std::size_t> rows;
      for (std::size_t row = 0; row < all_.rows; ++row) {
        running_.machine.breathe();
        const auto day = log_day(running_.machine, query_, all_, row);
        if (day && step.days.contains(*day)) {
          rows.push_back(row);
        }
      }
      if (!rows.empty()) {
        running_.rows.stats.rows += rows.size();
        return with_period(running_.machine, step, number, pick(all_, rows));
      }
    }
    return std::nullopt;
  }

 private:
  Running& running_;
  Query query_;
  Batch all_;
  std::size_t at_ = 0;
  bool read_ = false;
};

}  // namespace

std::size_t count_ever(Machine& machine, const bind::Query& query) {
  Query ever = query.series ? without_series(query) : query;
  ever.context.when = {bind::When::Kind::kDuring, DayRange{}, "ever"};
  Rows rows;
  Running running{machine, ever, rows};
  return rows_of(running, ever, all_columns(ever)).rows;
}

Input open_source(Running& running) {
  if (running.source != nullptr) {
    return std::move(running.source);
  }
  if (!running.query.series) {
    return std::make_unique<Source>(running);
  }
  if (running.query.series->by_date) {
    return std::make_unique<DatedSource>(running);
  }
  return std::make_unique<SeriesSource>(running);
}

}  // namespace entente::exec
