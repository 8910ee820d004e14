#include "engine/claims/found_rows.h"

#include <algorithm>
#include <bit>

namespace entente::claims {
namespace {

constexpr std::int32_t kLastId = INT32_MAX;

void test_ids(const BlockView& block, MembershipColumn column, RowQuestion::Ids ids, ColumnTests& tests) {
  if (ids.least > 0 || ids.most < kLastId) {
    tests.add({&block.column(column), static_cast<std::int32_t>(ids.least), static_cast<std::int32_t>(ids.most)});
  }
}

ColumnTests tests_of(const BlockView& block, const RowQuestion& question) {
  ColumnTests tests = block.within(question.window);
  test_ids(block, MembershipColumn::kRole, question.roles, tests);
  test_ids(block, MembershipColumn::kOther, question.others, tests);
  return tests;
}

// Those among the first kScanRows from `first`.
RowBits rows_of(const BlockView& block, const RowQuestion& question, const ColumnTests& tests, std::size_t first) {
  RowBits rows = rows_that_pass(tests.all(), first, std::min(kScanRows, block.size() - first));
  if (!block.best_is_widest()) {
    block.keep_best(question.window, first, rows);
  }
  return rows;
}

// What is wanted of those among the rows from `first`.
void put_rows(const BlockView& block, const RowQuestion& question, std::size_t first, const RowBits& rows, FoundRows& out) {
  add_ids(block.column(MembershipColumn::kOther), rows, first, out.others);
  if (question.wants_roles) {
    add_ids(block.column(MembershipColumn::kRole), rows, first, out.roles);
  }
  const std::size_t before = std::max(out.begins.size(), out.ends.size());
  if (question.wants_begins) {
    add_numbers(block.column(MembershipColumn::kBegin), rows, first, out.begins);
  }
  if (question.wants_ends) {
    add_numbers(block.column(MembershipColumn::kEnd), rows, first, out.ends);
  }
  if (!block.best_is_widest() && (question.wants_begins || question.wants_ends)) {
    std::size_t at = before;
    each_row(rows, first, [&](std::size_t row) {
      const DayRange best = block.best(row);
      if (question.wants_begins) {
        out.begins[at] = best.begin;
      }
      if (question.wants_ends) {
        out.ends[at] = best.end;
      }
      ++at;
    });
  }
}

}  // namespace

RowQuestion question_of(DayRange window, bool any_role, std::span<const RoleId> roles) {
  RowQuestion out;
  out.window = window;
  if (!any_role) {
    out.roles = roles.empty() ? RowQuestion::Ids{1, 0} : RowQuestion::Ids{roles.front().value, roles.back().value};
    out.has_gaps = roles.size() > 1 && roles.back().value - roles.front().value + 1 != roles.size();
  }
  return out;
}

bool covers(const RowQuestion& found, const RowQuestion& asked) {
  return found.window == asked.window && found.roles == asked.roles && found.others == asked.others &&
         found.wants_roles >= asked.wants_roles && found.wants_begins >= asked.wants_begins && found.wants_ends >= asked.wants_ends;
}

void FoundRows::take(const FoundRows& more, const RowQuestion& question) {
  others = more.others;
  if (question.wants_roles) {
    roles = more.roles;
  }
  if (question.wants_begins) {
    begins = more.begins;
  }
  if (question.wants_ends) {
    ends = more.ends;
  }
}

void FoundRows::cut(std::size_t count) {
  others.resize(count);
  roles.resize(std::min(roles.size(), count));
  begins.resize(std::min(begins.size(), count));
  ends.resize(std::min(ends.size(), count));
}

void add_rows(const BlockView& block, const RowQuestion& question, FoundRows& out) {
  const ColumnTests tests = tests_of(block, question);
  for (std::size_t first = 0; first < block.size(); first += kScanRows) {
    put_rows(block, question, first, rows_of(block, question, tests, first), out);
  }
}

void add_rows(const BlockView& block, const RowQuestion& first, const RowQuestion& second, TwoFinds& out) {
  const ColumnTests tests_first = tests_of(block, first);
  const ColumnTests tests_second = tests_of(block, second);
  for (std::size_t from = 0; from < block.size(); from += kScanRows) {
    RowBits only_first = rows_of(block, first, tests_first, from);
    RowBits only_second = rows_of(block, second, tests_second, from);
    RowBits both{};
    for (std::size_t i = 0; i < both.size(); ++i) {
      both[i] = only_first[i] & only_second[i];
      only_first[i] ^= both[i];
      only_second[i] ^= both[i];
    }
    put_rows(block, first, from, only_first, out.first);
    put_rows(block, first, from, only_second, out.second);
    put_rows(block, first, from, both, out.both);
  }
}

std::size_t count_rows(const BlockView& block, const RowQuestion& question) {
  const ColumnTests tests = tests_of(block, question);
  std::size_t count = 0;
  for (std::size_t first = 0; first < block.size(); first += kScanRows) {
    for (const std::uint64_t word : rows_of(block, question, tests, first)) {
      count += static_cast<std::size_t>(std::popcount(word));
    }
  }
  return count;
}

}  // namespace entente::claims
