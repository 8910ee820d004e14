// `cow-igo`: its two layouts, and who its numbers mean. Internal to engine/exchange.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/bind/import.h"
#include "engine/catalog/catalog.h"

namespace entente::exchange {

/// Where a file has what. Its cells are those of the other side: of organisations by state, of states by organisation.
struct CowIgoLayout {
  bool by_state = true;
  std::size_t key = 0;
  std::size_t year = 0;
  std::vector<std::size_t> columns;
};

/// What must be known before the first row.
struct CowIgoWhole {
  std::int32_t last_year = 0;
  std::set<std::string> keys;  // organisations, where rows are those of organisations; lower case
};

[[nodiscard]] Result<CowIgoLayout> layout_of(const bind::Import& import, const std::vector<std::string>& headings);
/// Reads the file once.
[[nodiscard]] Result<CowIgoWhole> whole_of(const bind::Import& import, const CowIgoLayout& layout);

/// The number that the Correlates of War give the state which a column of the igo-year layout is; empty: it is something else.
[[nodiscard]] std::string_view cow_code_of_column(std::string_view heading);

/// Who had a code in a year: a code that was handed on means several, one after the other.
class CowHolders {
 public:
  explicit CowHolders(const catalog::Catalog& catalog) : catalog_(catalog) {}

  /// As a name that means that one alone; `cow:365` where nobody is known.
  const std::string& of(const std::string& code, std::int32_t year);

 private:
  [[nodiscard]] std::string look_up(const std::string& code, std::int32_t year) const;

  const catalog::Catalog& catalog_;
  std::map<std::pair<std::string, std::int32_t>, std::string> known_;
};

/// Of letters without marks.
[[nodiscard]] std::string lower(std::string text);

}  // namespace entente::exchange
