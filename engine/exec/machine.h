// What every operator of one statement shares: the snapshot, the catalogue, the pool, and what was read already. One thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "engine/bind/query.h"
#include "engine/catalog/catalog.h"
#include "engine/catalog/orders.h"
#include "engine/claims/derive.h"
#include "engine/exec/watch.h"
#include "engine/store/transaction.h"
#include "engine/value/pool.h"
#include "parser/diagnostic.h"

namespace entente::exec {

/// What running a query may find wrong; becomes an Error at the public face.
struct Failed {
  Diagnostic diagnostic;
};

/// What captions count, of the source's rows before any stage.
struct Stats {
  /// What was read of a file.
  struct OfFile {
    std::size_t records = 0;                                         // since it was opened last
    std::size_t all_records = 0;                                     // by all steps of a series
    bool whole = false;                                              // it was read to its end
    std::map<std::string, std::size_t> unknown;                      // cells that were kept as missing, by column
    std::map<std::string, std::map<EntityId, std::size_t>> settled;  // names that fit several: whom they meant, in how many rows
    std::vector<std::string> left_out;                               // keys that came too late to become columns
  };
  std::size_t rows = 0;     // that the query has
  std::size_t certain = 0;  // of all candidates, those under each reading
  std::size_t best = 0;
  std::size_t possible = 0;
  std::size_t suspended = 0;           // of the rows
  std::set<ActorId> actors;            // those of membership rows
  std::size_t uncovered = 0;           // rows that rest on an absence that no source covers
  std::size_t values_uncovered = 0;    // values that do
  std::size_t uncovered_left_out = 0;  // rows that do, left out of what is certain
  std::size_t undated_left_out = 0;
  std::size_t steps_unknown = 0;  // of a series: steps without rows of which no source says that there were none
  std::size_t counts_unknown =
      0;                      // counts of nothing, of a left join, in a pivot, by size(), of which no source says that it is none
  bool has_readings = false;  // rows have certainty at all
  OfFile of_file;
};

class Machine {
 public:
  Machine(const store::Reader& reader, const catalog::Catalog& catalog, Pool& pool, Day today)
      : reader_(reader), catalog_(catalog), pool_(pool), today_(today) {}

  [[nodiscard]] const store::Reader& reader() const { return reader_; }
  [[nodiscard]] const catalog::Catalog& catalog() const { return catalog_; }
  [[nodiscard]] Pool& pool() { return pool_; }
  [[nodiscard]] const Pool& pool() const { return pool_; }
  [[nodiscard]] Day today() const { return today_; }
  /// From here on it says whether the statement may go on; it must outlive the machine.
  void set_watch(Watch& watch) { watch_ = &watch; }
  /// As the watch has them: called by whatever may take long, may keep much, and by what hands over rows.
  void breathe() const {
    if (watch_ != nullptr) {
      watch_->breathe();
    }
  }
  void hold(std::size_t bytes) const {
    if (watch_ != nullptr) {
      watch_->hold(bytes);
    }
  }
  void hand_over(std::size_t rows) const {
    if (watch_ != nullptr) {
      watch_->hand_over(rows);
    }
  }
  /// Those of the catalogue, where somebody keeps them; they must outlive the machine.
  void set_orders(const catalog::Orders& orders) { orders_ = &orders; }
  /// From here on questions that take their time, or their view, from a series are asked for that step; null: none runs.
  void enter(const bind::Step* step) { step_ = step; }
  [[nodiscard]] const bind::Step* step() const { return step_; }
  /// What was bound, with what the step replaces.
  [[nodiscard]] bind::When at_step(const bind::When& when) const;
  [[nodiscard]] claims::View at_step(const claims::View& view);
  [[nodiscard]] bind::Context at_step(const bind::Context& context);

  /// The catalogue as the view knew it; lives as long as the machine.
  [[nodiscard]] const catalog::Catalog& catalog_of(const claims::View& view);
  /// Read once and kept; live as long as the machine.
  [[nodiscard]] const claims::Derived& of_body(BodyId body, const claims::View& view);
  [[nodiscard]] const claims::Derived& of_actor(ActorId actor, const claims::View& view);
  /// Those with `roles` that may hold in the window, perhaps others too. Read anew, passing over the others in place, where the
  /// view is plain and one question is asked; kept where a series asks many.
  using Scan = std::shared_ptr<const claims::Derived>;
  [[nodiscard]] Scan of_body(BodyId body, const claims::View& view, const bind::RoleFilter& roles, DayRange window);
  [[nodiscard]] Scan of_actor(ActorId actor, const claims::View& view, const bind::RoleFilter& roles, DayRange window);
  /// Of one actor in one body.
  [[nodiscard]] const claims::Derived& of_pair(ActorId actor, BodyId body, const claims::View& view);
  /// Days on which sources in force list all of `roles` of `body` as a whole, and those outside of its life.
  /// Where predecessors count, days before a succession only if they are known of the predecessor as well.
  [[nodiscard]] SpanList covered_days(BodyId body, const bind::RoleFilter& roles, const claims::View& view);
  /// The same of the body alone, whatever it continues.
  [[nodiscard]] SpanList own_covered_days(BodyId body, const bind::RoleFilter& roles, const claims::View& view);

  /// Places of entities and roles in the order of answers (rule 27).
  [[nodiscard]] std::uint32_t order_of(EntityId id) { return orders().keys[id.value]; }
  [[nodiscard]] std::uint32_t name_order_of(EntityId id) { return orders().names()[id.value]; }
  [[nodiscard]] std::uint32_t order_of(RoleId id) { return orders().roles[id.value]; }
  /// Roles without rank share the place below the ladder.
  [[nodiscard]] std::uint32_t rank_of(RoleId id) const;

 private:
  struct Kept {
    claims::View view;
    std::unordered_map<BodyId, Scan> bodies;
    std::unordered_map<ActorId, Scan> actors;
    std::unordered_map<BodyId, std::unordered_map<ActorId, claims::Derived>> pairs;
    std::set<claims::Pair> carried;  // those to which the pairs of predecessors were added already
  };
  Kept& kept(const claims::View& view);
  const Scan& kept_body(BodyId body, const claims::View& view);
  const Scan& kept_actor(ActorId actor, const claims::View& view);
  [[nodiscard]] claims::Derived body_memberships(BodyId body, const claims::View& view, const claims::Wanted& wanted);
  [[nodiscard]] claims::Derived actor_memberships(ActorId actor, const claims::View& view, const claims::Wanted& wanted);
  [[nodiscard]] Day last_publication(Day day);
  [[nodiscard]] const catalog::Orders& orders();

  const store::Reader& reader_;
  const catalog::Catalog& catalog_;
  Pool& pool_;
  Day today_;
  const bind::Step* step_ = nullptr;
  Watch* watch_ = nullptr;
  std::vector<Day> publications_;            // latest days on which sources were published, ascending
  std::vector<std::unique_ptr<Kept>> kept_;  // a query has one view, rarely two; a series over known time one a step
  std::map<std::uint32_t, std::unique_ptr<catalog::Catalog>> old_catalogs_;
  const catalog::Orders* orders_ = nullptr;
  std::optional<catalog::Orders> own_orders_;  // where none were given
};

/// True when a set of days answers the time asked.
[[nodiscard]] bool passes(const bind::When& when, const SpanList& days);

}  // namespace entente::exec
