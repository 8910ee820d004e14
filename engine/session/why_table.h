// The rows that `why` and `why not` answer with: sentences and the claims under them. Internal to engine/session.
#pragma once

#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/claim.h"
#include "entente/answer.h"

namespace entente::session {

class WhyTable {
 public:
  /// Which columns tell the rows apart, beside actor and body.
  struct Shape {
    bool period = false;
    bool role = false;
    bool part = false;          // of a set
    bool bodies_first = false;  // the rows are bodies
  };
  struct Keys {
    std::string period;
    std::string part;
    EntityId actor;  // 0: none
    EntityId body;
    RoleId role;
  };

  WhyTable(const catalog::Catalog& catalog, Shape shape);

  /// What the lines that follow are about.
  Keys& keys() { return keys_; }
  /// A line that no claim is: what it follows to.
  void say(const std::string& says, const std::string& reading);
  void claim(const claims::Claim& claim, const std::string& reading);
  /// What a source lists of the body.
  void list(const claims::Coverage& list, const std::string& reading);
  [[nodiscard]] Table take() { return std::move(table_); }

 private:
  [[nodiscard]] std::vector<Cell> key_cells() const;
  [[nodiscard]] Cell entity_cell(EntityId id) const;
  void add(const Cell& claim, SourceId source, SourceId via, const std::string& says, const std::string& reading,
           const std::string& quote);

  const catalog::Catalog& catalog_;
  Shape shape_;
  Keys keys_;
  Table table_;
};

}  // namespace entente::session
