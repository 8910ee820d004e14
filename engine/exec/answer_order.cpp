#include "engine/exec/answer_order.h"

#include <algorithm>
#include <array>
#include <utility>

namespace entente::exec {

void AnswerOrder::put(const catalog::Orders& orders, bool role_first, claims::FoundRows& rows) {
  if (rows.size() < 2) {
    return;
  }
  if (rows.roles.empty()) {
    sort_ids(orders, rows.others);
  } else if (!role_first || !put_by_role(orders, rows)) {
    sort_rows(orders, role_first, rows);
  }
}

// Those of one role as they stood: in order already, where numbers follow keys. False where they do not, or roles are many.
bool AnswerOrder::put_by_role(const catalog::Orders& orders, claims::FoundRows& rows) {
  constexpr std::size_t kMostRoles = 64;
  if (orders.roles.size() > kMostRoles) {
    return false;
  }
  std::array<std::uint32_t, kMostRoles + 1> next{};  // where the next row of a role goes
  for (const std::uint32_t role : rows.roles) {
    ++next[orders.roles[role] + std::size_t{1}];
  }
  for (std::size_t place = 1; place < orders.roles.size(); ++place) {
    next[place] += next[place - 1];
  }
  std::array<std::uint32_t, kMostRoles> before{};  // the key of the last one
  others_.resize(rows.size());
  roles_.resize(rows.size());
  bool is_sorted = true;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::uint32_t role = rows.roles[row];
    const std::uint32_t place = orders.roles[role];
    const std::uint32_t key = orders.keys[rows.others[row]];
    is_sorted = is_sorted && before[place] <= key;
    before[place] = key;
    others_[next[place]] = rows.others[row];
    roles_[next[place]++] = role;
  }
  std::swap(rows.others, others_);
  std::swap(rows.roles, roles_);
  return is_sorted;
}

void AnswerOrder::sort_ids(const catalog::Orders& orders, std::vector<std::uint32_t>& ids) {
  constexpr unsigned kIdBits = 32;
  places_.resize(ids.size());
  bool is_sorted = true;
  std::uint64_t before = 0;
  for (std::size_t row = 0; row < ids.size(); ++row) {
    const std::uint64_t place = std::uint64_t{orders.keys[ids[row]]} << kIdBits | ids[row];
    is_sorted = is_sorted && before <= place;
    before = places_[row] = place;
  }
  if (!is_sorted) {
    std::sort(places_.begin(), places_.end());
    std::transform(places_.begin(), places_.end(), ids.begin(),
                   [](std::uint64_t place) { return static_cast<std::uint32_t>(place); });
  }
}

void AnswerOrder::sort_rows(const catalog::Orders& orders, bool role_first, claims::FoundRows& rows) {
  constexpr unsigned kHalf = 32;
  rows_.resize(rows.size());
  bool is_sorted = true;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::uint32_t other = rows.others[row];
    const std::uint32_t role = rows.roles[row];
    const std::uint64_t by_key = orders.keys[other];
    const std::uint64_t by_role = orders.roles[role];
    rows_[row] = {role_first ? by_role << kHalf | by_key : by_key << kHalf | by_role, other, role};
    is_sorted = is_sorted && (row == 0 || rows_[row - 1].place <= rows_[row].place);
  }
  if (is_sorted) {
    return;
  }
  std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.place < b.place; });
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rows.others[row] = rows_[row].other;
    rows.roles[row] = rows_[row].role;
  }
}

}  // namespace entente::exec
