// Sets of ids that are begun anew at no cost: each begins with another mark.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace entente::exec {

class IdMarks {
 public:
  /// From here on none is in it.
  void clear() {
    if (++mark_ == 0) {
      std::fill(marks_.begin(), marks_.end(), 0U);
      mark_ = 1;
    }
  }
  /// False: it was there.
  bool add(std::uint32_t id) {
    if (id >= marks_.size()) {
      marks_.resize(id + std::size_t{1});
    }
    const bool is_new = marks_[id] != mark_;
    marks_[id] = mark_;
    return is_new;
  }
  [[nodiscard]] bool has(std::uint32_t id) const { return id < marks_.size() && marks_[id] == mark_; }

 private:
  std::uint32_t mark_ = 1;
  std::vector<std::uint32_t> marks_;  // by id
};

}  // namespace entente::exec
