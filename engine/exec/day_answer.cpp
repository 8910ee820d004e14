#include "engine/exec/day_answer.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "engine/claims/block_cursor.h"
#include "engine/claims/derive.h"
#include "engine/exec/operator.h"

namespace entente::exec {

using bind::SetNode;
using claims::Axis;

void DayAnswer::set(std::size_t slot, EntityId id) {
  const Target target = targets_[slot];
  if (target.what == Target::What::kRoleBody) {
    roles_in_[target.at].leaf.of = id;
  } else if (target.what == Target::What::kOther) {
    leaves_[target.at].other = id;
  } else {
    leaves_[target.at].of = id;
  }
}

void DayAnswer::set_day(std::size_t slot, Day day) {
  const Target target = targets_[slot];
  if (target.what == Target::What::kRoleDay) {
    roles_in_[target.at].leaf.own_day = day;
  } else if (target.what == Target::What::kOwnDay) {
    leaves_[target.at].own_day = day;
  } else {
    day_ = day;
  }
}

void DayAnswer::set_commit(std::size_t /*slot*/, CommitId commit) { known_at_ = commit; }

template <class Take>
void DayAnswer::each_block(const store::Reader& reader, const Leaf& leaf, Take take) const {
  auto keys = claims::BlockCursor::kRows;
  if (leaf.other) {
    keys = {leaf.other->value, leaf.other->value};
  } else if (leaf.axis == Axis::kByBody && !leaf.roles.any && !leaf.roles.ids.empty()) {
    keys = {leaf.roles.ids.front().value, leaf.roles.ids.back().value};
  }
  for (claims::BlockCursor cursor(reader, leaf.axis, leaf.of, keys); cursor.valid(); cursor.next()) {
    take(cursor.block());
  }
}

template <class Take>
void DayAnswer::scan(const store::Reader& reader, const catalog::Catalog& catalog, const Leaf& leaf, Take take) const {
  const auto wants_role = [&](RoleId role) {
    return leaf.roles.any || (role.value < leaf.takes_role.size() && leaf.takes_role[role.value] != 0);
  };
  const Day day = leaf.own_day.value_or(day_);
  each_block(reader, leaf, [&](const claims::BlockView& block) {
    const auto rows = leaf.other ? block.rows_of(as_body(*leaf.other)) : claims::BlockView::Rows{0, block.size()};
    block.each_on(day, rows, [&](std::uint32_t other, RoleId role) {
      if (wants_role(role) && (leaf.any_kind || leaf.kinds.takes(catalog.entity(EntityId{other})->kind))) {
        take(other, role.value);
      }
    });
  });
}

void DayAnswer::choose(const store::Reader& reader, const catalog::Catalog& catalog, RoleIn& role_in) const {
  const Day day = *role_in.leaf.own_day;
  each_block(reader, role_in.leaf, [&](const claims::BlockView& block) {
    block.each_within({day, day + 1}, [&](std::size_t row) {
      const DayRange best = block.best(row);
      if (!best.contains(day)) {
        return;
      }
      const std::uint32_t actor = block.other(row);
      const RoleId role = block.role(row);
      const auto* known = catalog.role(role);
      const std::uint32_t rank = known == nullptr ? UINT32_MAX : known->rank.value_or(UINT32_MAX);
      if (actor >= role_in.of_actors.size()) {
        role_in.of_actors.resize(actor + 1U);
      }
      auto& chosen = role_in.of_actors[actor];
      if (chosen.run != run_ || rank < chosen.rank || (rank == chosen.rank && best.begin > chosen.first)) {
        chosen = {run_, role.value, rank, best.begin};
      }
    });
  });
}

void DayAnswer::add_row(const catalog::Orders& orders, std::uint32_t other, std::uint32_t role) {
  const std::uint64_t by_key = orders.keys[other];
  const std::uint64_t by_role = orders.roles[role];
  rows_.push_back({role_first_ ? by_role << 32U | by_key : by_key << 32U | by_role, other, role});
}

// What has not changed since stands in the blocks; the rest is folded from the claims of that time.
void DayAnswer::scan_then(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders) {
  const Leaf& leaf = leaves_.front();
  const Day day = leaf.own_day.value_or(day_);
  claims::View view;
  view.known_at = known_at_;
  const auto histories = claims::histories_of_body(reader, as_body(leaf.of));
  changed_.assign(histories.empty() ? 0 : histories.back().actor.value + 1U, 1);
  for (const auto& history : histories) {
    changed_[history.actor.value] = history.changed > *known_at_ ? 1 : 0;
    if (history.changed > *known_at_ && history.first <= *known_at_) {
      for (const auto& m : claims::fold_pair(reader, catalog, {history.actor, as_body(leaf.of)}, view).memberships) {
        if (leaf.roles.takes(m.role) && m.best.contains(day)) {
          add_row(orders, history.actor.value, m.role.value);
        }
      }
    }
  }
  scan(reader, catalog, leaf, [&](std::uint32_t other, std::uint32_t role) {
    if (other < changed_.size() && changed_[other] == 0) {
      add_row(orders, other, role);
    }
  });
}

void DayAnswer::run_rows(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders) {
  rows_.clear();
  if (known_at_) {
    scan_then(reader, catalog, orders);
  } else {
    scan(reader, catalog, leaves_.front(), [&](std::uint32_t other, std::uint32_t role) { add_row(orders, other, role); });
  }
  if (!are_in_order() && role_first_) {
    gather_roles(orders);
  }
  if (!are_in_order()) {
    std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.place < b.place; });
  }
}

