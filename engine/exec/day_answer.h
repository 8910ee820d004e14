// Questions of one day whose answer stands in the columns of stored blocks: who holds a role in a body, in what an actor holds one,
// sets of these, and which role was held then. They are answered without decoding a membership, and with other names and days again
// and again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/bind/query.h"
#include "engine/claims/block.h"
#include "engine/exec/quick_answer.h"

namespace entente::exec {

/// Gives the rows that `run` of the same query gives, in the same order; what captions say it does not count.
class DayAnswer : public QuickAnswer {
 public:
  /// None for a query that is no such question: then it is run. Every use of a parameter is a slot, or there is none.
  [[nodiscard]] static std::unique_ptr<DayAnswer> of(const bind::Query& query);

  void set(std::size_t slot, EntityId id) override;
  void set_day(std::size_t slot, Day day) override;
  void set_commit(std::size_t slot, CommitId commit) override;
  [[nodiscard]] std::optional<CommitId> known_at() const override { return known_at_; }
  void run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& pool,
           Batch& out) override;

 private:
  enum class Shown : std::uint8_t { kActor, kBody, kRole, kRoleIn };
  struct Column {
    Shown shown;
    std::size_t role_in = 0;
  };
  struct Leaf {
    claims::Axis axis = claims::Axis::kByBody;  // whose blocks are read
    EntityId of;
    std::optional<EntityId> other;  // on the other side this one alone counts
    bind::RoleFilter roles;
    std::vector<std::uint8_t> takes_role;  // by id; empty: all
    bind::KindFilter kinds;                // of bodies; of actors any
    bool any_kind = true;
    std::optional<Day> own_day;
  };
  // The role that an actor had in a body on a day: of those that were held the highest, then the latest (rule 25).
  struct RoleIn {
    Leaf leaf;
    struct Chosen {
      std::uint32_t run = 0;  // in which it was chosen; another: none was
      std::uint32_t role = 0;
      std::uint32_t rank = 0;
      Day first = 0;
    };
    std::vector<Chosen> of_actors;  // by id
  };
  // Two columns of the answer are equal, or are not.
  struct Test {
    std::size_t left;
    std::size_t right;
    bool equal;
  };
  // What a slot sets.
  struct Target {
    enum class What : std::uint8_t { kOf, kOther, kDay, kOwnDay, kRoleBody, kRoleDay, kCommit };
    What what;
    std::size_t at = 0;  // which leaf, or which role
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
  [[nodiscard]] bool take_column(const Schema& source, const bind::Expr& expr);
  [[nodiscard]] bool take_role_in(const bind::Expr& expr);
  [[nodiscard]] bool take_test(const bind::Stage& stage);
  void add_slot(Slot slot, Target target);
  template <class Take>
  void each_block(const store::Reader& reader, const Leaf& leaf, Take take) const;
  void choose(const store::Reader& reader, const catalog::Catalog& catalog, RoleIn& role_in) const;
  void scan_then(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders);
  void add_row(const catalog::Orders& orders, std::uint32_t other, std::uint32_t role);
  void keep_tested(Batch& out) const;
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
  std::vector<Column> columns_;
  std::vector<RoleIn> roles_in_;
  std::optional<Test> test_;
  std::vector<Target> targets_;  // of each slot
  Day day_ = 0;
  std::optional<CommitId> known_at_;
  std::uint32_t run_ = 0;
  std::vector<std::uint8_t> changed_;  // actors, by id, whose claims are others now than when they were known
  std::vector<Row> rows_, gathered_;
  std::vector<std::size_t> starts_;  // of each role's rows
  std::vector<std::vector<std::uint32_t>> operands_;
  std::vector<std::uint32_t> both_;
};

}  // namespace entente::exec
