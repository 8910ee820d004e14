// A prepared question that is answered without being bound anew, and what it was bound against. Internal to engine/session.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/catalog/lookup.h"
#include "engine/exec/quick_answer.h"
#include "engine/session/known.h"
#include "engine/session/name_memo.h"
#include "engine/value/batch.h"
#include "engine/value/pool.h"
#include "entente/parameter.h"

namespace entente::session {

class QuickRun {
 public:
  using FindParameter = std::function<const Parameter*(std::string_view)>;

  /// What `find` gives stays where it is as long as this is used.
  QuickRun(std::unique_ptr<exec::QuickAnswer> answer, std::shared_ptr<const Known> known, Day today, Schema schema,
           const FindParameter& find);

  /// Sets what the parameters give now. False where it must be bound: the catalogue is another, the day is, or a parameter may be
  /// wrong or mean several things.
  [[nodiscard]] bool set(const std::shared_ptr<const Known>& known, Day today);
  /// As known at a commit only where the catalogue is the same then and now.
  [[nodiscard]] bool knows_then() const;

  void expect(const store::ReadTxn& txn) const { answer_->expect(txn); }
  void run(const store::ReadTxn& txn, Batch& out) { answer_->run(txn, known_->catalog(), known_->orders(), pool_, out); }
  void go_on(Batch& out) { answer_->go_on(out); }

  [[nodiscard]] const Schema& schema() const { return schema_; }
  /// Of what the cells name.
  [[nodiscard]] const Pool& pool() const { return pool_; }

 private:
  // A parameter, and the slots to which it gives the same.
  struct Given {
    const Parameter* value = nullptr;
    std::vector<std::size_t> slots;
    NameMemo names;  // what was looked up so far

    template <class Take>
    void each_slot(Take take) const {
      std::for_each(slots.begin(), slots.end(), take);
    }
  };

  [[nodiscard]] bool is_same(const Given& given, const exec::QuickAnswer::Slot& slot, const Parameter* value) const;
  [[nodiscard]] bool set(Given& given);
  [[nodiscard]] bool set_name(Given& given);

  std::unique_ptr<exec::QuickAnswer> answer_;
  std::shared_ptr<const Known> known_;
  Day today_;
  Schema schema_;
  std::vector<Given> given_;
  std::vector<Given*> unknown_;  // those whose names are to be looked up
  Pool pool_;
};

}  // namespace entente::session
