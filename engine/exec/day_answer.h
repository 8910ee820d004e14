// Questions of one day whose answer stands in the columns of stored blocks: who holds a role in a body, in what an actor holds one,
// sets of these, and which role was held then. They are answered without decoding a membership, and with other names and days again
// and again.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/bind/query.h"
#include "engine/claims/block_cursor.h"
#include "engine/claims/found_rows.h"
#include "engine/claims/ledger.h"
#include "engine/claims/pair_histories.h"
#include "engine/claims/superseded.h"
#include "engine/exec/answer_order.h"
#include "engine/exec/held_roles.h"
#include "engine/exec/id_marks.h"
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
  void expect(const store::Reader& reader) const override;
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
    bool is_read = false;         // in this run
    const Leaf* is_in = nullptr;  // its rows are among those of that one
    claims::RowQuestion question = {};
    claims::FoundRows found = {};
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
  using Ids = std::vector<std::uint32_t>;

  [[nodiscard]] bool take_source(const bind::Query& query);
  [[nodiscard]] bool take_set(const bind::SetNode& node);
  [[nodiscard]] bool take_leaf(const bind::SetNode& node);
  [[nodiscard]] bool take_name(const bind::Selector& selector, catalog::Place place, std::optional<EntityId>& id);
  [[nodiscard]] bool take_columns(const bind::Query& query);
  [[nodiscard]] bool take_column(const Schema& source, const bind::Expr& expr);
  [[nodiscard]] bool take_role_in(const bind::Expr& expr);
  [[nodiscard]] bool take_test(const bind::Stage& stage);
  void add_slot(Slot slot, Target target);
  [[nodiscard]] static std::vector<std::uint8_t> by_id(const bind::RoleFilter& roles);
  void set_questions();
  template <class Take>
  void each_leaf(Take take) {
    std::for_each(leaves_.begin(), leaves_.end(), take);
    std::for_each(roles_in_.begin(), roles_in_.end(), take);
  }
  void begin_run(const catalog::Catalog& catalog);
  void read(const store::Reader& reader, const catalog::Catalog& catalog, Leaf& leaf);
  // Among which blocks its rows are.
  [[nodiscard]] static claims::BlockCursor::Keys keys_of(const Leaf& leaf);
  void find_scanned();
  void scan(const store::Reader& reader, const Leaf& of, claims::BlockCursor::Keys keys);
  void set_question(Leaf& leaf) const;
  static void keep_taken(const catalog::Catalog& catalog, Leaf& leaf);
  [[nodiscard]] std::uint32_t rank_of(std::uint32_t role) const { return role < ranks_.size() ? ranks_[role] : UINT32_MAX; }
  void choose(std::size_t role_in);
  void hold(std::size_t role_in, const claims::FoundRows& rows, std::size_t row);
  void scan_then(const store::Reader& reader, const catalog::Catalog& catalog, Leaf& leaf);
  void fold_then(const store::Reader& reader, const catalog::Catalog& catalog, Leaf& leaf);
  void join(bind::SetNode::Join join, Ids& left, const Ids& right);
  void run_set(const store::Reader& reader, const catalog::Catalog& catalog);
  [[nodiscard]] bool tests_roles_in() const;
  [[nodiscard]] bool is_difference() const;
  void run_difference(const store::Reader& reader);
  void keep_tested_roles(claims::FoundRows& rows) const;
  [[nodiscard]] bool passes(Datum left, Datum right) const;
  void show(const claims::FoundRows& rows, Batch& out) const;
  void keep_tested(Batch& out);

  std::vector<Leaf> leaves_;
  std::vector<std::optional<bind::SetNode::Join>> steps_;  // of a set, the operator behind its operands; none: the next leaf
  bool is_set_ = false;
  bool role_first_ = false;  // in the order of answers, before what is on the other side
  std::vector<Column> columns_;
  std::vector<Leaf> roles_in_;  // each of a body on a day
  HeldRoles held_;              // on these days
  std::optional<Test> test_;
  std::vector<Target> targets_;  // of each slot
  Day day_ = 0;
  std::optional<CommitId> known_at_;
  const catalog::Catalog* ranked_ = nullptr;
  std::vector<std::uint32_t> ranks_;  // of roles, by id
  IdMarks marks_;
  claims::PairsThen pairs_;
  claims::Stood stood_;
  std::vector<Leaf*> together_;  // leaves that are read at once
  std::vector<Leaf*> scanned_;   // those of them whose rows are not among those of another
  AnswerOrder order_;
  std::vector<Ids> operands_;
  claims::FoundRows of_set_;
  claims::TwoFinds differing_;
  std::vector<std::uint32_t> kept_;
};

}  // namespace entente::exec
