#include "engine/exec/day_answer.h"

#include <algorithm>

#include "engine/claims/block_cursor.h"
#include "engine/claims/fold_then.h"
#include "engine/claims/owner_search.h"
#include "engine/exec/operator.h"

namespace entente::exec {

using bind::SetNode;
using claims::Axis;
using claims::FoundRows;

void DayAnswer::set(std::size_t slot, EntityId id) {
  const Target target = targets_[slot];
  if (target.what == Target::What::kRoleBody) {
    roles_in_[target.at].of = id;
  } else if (target.what == Target::What::kOther) {
    leaves_[target.at].other = id;
  } else {
    leaves_[target.at].of = id;
  }
}

void DayAnswer::set_day(std::size_t slot, Day day) {
  const Target target = targets_[slot];
  if (target.what == Target::What::kRoleDay) {
    roles_in_[target.at].own_day = day;
  } else if (target.what == Target::What::kOwnDay) {
    leaves_[target.at].own_day = day;
  } else {
    day_ = day;
  }
}

void DayAnswer::set_commit(std::size_t /*slot*/, CommitId commit) { known_at_ = commit; }

void DayAnswer::expect(const store::Reader& reader) const {
  for (const Leaf& leaf : leaves_) {
    claims::expect_blocks(reader, claims::table_of(leaf.axis), leaf.of.value);
  }
}

void DayAnswer::begin_run(const catalog::Catalog& catalog) {
  each_leaf([](Leaf& leaf) { leaf.is_read = false; });
  held_.clear();
  if (ranked_ != &catalog) {
    ranked_ = &catalog;
    ranks_.clear();
    for (const auto& role : catalog.roles()) {
      ranks_.resize(std::max<std::size_t>(ranks_.size(), role.id.value + std::size_t{1}), UINT32_MAX);
      ranks_[role.id.value] = role.rank.value_or(UINT32_MAX);
    }
  }
}

// What else a leaf asks does not change.
void DayAnswer::set_question(Leaf& leaf) const {
  const Day day = leaf.own_day.value_or(day_);
  leaf.question.window = {day, day + 1};
  if (leaf.other) {
    leaf.question.others = {leaf.other->value, leaf.other->value};
  }
  leaf.found.clear();
  leaf.is_read = true;
}

claims::BlockCursor::Keys DayAnswer::keys_of(const Leaf& leaf) {
  const auto& ids = leaf.axis == Axis::kByBody ? leaf.question.roles : leaf.question.others;
  return {ids.least, ids.most == INT32_MAX ? claims::BlockCursor::kRows.last : ids.most};
}

// The blocks of one actor or body are read once, for all leaves that are of it.
void DayAnswer::read(const store::Reader& reader, const catalog::Catalog& catalog, Leaf& leaf) {
  if (leaf.is_read) {
    return;
  }
  together_.clear();
  std::uint32_t first = claims::BlockCursor::kRows.last;
  std::uint32_t last = 0;
  each_leaf([&](Leaf& other) {
    if (other.axis == leaf.axis && other.of == leaf.of) {
      set_question(other);
      const auto keys = keys_of(other);
      first = std::min(first, keys.first);
      last = std::max(last, keys.last);
      together_.push_back(&other);
    }
  });
  scan(reader, leaf, {first, last});
  for (Leaf* other : together_) {
    keep_taken(catalog, *other);
  }
}

// A leaf that asks for what another one finds, or a part of it, takes it from there. Of two that ask for the same the first is
// read.
void DayAnswer::find_scanned() {
  scanned_.clear();
  for (std::size_t i = 0; i < together_.size(); ++i) {
    const auto& question = together_[i]->question;
    Leaf* has_it = nullptr;
    for (std::size_t j = 0; j < together_.size() && has_it == nullptr; ++j) {
      const auto& other = together_[j]->question;
      const bool is_chosen = j != i && claims::covers(other, question) && (j < i || !claims::covers(question, other));
      has_it = is_chosen ? together_[j] : nullptr;
    }
    together_[i]->is_in = has_it;
    if (has_it == nullptr) {
      scanned_.push_back(together_[i]);
    }
  }
}

void DayAnswer::scan(const store::Reader& reader, const Leaf& of, claims::BlockCursor::Keys keys) {
  find_scanned();
  for (claims::BlockCursor cursor(reader, of.axis, of.of, keys); cursor.valid(); cursor.next()) {
    const auto block = cursor.block();
    for (Leaf* leaf : scanned_) {
      claims::add_rows(block, leaf->question, leaf->found);
    }
  }
  for (Leaf* leaf : together_) {
    const Leaf* has_it = leaf;
    while (has_it->is_in != nullptr) {
      has_it = has_it->is_in;
    }
    if (has_it != leaf) {
      leaf->found.take(has_it->found, leaf->question);
    }
  }
}

// What the columns of a block did not tell: roles that have others between them, kinds of bodies.
void DayAnswer::keep_taken(const catalog::Catalog& catalog, Leaf& leaf) {
  const bool has_gaps = leaf.question.has_gaps;
  if (!has_gaps && leaf.any_kind) {
    return;
  }
  FoundRows& rows = leaf.found;
  rows.keep([&](std::size_t row) {
    return (!has_gaps || leaf.takes_role[rows.roles[row]] != 0) &&
           (leaf.any_kind || leaf.kinds.takes(catalog.kind(EntityId{rows.others[row]})));
  });
}

void DayAnswer::hold(std::size_t role_in, const FoundRows& rows, std::size_t row) {
  held_.add(role_in, rows.others[row], rows.roles[row], rows.begins[row], [this](std::uint32_t role) { return rank_of(role); });
}

void DayAnswer::choose(std::size_t role_in) {
  const FoundRows& rows = roles_in_[role_in].found;
  held_.make_room(rows.others);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    hold(role_in, rows, row);
  }
}

