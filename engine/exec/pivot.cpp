#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "engine/exec/coverage.h"
#include "engine/exec/key_index.h"
#include "engine/exec/operator.h"
#include "engine/exec/order.h"

namespace entente::exec {
namespace {

using bind::Stage;

constexpr std::size_t kColumnsMax = 10'000;
constexpr std::size_t kCellsAtOnce = 200'000;

// The values of one column become columns; the cells are kept as they come, so that an empty one takes no room.
class Pivot : public Operator {
 public:
  Pivot(Running& running, const plan::Pivot& node, const plan::Node& around, Input input)
      : running_(running),
        machine_(running.machine),
        stage_(*node.stage),
        before_(*around.input_schema),
        sorted_(node.sorted),
        input_(std::move(input)),
        coverage_(running.machine, running.query) {
    if (stage_.counted) {
      const auto& periods = stage_.counted->periods;
      const auto is_period = [&](std::size_t column) { return std::find(periods.begin(), periods.end(), column) != periods.end(); };
      row_tells_ = std::any_of(stage_.columns.begin(), stage_.columns.end(), is_period);
      column_tells_ = is_period(stage_.by);
    }
  }

  std::optional<Batch> next() override {
    if (input_ != nullptr) {
      read();
      input_.reset();
    }
    if (at_ == row_order_.size()) {
      return std::nullopt;
    }
    const std::size_t width = stage_.columns.size() + column_order_.size();
    const std::size_t rows = std::clamp<std::size_t>(kCellsAtOnce / std::max<std::size_t>(width, 1), 1, kBatchRows);
    Batch out(width);
    for (const std::size_t end = std::min(row_order_.size(), at_ + rows); at_ < end; ++at_) {
      machine_.breathe();
      push(out, row_order_[at_]);
    }
    return out;
  }

 private:
  struct CellPlace {
    std::size_t row;
    std::size_t column;
    friend bool operator==(const CellPlace&, const CellPlace&) = default;
  };
  struct PlaceHash {
    std::size_t operator()(const CellPlace& place) const noexcept { return place.row * 0x9e3779b97f4a7c15U + place.column; }
  };

  void read() {
    while (auto batch = input_->next()) {
      for (std::size_t row = 0; row < batch->rows; ++row) {
        machine_.breathe();
        add(*batch, row);
      }
    }
    column_order_ = ordered(columns_, {{"", before_[stage_.by].type}});
    if (sorted_) {
      row_order_.resize(rows_.size());
      std::iota(row_order_.begin(), row_order_.end(), std::size_t{0});
    } else {
      row_order_ = ordered(rows_, {stage_.schema.begin(), stage_.schema.end() - 1});
    }
    name_columns();
  }

  void add(const Batch& batch, std::size_t row) {
    const std::size_t place = rows_.add(stage_.columns.empty() ? Key{} : key_of(batch, stage_.columns, row)).first;
    const std::size_t column = columns_.add({batch.columns[stage_.by][row]}).first;
    if (columns_.size() > kColumnsMax) {
      throw Failed{{"X04",
                    "pivot would make more than 10,000 columns",
                    stage_.place,
                    {},
                    "pivot by a column with fewer values, or choose rows first: | where …"}};
    }
    if (!batch.steps.empty()) {
      by_step_ = true;
      steps_[column_tells_ ? column : place] = batch.steps[row];
    }
    const Datum value = batch.columns[stage_.value][row];
    machine_.hold(kNodeBytes);
    Datum& cell = cells_.try_emplace({place, column}, value).first->second;
    if (cell != value && cell != kAbsent && value != kAbsent) {
      fail_two(place, column, cell, value);
    }
    cell = cell == kAbsent ? value : cell;
  }

  [[noreturn]] void fail_two(std::size_t row, std::size_t column, Datum a, Datum b) {
    std::vector<std::string> notes;
    for (std::size_t i = 0; i < stage_.columns.size(); ++i) {
      notes.push_back(stage_.schema[i].name + " = " + shown(stage_.schema[i].type, rows_.key(row)[i]));
    }
    notes.push_back(before_[stage_.by].name + " = " + shown(before_[stage_.by].type, columns_.key(column)[0]));
    const Type& type = before_[stage_.value].type;
    throw Failed{{"X03", "two values for one cell: " + shown(type, a) + " and " + shown(type, b), stage_.place, std::move(notes),
                  "keep a column that tells the rows apart, or make one of them: | group by … (…)"}};
  }

