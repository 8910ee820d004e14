// Data sets of others, imported by their names, and counted against what their makers publish.

#include "tests/real/data.h"
#include "tests/session/support.h"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;

class ImportOfRealFiles : public ::testing::Test {
 protected:
  static bool is_there(const std::string& file) { return fs::exists(data_dir() / file); }
  std::string import(const std::string& what, const std::string& file, const std::string& options) {
    return asking_.ask("import " + what + " from \"" + (data_dir() / file).string() + "\" " + options);
  }
  const std::string& said(std::size_t line) { return asking_.answers.front().caption.at(line); }

  TempDir dir_;
  Asking asking_{*Database::open((dir_ / "new.entente").string())};
};

#define NEED(file)                                                                            \
  if (!is_there(file)) {                                                                      \
    GTEST_SKIP() << (file) << " is not there; ENTENTE_DATA names the directory of such data"; \
  }

TEST_F(ImportOfRealFiles, CowIgoHasTheCellsThatItsMakersCount) {
  constexpr const char* kStates = "cow-states/states2016.csv";
  constexpr const char* kIgo = "cow-igo/state_year_format3.csv.gz";
  NEED(kStates)
  NEED(kIgo)
  ASSERT_EQ(import("cow-states", kStates, ""), "");
  EXPECT_EQ(asking_.ask("states ever | count"), "217");
  ASSERT_EQ(asking_.ask("define source igo-3 published 2020"), "");
  ASSERT_EQ(import("cow-igo", kIgo, "according to igo-3 defining new"), "");
  EXPECT_NE(said(0).find("read 15557 rows"), std::string::npos) << said(0);
  EXPECT_EQ(said(1), "organisations defined, with the code igo: 534");
  EXPECT_EQ(said(2), "not coded (-9), and so neither a membership nor its absence: 138874 cells");
  EXPECT_EQ(asking_.ask("memberships each year during 1816 through 2014 any day | count by role"),
            "associate 861, member 535772, observer 2332");
  ASSERT_EQ(import("cow-igo", kIgo, "according to igo-3 defining new"), "");
  EXPECT_NE(said(0).find(": 0 claims recorded, 19042 already known, 0 refused"), std::string::npos) << said(0);
  EXPECT_EQ(asking_.ask("check"), "");
}

// The two layouts are one compilation, and yet they differ in a cell in a thousand: 18,577 spells of years stand in both.
TEST_F(ImportOfRealFiles, CowIgoSaysTheSameByStateAndByOrganisationWhereItsCellsDo) {
  constexpr const char* kStates = "cow-states/states2016.csv";
  constexpr const char* kByState = "cow-igo/state_year_format3.csv.gz";
  constexpr const char* kByBody = "cow-igo/igo_year_format3.csv.gz";
  NEED(kStates)
  NEED(kByState)
  NEED(kByBody)
  ASSERT_EQ(import("cow-states", kStates, ""), "");
  ASSERT_EQ(asking_.ask("define source by-state published 2020; define source by-body published 2020"), "");
  ASSERT_EQ(import("cow-igo", kByState, "according to by-state defining new"), "");
  ASSERT_EQ(import("cow-igo", kByBody, "according to by-body defining new"), "");
  EXPECT_NE(said(0).find("read 19335 rows"), std::string::npos) << said(0);
  EXPECT_NE(said(0).find("18936 claims recorded"), std::string::npos) << said(0);
  EXPECT_EQ(said(1), "organisations defined, with the code igo: 0");
  EXPECT_EQ(said(2), "not coded (-9), and so neither a membership nor its absence: 190750 cells");
  EXPECT_EQ(asking_.ask("memberships each year during 1816 through 2014 any day according to by-body | count by role"),
            "associate 1095, member 536320, observer 2387");
  const auto in_both = [&](const std::string& which, const std::string& columns) {
    const auto spells = [&](const std::string& source) {
      return "(claims according to " + source + " | where ended " + which + " | select " + columns + ")";
    };
    return asking_.ask(spells("by-body") + " | join " + spells("by-state") + " on " + columns + " | count");
  };
  EXPECT_EQ(in_both("is not missing", "actor, role, body, began, ended"), "6137");
  EXPECT_EQ(in_both("is missing", "actor, role, body, began"), "12440");
  EXPECT_EQ(asking_.ask("claims according to by-state | count"), "19042");
}

// 22 spells begin outside of the life that the same project gives the state.
TEST_F(ImportOfRealFiles, CowAlliancesAreAgreementsWithTheirParties) {
  constexpr const char* kStates = "cow-states/states2016.csv";
  constexpr const char* kAlliances = "cow-alliances/alliance_v4.1_by_member.csv";
  NEED(kStates)
  NEED(kAlliances)
  ASSERT_EQ(import("cow-states", kStates, ""), "");
  EXPECT_EQ(import("cow-alliances", kAlliances, "max errors 21"), "F18");
  ASSERT_EQ(import("cow-alliances", kAlliances, "max errors 22"), "");
  EXPECT_NE(said(0).find("read 1221 rows"), std::string::npos) << said(0);
  EXPECT_NE(said(0).find("1199 claims recorded, 0 already known, 22 refused"), std::string::npos) << said(0);
  EXPECT_EQ(asking_.ask("agreements | count"), "414");
  EXPECT_EQ(asking_.ask("is cow:640 party of \"COW-ALLIANCE-227\" on 2000-01-01 | select answer"), "yes");
}

TEST_F(ImportOfRealFiles, GwStatesAreAllThere) {
  constexpr const char* kStates = "gw-states/gwstates.csv";
  NEED(kStates)
  ASSERT_EQ(import("gw-states", kStates, ""), "");
  EXPECT_EQ(asking_.ask("states ever | count"), "225");
  EXPECT_EQ(asking_.ask("{gw:265} | select began, ended"), "1949-10-05 1990-10-03");
}

TEST_F(ImportOfRealFiles, TheFactbookSaysWhatWasSoOnADay) {
  constexpr const char* kTexts = "cia-factbook/io_participation_dev_to_2021.csv";
  constexpr const char* kTable = "cia-orgs/CountrycodesOrgs.csv";
  NEED(kTexts)
  NEED(kTable)
  ASSERT_EQ(
      asking_.ask("define state USA named \"United States\" code iso2 \"US\"; define state RUS named \"Russia\" code iso2 \"RU\"; "
                  "define state TUR named \"Turkey\" code iso2 \"TR\"; define state NAM named \"Namibia\" code iso2 \"NA\""),
      "");
  ASSERT_EQ(asking_.ask("define role \"member\" plural \"members\" rank 10; define role \"observer\" plural \"observers\" rank 40"),
            "");
  ASSERT_EQ(import("cia-factbook", kTexts, "defining new max errors 100000"), "");
  EXPECT_EQ(
      asking_.ask(
          "memberships of Turkey in (organisations | where body = org:SCO or body = org:NATO) on 2015-10-26 | select body, role"),
      "NATO member, SCO dialogue partner");
  EXPECT_EQ(asking_.ask("memberships of Namibia in factbook:NAM on 2015-10-26 | select body, role"), "NAM-factbook member");
  ASSERT_EQ(asking_.ask("define source orgs-2020 published 2020-01-30"), "");
  ASSERT_EQ(import("cia-orgs", kTable, "according to orgs-2020 max errors 100000"), "");
  EXPECT_EQ(asking_.ask("(memberships of Turkey on 2020-01-30 according to orgs-2020) | where body = org:NATO | select role"),
            "member");
}

}  // namespace
}  // namespace entente::tests
