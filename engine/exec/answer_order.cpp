#include "engine/exec/answer_order.h"

#include <algorithm>
#include <array>
#include <bit>
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
  constexpr std::size_t kMany = 48;  // from which on bits are quicker
  if (is_sorted || (ids.size() >= kMany && spread_ids(orders, ids))) {
    return;
  }
  std::sort(places_.begin(), places_.end());
  std::transform(places_.begin(), places_.end(), ids.begin(),
                 [](std::uint64_t place) { return static_cast<std::uint32_t>(place); });
}

// Each takes its place among all keys, without being compared. False, and nothing is changed, where two have one key.
bool AnswerOrder::spread_ids(const catalog::Orders& orders, std::vector<std::uint32_t>& ids) {
  constexpr std::size_t kBits = 64;
  const std::size_t words = orders.keys.size() / kBits + 1;
  if (has_key_.size() < words) {
    has_key_.resize(words);
    has_word_.resize(words / kBits + 1);
    of_key_.resize(words * kBits);
  }
  bool is_alone = true;
  for (const std::uint32_t id : ids) {
    const std::uint32_t key = orders.keys[id];
    const std::uint64_t bit = std::uint64_t{1} << key % kBits;
    std::uint64_t& word = has_key_[key / kBits];
    is_alone = is_alone && (word & bit) == 0;
    word |= bit;
    has_word_[key / kBits / kBits] |= std::uint64_t{1} << key / kBits % kBits;
    of_key_[key] = id;
  }
  std::size_t at = 0;
  for (std::size_t group = 0; group < has_word_.size(); ++group) {
    for (std::uint64_t some = std::exchange(has_word_[group], 0); some != 0; some &= some - 1) {
      const std::size_t word = group * kBits + static_cast<std::size_t>(std::countr_zero(some));
      for (std::uint64_t bits = std::exchange(has_key_[word], 0); bits != 0; bits &= bits - 1) {
        if (is_alone) {
          ids[at++] = of_key_[word * kBits + static_cast<std::size_t>(std::countr_zero(bits))];
        }
      }
    }
  }
  return is_alone;
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
