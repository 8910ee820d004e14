// First attempts, each answered with the corrected line, to the letter.
#include "tests/parser/support.h"

namespace entente::tests {
namespace {

struct Attempt {
  const char* query;
  const char* message;
  const char* help;
};

TEST(Hints, AnswerTheFirstAttemptsOfTheLanguagePage) {
  const Attempt attempts[] = {
      {"members of EU and Eurozone", "behind \"and\" stands a set",
       "write members of EU and members of Eurozone; for either: members of EU, Eurozone; a name that holds \"and\" is quoted"},
      {"members of BRICS not in SCO", "what is left out stands behind \"except\"", "write members of BRICS except members of SCO"},
      {"who joined NATO since 2004", "a query begins with what it is about",
       "write changes in NATO as member since 2004 | where change = \"joined\""},
      {"members of NATO in 2014", "\"in\" does not stand before a time", "write members of NATO during 2014"},
      {"is Turkey in the SCO", "a role stands here", "write is Turkey member of SCO; or participant of SCO for any role"},
      {"members of Council of Europe", "a name that holds a lower-case word is quoted", "write members of \"Council of Europe\""},
      {"MEMBERS OF SCO", "the language is written in lower case", "write members of SCO"},
      {"members of SCO during 2001 to 2014", "a period has no \"to\"",
       "write members of SCO during 2001 through 2014; \"through\" keeps 2014, \"until\" leaves it out"},
      {"on leave of SCO", "a query does not begin with \"on\": it is reserved and stands in no role",
       "a suspended member is a member still: members of SCO | where status = \"suspended\""},
  };
  for (const auto& one : attempts) {
    const Diagnostic error = refused(one.query);
    EXPECT_EQ(error.code, "P01");
    EXPECT_EQ(error.message, one.message) << one.query;
    EXPECT_EQ(error.help, one.help) << one.query;
  }
}

TEST(Hints, KeepWhatStandsRoundTheMistake) {
  EXPECT_EQ(refused("members of the SCO on 2014-10-20 | sort name").help, "write members of SCO on 2014-10-20 | sort name");
  EXPECT_EQ(refused("members of NATO in 2014-10-20 | take 3").help, "write members of NATO on 2014-10-20 | take 3");
  EXPECT_EQ(refused("dialogue partners of EU and Eurozone").help,
            "write dialogue partners of EU and dialogue partners of Eurozone; for either: dialogue partners of EU, Eurozone; a "
            "name that holds "
            "\"and\" is quoted");
}

TEST(Hints, UndoCapitalsOfTheLanguageAlone) {
  EXPECT_EQ(refused("MEMBERS OF SCO ON 2014-10-20").help, "write members of SCO on 2014-10-20");
  EXPECT_EQ(refused("Members of AND").help, "write members of AND");
  EXPECT_EQ(refused("Dialogue Partners of SCO").help, "write dialogue partners of SCO");
  EXPECT_EQ(refused("OBSERVERS OF SCO").help, "write observers of SCO");
}

TEST(Hints, KnowTheDatesOfOtherHabits) {
  EXPECT_EQ(refused("members of SCO on 20/10/2014").help, "write members of SCO on 2014-10-20");
  EXPECT_EQ(refused("members of SCO on 20.10.2014").help, "write members of SCO on 2014-10-20");
  EXPECT_EQ(refused("members of SCO on 10/20/2014").help, "write members of SCO on 2014-10-20");
  EXPECT_EQ(refused("members of SCO on 3/4/2014").help, "2014-04-03, or 2014-03-04 if the month stands first");
  EXPECT_EQ(refused("members of SCO on 2014/10/20").help, "write members of SCO on 2014-10-20");
  EXPECT_EQ(refused("members of SCO on 20 October 2014").help, "write members of SCO on 2014-10-20");
  EXPECT_EQ(refused("members of SCO on October 20, 2014").help, "write members of SCO on 2014-10-20");
  EXPECT_EQ(refused("members of SCO on October 2014").help, "write members of SCO during 2014-10");
}

TEST(Hints, NameWhatWasExpectedWhereNoHabitIsKnown) {
  EXPECT_EQ(refused("members of SCO on soon").message, "expected a date, found \"soon\"");
  EXPECT_EQ(refused("states | take").message, "how many is missing behind \"take\"");
  EXPECT_EQ(refused("states | where a = ").message, "expected a value, but the statement ends here");
  EXPECT_EQ(refused("let x = ").message.substr(0, 11), "expected a ");
  EXPECT_EQ(refused("members of SCO on " + repeated("x", 500)).message, "expected a date, found \"" + repeated("x", 40) + "…\"");
}

TEST(Hints, NeverNameARuleOfTheGrammar) {
  for (const auto* text : {"members", "members of", "members of SCO on", "states |", "states | select", "define", "record", "is",
                           "pairs of", "why", "let"}) {
    const std::string message = refused(text).message;
    for (const auto* rule : {"RolePhrase", "NameV", "Primary", "seq", "grammar"}) {
      EXPECT_EQ(message.find(rule), std::string::npos) << text;
    }
  }
}

TEST(Hints, SuggestTheStageThatWasMeant) {
  EXPECT_EQ(refused("states | selct name").help, "write states | select name");
  EXPECT_EQ(refused("states | limit 5").help, "write states | take 5");
  EXPECT_EQ(refused("states | order by name").help, "write states | sort name");
}

}  // namespace
}  // namespace entente::tests
