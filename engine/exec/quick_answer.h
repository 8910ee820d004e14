// Questions that need not be bound anew when they are asked again with other names, days or commits.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/bind/query.h"
#include "engine/catalog/catalog.h"
#include "engine/catalog/lookup.h"
#include "engine/catalog/orders.h"
#include "engine/store/transaction.h"
#include "engine/value/batch.h"
#include "engine/value/pool.h"

namespace entente::exec {

class QuickAnswer {
 public:
  /// What a parameter gave, to be set anew.
  struct Slot {
    enum class Kind : std::uint8_t { kName, kDay, kCommit };
    std::string parameter;
    Kind kind = Kind::kName;
    catalog::Place place = catalog::Place::kAny;  // of a name
    bind::KindFilter kinds = {UINT8_MAX};         // of what is named; another would make it another question
  };

  QuickAnswer() = default;
  QuickAnswer(const QuickAnswer&) = delete;
  QuickAnswer& operator=(const QuickAnswer&) = delete;
  virtual ~QuickAnswer() = default;

  /// Whether the query means the same with other names and days in its slots: each use of a parameter is one, and no name was
  /// settled by the time that is asked.
  [[nodiscard]] bool stands_for(const bind::Query& query) const;

  [[nodiscard]] const std::vector<Slot>& slots() const { return slots_; }
  /// Each of a slot of that kind.
  virtual void set(std::size_t slot, EntityId id) = 0;
  virtual void set_day(std::size_t /*slot*/, Day /*day*/) {}
  virtual void set_commit(std::size_t /*slot*/, CommitId /*commit*/) {}
  /// As known at which commit it is asked; the catalogue must be the same then and now. None: as known now.
  [[nodiscard]] virtual std::optional<CommitId> known_at() const { return std::nullopt; }

  /// It will be run soon, with what was set: what lies far away is fetched meanwhile. Throws store::Fault.
  virtual void expect(const store::Reader& /*reader*/) const {}
  /// Fills the batch, which has the columns of the query's answer; what its cells name is put into the pool. Throws store::Fault.
  virtual void run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& pool,
                   Batch& out) = 0;
  /// Fills it again, of what was run last, with the rows that follow; none of them: there are no more.
  virtual void go_on(Batch& out) { out.rows = 0; }

 protected:
  std::vector<Slot> slots_;
};

/// The one that answers the query; null: it is to be run.
[[nodiscard]] std::unique_ptr<QuickAnswer> quick_answer_of(const bind::Query& query);

}  // namespace entente::exec
