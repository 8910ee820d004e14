// A bound query: names are ids, clauses are a context, every expression has a type. A value; it reads no rows.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/claims/view.h"
#include "engine/files/open.h"
#include "engine/value/batch.h"
#include "engine/value/id.h"
#include "engine/value/pool.h"
#include "engine/value/words.h"
#include "parser/source.h"

namespace entente::bind {

/// The time that is asked: one day, some day of a window, every day of it.
struct When {
  enum class Kind : std::uint8_t { kOn, kDuring, kThroughout };
  Kind kind = Kind::kOn;
  DayRange window;             // kOn: one day; `ever`: all days
  std::string words;           // as captions say it: "on 2014-10-21", "ever"
  bool by_step = false;        // a step of the series around replaces it; the window is that of all steps
  std::string parameter = {};  // of kOn: the parameter that gave the day; empty: none
  friend bool operator==(const When&, const When&) = default;
};

enum class Sureness : std::uint8_t { kBest, kCertainly, kPossibly };

/// What the clauses say: when, through whose eyes, how sure.
struct Context {
  When when;
  claims::View view;
  Sureness sureness = Sureness::kBest;
  std::string known_parameter = {};  // of `as known at commit`: the parameter that gave the number; empty: none
};

/// One step of a series: what it replaces of the context, and how `period` prints.
struct Step {
  Period period;
  DayRange days;  // the unit, cut to the period asked
  std::optional<When> when;
  std::optional<Day> reported_by;
  std::optional<CommitId> known_at;
};

/// `each …`: the query is asked once for every step, and a first column `period` says for which.
struct Series {
  std::vector<Step> steps;
  std::string words;     // as captions say it: "each year during 2001 through 2025"
  bool by_date = false;  // a log: asked once, each row put into the step of its date
};

enum class Side : std::uint8_t { kActors, kBodies };

/// Which roles count: all, or these (with what is under them).
struct RoleFilter {
  bool any = true;
  std::vector<RoleId> ids;
  [[nodiscard]] bool takes(RoleId role) const;
  friend bool operator==(const RoleFilter&, const RoleFilter&) = default;
};

/// Which kinds of entity count; a bit for each Kind.
struct KindFilter {
  std::uint8_t bits = 0;
  static KindFilter of(std::initializer_list<Kind> kinds);
  [[nodiscard]] bool takes(Kind kind) const { return (bits >> static_cast<unsigned>(kind) & 1U) != 0; }
  friend bool operator==(const KindFilter&, const KindFilter&) = default;
};

struct SetNode;
struct Query;

/// ACTORS or BODIES of a query: entities named outright and sets to be evaluated. `all`: no restriction was written.
struct Selector {
  bool all = false;
  std::vector<EntityId> named;
  std::vector<SetNode> sets;
  std::string parameter = {};  // the parameter that gave the only one that is named; empty: none
};

/// A set of actors or bodies, day by day. A node with a `when` or a `sureness` of its own asks its own question; what it finds
/// stands for the whole time asked around it.
struct SetNode {
  enum class Op : std::uint8_t {
    kRolesOf,   // actors with `roles` in the bodies of `selector`
    kBodiesOf,  // bodies of `kinds` in which the actors of `selector` hold `roles`
    kExisting,  // entities of `kinds` that exist, narrowed by `under` and `topics`
    kListed,    // {…}: `selector.named`
    kChain,     // children joined from left to right by `joins`
    kCounted,   // in at least, or exactly, `count` of the children
    kRows,      // the actors or bodies of `rows`, a query with stages
  };
  enum class Join : std::uint8_t { kAnd, kOr, kExcept };
  Op op = Op::kListed;
  Side side = Side::kActors;
  claims::View view;
  RoleFilter roles;
  Selector selector;
  KindFilter kinds;
  std::vector<std::string> topics;  // any of these; empty: no restriction
  std::optional<Selector> under;
  std::vector<SetNode> children;
  std::vector<Join> joins;  // of a chain, one fewer than its children; flat, so that a long chain needs no recursion
  std::uint64_t count = 0;
  bool exactly = false;
  std::shared_ptr<const Query> rows;
  std::optional<When> when;
  std::optional<Sureness> sureness;
};

/// An expression over a row, typed. One struct for all operators: the tree is small and visited in three places.
struct Expr {
  enum class Op : std::uint8_t {
    kConstant,  // `cell`
    kColumn,    // `column`
    kOr,
    kAnd,
    kNot,
    kEqual,
    kNotEqual,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
    kInList,   // args[0] in the rest
    kInQuery,  // args[0] in the column `column` of `query`
    kLike,
    kIsMissing,
    kConcat,
    kAdd,
    kSubtract,
    kMultiply,
    kDivide,
    kNegate,
    kCall,    // `name` of args
    kCode,    // code of args[0] in the system `name`
    kTest,    // args[0] holds `roles` in `body`; args[1]: the day
    kRoleIn,  // the role, the beginning, the end that args[0] has in `body`; args[1]: the day
    kBeganIn,
    kEndedIn,
    kSize,  // how many hold `roles` in args[0]; args[1]: the day
  };
  Op op = Op::kConstant;
  Type type;
  std::vector<Expr> args;
  Datum cell = kAbsent;
  std::size_t column = 0;
  std::string name;
  RoleFilter roles;
  BodyId body;
  std::shared_ptr<const Query> query;
  std::optional<Span> place{};  // in the statement, of what may fail while it runs
  std::string parameter{};      // of kRoleIn and its like the one that gave the body, of a day the one that gave it; empty: none
};

struct SortKey {
  Expr expr;
  bool descending = false;
};

/// What `group by` works out for each group; missing values are passed over.
struct Aggregate {
  enum class Fn : std::uint8_t { kCount, kCountDistinct, kMin, kMax, kSum, kMean, kMedian, kList };
  Fn fn = Fn::kCount;
  Expr argument;  // none of kCount
};

/// Columns that count rows. Where no row is counted they are 0 as far as sources cover what was asked, else unknown (rule 4); what
/// is asked is narrowed to a body and a role, where the columns of `by` name them.
struct Counted {
  std::vector<std::size_t> columns;
  std::vector<std::size_t> periods;  // those that tell the step: the period, or its year where the steps are of different years
  std::optional<std::size_t> body;
  std::optional<std::size_t> role;
};

/// One stage; `schema` is what its rows look like.
struct Stage {
  enum class Op : std::uint8_t { kFilter, kProject, kSort, kTake, kSkip, kDistinct, kCount, kDiff, kGroup, kJoin, kPivot };
  enum class Join : std::uint8_t { kInner, kLeft, kWithout };
  Op op = Op::kFilter;
  Schema schema;
  Expr condition;                      // kFilter
  std::vector<Expr> exprs;             // kProject: all columns of the result
  std::vector<SortKey> keys;           // kSort
  std::uint64_t count = 0;             // kTake, kSkip
  std::vector<std::size_t> columns;    // kTake, kDistinct, kCount, kGroup: the columns of `by` · kJoin: of `on` · kPivot: those
                                       // that name the row
  std::shared_ptr<const Query> other;  // kDiff: the query so far under other clauses; `columns` is the key · kJoin: the right side
  bool by_period = false;              // kCount, kGroup: the period of the series is one of them
  std::vector<Aggregate> aggregates;   // kGroup
  Join join = Join::kInner;            // kJoin
  std::vector<std::size_t> right_on;   // kJoin: the columns of `on` on the right side
  std::vector<std::size_t> added;      // kJoin: the columns of the right side that stand behind those of the left
  std::optional<Counted> counted;      // of a left join, by the columns of the right side · of kPivot, by those before it
  std::size_t value = 0;               // kPivot: what stands in the cells
  std::size_t by = 0;                  // kPivot: what names the columns
  std::optional<Span> place{};         // kPivot: in the statement
};

/// The table of `rows of "file"`: where it lies and how its cells are read. Their types are those of the source's schema.
struct FileTable {
  std::string path;   // to open
  std::string shown;  // as the question has it
  Span place{};       // where it does, or names the let that does
  files::Encoding encoding = files::Encoding::kUtf8;
  std::vector<std::string> headings;
  bool skips_unknown = false;                  // what names nothing is missing, not an error
  std::vector<std::string> code_systems = {};  // by column; empty: names of any kind
  std::optional<std::size_t> date_column;      // the only one there is: it settles names row by row
  std::optional<When> names_when;              // else what settles them; none: nothing does
};

struct Query {
  enum class Rows : std::uint8_t {
    kMemberships,     // of a role-of set: actor, name, role, body, …
    kActorSet,        // actor, name [, count]
    kBodySet,         // body, name [, count]
    kActors,          // {…}, states: actor, name, kind, began, ended
    kBodies,          // organisations: body, name, kind, form, stage, topics, began, ended
    kBodiesOf,        // organisations of X: body, name, kind, role, …
    kAllMemberships,  // memberships …: names spelt out
    kClaims,
    kEvents,
    kProvisions,
    kRoles,
    kSources,
    kCommits,
    kChanges,
    kTransitions,
    kPairs,  // unordered or ordered, of actors or of bodies
    kConflicts,
    kIs,
    kHistory,
    kFile,
  };
  Rows rows = Rows::kMemberships;
  SetNode set;      // of all set rows
  Selector actors;  // of the logs
  Selector bodies;
  RoleFilter roles;
  std::vector<RoleFilter> roles_named;    // the roles of `as`, one by one, each with what is under it; `as participant` is any
  SetNode other_set;                      // of pairs: `with`; a set without children and names where there is none
  RoleFilter other_roles;                 // of ordered pairs: the role of the second · of transitions: the role moved to
  bool has_other = false;                 // pairs `with`
  bool ordered = false;                   // ordered pairs
  std::shared_ptr<const FileTable> file;  // of rows of a file
  SourceId of_source;                     // of a history: a source; else an entity, the one named by `actors`
  std::optional<Series> series;
  Context context;
  bool time_stated = true;   // false: today was taken, and the caption says so
  bool with_stance = false;  // a column `stance`
  bool with_count = false;   // a counted set: a column `count`
  Schema source_schema;
  std::vector<Stage> stages;
  std::string noun = "rows";       // what captions count: memberships, actors, …
  std::vector<std::string> notes;  // captions known before any row is read
  /// In the place of a parameter's place in the text: it stands in a let.
  static constexpr std::uint32_t kInLet = UINT32_MAX;
  std::set<std::pair<std::string, std::uint32_t>> parameters;  // that were used, each with its place in the text
  [[nodiscard]] const Schema& schema() const { return stages.empty() ? source_schema : stages.back().schema; }
};

/// True when the time asked settles names in a file.
[[nodiscard]] bool settles_by_time(const Query& query);
/// The column that makes rows a set of that side: the one called actor, or body, else the only one that holds such; none otherwise.
[[nodiscard]] std::optional<std::size_t> set_column(const Schema& schema, Side side);

}  // namespace entente::bind
