#include "engine/exec/run.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/exec/operator.h"
#include "parser/overloaded.h"

namespace entente::exec {

namespace {

// The operator of the node itself.
Input open_node(Running& running, const plan::Node& node, Input input) {
  return std::visit(Overloaded{
                        [&](const plan::Source&) { return open_source(running); },
                        [&](const plan::Filter& filter) { return open_filter(running, filter, std::move(input)); },
                        [&](const plan::Project& project) { return open_project(running, project, std::move(input)); },
                        [&](const plan::Sort& sort) { return open_sort(running, sort, std::move(input)); },
                        [&](const plan::Take& take) { return open_take(running, take, std::move(input)); },
                        [&](const plan::Skip& skip) { return open_skip(skip, std::move(input)); },
                        [&](const plan::Distinct& distinct) { return open_distinct(running, distinct, std::move(input)); },
                        [&](const plan::Diff& diff) { return open_diff(running, diff, node, std::move(input)); },
                        [&](const plan::Group& group) { return open_group(running, group, *node.schema, std::move(input)); },
                        [&](const plan::Join&) { return open_join(running, node, std::move(input)); },
                        [&](const plan::Pivot& pivot) { return open_pivot(running, pivot, node, std::move(input)); },
                    },
                    node.kind);
}

}  // namespace

Input open(Running& running, const plan::Node& node) {
  Input input = node.input == nullptr ? nullptr : open(running, *node.input);
  Input opened = open_node(running, node, std::move(input));
  if (running.profile == nullptr) {
    return opened;
  }
  running.profile->steps.emplace_back();
  return open_meter(running, running.profile->steps.size() - 1, std::move(opened));
}

void append(Batch& all, const Batch& more) {
  for (std::size_t i = 0; i < all.columns.size(); ++i) {
    all.columns[i].insert(all.columns[i].end(), more.columns[i].begin(), more.columns[i].end());
  }
  all.rows += more.rows;
  all.steps.insert(all.steps.end(), more.steps.begin(), more.steps.end());
}

Batch drain(const Machine& machine, Operator& input, std::size_t width) {
  Batch all(width);
  while (auto batch = input.next()) {
    machine.breathe();
    machine.hold(bytes_of(*batch));
    append(all, *batch);
  }
  return all;
}

Batch pick(const Batch& batch, const std::vector<std::size_t>& rows) {
  Batch out(batch.columns.size());
  const auto picked = [&rows](const auto& from, auto& to) {
    to.resize(from.empty() ? 0 : rows.size());  // a column that no stage looks at has no cells
    for (std::size_t i = 0; i < to.size(); ++i) {
      to[i] = from[rows[i]];
    }
  };
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    picked(batch.columns[i], out.columns[i]);
  }
  picked(batch.steps, out.steps);
  out.rows = rows.size();
  return out;
}

void keep(Batch& batch, const std::vector<std::uint32_t>& rows) {
  const auto kept = [&rows](auto& cells) {
    if (cells.empty()) {  // of a column that no stage looks at
      return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      cells[i] = cells[rows[i]];
    }
    cells.resize(rows.size());
  };
  for (auto& column : batch.columns) {
    kept(column);
  }
  kept(batch.steps);
  batch.rows = rows.size();
}

std::vector<Datum> key_of(const Batch& batch, const std::vector<std::size_t>& columns, std::size_t row) {
  if (columns.empty()) {
    return batch.row(row);
  }
  std::vector<Datum> key;
  key.reserve(columns.size());
  for (const std::size_t column : columns) {
    key.push_back(batch.columns[column][row]);
  }
  return key;
}

std::optional<Batch> Slices::next() {
  if (at_ >= all_.rows) {
    return std::nullopt;
  }
  const std::size_t begin = std::exchange(at_, std::min(all_.rows, at_ + kBatchRows));
  if (begin == 0 && at_ == all_.rows) {
    return std::move(all_);
  }
  std::vector<std::size_t> rows(at_ - begin);
  std::iota(rows.begin(), rows.end(), begin);
  return pick(all_, rows);
}

namespace {

bool asks_query(const bind::Expr& expr) {
  return expr.op == bind::Expr::Op::kInQuery || std::any_of(expr.args.begin(), expr.args.end(), asks_query);
}

// Whether no stage looks at a row again once it was handed over. Then the texts of a file need not be kept.
bool passes_by(const bind::Query& query) {
  using Op = bind::Stage::Op;
  return query.file && std::all_of(query.stages.begin(), query.stages.end(), [](const bind::Stage& stage) {
           const bool simple = stage.op == Op::kFilter || stage.op == Op::kProject || stage.op == Op::kSkip ||
                               (stage.op == Op::kTake && stage.columns.empty());
           return simple && !asks_query(stage.condition) && std::none_of(stage.exprs.begin(), stage.exprs.end(), asks_query);
         });
}

}  // namespace

Rows run(Machine& machine, const bind::Query& query) {
  Rows rows;
  rows.batch = Batch(query.schema().size());
  run(
      machine, query, rows,
      [&](Batch&& batch) {
        machine.hold(bytes_of(batch));
        append(rows.batch, batch);
        return true;
      },
      nullptr, Texts::kKept);
  return rows;
}

struct detail::Opened {
  Opened(Machine& machine, const bind::Query& query, Rows& rows, Profile* profile)
      : running{machine, query, rows, profile}, plan(plan::make_plan(query)), top(open(running, *plan)) {}

  Running running;
  std::unique_ptr<plan::Node> plan;
  Input top;
};

Execution::Execution(Machine& machine, const bind::Query& query, Rows& rows, Profile* profile)
    : opened_(std::make_unique<detail::Opened>(machine, query, rows, profile)) {}
Execution::~Execution() = default;

std::optional<Batch> Execution::next() {
  auto batch = opened_->top->next();
  if (batch) {
    opened_->running.machine.breathe();
    opened_->running.rows.count += batch->rows;
  }
  return batch;
}

void run(Machine& machine, const bind::Query& query, Rows& rows, const TakeBatch& take, Profile* profile, Texts texts) {
  Execution execution(machine, query, rows, profile);
  const bool lets_go = texts == Texts::kLetGo && passes_by(query);
  const std::size_t text_count = machine.pool().text_count();
  while (auto batch = execution.next()) {
    if (!take(std::move(*batch))) {
      break;
    }
    if (lets_go) {
      machine.pool().forget_texts(text_count);
    }
  }
  if (profile != nullptr) {  // what a step did by itself
    for (std::size_t i = profile->steps.size(); i-- > 1;) {
      profile->steps[i].ms -= profile->steps[i - 1].ms;
      profile->steps[i].records -= profile->steps[i - 1].records;
    }
  }
}

}  // namespace entente::exec