  [[nodiscard]] std::string shown(const Type& type, Datum cell) {
    return cell == kAbsent ? "missing" : text_of(machine_, type, cell);
  }

  // The numbers of the keys in the order of rule 27.
  [[nodiscard]] std::vector<std::size_t> ordered(const KeyIndex& keys, const Schema& schema) {
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      machine_.breathe();
      for (std::size_t i = 0; i < schema.size(); ++i) {
        if (const int cells = compare_cells(machine_, schema[i].type, keys.key(a)[i], keys.key(b)[i]); cells != 0) {
          return cells < 0;
        }
      }
      return false;
    });
    return order;
  }

  void name_columns() {
    Schema schema(stage_.schema.begin(), stage_.schema.end() - 1);
    for (const std::size_t column : column_order_) {
      const std::string name = shown(before_[stage_.by].type, columns_.key(column)[0]);
      schema.push_back({free_name(schema, name), before_[stage_.value].type});
    }
    running_.rows.pivoted = std::move(schema);
  }

  void push(Batch& out, std::size_t row) {
    for (std::size_t i = 0; i < stage_.columns.size(); ++i) {
      out.columns[i].push_back(rows_.key(row)[i]);
    }
    for (std::size_t i = 0; i < column_order_.size(); ++i) {
      const auto it = cells_.find({row, column_order_[i]});
      out.columns[stage_.columns.size() + i].push_back(it == cells_.end() ? of_nothing(row, column_order_[i]) : it->second);
    }
    ++out.rows;
  }

  // A cell without rows: of counts 0 or missing (rule 4), else missing.
  [[nodiscard]] Datum of_nothing(std::size_t row, std::size_t column) {
    if (!stage_.counted) {
      return kAbsent;
    }
    const auto cell = [&](std::optional<std::size_t> wanted) -> std::optional<std::uint32_t> {
      const auto at = std::find(stage_.columns.begin(), stage_.columns.end(), wanted.value_or(stage_.value));
      const Datum datum = wanted == stage_.by          ? columns_.key(column)[0]
                          : at == stage_.columns.end() ? kAbsent
                                                       : rows_.key(row)[static_cast<std::size_t>(at - stage_.columns.begin())];
      return datum == kAbsent ? std::nullopt : std::optional(static_cast<std::uint32_t>(datum));
    };
    const auto body = cell(stage_.counted->body);
    const auto role = cell(stage_.counted->role);
    const bool tells = !by_step_ || row_tells_ != column_tells_;  // else it is not known at which step nothing was found
    const bind::Step* step = by_step_ && tells ? &running_.query.series->steps[steps_.at(column_tells_ ? column : row)] : nullptr;
    const bool known = tells && coverage_.covers(step, body ? std::optional(BodyId{*body}) : std::nullopt,
                                                 role ? std::optional(RoleId{*role}) : std::nullopt);
    running_.rows.stats.counts_unknown += known ? 0U : 1U;
    return !known ? kAbsent : before_[stage_.value].type.is(Type::Kind::kDecimal) ? decimal(0) : 0;
  }

  Running& running_;
  Machine& machine_;
  const Stage& stage_;
  const Schema& before_;
  bool sorted_;
  Input input_;
  Coverage coverage_;
  KeyIndex rows_;
  KeyIndex columns_;
  std::unordered_map<CellPlace, Datum, PlaceHash> cells_;
  std::unordered_map<std::size_t, std::uint32_t> steps_;  // of each row, or of each column where that tells the step
  bool by_step_ = false;
  bool row_tells_ = false;
  bool column_tells_ = false;
  std::vector<std::size_t> row_order_;
  std::vector<std::size_t> column_order_;
  std::size_t at_ = 0;
};

}  // namespace

Input open_pivot(Running& running, const plan::Pivot& node, const plan::Node& around, Input input) {
  return std::make_unique<Pivot>(running, node, around, std::move(input));
}

}  // namespace entente::exec
