// Many items, each of a number, sorted by it in little memory: parted by the number as they come, so that each part fits into a
// processor's cache when its turn comes, and freed part by part.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace entente::claims {

/// `kNumbers`: so many numbers make a part.
template <class Item, std::uint32_t kNumbers>
class Partitions {
 public:
  /// Items of one number, and of numbers near to it, come together; a part keeps the order in which they came.
  void add(std::uint32_t number, const Item& item) {
    const std::size_t part = number / kNumbers;
    if (part >= parts_.size()) {
      parts_.resize(part + 1);
    }
    auto& items = parts_[part];
    if (items.size() == items.capacity()) {
      items.reserve(items.size() < kNumbers ? 2 * items.size() + kFew : items.size() + items.size() / 4);
    }
    items.push_back(item);
  }

  /// An item of that number comes soon.
  void expect(std::uint32_t number) const {
    const std::size_t part = number / kNumbers;
    if (part < parts_.size()) {
      __builtin_prefetch(parts_[part].data() + parts_[part].size(), 1);
    }
  }

  /// Parts ascend by number.
  [[nodiscard]] std::size_t size() const { return parts_.size(); }
  [[nodiscard]] std::vector<Item>& operator[](std::size_t part) { return parts_[part]; }
  /// Frees the part.
  [[nodiscard]] std::vector<Item> take(std::size_t part) {
    return part < parts_.size() ? std::exchange(parts_[part], {}) : std::vector<Item>{};
  }

 private:
  static constexpr std::size_t kFew = 8;
  std::vector<std::vector<Item>> parts_;
};

/// Sorts a part by the number and then by a second one; items of equal ones keep their order.
template <std::uint32_t kNumbers, class Item, class Number, class Second>
void sort_part(std::vector<Item>& items, Number number_of, Second second_of) {
  if (items.size() < 2) {
    return;
  }
  std::array<std::uint32_t, kNumbers + 1> begins{};
  for (const Item& item : items) {
    ++begins[number_of(item) % kNumbers + 1];
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order(items.size());  // the second number, and where the item is
  auto places = begins;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    order[places[number_of(items[i]) % kNumbers]++] = {second_of(items[i]), i};
  }
  std::vector<Item> sorted;
  sorted.reserve(items.size());
  for (std::uint32_t number = 0; number < kNumbers; ++number) {
    const auto from = order.begin() + begins[number];
    const auto to = order.begin() + begins[number + 1];
    if (!std::is_sorted(from, to)) {
      std::sort(from, to);
    }
    std::for_each(from, to, [&](const auto& one) { sorted.push_back(items[one.second]); });
  }
  items = std::move(sorted);
}

}  // namespace entente::claims
