// The rows of the query's source, in the order of rule 27.
#include <algorithm>

#include "engine/exec/operator.h"
#include "engine/exec/order.h"
#include "engine/exec/source_rows.h"

namespace entente::exec {
namespace {

using bind::Query;

Batch rows_of(Running& running) {
  Machine& machine = running.machine;
  const Query& query = running.query;
  Stats& stats = running.rows.stats;
  switch (query.rows) {
    case Query::Rows::kMemberships:
    case Query::Rows::kAllMemberships:
    case Query::Rows::kBodiesOf:
      return membership_rows(machine, query, stats);
    case Query::Rows::kActorSet:
    case Query::Rows::kBodySet:
    case Query::Rows::kActors:
    case Query::Rows::kBodies:
      return set_rows(machine, query, stats);
    case Query::Rows::kClaims:
      return claim_rows(machine, query);
    case Query::Rows::kEvents:
      return event_rows(machine, query);
    case Query::Rows::kProvisions:
      return provision_rows(machine, query);
    case Query::Rows::kRoles:
      return role_rows(machine, query);
    case Query::Rows::kSources:
      return record_rows_of_sources(machine, query);
    case Query::Rows::kCommits:
      return commit_rows(machine, query);
  }
  return Batch{};
}

class Source : public Operator {
 public:
  explicit Source(Running& running) : running_(running) {}

  std::optional<Batch> next() override {
    if (!read_) {
      all_ = rows_of(running_);
      read_ = true;
      if (running_.query.rows != Query::Rows::kCommits) {
        sort_rows(running_.machine, running_.query.source_schema, all_);
      }
      running_.rows.stats.rows = all_.rows;
    }
    if (at_ >= all_.rows) {
      return std::nullopt;
    }
    const std::size_t end = std::min(all_.rows, at_ + kBatchRows);
    Batch out(all_.columns.size());
    for (std::size_t i = 0; i < all_.columns.size(); ++i) {
      const auto begin = all_.columns[i].begin();
      out.columns[i].assign(begin + static_cast<std::ptrdiff_t>(at_), begin + static_cast<std::ptrdiff_t>(end));
    }
    out.rows = end - at_;
    at_ = end;
    return out;
  }

 private:
  Running& running_;
  Batch all_;
  std::size_t at_ = 0;
  bool read_ = false;
};

}  // namespace

Input open_source(Running& running) { return std::make_unique<Source>(running); }

}  // namespace entente::exec
