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

/// The lines that the help says to write, each of which must parse.
void expect_help(const std::string& query, const std::string& help) {
  const Diagnostic error = refused(query);
  EXPECT_EQ(error.code, "P01") << query;
  EXPECT_EQ(error.help, help) << query;
  if (help.starts_with("write ")) {
    parsed(help.substr(6, help.find(';') - 6));
  }
}

TEST(Hints, AskAQuestionOfOneActorOneRoleAndOneBody) {
  const std::pair<const char*, const char*> questions[] = {
      {"is not AAA member of ORG on 1998-01-01",
       "write is AAA member of ORG on 1998-01-01; the answer is yes, no, possible or not covered"},
      {"is Turkey not a member of SCO", "write is Turkey member of SCO; the answer is yes, no, possible or not covered"},
      {"is Turkey not in SCO", "write is Turkey member of SCO; the answer is yes, no, possible or not covered"},
      {"is Turkey not in the SCO", "write is Turkey member of SCO; the answer is yes, no, possible or not covered"},
      {"is not", "as in is Turkey member of NATO"},
      {"is Turkey a member of the NATO?", "write is Turkey member of NATO"},
      {"is Turkey a member of NATO?", "write is Turkey member of NATO"},
      {"Is Turkey a member of the NATO?", "write is Turkey member of NATO"},
      {"is Turkey in the SCO?", "write is Turkey member of SCO; or participant of SCO for any role"},
      {"is Turkey an observer of SCO on 2014-10-20?", "write is Turkey observer of SCO on 2014-10-20"},
      {"is Turkey member of NATO and Iran member of SCO", "write is Turkey member of NATO; is Iran member of SCO"},
      {"is Turkey member of NATO and is Iran a member of SCO on 2014-10-20",
       "write is Turkey member of NATO on 2014-10-20; is Iran member of SCO on 2014-10-20"},
      {"is Turkey member of NATO or observer of SCO", "write is Turkey member of NATO; is Turkey observer of SCO"},
      {"is Turkey member and observer of SCO", "write is Turkey member of SCO; is Turkey observer of SCO"},
      {"is Turkey member of NATO and SCO",
       "write is Turkey member of NATO; is Turkey member of SCO; a name that holds \"and\" is quoted"},
      {"is Turkey and Iran a member of SCO", "write {Turkey, Iran} and members of SCO; a name that holds \"and\" is quoted"},
  };
  for (const auto& [query, help] : questions) {
    expect_help(query, help);
  }
}

TEST(Hints, AskWhySomeoneIsNotInAQuery) {
  const std::pair<const char*, const char*> questions[] = {
      {"why not Turkey member of SCO", "write why not Turkey in members of SCO"},
      {"why not Turkey dialogue partner of SCO on 2014-10-20", "write why not Turkey in dialogue partners of SCO on 2014-10-20"},
      {"why not Turkey members of SCO", "write why not Turkey in members of SCO"},
      {"why not Turkey in SCO", "write why not Turkey in members of SCO; or participants of SCO for any role"},
      {"why not Turkey in the SCO", "write why not Turkey in members of SCO; or participants of SCO for any role"},
      {"why is Turkey not in SCO", "write why not Turkey in members of SCO"},
      {"why is Turkey not a member of SCO", "write why not Turkey in members of SCO"},
      {"why is not Turkey member of SCO", "write why not Turkey in members of SCO"},
      {"why isn't Turkey a member of SCO?", "write why not Turkey in members of SCO"},
      {"why Turkey not in SCO", "write why not Turkey in members of SCO"},
      {"why Turkey member of SCO", "write why is Turkey member of SCO"},
      {"why not is Turkey a member of SCO", "write why not Turkey in members of SCO"},
      {"why not in members of SCO", "as in why not Turkey in members of SCO"},
      {"why not in observers of EU", "as in why not Turkey in observers of EU"},
      {"why not members of SCO", "as in why not Turkey in members of SCO"},
      {"why not Turkey", "as in why not Turkey in members of SCO"},
      {"why not Iran on 2014-10-20", "as in why not Iran in members of SCO"},
  };
  for (const auto& [query, help] : questions) {
    expect_help(query, help);
  }
}

TEST(Hints, SayWhatIsMissingWhereNoWordCanBeGuessed) {
  const Diagnostic events = refused("events each year during 1998 through 2000");
  EXPECT_EQ(events.message, "\"of\" and a body are missing behind \"events\"");
  EXPECT_EQ(events.help, "as in events of SCO");
  expect_help("events", "as in events of SCO");
  expect_help("events SCO", "write events of SCO");
  expect_help("provisions | count", "as in provisions of SCO");
  expect_help("history during 2014", "as in history of SCO");
  expect_help("history rt-2014", "write history of rt-2014");
  expect_help("pairs on 2014-10-20", "as in pairs of members of SCO");
  expect_help("pairs states", "write pairs of states");
  expect_help("rows during 2014", "as in rows of \"states.csv\"");
}

