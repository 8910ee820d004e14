#include <algorithm>
#include <iterator>

#include "engine/exec/coverage.h"
#include "engine/exec/match.h"
#include "engine/exec/operator.h"
#include "engine/exec/order.h"

namespace entente::exec {
namespace {

using bind::Stage;

// What a count is for which there are no rows on the right (rule 4): 0 or missing.
class Absent {
 public:
  Absent(Machine& machine, const Stage& stage, const Schema& left)
      : machine_(machine), stage_(stage), left_(left), coverage_(machine, *stage.other) {
    if (stage.counted) {
      body_ = left_of(stage.counted->body);
      role_ = left_of(stage.counted->role);
      for (const std::size_t column : stage.counted->periods) {
        period_ = period_ ? period_ : left_of(column);
      }
    }
  }

  /// True when it is known that there are none.
  [[nodiscard]] bool is_known(const Batch& left, std::size_t row) {
    const auto cell = [&](std::optional<std::size_t> column) { return column ? left.columns[*column][row] : kAbsent; };
    const bind::Step* step = period_ ? step_of(cell(period_)) : nullptr;
    if (period_ && step == nullptr) {
      return false;  // a time that was not asked
    }
    const auto id = [](Datum datum) { return static_cast<std::uint32_t>(datum); };
    const Datum body = cell(body_);
    const Datum role = cell(role_);
    if ((body_ && body == kAbsent) || (role_ && role == kAbsent)) {
      return false;
    }
    return coverage_.covers(step, body_ ? std::optional(BodyId{id(body)}) : std::nullopt,
                            role_ ? std::optional(RoleId{id(role)}) : std::nullopt);
  }

  [[nodiscard]] Datum of_column(std::size_t right_column) const {
    const auto& columns = stage_.counted->columns;
    if (std::find(columns.begin(), columns.end(), right_column) == columns.end()) {
      return kAbsent;
    }
    return stage_.other->schema()[right_column].type.is(Type::Kind::kDecimal) ? decimal(0) : 0;
  }

 private:
  // The step of the right side in which that time lies.
  [[nodiscard]] const bind::Step* step_of(Datum time) {
    const auto [it, is_new] = steps_.try_emplace(time, nullptr);
    const auto days = days_of(machine_.pool(), left_[*period_].type, time);
    if (is_new && days) {
      const auto& steps = stage_.other->series->steps;
      const auto at = std::find_if(steps.begin(), steps.end(), [&](const bind::Step& s) {
        return s.period.days.begin <= days->begin && days->end <= s.period.days.end;
      });
      it->second = at == steps.end() ? nullptr : &*at;
    }
    return it->second;
  }

  // The column of the left side that `on` puts beside one of the right.
  [[nodiscard]] std::optional<std::size_t> left_of(std::optional<std::size_t> right_column) const {
    for (std::size_t i = 0; right_column && i < stage_.right_on.size(); ++i) {
      if (stage_.right_on[i] == *right_column) {
        return stage_.columns[i];
      }
    }
    return std::nullopt;
  }

  Machine& machine_;
  const Stage& stage_;
  const Schema& left_;
  Coverage coverage_;
  std::optional<std::size_t> body_;
  std::optional<std::size_t> role_;
  std::optional<std::size_t> period_;
  std::map<Datum, const bind::Step*> steps_;
};

bool have_same_steps(const bind::Query& left, const bind::Query& right) {
  if (!left.series || !right.series) {
    return false;
  }
  const auto& a = left.series->steps;
  const auto& b = right.series->steps;
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const bind::Step& x, const bind::Step& y) { return x.days == y.days && x.period.label == y.period.label; });
}

// Streams the left side, in its order; of a row that meets several of the right side they come in theirs.
class Join : public Operator {
 public:
  Join(Running& running, const Stage& stage, const Schema& left, Input input)
      : running_(running),
        stage_(stage),
        left_schema_(left),
        input_(std::move(input)),
        absent_(running.machine, stage, left),
        coverage_(running.machine, *stage.other) {}

  std::optional<Batch> next() override {
    if (!matcher_) {
      read_right();
    }
    while (true) {
      if (!left_) {
        left_ = input_->next();
        row_ = 0;
        if (!left_) {
          return std::nullopt;
        }
      }
      Batch out(stage_.schema.size());
      while (row_ < left_->rows && out.rows < kBatchRows) {
        running_.machine.breathe();
        add(out, row_++);
      }
      if (row_ == left_->rows) {
        left_.reset();
      }
      if (out.rows > 0) {
        return out;
      }
    }
  }

