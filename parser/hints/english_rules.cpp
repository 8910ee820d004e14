// Questions as one asks a person: who is in …, how many …, was Turkey ….
#include <array>

#include "parser/hints/rules.h"

namespace entente::hints {
namespace {

// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    // ---------------------------------------------------------------- who is in …
    {"", "<start> what changed ^ in the <name>", "a query begins with what it is about", "changes in {6}{>}", ""},
    {"", "<start> what changed ^ in <name>", "a query begins with what it is about", "changes in {5}{>}", ""},
    {"", "<start> who|which|what ^ is|was in the <name>", "a query begins with what it is about", "members of {6}{>}", "or participants of {6} for any role"},
    {"", "<start> who|which|what ^ is|was in <name>", "a query begins with what it is about", "members of {5}{>}", "or participants of {5} for any role"},
    {"", "<start> who|which|what ^ is|was <words> of the <name>", "a query begins with what it is about", "{4+} of {7}{>}", ""},
    {"", "<start> who|which|what ^ is|was <words> of <name>", "a query begins with what it is about", "{4+} of {6}{>}", ""},
    {"", "<start> who|which|what ^ is|was <name> <end>", "a name alone is no question", "participants of {4}", "or organisations of {4}, if it is an actor"},
    {"", "<start> who|which|what <word> ^ in the <name>", "a query begins with what it is about", "members of {6}{>}", "or participants of {6} for any role"},
    {"", "<start> who|which|what <word> ^ in <name>", "a query begins with what it is about", "members of {5}{>}", "or participants of {5} for any role"},
    {"", "<start> who|which|what <word> <word> ^ in the <name>", "a query begins with what it is about", "members of {7}{>}", "or participants of {7} for any role"},
    {"", "<start> who|which|what <word> <word> ^ in <name>", "a query begins with what it is about", "members of {6}{>}", "or participants of {6} for any role"},
    {"", "<start> who|what are|were <word> of <name> ^ <any> ~ <end>", "a query begins with what it is about", "{4} of {6} {7} {8}", ""},
    {"", "<start> who|what are|were the <word> of <name> ^ <any> ~ <end>", "a query begins with what it is about", "{5} of {7} {8} {9}", ""},
    {"", "<start> countries|nations|everyone|everybody|all ^ in the <name>", "a query begins with what it is about", "members of {5}{>}", "or participants of {5} for any role"},
    {"", "<start> countries|nations|everyone|everybody|all ^ in <name>", "a query begins with what it is about", "members of {4}{>}", "or participants of {4} for any role"},
    // ---------------------------------------------------------------- what Turkey is in
    {"", "<start> what|which organisations|agreements|groups|bodies ^ is|was <name> in", "a query begins with what it is about", "{3} of {5}{>}", ""},
    {"", "<start> what|which organisations|agreements|groups|bodies ^ is|was <name> <words> of", "a query begins with what it is about", "{3} of {5} as {6r}{>}", ""},
    {"", "<start> what|which organisations|agreements|groups|bodies ^ has|have|does|did <name> join|joined <end>", "a query begins with what it is about", "{3} of {5} ever", ""},
    {"", "<start> organisations|agreements|groups|bodies ^ that <name> is|was in", "behind \"{2}\" stands \"of\"", "{2} of {4}{>}", ""},
    {"", "organisations|agreements|groups|bodies ^ with|for <name>", "behind \"{1}\" stands \"of\"", "{<}{1} of {3}{>}", ""},
    {"", "organisations|agreements|groups|bodies ^ between <name> and <name>", "\"and\" between two sets keeps what is in both", "{<}{1} of {3} and {1} of {5}{>}", ""},
    {"", "<start> shared|common|joint organisations|agreements|groups|bodies of <name> and ^ <name>", "\"and\" between two sets keeps what is in both", "{3} of {5} and {3} of {7}{>}", ""},
    {"", "<start> sources ^ of|for|about|in <name>", "\"sources\" lists all sources", "claims in {4}{>}", "select source | distinct behind it keeps the sources alone"},
    {"", "<start> roles ^ of <name>", "\"roles\" lists all roles", "memberships of {4}{>}", "or participants of {4}, if it is a body"},
    // ---------------------------------------------------------------- how many …
    {"", "<start> how many <word> does|do|did ^ <name> have", "rows are counted by a stage", "{4} of {6}{>} | count", ""},
    {"", "<start> how many <word> does|do|did the ^ <name> have", "rows are counted by a stage", "{4} of {7}{>} | count", ""},
    {"", "<start> how many <word> ^ in <name>", "rows are counted by a stage", "members of {6}{>} | count", ""},
    {"", "<start> how many <word> are|were ^ in <name>", "rows are counted by a stage", "members of {7}{>} | count", ""},
    {"", "<start> how many <word> are|were ^ in the <name>", "rows are counted by a stage", "members of {8}{>} | count", ""},
    {"", "<start> count ^ ( ~ ) <end>", "rows are counted by a stage", "{4} | count", ""},
    {"a name", "<start> count of ^ ~ <end>", "rows are counted by a stage", "{4} | count", ""},
    {"a name", "<start> list|lists|names of ^ ~ <end>", "a query begins with what it is about", "{4}", ""},
    {"", "<start> list|lists|names of the ^ ~ <end>", "a query begins with what it is about", "{5}", ""},
    // ---------------------------------------------------------------- is Turkey …
    {"", "<start> was|were|does|did|has ^ <name> <words> of the <name>", "a question begins with \"is\"", "is {3} {4r} of {7}{>}", ""},
    {"", "<start> was|were|does|did|has ^ <name> <words> of <name>", "a question begins with \"is\"", "is {3} {4r} of {6}{>}", ""},
    {"", "<start> was|were ^ <name> in the <name>", "a question begins with \"is\"", "is {3} member of {6}{>}", "or participant of {6} for any role"},
    {"", "<start> was|were ^ <name> in <name>", "a question begins with \"is\"", "is {3} member of {5}{>}", "or participant of {5} for any role"},
    {"", "<start> does|did ^ <name> belong to the <name>", "a question begins with \"is\"", "is {3} member of {7}{>}", "or participant of {7} for any role"},
    {"", "<start> does|did ^ <name> belong to <name>", "a question begins with \"is\"", "is {3} member of {6}{>}", "or participant of {6} for any role"},
    {"", "is <name> a|an ^ <bare> <word>", "the role stands before its body", "{<}is {2} {5} of {4}{>}", ""},
    // ---------------------------------------------------------------- when did …, what changed …
    {"", "<start> when did ^ <name> join the <name>", "a query begins with what it is about", "changes of {4} in {7}{>} | where change = \"joined\"", ""},
    {"", "<start> when did ^ <name> leave the <name>", "a query begins with what it is about", "changes of {4} in {7}{>} | where change = \"left\"", ""},
    {"", "<start> when did the ^ <name> join the <name>", "a query begins with what it is about", "changes of {5} in {8}{>} | where change = \"joined\"", ""},
    {"", "<start> when did the ^ <name> leave the <name>", "a query begins with what it is about", "changes of {5} in {8}{>} | where change = \"left\"", ""},
    {"", "<start> when did the ^ <name> join <name>", "a query begins with what it is about", "changes of {5} in {7}{>} | where change = \"joined\"", ""},
    {"", "<start> when did the ^ <name> leave <name>", "a query begins with what it is about", "changes of {5} in {7}{>} | where change = \"left\"", ""},
    {"", "<start> history of <name> ^ in <name>", "a history is all that was recorded; what happened are changes", "changes of {4} in {6}{>}", ""},
    {"", "<start> compare ^ <name> and|with|to|, <name>", "what one body has and the other has not stands behind \"except\"", "members of {3} except members of {5}{>}", "both have: members of {3} and members of {5}"},
    {"", "<start> difference between ^ <name> and <name>", "what one body has and the other has not stands behind \"except\"", "members of {4} except members of {6}{>}", ""},
    {"", "<start> <words> ^ ( <name> )", "behind a role stands \"of\"", "{2+} of {4}{>}", ""},
});
// clang-format on

}  // namespace

std::span<const Rule> english_rules() { return kRules; }

}  // namespace entente::hints
