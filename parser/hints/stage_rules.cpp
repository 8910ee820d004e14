// Stages and expressions.
#include <array>

#include "parser/hints/rules.h"

namespace entente::hints {
namespace {

// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    // ---------------------------------------------------------------- where stages begin
    {"a statement", "<start> ^ select * from", "a query begins with what it is about, and has all columns", "", "as in members of SCO"},
    {"a statement", "<start> ^ select ~ from <words>", "a query begins with what it is about; stages follow", "", "as in members of SCO | select {3}"},
    {"a statement", "<start> ^ select|where|sort|take|derive", "a query begins with what it is about; stages follow", "", "as in members of SCO | {2} …"},
    {"|", "^ ||", "a stage begins with one |", "{<}|{>}", ""},
    {"|", "^ where|select|derive|sort|take|skip|distinct|count|group|join|left|without|pivot|diff", "a stage begins with |", "{<}| {1}{>}", ""},
    {"|", "^ order by", "a stage begins with |, and this one is called sort", "{<}| sort{>}", ""},
    {"|", "^ limit <num>", "a stage begins with |, and this one is called take", "{<}| take {2}{>}", ""},
    {"a stage", "| ^ filter|having", "no stage is called \"{2}\"", "{<}| where{>}", ""},
    {"a stage", "| ^ order|orderby by", "no stage is called \"{2}\"", "{<}| sort{>}", ""},
    {"a stage", "| ^ limit|head|top", "no stage is called \"{2}\"", "{<}| take{>}", ""},
    {"a stage", "| ^ project|keep|columns", "no stage is called \"{2}\"", "{<}| select{>}", ""},
    {"a stage", "| ^ offset", "no stage is called \"{2}\"", "{<}| skip{>}", ""},
    {"a stage", "<start> ~ | ^ on|during|throughout|since|ever|each|according|as|including|counting|certainly|possibly ~ | ~ <end>", "clauses stand before the first |", "{2} {4} {5} | {7}", ""},
    {"a stage", "<start> ~ | ^ on|during|throughout|since|ever|each|according|as|including|counting|certainly|possibly ~ <end>", "clauses stand before the first |", "{2} {4} {5}", ""},
    {"a stage", "| ^ <word>", "no stage is called \"{2}\"", "", "the stages are where, select, derive, sort, take, skip, distinct, count, group, join, left join, without, pivot and diff"},
    {"a stage", "| ^", "a stage is missing behind |", "", "the stages are where, select, derive, sort, take, skip, distinct, count, group, join, left join, without, pivot and diff"},
    // ---------------------------------------------------------------- operators and literals
    {"a value", "= ^ =", "equality is one =", "{<}={>}", ""},
    {"a value", "<word> ( ^ )", "a value is missing in the parentheses", "", "as in {1}(began)"},
    {"a value", "| where ^ <end>", "a condition is missing behind \"where\"", "", "as in | where began > 2010"},
    {"a value", "| sort|select|derive ^ <end>", "a column is missing behind \"{2}\"", "", "as in | {2} name"},
    {"|", "<word> <|>|<=|>= <date> ^ <|>|<=|>=|=", "comparisons do not chain", "{<}{1} {2} {3} and {1} {4}{>}", ""},
    {"|", "<word> <|>|<=|>= <num> ^ <|>|<=|>=|=", "comparisons do not chain", "{<}{1} {2} {3} and {1} {4}{>}", ""},
    {"|", "<|>|<=|>= <any> ^ <|>|<=|>=|=", "comparisons do not chain", "{<}{1} {2} and {2} {3}{>}", ""},
    {"[", "in ^ <param>", "a list stands in brackets", "{<}in [{2}]{>}", ""},
    {"[", "in ^ <text>", "a list stands in brackets", "{<}in [{2}]{>}", ""},
    {"[", "on began|ended|role in ^ <name>", "behind \"on\" an expression stands in parentheses", "{<}on ({2} in {4}){>}", ""},
    {"[", "in ^ <words> of <name> on|during|throughout|since <date>", "a query behind \"in\" stands in parentheses", "{<}in ({2} of {4} {5} {6}){>}", ""},
    {"[", "in ^ <words> of <name>", "a query behind \"in\" stands in parentheses", "{<}in ({2} of {4}){>}", ""},
    {"[", "in ^ states|territories|actors|organisations|agreements|groups|bodies", "a query behind \"in\" stands in parentheses", "{<}in ({2}){>}", ""},
    {"[", "<text> in ^ sources", "\"in\" is followed by a list in brackets or a query in parentheses", "", "claims of one source are asked before the first |: according to {1k}"},
    {"[", "member|observer|candidate|associate|party|signatory|chair|participant in ^ <name>", "a test names the body behind \"of\"", "{<}{1} of {3}{>}", ""},
    {"[", "<any> in ^ <word>", "\"in\" is followed by a list in brackets or a query in parentheses", "", "as in name in [Russia, China]; what a column of lists holds is seen in its text: \"\" || {3} like \"%RUS%\""},
    {"[", "<word> in ^ <name>", "\"in\" is followed by a list or a query", "{<}{1} in [{3}]{>}", "or member of {3}, began in {3}, role in {3}"},
    {"missing", "is ^ null|none|empty|nothing", "what is not there is called missing", "{<}is missing{>}", ""},
    {"missing", "is not ^ null|none|empty|nothing", "what is not there is called missing", "{<}is not missing{>}", ""},
    {"missing", "is not ^ <any>", "\"is\" asks for what is missing; values are compared by !=", "{<}!= {3}{>}", ""},
    {"missing", "is ^ <any>", "\"is\" asks for what is missing; values are compared by =", "{<}= {2}{>}", ""},
    {"a comparison", "<word> ^ - <num>", "minus has a blank on both sides: words hold hyphens", "{<}{1} - {3}{>}", ""},
    {"a comparison", "<word> ^ +|- <any>", "{2} has a blank on both sides", "{<}{1} {2} {3}{>}", ""},
    {"||", "<any> ^ +|- <any>", "{2} has a blank on both sides", "{<}{1} {2} {3}{>}", ""},
    {"of", "<word> matches|contains|regexp|ilike ^ <text>", "texts are compared by \"like\", with % and _", "{<}{1} like {3}{>}", ""},
    {"of", "if ~ then ^", "\"if\" is a function", "", "if(condition, value, other value)"},
    {"a comparison", "select ~ <word> ^ as <word>", "the new name stands first", "{<}{1} {2} {5} = {3}{>}", ""},
    {"a comparison", "year|month|day|quarter|days|years|earliest|latest|length|round|coalesce|if|code ^ (", "no blank stands between a function and its parenthesis", "{<}{1}({>}", ""},
    {"a comparison", "count ^ (", "\"count\" works on a group of rows", "", "it stands in group by: | group by body (n = count)"},
    {"a comparison", "min|max|sum|mean|median|list ^ (", "\"{1}\" works on a group of rows", "", "it stands in group by: | group by body (first = {1}(…))"},
    {"a comparison", "<word> ^ (", "no function is called \"{1}\"", "", "functions are year, month, day, quarter, days, years, earliest, latest, length, round, coalesce, if, code, running_sum"},
    // ---------------------------------------------------------------- tests of a row
    {"a date", "of|in <name> on ^ <word> +|-|*|/ <any>", "behind \"on\" arithmetic stands in parentheses", "{<}{1} {2} on ({4} {5} {6}){>}", ""},
    {"a date", ") on ^ <word> +|-|*|/ <any>", "behind \"on\" arithmetic stands in parentheses", "{<}{1} on ({3} {4} {5}){>}", ""},
    {"(", "on <word> ^ +|-|*|/ <any>", "behind \"on\" this can be read in two ways", "{<}on ({2} {3} {4}){>}", "or put the part before {3} in parentheses"},
    {"a name", "<words> of ^ ( <name> )", "the body of a test stands without parentheses", "{<}{1} of {4}{>}", ""},
    {"a name", "<words> of ^ {|( <name> , <name> }|)", "a test is of one body", "{<}({1} of {4} or {1} of {6}){>}", ""},
    {"a name", "<words> of ^ { <name> }", "the body of a test stands without braces", "{<}{1} of {4}{>}", ""},
    {"a name", "where|and|or|not|( <words> of ^ ( ~ )", "a test is of one body; an actor is looked up in a query", "{<}{1} actor in ({2+} of ({5})){>}", ""},
    {"on", "<words> of <name> ^ during ~ <end>", "a test has one day", "{<}actor in ({1+} of {3} during {5})", "or one day: {1} of {3} on 2014-12-31"},
    {"on", "<words> of <name> ^ , <name>", "a test is of one body", "{<}{1} of {3} or {1} of {5}{>}", ""},
    {"a comparison", "on <word> ^ on", "a test has one day", "", "leave one of the two out"},
    {"or", "where ~ in ( ~ ) ^ on <word>", "a query in parentheses has no day of the row", "", "a test has: where member of EU on {8}"},
    {"a date", "where|derive|select ~ of <name> on ^ <bare>", "behind \"on\" stands a date, a column that holds dates, or an expression in parentheses", "", "as in on 2014-10-20, on day or on (day - 1)"},
    {"a role", "( ^ <bare>", "a role is written in lower case", "{<}({2l}{>}", ""},
    {")", "size ( <words> ^ of <name>", "size takes a role; the body is the row's", "{<}size({3}{>}", ""},
    // ---------------------------------------------------------------- each stage
    {"a number", "take|skip ^ <end>", "how many is missing behind \"{1}\"", "", "as in | {1} 3"},
    {"a number", "take|skip ^ by", "how many is missing behind \"{1}\"", "", "as in | {1} 3"},
    {"a column", "by|on|,|pivot ^ <bare>", "a column is written in lower case", "{<}{1} {2l}{>}", ""},
    {"=", "( count ^ ( distinct", "what is worked out needs a name", "{<}(n = count(distinct{>}", ""},
    {"=", "( count ^ ( <word> )", "what is worked out needs a name, and rows are counted by count alone", "{<}(n = count){>}", "or n = count(distinct {4}), which counts values, each once"},
    {"distinct", "count ( ^ <word> )", "rows are counted by count alone", "{<}count{>}", "or count(distinct {3}), which counts values, each once"},
    {"", "min|max|sum|mean|median|list ( distinct <word> ^ )", "distinct values are counted: count(distinct …)", "{<}{1}({4}){>}", "a stage | distinct … before it keeps each row once"},
    {"(", "( <word> = min|max|sum|mean|median|list ^ <word>", "{4} takes a value in parentheses", "{<}({2} = {4}({5}){>}", ""},
    {"(", "( <word> = min|max|sum|mean|median|list ^ )", "{4} takes a value in parentheses", "", "as in ({2} = {4}(name))"},
    {"(", "group by ~ ^ <word> = ~ | ~ <end>", "what is worked out stands in parentheses", "{<}group by {3} ({4} = {6}) | {8}", ""},
    {"(", "group by ~ ^ <word> = ~ <end>", "what is worked out stands in parentheses", "{<}group by {3} ({4} = {6})", ""},
    {"by", "| group ^ (", "by which columns is missing", "", "as in | group by role (n = count); all rows are counted by | count"},
    {"a column", "| group by ^ (", "by which columns is missing", "", "as in | group by role (n = count); all rows are counted by | count"},
    {"=", "( count ^ )", "what is worked out needs a name", "{<}(n = count){>}", ""},
    {"=", "( min|max|sum|mean|median|list ^", "what is worked out needs a name", "{<}(x = {2}{>}", ""},
    {"=", "| group by <word> ( <word> ^ )", "\"by\" takes columns, not expressions: derive first", "{<}| derive {4} = {4}({6}) | group by {4}{>}", ""},
    {"", "| count by <word> ^ ( <word> )", "\"by\" takes columns, not expressions: derive first", "{<}| derive {4} = {4}({6}) | count by {4}{>}", ""},
    {"(", "group by ~ ^ <end>", "what to work out is missing", "{<}group by {3} (n = count)", ""},
    {"by", "| count ^ <word>", "\"by\" is missing", "{<}| count by {3}{>}", "count(distinct {3}) stands in group by"},
    {"by", "pivot <word> ^", "\"by\" is missing: whose values become columns", "", "as in | pivot {2} by body"},
    {"by", "| group|order ^ <word>", "\"by\" is missing", "{<}| {2} by {3}{>}", ""},
    {"(", "join|without ^ <words> of <name>", "the other query stands in parentheses", "{<}{1} ({2} of {4}){>}", ""},
    {"(", "join|without ^ <word>", "the other query stands in parentheses", "", "as in | {1} ({2} …) on actor"},
    {"on", "join|without ~ ^ <end>", "the columns that must agree are missing", "{<}{1} {2} on actor", ""},
    {",", "on|by ~ <word> ^ and <word>", "a comma stands between columns", "{<}{1} {2} {3}, {5}{>}", ""},
    {"with", "diff ^ <any>", "\"with\" is missing", "{<}diff with {2}{>}", ""},
    {"the end", "<start> ~ on|during|throughout|since <date> ~ | ~ ^ on|during|throughout|since|ever|each", "a query has one time, before the first |", "", "leave one of the two out; a test has a day of its own: member of NATO on 2014-10-20"},
    {"the end", "<start> ~ ever|each ~ | ~ ^ on|during|throughout|since|ever|each", "a query has one time, before the first |", "", "leave one of the two out; a test has a day of its own: member of NATO on 2014-10-20"},
    {"the end", "<start> ~ | ~ ^ on|during|throughout|since|ever|each|according|as|including|counting|certainly|possibly ~ | ~ <end>", "clauses stand before the first |", "{2} {5} {6} | {4} | {8}", ""},
    {"the end", "<start> ~ | ~ ^ on|during|throughout|since|ever|each|according|as|including|counting|certainly|possibly ~ <end>", "clauses stand before the first |", "{2} {5} {6} | {4}", ""},
});
// clang-format on

}  // namespace

std::span<const Rule> stage_rules() { return kRules; }

}  // namespace entente::hints
