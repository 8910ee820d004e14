// Pairs of actors, or of bodies, and what they share (rule 10), handed over in pieces: there may be many.
#pragma once

#include <optional>
#include <vector>

#include "engine/exec/portfolio.h"

namespace entente::exec {

class PairRows {
 public:
  /// `query` must outlive this.
  PairRows(Machine& machine, const bind::Query& query) : machine_(machine), query_(query) {}

  /// Begins the rows of that time and view. Days that ascend from call to call cost what changed between them.
  void ask(const bind::Context& context);
  /// About as many rows as a batch has, in the order of rule 27; none when there are no more.
  [[nodiscard]] std::optional<Batch> next();

 private:
  using Bits = Portfolio::Bits;
  /// One of the two sets.
  struct Party {
    std::vector<EntityId> listed;      // in the order of answers
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

  void list(Party& party, const bind::SetNode& node);
  void set_wanted();
  void set_known(Party& party);
  [[nodiscard]] bool is_pair(EntityId a, EntityId b) const;
  [[nodiscard]] Counts counts_on_day(std::size_t a, std::size_t b) const;
  [[nodiscard]] Counts counts_of_period(std::size_t a, std::size_t b);
  [[nodiscard]] bool only_one(const DaySets& has, const DaySets& lacks, const Party& party, std::size_t subject,
                              std::uint32_t place);
  [[nodiscard]] bool on_day() const { return context_.when.kind == bind::When::Kind::kOn; }
  [[nodiscard]] bool of_actors() const { return query_.set.side == bind::Side::kActors; }

  Machine& machine_;
  const bind::Query& query_;
  bind::Context context_;
  Objects objects_;
  std::optional<Portfolios> first_;
  std::optional<Portfolios> second_;  // of ordered pairs
  Party a_;
  Party b_;
  Bits wanted_;
  std::size_t at_a_ = 0;
  std::size_t at_b_ = 0;
};

}  // namespace entente::exec
