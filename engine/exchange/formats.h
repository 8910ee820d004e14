// Files of others that `import` knows by name: their codes become roles, their missing codes are no "no", their ends are ours.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/bind/import.h"
#include "engine/catalog/catalog.h"
#include "engine/exchange/columns.h"
#include "engine/exchange/row.h"

namespace entente::exchange {

struct Format {
  std::string_view name;
  Holds holds;  // what its rows are read as
  Result<std::unique_ptr<RowSource>> (*open)(const bind::Import&, const catalog::Catalog&);
};

/// Null where none is called so. Lives as long as the program.
[[nodiscard]] const Format* find_format(std::string_view name);
[[nodiscard]] std::vector<std::string> names_of_formats();

// cow_igo.cpp, cow_states.cpp, cow_alliances.cpp, cia.cpp, wikidata.cpp, popolo.cpp, follow_the_money.cpp
[[nodiscard]] Result<std::unique_ptr<RowSource>> open_cow_igo(const bind::Import& import, const catalog::Catalog& catalog);
[[nodiscard]] Result<std::unique_ptr<RowSource>> open_cow_states(const bind::Import& import, const catalog::Catalog& catalog);
[[nodiscard]] Result<std::unique_ptr<RowSource>> open_gw_states(const bind::Import& import, const catalog::Catalog& catalog);
[[nodiscard]] Result<std::unique_ptr<RowSource>> open_cow_alliances(const bind::Import& import, const catalog::Catalog& catalog);
[[nodiscard]] Result<std::unique_ptr<RowSource>> open_wikidata(const bind::Import& import, const catalog::Catalog& catalog);
[[nodiscard]] Result<std::unique_ptr<RowSource>> open_cia_orgs(const bind::Import& import, const catalog::Catalog& catalog);
[[nodiscard]] Result<std::unique_ptr<RowSource>> open_cia_factbook(const bind::Import& import, const catalog::Catalog& catalog);

[[nodiscard]] Result<std::unique_ptr<RowSource>> open_popolo(const bind::Import& import, const catalog::Catalog& catalog);
[[nodiscard]] Result<std::unique_ptr<RowSource>> open_follow_the_money(const bind::Import& import, const catalog::Catalog& catalog);

/// Bodies of a file that has codes of its own for them: found by the code, or by the name that the code is; new ones get a key that
/// nothing else has (NAM is Namibia too), and the code.
class BodyNames {
 public:
  BodyNames(const catalog::Catalog& catalog, std::string system, bool defines_new)
      : catalog_(catalog), system_(std::move(system)), defines_new_(defines_new) {}

  /// As a row names it.
  [[nodiscard]] std::string of(const std::string& code, const std::string& key);
  /// Definitions of the new ones.
  [[nodiscard]] const std::vector<std::string>& statements() const { return statements_; }

 private:
  const catalog::Catalog& catalog_;
  std::string system_;
  bool defines_new_;
  std::vector<std::string> statements_;
};
/// What `of` returns, as a statement writes it.
[[nodiscard]] std::string written_body(const std::string& body);

/// Where the columns stand that a format has; the error names those that are missing.
[[nodiscard]] Result<std::vector<std::size_t>> columns_named(const bind::Import& import, const std::vector<std::string>& headings,
                                                             const std::vector<std::string>& names);

/// Goes through the file before its rows are read, for who must know all of it. Records that have not a cell a heading are passed
/// over: they are refused when they are read.
[[nodiscard]] std::optional<Diagnostic> look_through(const bind::Import& import,
                                                     const std::function<void(const files::Record&)>& each);
}  // namespace entente::exchange
