// Who has another role in a body on one day than on another: quicker than by finding all who have one on either.
#include "engine/exec/day_answer.h"

namespace entente::exec {

using bind::SetNode;

bool DayAnswer::tests_roles_in() const {
  return test_ && columns_[test_->left].shown == Shown::kRoleIn && columns_[test_->right].shown == Shown::kRoleIn;
}

// Those with a role in a body on one day or another, of whom those stay whose roles there on these days are not the same.
bool DayAnswer::is_difference() const {
  const bool unites_two = steps_.size() == 3 && !steps_[0] && !steps_[1] && steps_[2] == SetNode::Join::kOr;
  if (!unites_two || roles_in_.size() != 2 || !tests_roles_in() || test_->equal || test_->left == test_->right) {
    return false;
  }
  const auto is_same = [this](const Leaf& leaf, const Leaf& role_in) {
    return leaf.axis == role_in.axis && leaf.of == role_in.of && leaf.roles == role_in.roles && !leaf.question.has_gaps &&
           leaf.own_day.value_or(day_) == role_in.own_day.value_or(day_);
  };
  return columns_[test_->left].role_in != columns_[test_->right].role_in &&
         ((is_same(leaves_[0], roles_in_[0]) && is_same(leaves_[1], roles_in_[1])) ||
          (is_same(leaves_[0], roles_in_[1]) && is_same(leaves_[1], roles_in_[0]))) &&
         leaves_[0].of == leaves_[1].of;
}

// Who has nothing but roles that were held on both days has the same one on both. In which order rows are taken does not matter.
void DayAnswer::run_difference(const store::Reader& reader) {
  Leaf& one = roles_in_[0];
  Leaf& other = roles_in_[1];
  set_question(one);
  set_question(other);
  differing_.clear();
  for (claims::BlockCursor cursor(reader, one.axis, one.of, keys_of(one)); cursor.valid(); cursor.next()) {
    claims::add_rows(cursor.block(), one.question, other.question, differing_);
  }
  const auto& [gone, come, stayed] = differing_;
  for (const auto* rows : {&gone, &come, &stayed}) {
    held_.make_room(rows->others);
  }
  auto& ids = of_set_.others;
  of_set_.clear();
  ids.resize(gone.size() + come.size());
  std::size_t count = 0;
  const auto take = [&](std::size_t role_in, const claims::FoundRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      ids[count] = rows.others[row];
      count += static_cast<std::size_t>(!held_.has(rows.others[row]));
      hold(role_in, rows, row);
    }
  };
  take(0, gone);
  take(1, come);
  ids.resize(count);
  for (std::size_t row = 0; row < stayed.size(); ++row) {
    if (held_.has(stayed.others[row])) {
      hold(0, stayed, row);
      hold(1, stayed, row);
    }
  }
}

}  // namespace entente::exec
