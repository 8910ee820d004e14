// Clauses: time, sources, knowledge. They follow the whole source of a query.
#pragma once

#include "parser/grammar/lexical.h"

namespace entente::grammar {

// clang-format off
struct PeriodEnd : node, spaced<key<"through", "until">, DateV> {};
struct Period : node, seq<DateV, maybe<PeriodEnd>> {};
// Sampling words are behind steps of a period only: each of D1, D2 names its days.
struct Sampling : node, sor<spaced<key<"at">, key<"start", "end">>, spaced<key<"any", "every">, key<"day">>> {};
struct Unit : node, key<"day", "month", "quarter", "year"> {};
struct Units : node, key<"days", "months", "quarters", "years"> {};
struct EachOf : node, seq<spaced<key<"of">, listed<DateV>>, not_at<_, Sampling>> {};
struct EachUnit : node, spaced<sor<spaced<IntV, sor<Units, Unit>>, Unit>, key<"during">, Period> {};
struct Steps : spaced<key<"each">, sor<EachOf, EachUnit>> {};

struct OnDay : node, spaced<key<"on">, DateV> {};
struct During : node, spaced<key<"during">, Period> {};
struct Throughout : node, spaced<key<"throughout">, Period> {};
struct Ever : node, key<"ever"> {};
struct Since : node, spaced<key<"since">, DateV> {};
struct Each : node, seq<Steps, maybe<Sampling>> {};
struct Time : sor<OnDay, During, Throughout, Ever, Since, Each> {};

struct Publisher : seq<Text> {};
struct SourceName : sor<KeyV, Publisher> {};
struct SourceRef : node, seq<SourceName, maybe<key<"via">, SourceName>> {};
struct According : node, spaced<key<"according">, key<"to">, listed<SourceRef>> {};
struct ReportedBy : node, spaced<key<"reported">, sor<spaced<key<"by">, DateV>, Steps>> {};
struct AtCommit : node, spaced<key<"at">, key<"commit">, IntV> {};
struct KnownOn : node, spaced<key<"known">, sor<spaced<key<"on">, DateV>, AtCommit, Steps>> {};
struct AsClause : spaced<key<"as">, sor<ReportedBy, KnownOn>> {};
struct Unsure : node, key<"planned", "proposed", "alleged"> {};
struct Including : node, spaced<key<"including">, listed<Unsure>> {};
struct Counting : node, spaced<key<"counting">, key<"predecessors">> {};
struct Sure : node, key<"certainly", "possibly"> {};
struct Clause : node, sor<Time, According, AsClause, Including, Counting, Sure> {};
// clang-format on

}  // namespace entente::grammar