 private:
  void read_right() {
    Machine& machine = running_.machine;
    const bind::Query& other = *stage_.other;
    const bind::Step* before = machine.step();
    Rows rows = run(machine, other);
    machine.enter(before);
    right_ = std::move(rows.batch);
    auto& stats = running_.rows.stats;
    stats.uncovered += rows.stats.uncovered;
    stats.steps_unknown += rows.stats.steps_unknown;
    running_.rows.joined[&stage_] = std::move(rows.stats);
    asks_same_steps_ = have_same_steps(running_.query, other);
    same_steps_ = !right_.steps.empty() && asks_same_steps_;
    matcher_.emplace(machine, Matcher::Sides{left_schema_, stage_.columns, other.schema(), stage_.right_on}, right_);
  }

  void add(Batch& out, std::size_t row) {
    const auto& matches = matches_of(row);
    switch (stage_.join) {
      case Stage::Join::kInner:
        break;
      case Stage::Join::kLeft:
        if (matches.empty()) {
          push_alone(out, row);
        }
        break;
      case Stage::Join::kWithout:
        if (matches.empty() && takes_absence(row)) {
          push_left(out, row);
          ++out.rows;
        }
        return;
    }
    for (const std::size_t match : matches) {
      running_.machine.breathe();
      push_left(out, row);
      for (std::size_t i = 0; i < stage_.added.size(); ++i) {
        out.columns[left_schema_.size() + i].push_back(right_.columns[stage_.added[i]][match]);
      }
      ++out.rows;
    }
  }

  // Where both sides are asked step by step, a row meets those of its own step alone.
  const std::vector<std::size_t>& matches_of(std::size_t row) {
    const auto& matches = matcher_->matches(*left_, row);
    if (!same_steps_ || left_->steps.empty()) {
      return matches;
    }
    of_step_.clear();
    std::copy_if(matches.begin(), matches.end(), std::back_inserter(of_step_),
                 [&](std::size_t match) { return right_.steps[match] == left_->steps[row]; });
    return of_step_;
  }

  // That a row is not among those of the right side: where no source covers them, it is what is recorded, and not certain.
  bool takes_absence(std::size_t row) {
    const auto& on = stage_.columns;
    if (std::any_of(on.begin(), on.end(), [&](std::size_t column) {
          return comes_last(running_.machine, left_schema_[column].type, left_->columns[column][row]);
        })) {
      return true;  // what is missing, or names no day, is equal to nothing
    }
    const bool by_step = asks_same_steps_ && !left_->steps.empty();
    if (stage_.other->rows == bind::Query::Rows::kFile ||
        coverage_.covers(by_step ? &stage_.other->series->steps[left_->steps[row]] : nullptr)) {
      return true;
    }
    if (running_.query.context.sureness == bind::Sureness::kCertainly) {
      ++running_.rows.stats.uncovered_left_out;
      return false;
    }
    ++running_.rows.stats.uncovered;
    return true;
  }

  void push_left(Batch& out, std::size_t row) const {
    for (std::size_t i = 0; i < left_schema_.size(); ++i) {
      out.columns[i].push_back(left_->columns[i][row]);
    }
    if (!left_->steps.empty()) {
      out.steps.push_back(left_->steps[row]);
    }
  }

  void push_alone(Batch& out, std::size_t row) {
    push_left(out, row);
    const bool known = stage_.counted && absent_.is_known(*left_, row);
    running_.rows.stats.counts_unknown += stage_.counted && !known ? 1U : 0U;
    for (std::size_t i = 0; i < stage_.added.size(); ++i) {
      out.columns[left_schema_.size() + i].push_back(known ? absent_.of_column(stage_.added[i]) : kAbsent);
    }
    ++out.rows;
  }

  Running& running_;
  const Stage& stage_;
  const Schema& left_schema_;
  Input input_;
  Absent absent_;
  Coverage coverage_;
  Batch right_;
  bool asks_same_steps_ = false;
  bool same_steps_ = false;  // and the rows of both sides have theirs
  std::vector<std::size_t> of_step_;
  std::optional<Matcher> matcher_;
  std::optional<Batch> left_;
  std::size_t row_ = 0;
};

}  // namespace

Input open_join(Running& running, const plan::Node& node, Input input) {
  return std::make_unique<Join>(running, *std::get<plan::Join>(node.kind).stage, *node.input_schema, std::move(input));
}

}  // namespace entente::exec