bool DayAnswer::are_in_order() const {
  return std::is_sorted(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.place < b.place; });
}

// Role by role, those of one role as they stood: in order already, where numbers follow keys.
void DayAnswer::gather_roles(const catalog::Orders& orders) {
  starts_.assign(orders.roles.size() + 1, 0);
  for (const Row& row : rows_) {
    ++starts_[orders.roles[row.role] + 1];
  }
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  gathered_.resize(rows_.size());
  for (const Row& row : rows_) {
    gathered_[starts_[orders.roles[row.role]]++] = row;
  }
  std::swap(rows_, gathered_);
}

void DayAnswer::ids_of(const store::Reader& reader, const catalog::Catalog& catalog, const Leaf& leaf,
                       std::vector<std::uint32_t>& ids) const {
  ids.clear();
  scan(reader, catalog, leaf, [&](std::uint32_t other, std::uint32_t) { ids.push_back(other); });
  if (!std::is_sorted(ids.begin(), ids.end())) {
    std::sort(ids.begin(), ids.end());
  }
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

void DayAnswer::join(SetNode::Join join, std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right) {
  both_.clear();
  const auto into = std::back_inserter(both_);
  switch (join) {
    case SetNode::Join::kAnd:
      std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), into);
      break;
    case SetNode::Join::kOr:
      std::set_union(left.begin(), left.end(), right.begin(), right.end(), into);
      break;
    case SetNode::Join::kExcept:
      std::set_difference(left.begin(), left.end(), right.begin(), right.end(), into);
      break;
  }
  std::swap(left, both_);
}

void DayAnswer::run_set(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders) {
  std::size_t leaf = 0;
  std::size_t depth = 0;
  for (const auto& step : steps_) {
    if (step) {
      --depth;
      join(*step, operands_[depth - 1], operands_[depth]);
      continue;
    }
    operands_.resize(std::max(operands_.size(), depth + 1));
    ids_of(reader, catalog, leaves_[leaf++], operands_[depth++]);
  }
  rows_.clear();
  for (const std::uint32_t id : operands_.front()) {
    rows_.push_back({orders.keys[id], id, 0});
  }
  std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.place < b.place; });
}

void DayAnswer::keep_tested(Batch& out) const {
  const auto& left = out.columns[test_->left];
  const auto& right = out.columns[test_->right];
  std::vector<std::uint32_t> kept;
  for (std::uint32_t row = 0; row < out.rows; ++row) {
    const bool equal = left[row] != kAbsent && left[row] == right[row];  // != is not =
    if (equal == test_->equal) {
      kept.push_back(row);
    }
  }
  keep(out, kept);
}

void DayAnswer::run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& /*pool*/,
                    Batch& out) {
  ++run_;
  if (is_set_) {
    run_set(reader, catalog, orders);
  } else {
    run_rows(reader, catalog, orders);
  }
  for (RoleIn& role_in : roles_in_) {
    choose(reader, catalog, role_in);
  }
  const Leaf& leaf = leaves_.front();
  const Shown other_side = leaf.axis == Axis::kByBody ? Shown::kActor : Shown::kBody;
  const auto role_of = [&](std::size_t role_in, std::uint32_t actor) -> Datum {
    const auto& of_actors = roles_in_[role_in].of_actors;
    return actor < of_actors.size() && of_actors[actor].run == run_ ? Datum{of_actors[actor].role} : kAbsent;
  };
  out.columns.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const auto [shown, role_in] = columns_[c];
    auto& column = out.columns[c];
    column.resize(rows_.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      column[row] = shown == Shown::kRoleIn ? role_of(role_in, rows_[row].other)
                    : shown == Shown::kRole ? Datum{rows_[row].role}
                    : shown == other_side   ? Datum{rows_[row].other}
                                            : Datum{leaf.of.value};
    }
  }
  out.rows = rows_.size();
  if (test_) {
    keep_tested(out);
  }
}

}  // namespace entente::exec
