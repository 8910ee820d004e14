// Transactions with numbers, of which a database can tell how many it has, and that it has them whole.
#pragma once

#include <cstdint>
#include <optional>

#include "tests/store/support.h"

namespace entente::store::tests {

/// Transaction n puts claim n and pair n and sets the only commit record to n; every third also puts and erases a lot, which frees
/// pages at the end of the file.
inline void write_transaction(WriteTxn& txn, std::uint32_t number) {
  txn.put(Table::kClaims, number_key(number), payload_of(number));
  if (number % 3 == 0) {
    for (std::uint32_t i = 0; i < 100; ++i) {
      txn.put(Table::kEvents, number_key(i), payload_of(i));
    }
    for (std::uint32_t i = 0; i < 100; ++i) {
      txn.erase(Table::kEvents, number_key(i));
    }
  }
  txn.put(Table::kPairs, number_key(number), payload_of(number));
  txn.put(Table::kCommits, "n", number_key(number));
}

/// How many transactions the database holds; nothing where one is there in part. Throws Fault.
inline std::optional<std::uint32_t> count_transactions(const Reader& reader) {
  const auto last = reader.get(Table::kCommits, "n");
  const std::uint32_t expected = last ? KeyReader(*last).u32() : 0;
  for (const auto table : {Table::kClaims, Table::kPairs}) {
    std::uint32_t number = 0;
    for (auto cursor = reader.scan(table); cursor.valid(); cursor.next()) {
      ++number;
      if (KeyReader(cursor.key()).u32() != number || cursor.value() != payload_of(number)) {
        return std::nullopt;
      }
    }
    if (number != expected || reader.count(table) != expected) {
      return std::nullopt;
    }
  }
  return reader.count(Table::kEvents) == 0 ? std::optional(expected) : std::nullopt;
}

}  // namespace entente::store::tests
