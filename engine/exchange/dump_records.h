// Lines of a dump as records again. What they refer to is looked up by its key, which may stand on a later line.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/catalog/entity.h"
#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"
#include "engine/exchange/dump_text.h"

namespace entente::exchange {

/// A line that is none of a dump: what is wrong with it. Thrown in this room alone.
struct BadLine {
  std::string why;
};

/// A definition, and the keys that it refers to.
template <class Record>
struct Stated {
  Record record;
  CommitId commit;
};

class DumpRecords {
 public:
  /// Takes a line of the catalogue: `role`, `state` and its like, `source`, and what belongs to the one before. False: it is no
  /// such line. Throws BadLine.
  bool take(const DumpFields& fields);
  /// No line of the catalogue follows: from here on keys are looked up. Throws BadLine where one is not there.
  void settle();

  [[nodiscard]] const std::vector<Stated<catalog::Role>>& roles() const { return roles_; }
  [[nodiscard]] const std::vector<Stated<catalog::Entity>>& entities() const { return entities_; }
  [[nodiscard]] const std::vector<Stated<catalog::SourceRecord>>& sources() const { return sources_; }

  [[nodiscard]] static catalog::Commit commit(const DumpFields& fields);
  [[nodiscard]] claims::Claim claim(const DumpFields& fields) const;
  [[nodiscard]] claims::Event event(const DumpFields& fields) const;
  [[nodiscard]] claims::Provision provision(const DumpFields& fields) const;

 private:
  using Ids = std::unordered_map<std::string, std::uint32_t>;
  using Keys = std::unordered_map<std::uint32_t, std::string>;
  /// A key that stands for a number which is written to `id` once it is known.
  struct Reference {
    enum class Of : std::uint8_t { kRole, kEntity, kSource };
    Of of;
    std::string key;
    std::size_t record;  // place in its vector
    std::size_t item;    // place in the list of the record that refers
    enum class In : std::uint8_t { kRoleUnder, kUnder, kContinues, kSource, kVia, kCoversRole, kCoversBody };
    In in;
  };

  void take_role(const DumpFields& fields);
  void take_entity(Kind kind, const DumpFields& fields);
  void take_source(const DumpFields& fields);
  bool take_part(const DumpFields& fields);
  void refer(Reference::Of of, std::string key, Reference::In in, std::size_t record, std::size_t item);
  void write(const Reference& reference, std::uint32_t id);
  [[nodiscard]] const Ids& ids_of(Reference::Of of) const;

  std::vector<Stated<catalog::Role>> roles_;
  std::vector<Stated<catalog::Entity>> entities_;
  std::vector<Stated<catalog::SourceRecord>> sources_;
  std::vector<Reference> references_;
  Ids role_ids_;
  Ids entity_ids_;
  Ids source_ids_;
  Keys role_keys_;
  Keys entity_keys_;
  Keys source_keys_;
};

}  // namespace entente::exchange
