// From what a row says to claims: names, roles and sources looked up, dates read, the rules that need no other claim asked.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/cell_names.h"
#include "engine/catalog/draft.h"
#include "engine/claims/claim.h"
#include "engine/exchange/cell_memo.h"
#include "engine/exchange/row.h"

namespace entente::exchange {

/// Defines something on the way: its kind and its key; or says why it cannot be.
using DefineNew = std::function<Result<EntityId>(Kind, const std::string&)>;

struct ClaimOptions {
  SourceId source;  // of the statement; a row's own stands before it
  SourceId via;
  std::string actor_system;  // of the codes of actors; empty: any name
  std::string body_system;
  bool defines_new = false;
};

class ClaimReader {
 public:
  ClaimReader(const catalog::Draft& catalog, ClaimOptions options, DefineNew define);

  /// Adds the claims of the row, without number and commit: a membership, a suspension or both, or an end. Where anything is wrong
  /// with the row it adds to `faults`, and no claim.
  void read(const Row& row, std::vector<claims::Claim>& claims, std::vector<RowFault>& faults);

 private:
  /// The dates of a row.
  struct Times {
    std::optional<Bound> since;
    std::optional<Bound> until;
    std::optional<Bound> observed;
  };
  /// What a name means wherever it stands.
  struct Meant {
    EntityId id;
    bool has_life = false;  // a beginning or an end, which what is said of it must keep to
  };

  void fault(const Row& row, Field field, std::string text, std::string code);
  [[nodiscard]] std::optional<Bound> date(const Row& row, Field field);
  [[nodiscard]] Times times(const Row& row);
  void check(const Row& row, const Times& times);
  [[nodiscard]] Meant entity(const Row& row, Field field, const Times& times);
  [[nodiscard]] Meant look_up(const Row& row, Field field, const Times& times);
  [[nodiscard]] Meant define(const Row& row, Field field);
  [[nodiscard]] RoleId role(const Row& row);
  [[nodiscard]] SourceId source(const Row& row, Field field, SourceId otherwise);
  template <class Enum, std::size_t N>
  [[nodiscard]] Enum word(const Row& row, Field field, const std::array<std::string_view, N>& words, std::string_view what);
  void set_times(const Row& row, const Times& times, claims::Claim& claim);
  void check_life(const Row& row, Field field, Meant meant, const claims::Claim& claim);

  const catalog::Draft& catalog_;
  ClaimOptions options_;
  DefineNew define_;
  catalog::CellNames actors_;
  catalog::CellNames bodies_;
  CellMemo<Meant> known_actors_;  // those that mean one thing
  CellMemo<Meant> known_bodies_;
  CellMemo<RoleId> known_roles_;
  CellMemo<SourceId> known_sources_;
  CellMemo<SourceId> known_vias_;
  std::vector<RowFault>* faults_ = nullptr;  // of the row that is read
};

}  // namespace entente::exchange
