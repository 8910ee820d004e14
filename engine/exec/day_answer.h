// Questions of one day whose answer stands in the columns of stored blocks: who holds a role in a body, in what an actor holds one,
// and sets of these. They are answered without decoding a membership, and with other names and days again and again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/bind/query.h"
#include "engine/catalog/lookup.h"
#include "engine/catalog/orders.h"
#include "engine/claims/block.h"
#include "engine/store/transaction.h"

namespace entente::exec {

/// Gives the rows that `run` of the same query gives, in the same order; what captions say it does not count.
class DayAnswer {
 public:
  /// The entity or the day that a parameter gave, to be set anew.
  struct Slot {
    std::string parameter;
    std::optional<catalog::Place> place;  // none: it is the day
  };

  /// None for a query that is no such question: then it is run. Every use of a parameter is a slot, or there is none.
  [[nodiscard]] static std::optional<DayAnswer> of(const bind::Query& query);

  [[nodiscard]] const std::vector<Slot>& slots() const { return slots_; }
  void set(std::size_t slot, EntityId id);
  void set_day(Day day) { day_ = day; }

  /// Fills the batch, which has the columns of the query's answer. Throws store::Fault.
  void run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Batch& out);

 private:
  enum class Shown : std::uint8_t { kActor, kBody, kRole };
  struct Leaf {
    claims::Axis axis = claims::Axis::kByBody;  // whose blocks are read
    EntityId of;
    std::optional<EntityId> other;  // on the other side this one alone counts
    bind::RoleFilter roles;
    std::vector<std::uint8_t> takes_role;  // by id; empty: all
    bind::KindFilter kinds;                // of bodies; of actors any
    bool any_kind = true;
  };
  struct Row {
    std::uint64_t place;  // in the order of answers
    std::uint32_t other;
    std::uint32_t role;
  };

  [[nodiscard]] bool take_source(const bind::Query& query);
  [[nodiscard]] bool take_set(const bind::SetNode& node);
  [[nodiscard]] bool take_leaf(const bind::SetNode& node);
  [[nodiscard]] bool take_name(const bind::Selector& selector, catalog::Place place, std::optional<EntityId>& id);
  [[nodiscard]] bool take_columns(const bind::Query& query);
  [[nodiscard]] static std::vector<std::uint8_t> by_id(const bind::RoleFilter& roles);
  template <class Take>
  void scan(const store::Reader& reader, const catalog::Catalog& catalog, const Leaf& leaf, Take take) const;
  [[nodiscard]] bool are_in_order() const;
  void gather_roles(const catalog::Orders& orders);
  void run_rows(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders);
  void join(bind::SetNode::Join join, std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right);
  void run_set(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders);
  void ids_of(const store::Reader& reader, const catalog::Catalog& catalog, const Leaf& leaf,
              std::vector<std::uint32_t>& ids) const;

  std::vector<Leaf> leaves_;
  std::vector<std::optional<bind::SetNode::Join>> steps_;  // of a set, the operator behind its operands; none: the next leaf
  bool is_set_ = false;
  bool role_first_ = false;  // in the order of answers, before what is on the other side
  std::vector<Shown> columns_;
  std::vector<Slot> slots_;
  std::vector<std::pair<std::size_t, bool>> set_by_;  // of each slot: its leaf, and whether it is the other side's
  Day day_ = 0;
  std::vector<Row> rows_, gathered_;
  std::vector<std::size_t> starts_;  // of each role's rows
  std::vector<std::vector<std::uint32_t>> operands_;
  std::vector<std::uint32_t> both_;
};

}  // namespace entente::exec
