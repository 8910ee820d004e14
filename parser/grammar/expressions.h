// Expressions and queries: sets, tables, stages. They hold one another, so they stand in one file.
#pragma once

#include "parser/grammar/clauses.h"

namespace entente::grammar {

// clang-format off
struct Query;
struct Expr;
struct NotX;
struct Unary;

struct Nested : node, deep, spaced<mark<"(">, Query, mark<")">> {};

// ---------------------------------------------------------------- names and sets
struct Braces : node, spaced<mark<"{">, listed<NameV>, mark<"}">> {};
struct NameItem : sor<NameV, Nested, Braces, LetRef> {};
struct Names : node, listed<NameItem> {};
struct OfActors : node, spaced<key<"of">, Names> {};
struct InBodies : node, spaced<key<"in">, Names> {};
// `as known` and `as reported` are clauses: both words are reserved and no role.
struct AsRoles : node, spaced<key<"as">, Roles> {};

struct BodyWord : node, key<"organisations", "agreements", "groups", "bodies"> {};
struct ActorWord : node, key<"states", "territories", "actors"> {};
struct Under : node, spaced<key<"under">, Names> {};
struct About : node, spaced<key<"about">, Topics> {};
struct Catalogue : node, sor<seq<BodyWord, opt<_, OfActors, maybe<AsRoles>>, many<sor<Under, About>>>, ActorWord> {};
struct RoleSet : node, seq<not_at<FixedWord>, spaced<listed<RolePhrase>, key<"of">, Names>> {};

// In a counted list a comma parts the sets: so each has one role and one body, or stands in parentheses.
struct CountedNames : node, seq<NameV> {};
struct CountedOf : node, spaced<key<"of">, CountedNames> {};
struct CountedAs : node, spaced<key<"as">, Role> {};
struct CountedUnder : node, spaced<key<"under">, CountedNames> {};
struct CountedTopics : node, seq<Topic> {};
struct CountedAbout : node, spaced<key<"about">, CountedTopics> {};
struct CountedCatalogue : node, sor<seq<BodyWord, opt<_, CountedOf, maybe<CountedAs>>, many<sor<CountedUnder, CountedAbout>>>, ActorWord> {};
struct CountedRoleSet : node, seq<not_at<FixedWord>, spaced<RolePhrase, key<"of">, CountedNames>> {};
struct CountedItem : sor<Nested, Braces, CountedCatalogue, CountedRoleSet, LetRef> {};
struct Counted : node, spaced<sor<spaced<key<"at">, key<"least">>, key<"exactly">>, IntV, key<"of">, mark<"(">, listed<CountedItem>, mark<")">> {};

// `and` binds tighter; `or` and `except` go left to right.
struct Primary : sor<Nested, Braces, Counted, Catalogue, RoleSet, LetRef> {};
struct AndOp : node, key<"and"> {};
struct OrOp : node, key<"or", "except"> {};
struct AndSet : fold, seq<Primary, many<AndOp, Primary>> {};
struct SetExpr : fold, seq<AndSet, many<OrOp, AndSet>> {};

// ---------------------------------------------------------------- tables: operands of and, or, except only in parentheses
struct Filter : sor<OfActors, InBodies, AsRoles> {};
struct Memberships : node, seq<key<"memberships">, many<Filter>> {};
struct Changes : node, seq<key<"changes">, many<Filter>> {};
struct Claims : node, seq<key<"claims">, many<Filter>> {};
struct Conflicts : node, seq<key<"conflicts">, many<sor<OfActors, InBodies>>> {};
struct Transitions : node, seq<spaced<key<"transitions">, key<"from">, Role, key<"to">, Role>, maybe<InBodies>> {};
// The set behind `of` and `with` is one set, or in parentheses; `as` and `in` behind it belong to the pairs.
struct PairBody : node, seq<BodyWord, maybe<OfActors>, many<sor<Under, About>>> {};
struct PairActors : node, seq<ActorWord> {};
struct PairSet : sor<Nested, Braces, PairBody, PairActors, RoleSet, LetRef> {};
struct PairWith : node, spaced<key<"with">, PairSet> {};
struct Pairs : node, seq<spaced<key<"pairs">, key<"of">, PairSet>, maybe<PairWith>, many<sor<InBodies, AsRoles>>> {};
struct OrderedPairs : node, seq<spaced<key<"ordered">, key<"pairs">, key<"of">, PairSet, key<"as">, Role, key<"with">, PairSet, key<"as">, Role>, maybe<InBodies>> {};
struct Events : node, spaced<key<"events">, key<"of">, Names> {};
struct Provisions : node, spaced<key<"provisions">, key<"of">, Names> {};
// One actor, one role, one body; `is` opens a question only where a query begins.
struct IsQuestion : node, spaced<key<"is">, NameV, Role, key<"of">, NameV> {};
// A heading that is no column name stands in quotes; the code system is no reserved word, so that a clause may follow.
struct ColumnKind : node, key<"actor", "body"> {};
struct PlainKind : node, key<"date", "number", "text"> {};
struct ColumnCode : seq<not_at<key<"skipping", "encoded">>, CodeSystem> {};
struct RowColumn : node, spaced<sor<Column, Text>, key<"as">, sor<seq<ColumnKind, maybe<ColumnCode>>, PlainKind>> {};
struct Encoding : seq<not_at<Reserved>, Word> {};
struct SkippingUnknown : node, spaced<key<"skipping">, key<"unknown">> {};
struct RowsOf : node, seq<spaced<key<"rows">, key<"of">, TextV>, maybe<key<"encoded">, Encoding>, maybe<key<"with">, listed<RowColumn>>, maybe<SkippingUnknown>> {};
struct History : node, spaced<key<"history">, key<"of">, sor<NameV, Key>> {};
struct CatalogueTable : node, key<"roles", "sources", "commits"> {};
struct Table : sor<Memberships, Changes, Transitions, Pairs, OrderedPairs, Claims, Conflicts, Events, Provisions, IsQuestion, RowsOf, History, CatalogueTable> {};

// ---------------------------------------------------------------- expressions
struct Function : node, key<"year", "month", "day", "quarter", "days", "years", "earliest", "latest", "length", "round", "coalesce", "if", "code", "running_sum"> {};
struct Call : node, deep, seq<Function, mark<"(">, _, listed<Expr>, _, mark<")">> {};
struct Paren : deep, spaced<mark<"(">, Expr, mark<")">> {};
// + and - need a blank on both sides, or a comment (names and words hold hyphens); * and / need none.
struct SumSign : node, one<'+', '-'> {};
struct SumLink : seq<at<sor<Blank, Comment>>, _, SumSign, at<sor<Blank, Comment>>, _> {};
struct ProductSign : node, one<'*', '/'> {};
// `on` takes one operand, and no arithmetic follows it: "began in EU on day - 5" has two readings.
struct AtOperand : sor<Paren, DateV, Call, Column> {};
struct AtDate : node, seq<spaced<key<"on">, AtOperand>, not_at<sor<SumLink, seq<_, one<'*', '/'>>>>> {};
// size takes a role, which may have several words, not a column.
struct Size : node, seq<spaced<seq<key<"size">, mark<"(">>, Role, mark<")">>, maybe<AtDate>> {};
struct InBodyWhat : node, key<"role", "began", "ended"> {};
struct InBody : node, seq<spaced<InBodyWhat, key<"in">, NameV>, maybe<AtDate>> {};
struct Test : node, seq<spaced<RolePhrase, key<"of">, NameV>, maybe<AtDate>> {};
struct Truth : node, key<"true", "false", "missing", "today"> {};
struct Prim : sor<Paren, Text, Param, DateLit, Number, NameLit, Size, Call, InBody, Test, Truth, Column> {};
struct Negation : node, deep, seq<mark<"-">, Unary> {};
struct Unary : bounded, sor<Negation, Prim> {};
struct Product : fold, seq<Unary, many<ProductSign, Unary>> {};
struct Sum : fold, seq<Product, star<SumLink, Product>> {};
struct Concat : fold, seq<Sum, many<mark<"||">, Sum>> {};
// The operator `in` is always followed by [ or (; followed by a name it belongs to role, began or ended.
struct InList : node, spaced<mark<"[">, listed<Concat>, mark<"]">> {};
struct CompareSign : node, sor<mark<"!=">, mark<"<=">, mark<">=">, mark<"=">, mark<"<">, mark<">">> {};
struct CompareTail : node, spaced<CompareSign, Concat> {};
struct NotWord : node, key<"not"> {};
struct InTail : node, seq<opt<NotWord, _>, spaced<key<"in">, sor<InList, Nested>>> {};
struct LikeTail : node, seq<opt<NotWord, _>, spaced<key<"like">, Concat>> {};
struct MissingTail : node, seq<key<"is">, _, opt<NotWord, _>, key<"missing">> {};
struct Tail : sor<CompareTail, InTail, LikeTail, MissingTail> {};
struct Comparison : fold, seq<Concat, maybe<Tail>> {};
struct Not : node, deep, spaced<key<"not">, NotX> {};
struct NotX : bounded, sor<Not, Comparison> {};
struct AndX : fold, seq<NotX, many<key<"and">, NotX>> {};
struct Expr : fold, bounded, seq<AndX, many<key<"or">, AndX>> {};

// ---------------------------------------------------------------- stages
struct Columns : node, listed<Column> {};
struct ByColumns : spaced<key<"by">, Columns> {};
struct OnColumns : spaced<key<"on">, Columns> {};
struct Named : node, spaced<Column, mark<"=">, Expr> {};
// Decided by the mark: an item that failed as Named must not be read anew as an expression.
struct SelectItem : sor<seq<at<Column, _, one<'='>>, Named>, seq<not_at<Column, _, one<'='>>, Expr>> {};
struct Direction : node, key<"desc", "asc"> {};
struct SortKey : node, seq<Expr, maybe<Direction>> {};
struct CountDistinct : node, spaced<mark<"(">, key<"distinct">, Expr, mark<")">> {};
struct AggregateCount : node, seq<key<"count">, maybe<CountDistinct>> {};
struct AggregateFunction : key<"min", "max", "sum", "mean", "median", "list"> {};
struct AggregateCall : node, spaced<AggregateFunction, mark<"(">, Expr, mark<")">> {};
struct Aggregate : node, spaced<Column, mark<"=">, sor<AggregateCount, AggregateCall>> {};

struct Where : node, spaced<key<"where">, Expr> {};
struct Select : node, spaced<key<"select">, listed<SelectItem>> {};
struct Derive : node, spaced<key<"derive">, listed<Named>> {};
struct Sort : node, spaced<key<"sort">, listed<SortKey>> {};
struct Take : node, seq<spaced<key<"take">, IntV>, maybe<ByColumns>> {};
struct Skip : node, spaced<key<"skip">, IntV> {};
struct Distinct : node, seq<key<"distinct">, maybe<Columns>> {};
struct Count : node, seq<key<"count">, maybe<ByColumns>> {};
struct Group : node, spaced<key<"group">, ByColumns, mark<"(">, listed<Aggregate>, mark<")">> {};
struct Join : node, seq<opt<key<"left">, _>, spaced<key<"join">, Nested, OnColumns>> {};
struct Without : node, spaced<key<"without">, Nested, OnColumns> {};
struct Pivot : node, spaced<key<"pivot">, Column, key<"by">, Column> {};
struct Diff : node, seq<spaced<key<"diff">, key<"with">, Clause>, many<Clause>> {};
struct Stage : node, sor<Where, Select, Derive, Sort, Take, Skip, Distinct, Count, Group, Join, Without, Pivot, Diff> {};

struct Pipe : seq<mark<"|">, not_at<one<'|'>>> {};
struct Query : node, bounded, seq<sor<Table, SetExpr>, many<Clause>, many<Pipe, Stage>> {};
// clang-format on

}  // namespace entente::grammar
