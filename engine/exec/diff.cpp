// Two answers to one question side by side: what was removed, added, changed (rule 28).
#include <algorithm>
#include <map>

#include "engine/exec/operator.h"
#include "engine/exec/order.h"

namespace entente::exec {
namespace {

enum DiffWord : Datum { kRemoved = 0, kAdded = 1, kChanged = 2 };

// A column that both sides have and that may differ; certainty and sources are aside.
struct Compared {
  std::string name;
  std::size_t before;
  std::size_t after;
  Type before_type;
  Type after_type;
};

class Diff : public Operator {
 public:
  Diff(Running& running, const plan::Diff& diff, const plan::Node& node, Input input)
      : machine_(running.machine),
        rows_(running.rows),
        diff_(diff),
        before_schema_(*node.input_schema),
        schema_(*node.schema),
        input_(std::move(input)),
        out_(node.schema->size()) {}

  std::optional<Batch> next() override {
    if (done_) {
      return std::nullopt;
    }
    done_ = true;
    before_ = drain(machine_, *input_, before_schema_.size());
    machine_.enter(nullptr);
    Rows other = run(machine_, *diff_.other);
    after_ = std::move(other.batch);
    rows_.other = other.stats;
    match();
    rows_.differences = out_.rows;
    return out_.rows == 0 ? std::nullopt : std::optional(std::move(out_));
  }

 private:
  // The rows of both sides with one key, each in the order of rule 27.
  struct Group {
    std::vector<std::size_t> before;
    std::vector<std::size_t> after;
  };

  void match() {
    find_columns();
    sort_rows(machine_, before_schema_, before_);
    sort_rows(machine_, diff_.other->schema(), after_);
    std::map<std::vector<Datum>, Group> groups;
    for (std::size_t row = 0; row < before_.rows; ++row) {
      machine_.breathe();
      groups[key_of_row(before_, diff_.key, row)].before.push_back(row);
    }
    for (std::size_t row = 0; row < after_.rows; ++row) {
      machine_.breathe();
      groups[key_of_row(after_, after_key_, row)].after.push_back(row);
    }
    std::vector<const std::pair<const std::vector<Datum>, Group>*> ordered;
    ordered.reserve(groups.size());
    for (const auto& group : groups) {
      ordered.push_back(&group);
    }
    std::stable_sort(ordered.begin(), ordered.end(), [&](const auto* a, const auto* b) {
      machine_.breathe();
      return key_before(a->first, b->first);
    });
    for (const auto* group : ordered) {
      machine_.breathe();
      compare(group->first, group->second);
    }
  }

  static std::vector<Datum> key_of_row(const Batch& batch, const std::vector<std::size_t>& columns, std::size_t row) {
    return columns.empty() ? std::vector<Datum>{} : key_of(batch, columns, row);
  }

  [[nodiscard]] bool key_before(const std::vector<Datum>& a, const std::vector<Datum>& b) const {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (const int order = compare_cells(machine_, schema_[i].type, a[i], b[i]); order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  void find_columns() {
    const Schema& other = diff_.other->schema();
    const auto place = [&](const std::string& name) {
      const auto it = std::find_if(other.begin(), other.end(), [&](const Field& f) { return f.name == name; });
      return static_cast<std::size_t>(it - other.begin());
    };
    for (const std::size_t column : diff_.key) {
      after_key_.push_back(place(before_schema_[column].name));
    }
    for (std::size_t i = 0; i < before_schema_.size(); ++i) {
      const auto& [name, type] = before_schema_[i];
      const bool is_key = std::find(diff_.key.begin(), diff_.key.end(), i) != diff_.key.end();
      const std::size_t j = place(name);
      if (!is_key && name != "certainty" && name != "sources" && j < other.size()) {
        compared_.push_back({name, i, j, type, other[j].type});
      }
    }
  }

  // As it prints; nothing for missing.
  [[nodiscard]] std::optional<std::string> printed(const Type& type, Datum cell) const {
    return cell == kAbsent ? std::nullopt : std::optional(text_of(machine_, type, cell));
  }

  [[nodiscard]] std::optional<std::string> before_cell(const Compared& c, std::size_t row) const {
    return printed(c.before_type, before_.columns[c.before][row]);
  }
  [[nodiscard]] std::optional<std::string> after_cell(const Compared& c, std::size_t row) const {
    return printed(c.after_type, after_.columns[c.after][row]);
  }

  [[nodiscard]] bool equal(std::size_t before, std::size_t after) const {
    return std::all_of(compared_.begin(), compared_.end(),
                       [&](const Compared& c) { return before_cell(c, before) == after_cell(c, after); });
  }

  // Equal rows cancel; the others pair in their order, and what is left over was removed or added.
  void compare(const std::vector<Datum>& key, Group group) {
    for (auto b = group.before.begin(); b != group.before.end();) {
      const auto a = std::find_if(group.after.begin(), group.after.end(), [&](std::size_t after) { return equal(*b, after); });
      if (a == group.after.end()) {
        ++b;
      } else {
        group.after.erase(a);
        b = group.before.erase(b);
      }
    }
    const std::size_t both = std::min(group.before.size(), group.after.size());
    for (std::size_t i = 0; i < both; ++i) {
      push_changes(key, group.before[i], group.after[i]);
    }
    for (std::size_t i = both; i < group.before.size(); ++i) {
      push(key, kRemoved, {}, {}, {});
    }
    for (std::size_t i = both; i < group.after.size(); ++i) {
      push(key, kAdded, {}, {}, {});
    }
  }

  void push_changes(const std::vector<Datum>& key, std::size_t before, std::size_t after) {
    for (const auto& c : compared_) {
      const auto was = before_cell(c, before);
      const auto now = after_cell(c, after);
      if (was != now) {
        push(key, kChanged, c.name, was, now);
      }
    }
  }

  void push(const std::vector<Datum>& key, DiffWord change, const std::optional<std::string>& column,
            const std::optional<std::string>& before, const std::optional<std::string>& after) {
    const auto text = [&](const std::optional<std::string>& t) { return t ? machine_.pool().text(*t) : kAbsent; };
    std::vector<Datum> row = key;
    row.insert(row.end(), {Datum{change}, text(column), text(before), text(after)});
    out_.push_row(row);
  }

  Machine& machine_;
  Rows& rows_;
  const plan::Diff& diff_;
  const Schema& before_schema_;
  const Schema& schema_;
  Input input_;
  Batch out_;
  Batch before_;
  Batch after_;
  std::vector<std::size_t> after_key_;
  std::vector<Compared> compared_;
  bool done_ = false;
};

}  // namespace

Input open_diff(Running& running, const plan::Diff& diff, const plan::Node& node, Input input) {
  return std::make_unique<Diff>(running, diff, node, std::move(input));
}

}  // namespace entente::exec