TEST(Hints, OfferABodyBeforeAnActor) {
  expect_help("conflicts SCO", "write conflicts in SCO; or conflicts of SCO, if it is an actor");
  expect_help("changes SCO during 2014", "write changes in SCO during 2014; or changes of SCO, if it is an actor");
  expect_help("memberships the SCO", "write memberships in SCO; or memberships of SCO, if it is an actor");
  expect_help("changes for Turkey", "write changes of Turkey");
  expect_help("changes in SCO in 2014", "write changes in SCO during 2014");
}

TEST(Hints, JoinTheRolesInOneBodyByCommas) {
  expect_help("members and observers of PAR on 2014-10-20",
              "write members, observers of PAR on 2014-10-20; who holds both: members of PAR and observers of PAR");
  expect_help("members, observers and partners of PAR",
              "write members, observers, partners of PAR; who holds both: observers of PAR and partners of PAR");
  expect_help("members or observers of PAR", "write members, observers of PAR");
  expect_help("members except observers of PAR", "write members of PAR except observers of PAR");
}

TEST(Hints, PutASeriesBehindTheWholeQuery) {
  const std::pair<const char*, const char*> series[] = {
      {"members of X each year during 2014 through 2016 and members of Y",
       "write members of X and members of Y each year during 2014 through 2016"},
      {"members of X each year during 2014 through 2016 at end except members of Y | count",
       "write members of X except members of Y each year during 2014 through 2016 at end | count"},
      {"members of X each of 2014, 2015 and members of Y", "write members of X and members of Y each of 2014, 2015"},
      {"members of X each year during 2014 through 2016 and members of Y on 2014",
       "as in members of SCO and members of EU each year during 2014 through 2016"},
      {"members of SCO each of 2014 through 2016", "write members of SCO each year during 2014 through 2016"},
      {"members of SCO each of 2014-01 until 2014-06", "write members of SCO each month during 2014-01 until 2014-06"},
      {"members of SCO each of 2014-01-01 to 2014-01-06",
       "write members of SCO each day during 2014-01-01 through 2014-01-06; \"through\" keeps 2014-01-06, \"until\" leaves it out"},
      {"members of SCO each of 2014, 2015 through 2017",
       "as in each of 2014-01-01, 2014-07-01; steps of a period are each year during 2014 through 2016"},
      {"members of SCO each year 2014 through 2016", "write members of SCO each year during 2014 through 2016"},
      {"members of X on 2014-10-20 and members of Y on 2015-10-20 | count",
       "write (members of X on 2014-10-20) and (members of Y on 2015-10-20) | count"},
  };
  for (const auto& [query, help] : series) {
    expect_help(query, help);
  }
}

TEST(Hints, CorrectAllMistakesOfALine) {
  expect_help("members of the SCO and the EU", "write members of SCO and members of EU");
  expect_help("members of the SCO on 20/10/2014", "write members of SCO on 2014-10-20");
  expect_help("members and observers of the SCO from 2014 to 2016", "write members, observers of SCO during 2014 through 2016");
  expect_help("members of SCO but not EU in 2014", "write members of SCO except members of EU during 2014");
}

TEST(Hints, OfferNoLineThatIsRefusedInItsTurn) {
  for (const auto* text :
       {"members of the SCO on", "is Turkey in the SCO since since", "events of each year", "members of 'SCO' on )",
        "members of SCO and EU each", "why not In", "members of SCO in 2014 in", "is not turkey of"}) {
    const std::string help = refused(text).help;
    EXPECT_FALSE(help.empty()) << text;
    EXPECT_FALSE(help.starts_with("write ")) << text << "\n" << help;
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

TEST(Hints, MissAWordRatherThanTakeARoleForASlip) {
  expect_help("friends SCO", "write friends of SCO");
  expect_help("chairs SCO", "write chairs of SCO");
  expect_help("state SCO", "write define state SCO; a name of that kind is state:SCO");
  expect_help("who is member of NATO", "write members of NATO");
}

TEST(Hints, TakeNoRoleNameOrOtherWordForASlip) {
  for (const auto* text :
       {"members of SCO and friends of …", "members of SCO on soon", "members of SCO nor members of EU", "define state X from 2005",
        "members of SCO one day", "states | group by name (n = last(began))", "members of SCO form 2014"}) {
    const std::string help = refused(text).help;
    EXPECT_EQ(help.find("did you mean"), std::string::npos) << text << "\n" << help;
    EXPECT_FALSE(help.starts_with("write ")) << text << "\n" << help;
  }
}

}  // namespace
}  // namespace entente::tests
