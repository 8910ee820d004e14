// Rows of an answer put into the order of rule 27 (docs/language.md).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/catalog/orders.h"
#include "engine/claims/found_rows.h"

namespace entente::exec {

/// Keeps its room from one answer to the next.
class AnswerOrder {
 public:
  /// Of the rows others and roles, by role and then by key, or by key and then by role; where roles were not wanted, by key.
  void put(const catalog::Orders& orders, bool role_first, claims::FoundRows& rows);

 private:
  [[nodiscard]] bool put_by_role(const catalog::Orders& orders, claims::FoundRows& rows);
  void sort_ids(const catalog::Orders& orders, std::vector<std::uint32_t>& ids);
  [[nodiscard]] bool spread_ids(const catalog::Orders& orders, std::vector<std::uint32_t>& ids);
  void sort_rows(const catalog::Orders& orders, bool role_first, claims::FoundRows& rows);

  struct Row {
    std::uint64_t place;  // in the order of answers
    std::uint32_t other;
    std::uint32_t role;
  };
  std::vector<Row> rows_;
  std::vector<std::uint64_t> places_;
  // Bits of keys, and bits of those words that have some; all 0 between answers. And of each such key whose it is.
  std::vector<std::uint64_t> has_key_, has_word_;
  std::vector<std::uint32_t> of_key_;
  std::vector<std::uint32_t> others_, roles_;
};

}  // namespace entente::exec
