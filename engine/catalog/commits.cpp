#include "engine/catalog/commits.h"

#include <algorithm>
#include <utility>

namespace entente::catalog {

Commits::Commits(std::vector<Commit> commits) : size_(commits.size()) {
  for (std::size_t at = 0; at < size_; at += kPart) {
    const auto begin = std::next(commits.begin(), static_cast<std::ptrdiff_t>(at));
    const auto end = std::next(begin, static_cast<std::ptrdiff_t>(std::min(kPart, size_ - at)));
    parts_.push_back(std::make_shared<const std::vector<Commit>>(std::make_move_iterator(begin), std::make_move_iterator(end)));
  }
}

// A part that others may hold is never changed: the last one is copied.
void Commits::push_back(Commit commit) {
  if (size_ % kPart == 0) {
    parts_.push_back(std::make_shared<const std::vector<Commit>>(1, std::move(commit)));
  } else {
    auto last = std::make_shared<std::vector<Commit>>();
    last->reserve(parts_.back()->size() + 1);
    *last = *parts_.back();
    last->push_back(std::move(commit));
    parts_.back() = std::move(last);
  }
  ++size_;
}

}  // namespace entente::catalog
