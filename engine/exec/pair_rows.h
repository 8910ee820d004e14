// Pairs of actors, or of bodies, and what they share (rule 10), handed over in pieces: there may be many.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/exec/bit_columns.h"
#include "engine/exec/portfolio.h"

namespace entente::exec {

/// How like two are: what they share of all that they hold, which is something.
[[nodiscard]] inline double jaccard(std::size_t shared, std::size_t all) {
  return static_cast<double>(shared) / static_cast<double>(all);
}

class PairRows {
 public:
  /// `needed` tells for each column of the source whether any stage looks at it; the others are left without cells. `query` must
  /// outlive this.
  PairRows(Machine& machine, const bind::Query& query, std::vector<bool> needed);

  /// Begins the rows of that time and view. Days that ascend from call to call cost what changed between them.
  void ask(const bind::Context& context);
  /// About as many rows as a batch has, in the order of rule 27; none when there are no more.
  [[nodiscard]] std::optional<Batch> next();

 private:
  using Bits = Portfolio::Bits;
  enum Column : std::size_t { kA, kB, kShared, kOnlyA, kOnlyB, kJaccard, kWidth };
  /// One of the two sets.
  struct Party {
    std::vector<EntityId> listed;      // in the order of answers
    std::vector<Datum> cells;          // the same as cells
    std::vector<std::uint32_t> order;  // the same as places in the order of answers
    std::vector<bool> is_listed;       // by id
    std::vector<Portfolio*> holdings;  // of each that is listed
    Portfolios* portfolios = nullptr;
    Bits known;               // objects whose absence is known, for the roles of this party: of pairs of actors
    std::vector<bool> knows;  // subjects all of whose absences are known: of pairs of bodies
  };
  struct Counts {
    Datum shared = 0;
    Datum only_a = 0;
    Datum only_b = 0;
  };
  /// Places in the list of b.
  struct Stretch {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  void list(Party& party, std::vector<EntityId> listed);
  [[nodiscard]] std::vector<EntityId> in_order(std::vector<EntityId> ids);
  void set_wanted();
  void set_known(Party& party);
  void choose_way();
  void move(Party& party);
  void set_columns();
  [[nodiscard]] bool is_pair(EntityId a, EntityId b) const;
  [[nodiscard]] Stretch next_stretch() const;
  void add_stretch(Batch& out, Stretch stretch);
  void count(Stretch stretch);
  void count_in_columns(Stretch stretch);
  void count_by_place(Stretch stretch);
  void count_one_by_one(Stretch stretch);
  [[nodiscard]] Counts counts_on_day(std::size_t a, std::size_t b) const;
  [[nodiscard]] Counts counts_of_period(std::size_t a, std::size_t b);
  [[nodiscard]] bool only_one(const DaySets& has, const DaySets& lacks, const Party& party, std::size_t subject,
                              std::uint32_t place);
  [[nodiscard]] bool on_day() const { return context_.when.kind == bind::When::Kind::kOn; }
  [[nodiscard]] bool of_actors() const { return query_.set.side == bind::Side::kActors; }

  Machine& machine_;
  const bind::Query& query_;
  std::vector<bool> needed_;
  bool counts_;  // anything but who the pairs are of
  bind::Context context_;
  Objects objects_;
  std::optional<Portfolios> first_;
  std::optional<Portfolios> second_;  // of ordered pairs
  Party a_;
  Party b_;
  Bits wanted_;
  enum class Way : std::uint8_t { kInColumns, kByPlace, kOneByOne, kByPeriod };
  Way way_ = Way::kByPeriod;
  BitColumns columns_;        // what each b holds that is wanted
  std::vector<Datum> sizes_;  // how much that is
  bool any_before_ = false;   // some b may stand beside an a that comes behind it
  std::size_t at_a_ = 0;
  std::size_t at_b_ = 0;
  Bits own_;                                     // what the present a holds that is wanted
  std::vector<Datum> shared_, only_a_, only_b_;  // of the present stretch
};

}  // namespace entente::exec
