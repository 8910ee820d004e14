// The syntax tree: a value that owns its strings, as the grammar read it. It knows no names, roles or columns that exist.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "parser/source.h"

namespace entente::ast {

/// An owned node that copies and compares by value; what makes recursive values possible. What it does stands in ast.cpp, once for
/// each kind of node: to compile it wherever a tree is copied takes a third of the time of all compiling.
template <class T>
class Box {
 public:
  Box(T value);  // NOLINT: implicit, a Box stands for its value
  Box(const Box& other);
  Box(Box&&) noexcept;
  Box& operator=(const Box& other);
  Box& operator=(Box&&) noexcept;
  ~Box();

  T& operator*() { return *node_; }
  const T& operator*() const { return *node_; }
  T* operator->() { return node_.get(); }
  const T* operator->() const { return node_.get(); }
  friend bool operator==(const Box& a, const Box& b) { return a.equals(b); }

 private:
  [[nodiscard]] bool equals(const Box& other) const;
  std::unique_ptr<T> node_;
};

// ---------------------------------------------------------------- tokens

/// `$name`; `name` is without the dollar sign.
struct Param {
  std::string name;
  Span span;
  friend bool operator==(const Param&, const Param&) = default;
};

/// A quoted text, its quotes removed and doubled ones undone.
struct Text {
  std::string value;
  Span span;
  friend bool operator==(const Text&, const Text&) = default;
};

/// Lower-case word: column, key, let name, topic, form, code system.
struct Word {
  std::string text;
  Span span;
  friend bool operator==(const Word&, const Word&) = default;
};

struct Int {
  std::uint64_t value = 0;  // what does not fit is a syntax error
  Span span;
  friend bool operator==(const Int&, const Int&) = default;
};

/// A number with its digits kept, so that `1.50` and `1.5` are told apart where it matters.
struct Number {
  std::string digits;
  Span span;
  friend bool operator==(const Number&, const Number&) = default;
};

/// A calendar date as written, unchecked: month and day 0 where not stated.
struct Date {
  std::int32_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  Span span;
  friend bool operator==(const Date&, const Date&) = default;
};

struct Today {
  Span span;
  friend bool operator==(const Today&, const Today&) = default;
};

using DateV = std::variant<Param, Today, Date>;

/// A date of a record: with the marks of EDTF.
struct EDate {
  enum class Mark : std::uint8_t { kNone, kApproximate, kUncertain };
  DateV date;
  Mark mark = Mark::kNone;
  Span span;
  friend bool operator==(const EDate&, const EDate&) = default;
};

/// A name: `Sri Lanka`, `"Bosnia and Herzegovina"`, `cow:640`. Blanks between words are one blank.
struct Name {
  std::string prefix;  // `state`, `cow`, …; empty: none
  std::string text;
  Span span;
  friend bool operator==(const Name&, const Name&) = default;
};

using NameV = std::variant<Param, Name>;
using IntV = std::variant<Param, Int>;
using TextV = std::variant<Param, Text>;
using KeyV = std::variant<Param, Word>;

/// A role as written: its words joined by one blank. In a set it stands in the plural. A quoted one is taken as it is.
struct RolePhrase {
  std::string text;
  bool quoted = false;
  Span span;
  friend bool operator==(const RolePhrase&, const RolePhrase&) = default;
};

using Role = std::variant<Param, RolePhrase>;

// ---------------------------------------------------------------- query: source

struct Query;

/// `(QUERY)` where a name or a set may stand.
struct Nested {
  Box<Query> query;
  Span span;
  friend bool operator==(const Nested&, const Nested&) = default;
};

/// `{A, B, C}`.
struct Braces {
  std::vector<NameV> names;
  Span span;
  friend bool operator==(const Braces&, const Braces&) = default;
};

/// The name of a let.
struct LetRef {
  std::string name;
  Span span;
  friend bool operator==(const LetRef&, const LetRef&) = default;
};

/// An item of ACTORS or BODIES.
using NameItem = std::variant<Param, Name, Nested, Braces, LetRef>;
using Names = std::vector<NameItem>;

/// `members, observers of SCO, BRICS`.
struct RoleSet {
  std::vector<RolePhrase> roles;  // plurals as written; "participants" for any role
  Names bodies;
  Span span;
  friend bool operator==(const RoleSet&, const RoleSet&) = default;
};

using Topic = std::variant<Param, Text, Word>;

/// `organisations [of ACTORS [as ROLES]] [under BODIES] [about TOPICS]` and its like; or `states`, `territories`, `actors`.
struct Catalogue {
  enum class Kind : std::uint8_t { kOrganisations, kAgreements, kGroups, kBodies, kStates, kTerritories, kActors };
  struct Under {
    Names bodies;
    Span span;
    friend bool operator==(const Under&, const Under&) = default;
  };
  struct About {
    std::vector<Topic> topics;
    Span span;
    friend bool operator==(const About&, const About&) = default;
  };
  Kind kind = Kind::kOrganisations;
  std::optional<Names> of;
  std::vector<Role> as;
  std::vector<std::variant<Under, About>> narrow;  // in the order written; the binder checks that each stands once
  Span span;
  friend bool operator==(const Catalogue&, const Catalogue&) = default;
};

struct SetExpr;

/// `at least N of (…)`, `exactly N of (…)`.
struct Counted {
  enum class Kind : std::uint8_t { kAtLeast, kExactly };
  Kind kind = Kind::kAtLeast;
  IntV count;
  std::vector<Box<SetExpr>> sets;
  Span span;
  friend bool operator==(const Counted&, const Counted&) = default;
};

/// A chain of one precedence: `first (op operand)*`, left to right. `and` binds tighter: chains of kAnd are operands
/// of chains of kOr and kExcept. Flat, so that a long chain needs no recursion.
struct SetChain {
  enum class Op : std::uint8_t { kAnd, kOr, kExcept };
  struct Link {
    Op op = Op::kAnd;
    Box<SetExpr> operand;
    Span op_span;
    friend bool operator==(const Link&, const Link&) = default;
  };
  Box<SetExpr> first;
  std::vector<Link> rest;
  Span span;
  friend bool operator==(const SetChain&, const SetChain&) = default;
};

struct SetExpr {
  std::variant<Nested, Braces, Counted, Catalogue, RoleSet, LetRef, SetChain> node;
  friend bool operator==(const SetExpr&, const SetExpr&) = default;
};

/// `of …`, `in …` or `as …` behind memberships, changes, claims, conflicts, pairs.
struct OfActors {
  Names names;
  Span span;
  friend bool operator==(const OfActors&, const OfActors&) = default;
};
struct InBodies {
  Names names;
  Span span;
  friend bool operator==(const InBodies&, const InBodies&) = default;
};
struct AsRoles {
  std::vector<Role> roles;
  Span span;
  friend bool operator==(const AsRoles&, const AsRoles&) = default;
};
using Filter = std::variant<OfActors, InBodies, AsRoles>;

/// `memberships`, `changes`, `claims`, `conflicts` with their filters in the order written.
struct Log {
  enum class Kind : std::uint8_t { kMemberships, kChanges, kClaims, kConflicts };
  Kind kind = Kind::kMemberships;
  std::vector<Filter> filters;
  Span span;
  friend bool operator==(const Log&, const Log&) = default;
};

struct Transitions {
  Role from;
  Role to;
  std::optional<InBodies> in;
  Span span;
  friend bool operator==(const Transitions&, const Transitions&) = default;
};

struct Pairs {
  Box<SetExpr> of;
  std::optional<Box<SetExpr>> with;
  std::vector<std::variant<InBodies, AsRoles>> filters;
  Span span;
  friend bool operator==(const Pairs&, const Pairs&) = default;
};

struct OrderedPairs {
  Box<SetExpr> of;
  Role of_role;
  Box<SetExpr> with;
  Role with_role;
  std::optional<InBodies> in;
  Span span;
  friend bool operator==(const OrderedPairs&, const OrderedPairs&) = default;
};

/// `events of …`, `provisions of …`.
struct Acts {
  enum class Kind : std::uint8_t { kEvents, kProvisions };
  Kind kind = Kind::kEvents;
  Names of;
  Span span;
  friend bool operator==(const Acts&, const Acts&) = default;
};

struct IsQuestion {
  NameV actor;
  Role role;
  NameV body;
  Span span;
  friend bool operator==(const IsQuestion&, const IsQuestion&) = default;
};

struct RowsOf {
  enum class Kind : std::uint8_t { kActor, kBody, kDate, kNumber, kText };
  struct Column {
    std::string heading;
    bool quoted = false;
    Kind kind = Kind::kText;
    std::string code_system;  // empty: none
    Span span;
    friend bool operator==(const Column&, const Column&) = default;
  };
  TextV file;
  std::vector<Column> columns;
  Span span;
  std::optional<Word> encoding = std::nullopt;
  bool skips_unknown = false;  // what names nothing is missing, not an error
  friend bool operator==(const RowsOf&, const RowsOf&) = default;
};

/// `history of X`: a name or a source key.
struct History {
  std::variant<Param, Name, Word> of;
  Span span;
  friend bool operator==(const History&, const History&) = default;
};

struct CatalogueTable {
  enum class Kind : std::uint8_t { kRoles, kSources, kCommits };
  Kind kind = Kind::kRoles;
  Span span;
  friend bool operator==(const CatalogueTable&, const CatalogueTable&) = default;
};

using QuerySource = std::variant<SetExpr, Log, Transitions, Pairs, OrderedPairs, Acts, IsQuestion, RowsOf, History, CatalogueTable>;

// ---------------------------------------------------------------- query: clauses

/// `D`, `A through B` or `A until B`.
struct Period {
  enum class Kind : std::uint8_t { kDate, kThrough, kUntil };
  Kind kind = Kind::kDate;
  DateV from;
  std::optional<DateV> to;
  Span span;
  friend bool operator==(const Period&, const Period&) = default;
};

/// `each year during P`, `each 10 years during P`, `each of D1, D2`.
struct Steps {
  enum class Unit : std::uint8_t { kDay, kMonth, kQuarter, kYear };
  std::vector<DateV> days;  // each of: these; else empty and the rest holds
  std::optional<IntV> every;
  Unit unit = Unit::kYear;
  std::optional<Period> during;
  Span span;
  friend bool operator==(const Steps&, const Steps&) = default;
};

enum class Sampling : std::uint8_t { kAtStart, kAtEnd, kAnyDay, kEveryDay };

struct OnDay {
  DateV day;
  friend bool operator==(const OnDay&, const OnDay&) = default;
};
struct During {
  Period period;
  friend bool operator==(const During&, const During&) = default;
};
struct Throughout {
  Period period;
  friend bool operator==(const Throughout&, const Throughout&) = default;
};
struct Ever {
  friend bool operator==(const Ever&, const Ever&) = default;
};
struct Since {
  DateV date;
  friend bool operator==(const Since&, const Since&) = default;
};
struct Each {
  Steps steps;
  std::optional<Sampling> sampling;
  friend bool operator==(const Each&, const Each&) = default;
};
/// `according to S [via S], …`: a key, a parameter, or a publisher in quotes.
struct According {
  using SourceName = std::variant<Param, Word, Text>;
  struct Ref {
    SourceName source;
    std::optional<SourceName> via;
    friend bool operator==(const Ref&, const Ref&) = default;
  };
  std::vector<Ref> sources;
  friend bool operator==(const According&, const According&) = default;
};
struct ReportedBy {
  std::variant<DateV, Steps> by;
  friend bool operator==(const ReportedBy&, const ReportedBy&) = default;
};
struct AtCommit {
  IntV number;
  friend bool operator==(const AtCommit&, const AtCommit&) = default;
};
struct KnownOn {
  std::variant<DateV, AtCommit, Steps> on;
  friend bool operator==(const KnownOn&, const KnownOn&) = default;
};
enum class Stance : std::uint8_t { kFact, kPlanned, kProposed, kAlleged, kDenied };
struct Including {
  std::vector<Stance> stances;
  friend bool operator==(const Including&, const Including&) = default;
};
struct CountingPredecessors {
  friend bool operator==(const CountingPredecessors&, const CountingPredecessors&) = default;
};
enum class Sureness : std::uint8_t { kCertainly, kPossibly };

struct Clause {
  std::variant<OnDay, During, Throughout, Ever, Since, Each, According, ReportedBy, KnownOn, Including, CountingPredecessors,
               Sureness>
      kind;
  Span span;
  friend bool operator==(const Clause&, const Clause&) = default;
};

// ---------------------------------------------------------------- expressions

struct Expr;

/// A literal truth value or `missing` or `today`.
enum class Constant : std::uint8_t { kTrue, kFalse, kMissing, kToday };

struct ConstantExpr {
  Constant value = Constant::kMissing;
  friend bool operator==(const ConstantExpr&, const ConstantExpr&) = default;
};

/// Operators of one precedence, left to right, flat: `first (op operand)*`.
struct Chain {
  enum class Op : std::uint8_t { kOr, kAnd, kConcat, kAdd, kSubtract, kMultiply, kDivide };
  struct Link {
    Op op = Op::kOr;
    Box<Expr> operand;
    friend bool operator==(const Link&, const Link&) = default;
  };
  Box<Expr> first;
  std::vector<Link> rest;
  friend bool operator==(const Chain&, const Chain&) = default;
};

struct Unary {
  enum class Op : std::uint8_t { kNot, kNegate };
  Op op = Op::kNot;
  Box<Expr> operand;
  friend bool operator==(const Unary&, const Unary&) = default;
};

struct Compare {
  enum class Op : std::uint8_t { kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual };
  Op op = Op::kEqual;
  Box<Expr> left;
  Box<Expr> right;
  friend bool operator==(const Compare&, const Compare&) = default;
};

/// `X [not] in [A, B]` or `X [not] in (QUERY)`.
struct In {
  Box<Expr> left;
  std::variant<std::vector<Expr>, Nested> set;
  bool negated = false;
  friend bool operator==(const In&, const In&) = default;
};

struct Like {
  Box<Expr> left;
  Box<Expr> pattern;
  bool negated = false;
  friend bool operator==(const Like&, const Like&) = default;
};

struct IsMissing {
  Box<Expr> operand;
  bool negated = false;
  friend bool operator==(const IsMissing&, const IsMissing&) = default;
};

/// A function call: `year(began)`. `name` is one of the grammar's functions.
struct Call {
  std::string name;
  std::vector<Expr> arguments;
  friend bool operator==(const Call&, const Call&) = default;
};

/// `size(role) [on …]`.
struct Size {
  Role role;
  std::optional<Box<Expr>> on;
  friend bool operator==(const Size&, const Size&) = default;
};

/// `role in BODY`, `began in BODY`, `ended in BODY`, `[on …]`.
struct InBody {
  enum class What : std::uint8_t { kRole, kBegan, kEnded };
  What what = What::kRole;
  NameV body;
  std::optional<Box<Expr>> on;
  friend bool operator==(const InBody&, const InBody&) = default;
};

/// `ROLE of BODY [on …]`, singular.
struct Test {
  RolePhrase role;
  NameV body;
  std::optional<Box<Expr>> on;
  friend bool operator==(const Test&, const Test&) = default;
};

struct Expr {
  std::variant<Param, Text, Date, Number, Name, Word, ConstantExpr, Chain, Unary, Compare, In, Like, IsMissing, Call, Size, InBody,
               Test>
      node;  // Word: a column
  Span span;
  friend bool operator==(const Expr&, const Expr&) = default;
};

// ---------------------------------------------------------------- stages

using Column = Word;

/// `name = EXPR`, or an expression without a name of its own (select only).
struct Named {
  std::optional<Column> name;
  Expr expr;
  friend bool operator==(const Named&, const Named&) = default;
};

struct Where {
  Expr condition;
  friend bool operator==(const Where&, const Where&) = default;
};
struct Select {
  std::vector<Named> items;
  friend bool operator==(const Select&, const Select&) = default;
};
struct Derive {
  std::vector<Named> items;
  friend bool operator==(const Derive&, const Derive&) = default;
};
struct SortKey {
  Expr expr;
  bool descending = false;
  friend bool operator==(const SortKey&, const SortKey&) = default;
};
struct Sort {
  std::vector<SortKey> keys;
  friend bool operator==(const Sort&, const Sort&) = default;
};
struct Take {
  IntV count;
  std::vector<Column> by;
  friend bool operator==(const Take&, const Take&) = default;
};
struct Skip {
  IntV count;
  friend bool operator==(const Skip&, const Skip&) = default;
};
struct Distinct {
  std::vector<Column> columns;
  friend bool operator==(const Distinct&, const Distinct&) = default;
};
struct Count {
  std::vector<Column> by;
  friend bool operator==(const Count&, const Count&) = default;
};
struct Aggregate {
  enum class Fn : std::uint8_t { kCount, kCountDistinct, kMin, kMax, kSum, kMean, kMedian, kList };
  Column name;
  Fn fn = Fn::kCount;
  std::optional<Expr> argument;
  friend bool operator==(const Aggregate&, const Aggregate&) = default;
};
struct Group {
  std::vector<Column> by;
  std::vector<Aggregate> aggregates;
  friend bool operator==(const Group&, const Group&) = default;
};
struct Join {
  enum class Kind : std::uint8_t { kInner, kLeft, kWithout };
  Kind kind = Kind::kInner;
  Nested query;
  std::vector<Column> on;
  friend bool operator==(const Join&, const Join&) = default;
};
struct Pivot {
  Column value;
  Column by;
  friend bool operator==(const Pivot&, const Pivot&) = default;
};
struct Diff {
  std::vector<Clause> clauses;
  friend bool operator==(const Diff&, const Diff&) = default;
};

struct Stage {
  std::variant<Where, Select, Derive, Sort, Take, Skip, Distinct, Count, Group, Join, Pivot, Diff> kind;
  Span span;
  friend bool operator==(const Stage&, const Stage&) = default;
};

struct Query {
  QuerySource source;
  std::vector<Clause> clauses;
  std::vector<Stage> stages;
  Span span;
  friend bool operator==(const Query&, const Query&) = default;
};

// ---------------------------------------------------------------- saying what is so

/// A bound of valid time as written: `2004~`, `before 2010-01-01`, `unknown`.
struct Bound {
  enum class Kind : std::uint8_t { kAt, kBefore, kAfter, kUnknown };
  Kind kind = Kind::kAt;
  std::optional<EDate> date;  // absent for kUnknown
  Span span;
  friend bool operator==(const Bound&, const Bound&) = default;
};

/// `since B`, `until B`, `through B`.
struct BoundMod {
  enum class Kind : std::uint8_t { kSince, kUntil, kThrough };
  Kind kind = Kind::kSince;
  Bound bound;
  friend bool operator==(const BoundMod&, const BoundMod&) = default;
};
struct Observed {
  EDate date;
  friend bool operator==(const Observed&, const Observed&) = default;
};
/// `according to K [via K]`.
struct ClaimedBy {
  KeyV source;
  std::optional<KeyV> via;
  friend bool operator==(const ClaimedBy&, const ClaimedBy&) = default;
};
struct Quote {
  TextV text;
  friend bool operator==(const Quote&, const Quote&) = default;
};
struct ForActors {
  std::vector<NameV> actors;
  friend bool operator==(const ForActors&, const ForActors&) = default;
};
enum class ByReason : std::uint8_t { kWithdrawal, kExpulsion, kDissolution, kSuccession };

/// What may follow a statement that records, in the order written; the binder checks that each stands once.
struct Modifier {
  std::variant<Stance, ClaimedBy, Quote, BoundMod, Observed, ByReason, ForActors> kind;
  Span span;
  friend bool operator==(const Modifier&, const Modifier&) = default;
};

struct Covers {
  std::vector<Role> roles;
  std::vector<NameV> bodies;
  std::variant<DateV, Period> when;  // on DAY · during PERIOD
  friend bool operator==(const Covers&, const Covers&) = default;
};
struct SourceAttr {
  struct Titled {
    TextV text;
    friend bool operator==(const Titled&, const Titled&) = default;
  };
  struct Publisher {
    TextV text;
    friend bool operator==(const Publisher&, const Publisher&) = default;
  };
  struct Url {
    TextV text;
    friend bool operator==(const Url&, const Url&) = default;
  };
  struct Licence {
    TextV text;
    friend bool operator==(const Licence&, const Licence&) = default;
  };
  struct Published {
    EDate date;
    friend bool operator==(const Published&, const Published&) = default;
  };
  struct Via {
    std::vector<KeyV> sources;
    friend bool operator==(const Via&, const Via&) = default;
  };
  std::variant<Titled, Publisher, Url, Licence, Published, Via, Covers> kind;
  Span span;
  friend bool operator==(const SourceAttr&, const SourceAttr&) = default;
};
struct DefineSource {
  Word key;
  std::vector<SourceAttr> attributes;
  friend bool operator==(const DefineSource&, const DefineSource&) = default;
};

struct RoleAttr {
  struct Plural {
    TextV text;
    friend bool operator==(const Plural&, const Plural&) = default;
  };
  struct Rank {
    IntV rank;
    friend bool operator==(const Rank&, const Rank&) = default;
  };
  struct Under {
    Role role;
    friend bool operator==(const Under&, const Under&) = default;
  };
  std::variant<Plural, Rank, Under> kind;
  Span span;
  friend bool operator==(const RoleAttr&, const RoleAttr&) = default;
};
struct DefineRole {
  TextV name;
  std::vector<RoleAttr> attributes;
  friend bool operator==(const DefineRole&, const DefineRole&) = default;
};

/// `(since B until B)`: the time in which a name or a code held; the binder checks that each side stands once.
using InUse = std::vector<BoundMod>;

struct ThingAttr {
  struct Alias {
    TextV text;
    InUse in_use;
    friend bool operator==(const Alias&, const Alias&) = default;
  };
  struct Named {
    Alias name;
    friend bool operator==(const Named&, const Named&) = default;
  };
  struct Also {
    std::vector<Alias> names;
    friend bool operator==(const Also&, const Also&) = default;
  };
  struct Code {
    Word system;
    TextV value;  // a text also where it was written in digits
    InUse in_use;
    Span span;
    friend bool operator==(const Code&, const Code&) = default;
  };
  struct Codes {
    std::vector<Code> codes;
    friend bool operator==(const Codes&, const Codes&) = default;
  };
  struct Form {
    Word word;
    friend bool operator==(const Form&, const Form&) = default;
  };
  struct About {
    std::vector<Topic> topics;
    friend bool operator==(const About&, const About&) = default;
  };
  struct Under {
    std::vector<NameV> bodies;
    friend bool operator==(const Under&, const Under&) = default;
  };
  struct Continues {
    std::vector<NameV> predecessors;
    std::optional<Bound> since;
    friend bool operator==(const Continues&, const Continues&) = default;
  };
  std::variant<Named, Also, Codes, Form, About, Under, Continues, BoundMod, ClaimedBy> kind;
  Span span;
  friend bool operator==(const ThingAttr&, const ThingAttr&) = default;
};
struct DefineThing {
  enum class Kind : std::uint8_t { kState, kTerritory, kOrganisation, kAgreement, kGroup };
  Kind kind = Kind::kState;
  NameV name;
  std::vector<ThingAttr> attributes;
  friend bool operator==(const DefineThing&, const DefineThing&) = default;
};

struct Record {
  std::vector<NameV> actors;
  Role role;
  std::vector<NameV> bodies;
  std::vector<Modifier> modifiers;
  friend bool operator==(const Record&, const Record&) = default;
};
struct End {
  std::vector<NameV> actors;
  Role role;
  std::vector<NameV> bodies;
  EDate on;
  std::vector<Modifier> modifiers;
  friend bool operator==(const End&, const End&) = default;
};
struct Suspend {
  std::vector<NameV> actors;
  std::vector<NameV> bodies;
  std::vector<Modifier> modifiers;
  friend bool operator==(const Suspend&, const Suspend&) = default;
};
struct RetractWhich {
  std::vector<NameV> actors;
  Role role;
  std::vector<NameV> bodies;
  std::optional<ClaimedBy> claimed_by;
  friend bool operator==(const RetractWhich&, const RetractWhich&) = default;
};
struct Retract {
  std::variant<IntV, RetractWhich> which;
  TextV because;
  friend bool operator==(const Retract&, const Retract&) = default;
};
struct Event {
  Word kind;  // several words joined by one blank: "in force"
  std::vector<NameV> bodies;
  EDate on;
  std::vector<Modifier> modifiers;
  friend bool operator==(const Event&, const Event&) = default;
};
struct Provision {
  TextV topic;
  std::vector<NameV> agreements;
  TextV text;
  std::vector<Modifier> modifiers;
  friend bool operator==(const Provision&, const Provision&) = default;
};

// ---------------------------------------------------------------- statements

struct Let {
  Word name;
  Query query;
  friend bool operator==(const Let&, const Let&) = default;
};
struct Default {
  std::vector<Clause> clauses;
  friend bool operator==(const Default&, const Default&) = default;
};
enum class Txn : std::uint8_t { kBegin, kCommit, kRollback };
struct Import {
  /// A heading of the file, what it stands for, and of which system the codes below it are.
  struct Column {
    std::string heading;
    bool quoted = false;
    Word field;
    std::optional<Word> code_system;
    Span span;
    friend bool operator==(const Column&, const Column&) = default;
  };
  using Mapping = std::vector<Column>;
  struct Encoded {
    Word encoding;
    friend bool operator==(const Encoded&, const Encoded&) = default;
  };
  struct DefiningNew {
    friend bool operator==(const DefiningNew&, const DefiningNew&) = default;
  };
  struct BadRowsTo {
    TextV file;
    friend bool operator==(const BadRowsTo&, const BadRowsTo&) = default;
  };
  struct MaxErrors {
    IntV count;
    friend bool operator==(const MaxErrors&, const MaxErrors&) = default;
  };
  struct Option {
    std::variant<ClaimedBy, Encoded, Mapping, DefiningNew, BadRowsTo, MaxErrors> kind;
    Span span;
    friend bool operator==(const Option&, const Option&) = default;
  };
  Word what;  // memberships, actors, … or the name of a format
  TextV file;
  std::vector<Option> options;  // in the order written; the binder checks that each stands once
  friend bool operator==(const Import&, const Import&) = default;
};
struct Export {
  Query query;
  TextV file;
  bool guards_formulas = false;
  friend bool operator==(const Export&, const Export&) = default;
};
struct Dump {
  TextV file;
  bool salvages = false;  // leaves out what cannot be read
  friend bool operator==(const Dump&, const Dump&) = default;
};
struct Restore {
  TextV file;
  friend bool operator==(const Restore&, const Restore&) = default;
};
struct Backup {
  TextV file;
  friend bool operator==(const Backup&, const Backup&) = default;
};
struct Compact {
  TextV file;
  friend bool operator==(const Compact&, const Compact&) = default;
};
struct Check {
  friend bool operator==(const Check&, const Check&) = default;
};
struct Stats {
  friend bool operator==(const Stats&, const Stats&) = default;
};
struct Explain {
  Query query;
  bool analyze = false;
  friend bool operator==(const Explain&, const Explain&) = default;
};
struct Why {
  std::optional<NameV> absent;  // why not X in QUERY
  Query query;
  friend bool operator==(const Why&, const Why&) = default;
};
struct Describe {
  Query query;
  friend bool operator==(const Describe&, const Describe&) = default;
};

struct Statement {
  std::variant<Query, Let, Default, DefineSource, DefineRole, DefineThing, Record, End, Suspend, Retract, Event, Provision, Txn,
               Import, Export, Dump, Restore, Backup, Compact, Check, Stats, Explain, Why, Describe>
      kind;
  Span span;  // without the semicolon
  friend bool operator==(const Statement&, const Statement&) = default;
};

}  // namespace entente::ast