// What has not changed since stands in the blocks. Of the rest is kept what it was; or else it is folded from the claims of that
// time.
void DayAnswer::scan_then(const store::Reader& reader, const catalog::Catalog& catalog, Leaf& leaf) {
  claims::read_pairs_then(reader, as_body(leaf.of), *known_at_, pairs_);
  if (pairs_.since.empty()) {
    return;
  }
  marks_.clear();
  for (const std::uint32_t actor : pairs_.since) {
    marks_.add(actor);
  }
  FoundRows& rows = leaf.found;
  rows.keep([&](std::size_t row) { return !marks_.has(rows.others[row]); });
  if (pairs_.changed.empty()) {
    return;
  }
  claims::read_superseded(reader, as_body(leaf.of), *known_at_, leaf.question, stood_);
  for (std::size_t row = 0; row < stood_.rows.size(); ++row) {
    if (!leaf.question.has_gaps || leaf.takes_role[stood_.rows.roles[row]] != 0) {
      rows.others.push_back(stood_.rows.others[row]);
      if (leaf.question.wants_roles) {
        rows.roles.push_back(stood_.rows.roles[row]);
      }
    }
  }
  fold_then(reader, catalog, leaf);
}

// Those of whom nothing is kept.
void DayAnswer::fold_then(const store::Reader& reader, const catalog::Catalog& catalog, Leaf& leaf) {
  const Day day = leaf.own_day.value_or(day_);
  FoundRows& rows = leaf.found;
  marks_.clear();
  std::size_t kept = 0;
  for (const std::uint32_t actor : stood_.actors) {
    kept += static_cast<std::size_t>(marks_.add(actor));
  }
  if (kept == pairs_.changed.size()) {
    return;
  }
  claims::FoldThen fold(reader, catalog, *known_at_);
  for (const std::uint32_t actor : pairs_.changed) {
    if (marks_.has(actor)) {
      continue;
    }
    fold.each_best({ActorId{actor}, as_body(leaf.of)}, [&](RoleId role, DayRange best) {
      if (leaf.roles.takes(role) && best.contains(day)) {
        rows.others.push_back(actor);
        if (leaf.question.wants_roles) {
          rows.roles.push_back(role.value);
        }
      }
    });
  }
}

// In any order, perhaps more than once.
void DayAnswer::join(SetNode::Join join, Ids& left, const Ids& right) {
  if (join == SetNode::Join::kOr) {
    left.insert(left.end(), right.begin(), right.end());
    return;
  }
  marks_.clear();
  for (const std::uint32_t id : right) {
    marks_.add(id);
  }
  std::erase_if(left, [&](std::uint32_t id) { return marks_.has(id) == (join == SetNode::Join::kExcept); });
}

