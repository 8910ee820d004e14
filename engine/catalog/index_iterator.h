// Goes through what is found by an index: any list with operator[].
#pragma once

#include <cstddef>
#include <iterator>

namespace entente::catalog {

template <class List, class Value>
class IndexIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = Value;
  using difference_type = std::ptrdiff_t;
  using pointer = const Value*;
  using reference = const Value&;

  IndexIterator() = default;
  IndexIterator(const List& of, std::size_t at) : of_(&of), at_(at) {}
  reference operator*() const { return (*of_)[at_]; }
  pointer operator->() const { return &(*of_)[at_]; }
  IndexIterator& operator++() {
    ++at_;
    return *this;
  }
  IndexIterator operator++(int) {
    const IndexIterator before = *this;
    ++at_;
    return before;
  }
  friend bool operator==(const IndexIterator&, const IndexIterator&) = default;

 private:
  const List* of_ = nullptr;
  std::size_t at_ = 0;
};

}  // namespace entente::catalog
