// What is written so in SQL, in R or in Python.
#include <array>

#include "parser/hints/rules.h"

namespace entente::hints {
namespace {

constexpr std::string_view kBegins = "a query begins with what it is about; stages follow";
constexpr std::string_view kRecords = "what is so is recorded, and nothing is overwritten";
constexpr std::string_view kHowToRecord =
    "as in record Belarus as observer of SCO since 2015-07-10 according to …; end, retract and define are the others";

// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    // ---------------------------------------------------------------- statements
    {"a statement", "<start> ^ select * from <words> of <name>", kBegins, "{5} of {7}{>}", ""},
    {"a statement", "<start> ^ select ~ from <words> of <name> <end>", kBegins, "{5} of {7} | select {3}", ""},
    {"a statement", "<start> ^ select ~ from <words> of <name> where ~ <end>", kBegins, "{5} of {7} | where {9} | select {3}", ""},
    {"a statement", "<start> ^ SELECT|Select", kBegins, "", "as in members of SCO on 2014-10-21 | where began > 2010 | select name, began"},
    {"a statement", "<start> ^ INSERT|Insert|UPDATE|Update|DELETE|Delete|CREATE|Create|ALTER|DROP", kRecords, "", kHowToRecord},
    {"", "<start> insert|update|delete|add|remove|create|drop|alter ~ ^", kRecords, "", kHowToRecord},
    {"", "<start> show|list tables|columns|databases ^", "there are no tables: a query begins with what it is about", "", "states, organisations, roles and sources list what there is; describe members of SCO names the columns"},
    {"", "<start> describe ^ <name> <end>", "behind \"describe\" stands a query", "describe members of {3}", "history of {3} shows what was recorded about it"},
    {"a statement", "<start> ^ .|\\|? ~", "a statement begins with a word", "", "as in members of SCO on 2014-10-21; commands such as .help are for the prompt, alone on a line"},
    {"a statement", "<start> ^ [ ~ ]", "a set of names stands in braces", "{{{3}}}{>}", ""},
    // ---------------------------------------------------------------- full-width marks
    {"", "^ ，", "a comma is written ,", "{<},{>}", ""},
    {"", "^ ；", "a statement ends with ;", "{<};{>}", ""},
    {"", "^ （", "a parenthesis is written (", "{<}({>}", ""},
    {"", "^ ）", "a parenthesis is written )", "{<}){>}", ""},
    {"", "^ ｜|│|¦", "a stage begins with |", "{<}|{>}", ""},
    {"", "^ ＝", "equality is one =", "{<}={>}", ""},
    {"", "^ ` ~ `", "a text stands in double quotes", "{<}\"{2}\"{>}", ""},
    // ---------------------------------------------------------------- pipes and stages
    {"|", "^ % > %", "a stage begins with |", "{<}|{>}", ""},
    {"a stage", "| ^ >", "a stage begins with |", "{<}|{>}", ""},
    {"a stage", ") | ^ (", "behind | stands a stage; sets are joined by or", "{<}) or ({>}", ""},
    {"a stage", "| ^ where|filter|subset|having ( ~ ) <end>", "conditions stand behind \"where\", without parentheses", "{<}| where {4}", ""},
    {"a stage", "| ^ head|top|first|limit|slice|slice_head ( <num> )", "no stage is called \"{2}\"", "{<}| take {4}{>}", ""},
    {"a stage", "| ^ first|slice|fetch <num>", "no stage is called \"{2}\"", "{<}| take {3}{>}", ""},
    {"a stage", "| ^ order|arrange|orderby|order_by|sort_by ( ~ ) <end>", "no stage is called \"{2}\"", "{<}| sort {4}", ""},
    {"a stage", "| ^ order|arrange|orderby|order_by|sort_by <word>", "no stage is called \"{2}\"", "{<}| sort {3}{>}", ""},
    {"a stage", "| ^ mutate|transform|extend|assign ( ~ ) <end>", "no stage is called \"{2}\"", "{<}| derive {4}", ""},
    {"a stage", "| ^ mutate|transform|extend|let|add <word> =", "no stage is called \"{2}\"", "{<}| derive {3} ={>}", ""},
    {"a stage", "| ^ unique|uniq|dedup|deduplicate", "no stage is called \"{2}\"", "{<}| distinct{>}", ""},
    {"a stage", "| ^ group_by|groupby ( ~ ) <end>", "no stage is called \"{2}\"", "{<}| count by {4}", "or group by {4} (n = count), which works out more"},
    {"a stage", "| ^ summarise|summarize|aggregate|summary|n|tally|len|length|nrow", "no stage is called \"{2}\"", "", "count counts all rows, count by role those of each role, group by role (n = count) works out more"},
    {"a stage", "| ^ max|min|sum|mean|avg|median|average", "\"{2}\" works on a group of rows", "", "it stands in group by: | group by body (first = min(began))"},
    {"a stage", "| ^ inner|full|right|outer|cross join", "there are join, left join and without", "{<}| join{>}", ""},
    {"a stage", "| ^ left_join|inner_join|merge|full_join|anti_join|semi_join", "there are join, left join and without", "", "as in | left join (members of CSTO) on actor"},
    {"a stage", "| ^ rename|drop|remove|exclude|relocate|transmute", "no stage is called \"{2}\"", "", "select names the columns that stay, in their order, and renames: | select name, joined = began"},
    {"a stage", "| ^ print|show|display|view|to|save|write|into|export", "rows are shown without a stage", "", "export (QUERY) to \"file.csv\" writes them to a file, entente --format csv -c prints them so"},
    {"|", "^ > <bare>", "an answer goes to a file outside of the query", "", "entente --format csv -c '…' > file.csv, or export (QUERY) to \"file.csv\""},
    {"|", "^ > <text>", "an answer goes to a file outside of the query", "", "entente --format csv -c '…' > file.csv, or export (QUERY) to \"file.csv\""},
    {"|", "^ > <word>", "an answer goes to a file outside of the query", "", "entente --format csv -c '…' > file.csv, or export (QUERY) to \"file.csv\""},
    {"a value", "| select ^ * <end>", "all columns are shown without select", "{<}", "select names those that stay: | select name, began"},
    {"a value", "| select ^ * |", "all columns are shown without select", "{<}|{>}", "select names those that stay: | select name, began"},
    {"a value", "| select ^ *", "there is no * for all columns", "", "derive adds a column to all: | derive first_year = year(began)"},
    {"a value", "sort ^ by <word>", "behind \"sort\" stands the column", "{<}sort {3}{>}", ""},
    {"of", "sort ~ <word> descending|decreasing|down ^", "the other direction is called desc", "{<}sort {2} {3} desc{>}", ""},
    {"of", "sort ~ <word> ascending|increasing|up ^", "rows are sorted upwards", "{<}sort {2} {3}{>}", ""},
    {"of", "sort ~ desc ^ ( <word> )", "\"desc\" stands behind the column", "{<}sort {2} {5} desc{>}", ""},
    {")", "select|sort ( ~ ^ , ~ ) <end>", "columns stand without parentheses", "{<}{1} {3}, {5}", ""},
    {"a column", "distinct ^ ( ~ ) <end>", "columns stand without parentheses", "{<}distinct {3}", ""},
    {"a number", "take|skip ^ ( <num> )", "a number stands without parentheses", "{<}{1} {3}{>}", ""},
    {"", "| select distinct <word> ^ <end>", "distinct is a stage of its own", "{<}| select {4} | distinct", ""},
    {"", "| select distinct <word> ^ , ~ <end>", "distinct is a stage of its own", "{<}| select {4}, {6} | distinct", ""},
    {"of", "select|sort|by ~ <word> <word> ^ <end>", "a comma stands between columns", "{<}{1} {2} {3}, {4}", ""},
    {"of", "<word> take|limit ^ <num>", "a stage begins with |", "{<}{1} | take {3}{>}", ""},
    {"of", "<word> skip|offset ^ <num>", "a stage begins with |", "{<}{1} | skip {3}{>}", ""},
    {"", "| select count ^ ( ~ ) <end>", "rows are counted by a stage", "{<}| count", ""},
    {"", "| count ^ ( )", "rows are counted without parentheses", "{<}| count{>}", ""},
    {"", "| count ^ ( * )", "rows are counted without parentheses", "{<}| count{>}", ""},
    {"", "| count ^ ( distinct <word> )", "what is counted once stands in distinct", "{<}| distinct {5} | count{>}", ""},
    {"", "| count ^ ( <word> )", "rows are counted without parentheses", "{<}| count by {4}{>}", ""},
    {"", "group by ~ ^ <word> <end>", "what is worked out stands in parentheses", "{<}group by {3} (n = count)", ""},
    // ---------------------------------------------------------------- operators
    {"a value", "= ^ = NA|NULL|Null|None|null|missing", "what is not there is called missing", "{<}is missing{>}", ""},
    {"a value", "< ^ >", "what differs is !=", "{<}!={>}", ""},
    {"a value", "^ ! is.na|is_null|isnull|is_na ( <word> )", "what is there is asked by \"is not missing\"", "{<}{4} is not missing{>}", ""},
    {"a value", "^ is.na|is_null|isnull|is_na ( <word> )", "what is not there is asked by \"is missing\"", "{<}{3} is missing{>}", ""},
    {"a value", "^ ! <any>", "what is not so stands behind \"not\"", "{<}not {2}{>}", ""},
    {"", "where ~ ^ & & <any>", "conditions are joined by \"and\"", "{<}where {2} and {5}{>}", ""},
    {"", "where ~ ^ & <any>", "conditions are joined by \"and\"", "{<}where {2} and {4}{>}", ""},
    {"", "|| <word> ^ =|!=|<|>|<=|>=|like|in|is", "conditions are joined by \"or\"; || joins texts", "{<}or {2} {3}{>}", ""},
    {"of", "<word> between ^ <any> and <any>", "between two values is written by two comparisons", "{<}{1} >= {3} and {1} <= {5}{>}", ""},
    {"a value", "<word> =|<|>|<=|>=|!= <any> and|or ^ <|>|<=|>=|=|!=", "each comparison names its column", "{<}{1} {2} {3} {4} {1} {5}{>}", ""},
    {"", "in ( ^ <name> )", "a list stands in brackets", "{<}in [{3}]{>}", ""},
    {"", "in ( ^ <name> , ~ )", "a list stands in brackets", "{<}in [{3}, {5}]{>}", ""},
    {"[", "in ^ { ~ }", "a list stands in brackets", "{<}in [{3}]{>}", ""},
    {"[", "<word> in ^ <name> , <name>", "a list stands in brackets", "{<}{1} in [{3}, {5}]{>}", ""},
    {"", "like <bare> ^ %", "a pattern stands in quotes", "{<}like \"{2}%\"{>}", ""},
    {"a value", "like ^ %", "a pattern stands in quotes", "", "as in name like \"%stan\""},
    {"of", "<word> contains ^ <text>", "texts are compared by \"like\", with % and _", "{<}{1} like \"%{3q}%\"{>}", ""},
    {"of", "<word> starts|begins ^ with <text>", "texts are compared by \"like\", with % and _", "{<}{1} like \"{4q}%\"{>}", ""},
    {"of", "<word> ends ^ with <text>", "texts are compared by \"like\", with % and _", "{<}{1} like \"%{4q}\"{>}", ""},
    {"", "extract ^ ( year|month|day|quarter from <word> )", "no function is called \"extract\"", "{<}{3}({5}){>}", ""},
    {"a value", "where not ^ in <name>", "a test of a row names the role", "{<}where not member of {4}{>}", ""},
    {"a value", "where ^ in <name>", "a test of a row names the role", "{<}where member of {3}{>}", ""},
    {")", "( ~ ^ <end>", "a parenthesis is not closed", "{<}({2})", ""},
    {"", "^ ) <end>", "this parenthesis was not opened", "{<}", ""},
    {"", "+|- <num> ^ day|days", "a number is a number of days", "{<}{1} {2}{>}", ""},
    {"", "+|- <num> ^ year|years|month|months|week|weeks", "a date is moved by a number of days", "", "as in began + 365; year(began) + 1 reckons in years"},
    {"=", "<word> ^ : =", "a column is named with =", "{<}{1} ={>}", ""},
    {"=", "derive|, <word> ^ +|-|*|/ <any>", "what is derived needs a name", "{<}{1} x = {2} {3} {4}{>}", ""},
    {"", "case when ~ ^", "\"if\" is a function", "", "if(condition, value, other value)"},
    // ---------------------------------------------------------------- between sets
    {"", "of <name> ^ &|intersect|intersects|INTERSECT|∩ <words> of", "\"and\" between two sets keeps what is in both", "{<}of {2} and {4} of{>}", ""},
    {"", "of <name> ^ union|plus|+|UNION|∪ <words> of", "\"or\" between two sets takes what is in either", "{<}of {2} or {4} of{>}", ""},
    {"", "of <name> ^ -|less|EXCEPT|MINUS|∖ <words> of", "what is left out stands behind \"except\"", "{<}of {2} except {4} of{>}", ""},
    {"", "of <name> ^ vs|versus|vs. <words> of", "what one set has and the other has not stands behind \"except\"", "{<}of {2} except {4} of{>}", "in both: and"},
});
// clang-format on

}  // namespace

std::span<const Rule> habit_rules() { return kRules; }

}  // namespace entente::hints