void DayAnswer::run_set(const store::Reader& reader, const catalog::Catalog& catalog) {
  std::size_t leaf = 0;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < steps_.size(); ++at) {
    if (steps_[at]) {
      --depth;
      join(*steps_[at], operands_[depth - 1], operands_[depth]);
      continue;
    }
    const bool adds = at + 1 == steps_.size() || !steps_[at + 1] || *steps_[at + 1] == SetNode::Join::kOr;
    if (!adds && operands_[depth - 1].empty()) {  // nothing is left of nothing
      ++leaf;
      ++at;
      continue;
    }
    operands_.resize(std::max(operands_.size(), depth + 1));
    read(reader, catalog, leaves_[leaf]);
    operands_[depth++] = leaves_[leaf++].found.others;
  }
  Ids& ids = operands_.front();
  marks_.clear();
  std::size_t count = 0;
  for (const std::uint32_t id : ids) {
    ids[count] = id;
    count += static_cast<std::size_t>(marks_.add(id));  // without a guess
  }
  ids.resize(count);
  of_set_.clear();
  std::swap(of_set_.others, ids);
}

// Before what does not stay is put in order. As for a role that is not there, whether a row stays cannot be guessed.
void DayAnswer::keep_tested_roles(FoundRows& rows) const {
  const std::size_t left = columns_[test_->left].role_in;
  const std::size_t right = columns_[test_->right].role_in;
  std::size_t count = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::uint32_t actor = rows.others[row];
    const std::uint32_t role = held_.role_of(left, actor);
    const bool equal = static_cast<int>(role != 0) & static_cast<int>(role == held_.role_of(right, actor));  // != is not =
    rows.others[count] = actor;
    if (!rows.roles.empty()) {
      rows.roles[count] = rows.roles[row];
    }
    count += static_cast<std::size_t>(equal == test_->equal);
  }
  rows.cut(count);
}

bool DayAnswer::passes(Datum left, Datum right) const {
  const bool equal = left != kAbsent && left == right;  // != is not =
  return equal == test_->equal;
}

void DayAnswer::show(const FoundRows& rows, Batch& out) const {
  const Leaf& leaf = leaves_.front();
  const Shown other_side = leaf.axis == Axis::kByBody ? Shown::kActor : Shown::kBody;
  out.columns.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    auto& cells = out.columns[c];
    const Shown shown = columns_[c].shown;
    if (shown == other_side) {
      cells.assign(rows.others.begin(), rows.others.end());
    } else if (shown == Shown::kRole && leaf.question.wants_roles) {
      cells.assign(rows.roles.begin(), rows.roles.end());
    } else if (shown == Shown::kRoleIn) {
      cells.resize(rows.size());
      const std::size_t role_in = columns_[c].role_in;
      std::transform(rows.others.begin(), rows.others.end(), cells.begin(), [&](std::uint32_t actor) {
        const std::uint32_t role = held_.role_of(role_in, actor);
        return role == 0 ? kAbsent : Datum{role};
      });
    } else {
      cells.assign(rows.size(), shown == Shown::kRole ? Datum{leaf.roles.ids.front().value} : Datum{leaf.of.value});
    }
  }
  out.rows = rows.size();
}

void DayAnswer::keep_tested(Batch& out) {
  const auto& left = out.columns[test_->left];
  const auto& right = out.columns[test_->right];
  kept_.clear();
  for (std::uint32_t row = 0; row < out.rows; ++row) {
    if (passes(left[row], right[row])) {
      kept_.push_back(row);
    }
  }
  keep(out, kept_);
}

void DayAnswer::run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& /*pool*/,
                    Batch& out) {
  begin_run(catalog);
  Leaf& leaf = leaves_.front();
  const bool differs = is_difference();
  if (differs) {
    run_difference(reader);
  } else if (is_set_) {
    run_set(reader, catalog);
  } else {
    read(reader, catalog, leaf);
    if (known_at_) {
      scan_then(reader, catalog, leaf);
    }
  }
  FoundRows& rows = is_set_ ? of_set_ : leaf.found;
  for (std::size_t i = 0; i < roles_in_.size() && !differs; ++i) {
    read(reader, catalog, roles_in_[i]);
    choose(i);
  }
  if (tests_roles_in()) {
    keep_tested_roles(rows);
  }
  order_.put(orders, role_first_, rows);
  show(rows, out);
  if (test_ && !tests_roles_in()) {
    keep_tested(out);
  }
}

}  // namespace entente::exec
