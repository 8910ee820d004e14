// All commits of a database, ascending: a value that is cheap to copy however many there are, since copies share what came before.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "engine/catalog/entity.h"
#include "engine/catalog/index_iterator.h"

namespace entente::catalog {

class Commits {
 public:
  using Iterator = IndexIterator<Commits, Commit>;

  Commits() = default;
  /// These, ascending.
  explicit Commits(std::vector<Commit> commits);

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const Commit& operator[](std::size_t at) const { return (*parts_[at / kPart])[at % kPart]; }
  [[nodiscard]] const Commit& back() const { return (*this)[size_ - 1]; }
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, size_}; }

  void push_back(Commit commit);

 private:
  static constexpr std::size_t kPart = 64;
  std::vector<std::shared_ptr<const std::vector<Commit>>> parts_;  // all but the last are full
  std::size_t size_ = 0;
};

}  // namespace entente::catalog
