#include "engine/claims/day_rows.h"

#include <algorithm>

namespace entente::claims {

void DayRows::cut(std::size_t count) {
  others.resize(count);
  roles.resize(std::min(roles.size(), count));
  firsts.resize(std::min(firsts.size(), count));
}

void add_rows_on(const BlockView& block, const DayQuestion& question, DayRows& out) {
  ColumnTests tests = block.within({question.day, question.day + 1});
  const auto add = [&](MembershipColumn column, DayQuestion::Ids ids) {
    if (ids.least > 0 || ids.most < INT32_MAX) {
      tests.add({&block.column(column), static_cast<std::int32_t>(ids.least), static_cast<std::int32_t>(ids.most)});
    }
  };
  add(MembershipColumn::kRole, question.roles);
  add(MembershipColumn::kOther, question.others);
  for (std::size_t first = 0; first < block.size(); first += kScanRows) {
    RowBits rows = rows_that_pass(tests.all(), first, std::min(kScanRows, block.size() - first));
    block.keep_best(question.day, first, rows);
    add_ids(block.column(MembershipColumn::kOther), rows, first, out.others);
    if (question.wants_roles) {
      add_ids(block.column(MembershipColumn::kRole), rows, first, out.roles);
    }
    if (question.wants_firsts) {
      each_row(rows, first, [&](std::size_t row) { out.firsts.push_back(block.best(row).begin); });
    }
  }
}

}  // namespace entente::claims
