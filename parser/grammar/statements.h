// Statements: queries, what is so, and what is done with the store.
#pragma once

#include "parser/grammar/expressions.h"

namespace entente::grammar {

// clang-format off
// What is recorded is spelt out: no sets and no let names; one source, by its key.
struct PlainNames : node, listed<NameV> {};
struct ClaimedBy : node, seq<spaced<key<"according">, key<"to">, KeyV>, maybe<key<"via">, KeyV>> {};
struct UnknownBound : node, key<"unknown"> {};
struct Bound : node, sor<spaced<key<"before", "after">, EDate>, EDate> {};
struct Bounds : node, sor<spaced<key<"since", "through">, Bound>, spaced<key<"until">, sor<UnknownBound, Bound>>> {};
struct Stance : node, key<"fact", "planned", "proposed", "alleged", "denied"> {};
struct Quote : node, spaced<key<"quote">, TextV> {};
struct CommonModifier : sor<Stance, ClaimedBy, Quote> {};
struct Observed : node, spaced<key<"observed">, EDate> {};
struct ByReason : node, spaced<key<"by">, key<"withdrawal", "expulsion", "dissolution", "succession">> {};
struct ForActors : node, spaced<key<"for">, PlainNames> {};

// ---------------------------------------------------------------- define
struct SourceText : node, spaced<key<"titled", "publisher", "url", "licence">, TextV> {};
struct Published : node, spaced<key<"published">, EDate> {};
struct Via : node, spaced<key<"via">, Keys> {};
struct Covers : node, spaced<key<"covers">, Roles, key<"of">, PlainNames, sor<OnDay, During>> {};
struct SourceAttr : sor<SourceText, Published, Via, Covers> {};
struct DefineSource : node, seq<spaced<key<"source">, Key>, many<SourceAttr>> {};
// `plural` and `rank` are reserved: "under member rank 30" must not read as a role "member rank".
struct Plural : node, spaced<key<"plural">, TextV> {};
struct Rank : node, spaced<key<"rank">, IntV> {};
struct UnderRole : node, spaced<key<"under">, Role> {};
struct DefineRole : node, seq<spaced<key<"role">, TextV>, many<sor<Plural, Rank, UnderRole>>> {};
// The time in which a name or a code held. In parentheses: a bare `since` is the thing's own beginning.
struct InUse : node, spaced<mark<"(">, seq<Bounds, many<Bounds>>, mark<")">> {};
struct Alias : node, seq<TextV, maybe<InUse>> {};
struct NamedText : node, spaced<key<"named">, Alias> {};
struct Also : node, spaced<key<"also">, listed<Alias>> {};
struct Code : node, seq<spaced<Word, sor<TextV, Int>>, maybe<InUse>> {};
struct Codes : node, spaced<key<"code">, listed<Code>> {};
struct Form : node, spaced<key<"form">, Word> {};
struct UnderBodies : node, spaced<key<"under">, PlainNames> {};
// A `since` right behind `continues X` dates the succession; anywhere else it is the thing's own beginning.
struct Continues : node, seq<spaced<key<"continues">, PlainNames>, maybe<key<"since">, Bound>> {};
struct ThingAttr : sor<NamedText, Also, Codes, Form, About, UnderBodies, Continues, Bounds, ClaimedBy> {};
struct ThingWord : node, key<"state", "territory", "organisation", "agreement", "group"> {};
struct DefineThing : node, seq<spaced<ThingWord, NameV>, many<ThingAttr>> {};
struct Define : spaced<key<"define">, sor<DefineSource, DefineRole, DefineThing>> {};

// ---------------------------------------------------------------- record and its like
struct Record : node, seq<spaced<key<"record">, PlainNames, key<"as">, Role, key<"of">, PlainNames>, many<sor<CommonModifier, Bounds, Observed>>> {};
struct End : node, seq<spaced<key<"end">, PlainNames, key<"as">, Role, key<"of">, PlainNames>, maybe<ByReason>, _, spaced<key<"on">, EDate>, many<sor<ByReason, CommonModifier>>> {};
struct Suspend : node, seq<spaced<key<"suspend">, PlainNames, key<"in">, PlainNames>, many<sor<Bounds, CommonModifier>>> {};
struct RetractClaim : node, spaced<key<"claim">, IntV> {};
struct RetractWhich : node, seq<spaced<PlainNames, key<"as">, Role, key<"of">, PlainNames>, maybe<ClaimedBy>> {};
struct Retract : node, spaced<key<"retract">, sor<RetractClaim, RetractWhich>, key<"because">, TextV> {};
// The kind of an event runs up to `of` and may hold other reserved words (in force).
struct EventWord : seq<not_at<key<"of">>, Word> {};
struct EventKind : node, seq<EventWord, star<_, EventWord>> {};
struct Event : node, seq<spaced<key<"event">, EventKind, key<"of">, PlainNames>, maybe<ForActors>, _, spaced<key<"on">, EDate>, many<sor<ForActors, CommonModifier>>> {};
struct Provision : node, seq<spaced<key<"provision">, TextV, key<"of">, PlainNames, key<"text">, TextV>, many<CommonModifier>> {};

// ---------------------------------------------------------------- statements
struct Let : node, spaced<key<"let">, LetName, mark<"=">, Query> {};
struct Default : node, seq<spaced<key<"default">, Clause>, many<Clause>> {};
struct Txn : node, key<"begin", "commit", "rollback"> {};
// What a file holds is a word of its own, or the name of a known format; the binder knows which there are.
struct ImportWhat : seq<not_at<Reserved>, Word> {};
struct ImportColumn : node, spaced<sor<Column, Text>, key<"as">, seq<Word, maybe<CodeSystem>>> {};
struct Mapping : node, spaced<key<"mapping">, mark<"(">, listed<ImportColumn>, mark<")">> {};
struct Encoded : node, spaced<key<"encoded">, Encoding> {};
struct DefiningNew : node, spaced<key<"defining">, key<"new">> {};
struct BadRowsTo : node, spaced<key<"skipping">, key<"bad">, key<"rows">, key<"to">, TextV> {};
struct MaxErrors : node, spaced<key<"max">, key<"errors">, IntV> {};
struct Import : node, seq<spaced<key<"import">, ImportWhat, key<"from">, TextV>, many<sor<ClaimedBy, Encoded, Mapping, DefiningNew, BadRowsTo, MaxErrors>>> {};
struct GuardingFormulas : node, spaced<key<"guarding">, key<"formulas">> {};
struct Export : node, seq<spaced<key<"export">, Nested, key<"to">, TextV>, maybe<GuardingFormulas>> {};
struct Salvaging : node, key<"salvaging"> {};
struct Dump : node, seq<key<"dump">, maybe<Salvaging>, _, spaced<key<"to">, TextV>> {};
struct Restore : node, spaced<key<"restore">, key<"from">, TextV> {};
struct Compact : node, spaced<key<"compact">, key<"to">, TextV> {};
struct Stats : node, key<"stats"> {};
struct Backup : node, spaced<key<"backup">, key<"to">, TextV> {};
struct Check : node, key<"check"> {};
struct Analyze : node, key<"analyze"> {};
struct Explain : node, seq<key<"explain">, _, opt<Analyze, _>, Query> {};
struct WhyNot : node, spaced<key<"not">, NameV, key<"in">> {};
struct Why : node, seq<key<"why">, _, opt<WhyNot, _>, Query> {};
struct Describe : node, spaced<key<"describe">, Query> {};
struct Statement : node, sor<Let, Default, Define, Record, End, Suspend, Retract, Event, Provision, Txn, Import, Export, Dump, Restore, Backup, Compact, Check, Stats, Explain, Why, Describe, Query> {};
struct TheEnd : pegtl::eof {};
// What stands between two semicolons.
struct Script : seq<_, Statement, _, TheEnd> {};
// clang-format on

}  // namespace entente::grammar
