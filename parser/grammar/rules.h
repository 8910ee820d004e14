// The rules that make nodes, by name alone: for those who read the tree and need no PEGTL.
#pragma once

namespace entente::grammar {

// clang-format off
// lexical
struct Word; struct Param; struct Text; struct Int; struct Number; struct Date; struct Today; struct Mark; struct EDate;
struct Name; struct RolePhrase; struct LetRef; struct Topics;

// clauses
struct PeriodEnd; struct Period; struct Sampling; struct Unit; struct Units; struct EachOf; struct EachUnit; struct OnDay;
struct During; struct Throughout; struct Ever; struct Since; struct Each; struct SourceRef; struct According; struct ReportedBy;
struct AtCommit; struct KnownOn; struct Unsure; struct Including; struct Counting; struct Sure; struct Clause;

// expressions
struct Nested; struct Braces; struct Names; struct OfActors; struct InBodies; struct AsRoles; struct BodyWord; struct ActorWord;
struct Under; struct About; struct Catalogue; struct RoleSet; struct CountedNames; struct CountedOf; struct CountedAs;
struct CountedUnder; struct CountedTopics; struct CountedAbout; struct CountedCatalogue; struct CountedRoleSet; struct Counted;
struct AndOp; struct OrOp; struct AndSet; struct SetExpr; struct Memberships; struct Changes; struct Claims; struct Conflicts;
struct Transitions; struct PairBody; struct PairActors; struct PairWith; struct Pairs; struct OrderedPairs; struct Events;
struct Provisions; struct IsQuestion; struct ColumnKind; struct PlainKind; struct RowColumn; struct SkippingUnknown; struct RowsOf; struct History;
struct CatalogueTable; struct Function; struct Call; struct SumSign; struct ProductSign; struct AtDate; struct Size;
struct InBodyWhat; struct InBody; struct Test; struct Truth; struct Negation; struct Product; struct Sum; struct Concat;
struct InList; struct CompareSign; struct CompareTail; struct NotWord; struct InTail; struct LikeTail; struct MissingTail;
struct Comparison; struct Not; struct AndX; struct Expr; struct Columns; struct Named; struct Direction; struct SortKey;
struct CountDistinct; struct AggregateCount; struct AggregateCall; struct Aggregate; struct Where; struct Select; struct Derive;
struct Sort; struct Take; struct Skip; struct Distinct; struct Count; struct Group; struct Join; struct Without; struct Pivot;
struct Diff; struct Stage; struct Query;

// statements
struct PlainNames; struct ClaimedBy; struct UnknownBound; struct Bound; struct Bounds; struct Stance; struct Quote;
struct Observed; struct ByReason; struct ForActors; struct SourceText; struct Published; struct Via; struct Covers;
struct DefineSource; struct Plural; struct Rank; struct UnderRole; struct DefineRole; struct InUse; struct Alias; struct NamedText;
struct Also; struct Code; struct Codes; struct Form; struct UnderBodies; struct Continues; struct ThingWord; struct DefineThing; struct Record; struct End;
struct Suspend; struct RetractClaim; struct RetractWhich; struct Retract; struct EventKind; struct Event; struct Provision;
struct Let; struct Default; struct Txn; struct ImportColumn; struct Mapping; struct Encoded; struct DefiningNew; struct BadRowsTo; struct MaxErrors;
struct Import; struct GuardingFormulas; struct Export; struct Salvaging; struct Dump; struct Restore; struct Backup; struct Compact; struct Check; struct Stats; struct Analyze;
struct Explain; struct WhyNot; struct Why; struct Describe; struct Statement;
// clang-format on

}  // namespace entente::grammar
