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

TEST(Hints, CorrectAMisspeltWordOfTheLanguage) {
  const std::pair<const char*, const char*> slips[] = {
      {"recrd Mongolia as member of NATO since 2005", "write record Mongolia as member of NATO since 2005"},
      {"defin state X", "write define state X"},
      {"retrct claim 4 because \"x\"", "write retract claim 4 because \"x\""},
      {"lett a = members of SCO", "write let a = members of SCO"},
      {"exprt (states) to \"x\"", "write export (states) to \"x\""},
      {"orderd pairs of states as member with states as member", "write ordered pairs of states as member with states as member"},
      {"members off SCO", "write members of SCO"},
      {"members of SCO durng 2014", "write members of SCO during 2014"},
      {"members of SCO acording to kommersant", "write members of SCO according to kommersant"},
      {"members of SCO during 2014 thru 2015",
       "write members of SCO during 2014 through 2015; \"through\" keeps 2015, \"until\" leaves it out"},
      {"members of SCO on 2014-10-21 certanly", "write members of SCO on 2014-10-21 certainly"},
      {"members of SCO each year durng 2014", "write members of SCO each year during 2014"},
      {"members of SCO exept members of EU", "write members of SCO except members of EU"},
      {"memberships off Belarus", "write memberships of Belarus"},
      {"pairs off states", "write pairs of states"},
      {"organisations abuot security", "write organisations about security"},
      {"members of SCO | srot name", "write members of SCO | sort name"},
      {"members of SCO | whre name = China", "write members of SCO | where name = China"},
      {"members of SCO | sort name dsc", "write members of SCO | sort name desc"},
      {"states | where name lke \"x\"", "write states | where name like \"x\""},
      {"states | where name is mising", "write states | where name is missing"},
      {"states | group bye name (n = count)", "write states | group by name (n = count)"},
      {"record X as member of Y sinse 2005", "write record X as member of Y since 2005"},
      {"record X as member of Y since 2005 untill 2006", "write record X as member of Y since 2005 until 2006"},
      {"record X as member of Y since 2005 planed", "write record X as member of Y since 2005 planned"},
      {"define role \"x\" plurl \"xs\"", "write define role \"x\" plural \"xs\""},
      {"define stat X", "write define state X"},
  };
  for (const auto& [query, help] : slips) {
    EXPECT_EQ(refused(query).code, "P01") << query;
    EXPECT_EQ(refused(query).help, help) << query;
    parsed(std::string(help).substr(6, std::string(help).find(';') - 6));
  }
}

TEST(Hints, MarkTheMisspeltWordAndSayWhatStandsThere) {
  EXPECT_EQ(printed("recrd Mongolia as member of NATO"),
            "error[P01]: expected a statement, found \"recrd\"\n"
            "  --> report.ent:1:1\n"
            "  1 | recrd Mongolia as member of NATO\n"
            "    | ^^^^^\n"
            "  help: write record Mongolia as member of NATO\n");
  EXPECT_EQ(printed("states;\nmembers of SCO and friends off EU"),
            "error[P01]: expected a clause, a role, \",\", \"and\", \"except\", \"of\", \"or\", \"|\" or the end, found \"off\"\n"
            "  --> report.ent:2:28\n"
            "  2 | members of SCO and friends off EU\n"
            "    |                            ^^^\n"
            "  help: write members of SCO and friends of EU\n");
}

TEST(Hints, AskWhereTheStatementHoldsMoreMistakes) {
  EXPECT_EQ(refused("memberships off Belarus inn SCO").help, "did you mean of?");
  EXPECT_EQ(refused("members of SCO acording kommersant").help, "did you mean according?");
}

TEST(Hints, TakeNoRoleNameOrOtherWordForASlip) {
  for (const auto* text : {"members of SCO and friends of …", "friends SCO", "chairs SCO", "state SCO", "members of SCO on soon",
                           "who is member of NATO", "members of SCO nor members of EU", "define state X from 2005",
                           "members of SCO one day", "states | group by name (n = last(began))", "members of SCO form 2014"}) {
    const std::string help = refused(text).help;
    EXPECT_EQ(help.find("did you mean"), std::string::npos) << text << "\n" << help;
    EXPECT_FALSE(help.starts_with("write ")) << text << "\n" << help;
  }
}

}  // namespace
}  // namespace entente::tests
