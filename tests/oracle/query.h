// A question as data, beside its text: what the oracle answers without reading the language.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "tests/oracle/facts.h"

namespace entente::oracle {

/// The time clause; days are within the window.
struct Time {
  enum class Kind { kOn, kDuring, kThroughout, kEver };
  Kind kind = Kind::kOn;
  int first = 0;
  int last = 0;  // included
  std::string text;
};

/// A step of a series, cut to the period.
struct Step {
  std::string label;
  int first = 0;
  int last = 0;          // included
  int known = kForever;  // of known time: the commit at its end
};

/// `each …`, in valid, reported or known time.
struct Series {
  enum class Axis { kValid, kReported, kKnown };
  enum class Sampling { kAtEnd, kAtStart, kAnyDay, kEveryDay };
  Axis axis = Axis::kValid;
  Sampling sampling = Sampling::kAtEnd;
  std::vector<Step> steps;
  std::string text;
};

/// The clauses of a query or of a part; what is not stated comes from around it.
struct Clauses {
  std::optional<Time> time;
  std::vector<SourceRef> according;
  std::optional<int> reported;
  std::optional<int> commit;
  std::optional<int> known_on;  // a day, in place of a commit
  std::set<Stance> including;
  std::optional<Sureness> sureness;
  bool counting = false;         // predecessors
  std::optional<Series> series;  // of a whole query alone
};

/// A set: actors, or bodies where its leaves are `organisations of …`.
struct Node {
  enum class Kind { kRoleSet, kBodiesOf, kStates, kBodies, kBraces, kAnd, kOr, kExcept, kAtLeast, kExactly, kPart };
  Kind kind = Kind::kRoleSet;
  std::vector<int> roles;   // empty: any role
  std::vector<int> bodies;  // of kRoleSet and kBraces
  std::vector<int> actors;  // of kBodiesOf and kBraces
  std::string body_word;    // of kBodiesOf and kBodies: organisations, agreements, groups, bodies; of kStates: states, actors
  std::vector<int> under;   // of kBodiesOf and kBodies
  std::set<std::string> topics;
  std::vector<Node> sets;  // beside the bodies, or the actors, that a leaf names
  std::vector<Node> parts;
  int number = 0;   // of kAtLeast, kExactly
  Clauses clauses;  // of kPart
  std::string let;  // of kPart: it is named before, and stands here by its name; empty: in parentheses
};

/// What `group by` works out, of a column or of its year.
struct Aggregate {
  enum class Fn { kCount, kCountDistinct, kMin, kMax, kSum, kMean, kMedian, kList };
  Fn fn = Fn::kCount;
  std::string column;
  bool of_year = false;
  std::string name;
};

struct Query;

/// A stage that keeps some rows, counts them, or puts others beside them.
struct Stage {
  enum class Kind {
    kMemberOf,
    kNotMemberOf,
    kRoleIn,  // with a column's name in `text` these derive it, else they keep the rows that pass
    kBeganIn,
    kEndedIn,
    kSize,
    kRole,
    kStatus,
    kCertainty,
    kBeganBefore,
    kSharedAbove,
    kCount,
    kCountBy,
    kSort,
    kTake,
    kTakeBy,
    kDistinct,
    kSkip,
    kDiff,
    kSelect,
    kGroup,
    kJoin,
    kLeftJoin,
    kWithout,
    kPivot  // `text` by the one column
  };
  Kind kind = Kind::kCount;
  int role = 0;
  int body = 0;
  int number = 0;    // of take and skip; a day for kBeganBefore
  std::string text;  // a column, status or certainty
  std::vector<std::string> columns;
  std::optional<int> on_day;  // of tests
  Clauses with;               // of kDiff
  bool descending = false;
  std::vector<Aggregate> aggregates;  // of kGroup
  std::vector<Query> other;           // of the joins: one
};

struct Query {
  enum class Kind {
    kSet,
    kMemberships,
    kClaims,
    kThings,
    kPairs,
    kOrderedPairs,
    kIs,
    kChanges,
    kTransitions,
    kConflicts,
    kEvents,
    kProvisions,
    kRoles,
    kSources,
    kCommits,
    kHistory
  };
  Kind kind = Kind::kSet;
  Node set;                 // of kSet, kThings and the pairs
  std::vector<Node> with;   // of the pairs; none: `set` itself
  std::vector<int> actors;  // filters; empty: all
  std::vector<int> bodies;
  std::vector<Node> actor_sets;  // beside the actors that are named
  std::vector<Node> body_sets;
  std::vector<int> roles;
  std::vector<int> roles_with;  // of the second side of ordered pairs; the second role of transitions
  bool as_participant = false;  // of changes
  Clauses clauses;
  std::vector<Stage> stages;
};

/// Every place in the question at which clauses stand.
void each_clauses(Query& query, const std::function<void(Clauses&)>& change);

void each_node(Query& query, const std::function<void(Node&)>& change);

/// The question in the language, closed by `;`.
std::string text_of(const World& world, const Query& query);

/// What a cell compares by (rule 27), and how it prints in a comparison.
struct OracleCell {
  std::string text;
  bool missing = false;
  int number = 0;
  bool is_bound = false;  // of equal days, however they are written, the next column decides

  friend bool operator<(const OracleCell& a, const OracleCell& b) {
    return a.is_bound && b.is_bound ? std::tie(a.missing, a.number) < std::tie(b.missing, b.number)
                                    : std::tie(a.missing, a.number, a.text) < std::tie(b.missing, b.number, b.text);
  }
  friend bool operator==(const OracleCell&, const OracleCell&) = default;
};

struct OracleRow {
  std::vector<OracleCell> cells;
  std::size_t step = 0;  // of the series

  OracleCell& operator[](std::size_t column) { return cells[column]; }
  const OracleCell& operator[](std::size_t column) const { return cells[column]; }
};

struct OracleTable {
  std::vector<std::string> columns;
  std::vector<OracleRow> rows;
  bool ordered = false;  // a stage depends on the order, so the comparison keeps it
  bool is_whole = true;  // false: the engine has columns that the oracle does not know
};

/// Answers by looking at every day. The table owns its text.
OracleTable answer(const Facts& facts, const Query& query);

}  // namespace entente::oracle
