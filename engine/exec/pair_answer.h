// What one actor was in one body, ever, as a quick answer: read from the rows of the pair.
#pragma once

#include <memory>
#include <tuple>
#include <vector>

#include "engine/bind/query.h"
#include "engine/claims/block.h"
#include "engine/exec/quick_answer.h"

namespace entente::exec {

/// Gives the rows that `run` of the same query gives, in the same order; what captions say it does not count.
class PairAnswer : public QuickAnswer {
 public:
  /// None for a query that is no such question. Every use of a parameter is a slot, or there is none.
  [[nodiscard]] static std::unique_ptr<PairAnswer> of(const bind::Query& query);

  void set(std::size_t slot, EntityId id) override { (slot_is_body_[slot] ? body_ : actor_) = id; }
  void expect(const store::Reader& reader) const override;
  void run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& pool,
           Batch& out) override;

 private:
  enum class Shown : std::uint8_t { kActor, kBody, kRole, kBegan, kEnded, kSources };

  [[nodiscard]] bool take_name(const bind::Selector& selector, catalog::Place place);
  [[nodiscard]] bool take_columns(const bind::Query& query);
  [[nodiscard]] bool take_column(const Field& field);
  // What is shown of a membership, and where it stands among the others.
  struct Row {
    RoleId role;
    DatedBound began;
    DatedBound ended;
    SourceId source;                     // 0: none, or several
    std::vector<SourceId> sources = {};  // several
    std::tuple<Day, std::uint32_t, Day, Day> place = {};
  };
  void read(const claims::BlockView& block, std::size_t row, const catalog::Catalog& catalog);
  void put_in_order(const catalog::Orders& orders);
  [[nodiscard]] Datum cell(Shown shown, const Row& row, const catalog::Catalog& catalog, Pool& pool) const;

  EntityId actor_, body_;
  bind::RoleFilter roles_;
  bool by_beginning_ = false;
  std::vector<Shown> columns_;
  std::vector<bool> slot_is_body_;
  std::vector<Row> rows_;
};

}  // namespace entente::exec
