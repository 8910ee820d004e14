// The world that we ship against the World Factbook, and against itself: where they differ, seeds/DIFFERENCES.md says why.
#include <algorithm>
#include <map>
#include <regex>
#include <string_view>

#include "tests/real/differences.h"
#include "tests/real/seeds_world.h"

namespace entente::tests {
namespace {

// How the Factbook abbreviates our bodies, in capitals; all others under their key.
const std::map<std::string, std::string> kAbbreviations = {{"AFDB", "AfDB"},
                                                           {"AL", "Arab League"},
                                                           {"ARCTIC COUNCIL", "Arctic Council"},
                                                           {"BENELUX", "Benelux Union"},
                                                           {"C", "Commonwealth of Nations"},
                                                           {"CAN", "Andean Community"},
                                                           {"CE", "Council of Europe"},
                                                           {"EUROAREA", "Eurozone"},
                                                           {"G-20", "G20"},
                                                           {"G-7", "G7"},
                                                           {"G-77", "G77"},
                                                           {"ICCT", "ICC"},
                                                           {"IDB", "IsDB"},
                                                           {"INOC", "Indian Ocean Commission"},
                                                           {"LAS", "Arab League"},
                                                           {"NAM", "Non-Aligned Movement"},
                                                           {"NC", "Nordic Council"},
                                                           {"PACIFIC ALLIANCE", "Pacific Alliance"},
                                                           {"PFP", "Partnership for Peace"},
                                                           {"SCHENGEN CONVENTION", "Schengen"},
                                                           {"SPC", "Pacific Community"},
                                                           {"UN SECURITY COUNCIL", "UNSC"}};
const std::set<std::string> kSameKey = {
    "ADB",    "AMU",    "APEC",  "ARF",  "ASEAN",  "AU",   "BIMSTEC", "BRICS",    "BSEC", "CARICOM", "CBSS",  "CELAC", "CEMAC",
    "CEPGL",  "CERN",   "CICA",  "CIS",  "COMESA", "CPLP", "CSTO",    "D-8",      "EAC",  "EAEU",    "EAPC",  "EAS",   "EBRD",
    "ECO",    "ECOWAS", "EFTA",  "ESA",  "EU",     "FAO",  "GCC",     "GUAM",     "IADB", "IAEA",    "IBRD",  "ICAO",  "IEA",
    "IFAD",   "IGAD",   "ILO",   "IMF",  "IMO",    "ITU",  "LAIA",    "MERCOSUR", "MSG",  "NATO",    "OAPEC", "OAS",   "OECD",
    "OECS",   "OIC",    "OIF",   "OPCW", "OPEC",   "OSCE", "PIF",     "SAARC",    "SACU", "SADC",    "SCO",   "SICA",  "UN",
    "UNASUR", "UNESCO", "UNIDO", "UNSC", "UNWTO",  "UPU",  "WAEMU",   "WHO",      "WIPO", "WMO",     "WTO"};

// What the Factbook calls a member, whatever it adds.
bool means_member(std::string_view role) {
  static const std::set<std::string_view> kWords = {"",
                                                    "member",
                                                    "suspended",
                                                    "nonregional member",
                                                    "nonregional members",
                                                    "Taipei",
                                                    "Taipei, China",
                                                    "Chinese Taipei",
                                                    "temporary",
                                                    "permanent",
                                                    "non-permanent",
                                                    "excluded from formal participation since 1962"};
  return kWords.contains(role);
}

std::string body_of(std::string abbreviation) {
  std::transform(abbreviation.begin(), abbreviation.end(), abbreviation.begin(),
                 [](unsigned char letter) { return letter == '_' ? ' ' : static_cast<char>(std::toupper(letter)); });
  const auto it = kAbbreviations.find(abbreviation);
  return it != kAbbreviations.end() ? it->second : kSameKey.contains(abbreviation) ? abbreviation : "";
}

// By day and body the members that the Factbook names.
using Snapshots = std::map<std::string, std::map<std::string, std::set<std::string>>>;

// `AU (suspended), OAS (observer), ADB (Taipei, China); ` with tags and no-break spaces of the page it was on.
void read_participation(std::string text, const std::string& key, std::map<std::string, std::set<std::string>>& members) {
  text = std::regex_replace(text, std::regex("<[^>]*>"), "");
  text = std::regex_replace(text, std::regex("&nbsp;|\u00a0"), " ");
  const std::regex mark("[,;]\\s*(?![^(]*\\))");  // not within parentheses, of which some are never closed
  const std::regex item("\\s*([^(]*?)\\s*(?:\\(([^)]*)\\)?)?\\s*");
  std::smatch found;
  for (std::sregex_token_iterator it(text.begin(), text.end(), mark, -1), end; it != end; ++it) {
    const std::string words = *it;
    if (!std::regex_match(words, found, item)) {
      continue;
    }
    const auto body = body_of(found[1]);
    if (!body.empty() && means_member(found[2].str())) {
      members[body].insert(key);
    }
  }
}

constexpr const char* kFirst = "2015-10-26";  // the snapshots of all countries; the others are of single ones
constexpr const char* kLast = "2020-01-30";

std::string in_small_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

class SeedsAgainstFactbook : public SeedsWorld {
 protected:
  void SetUp() override {
    for (const auto& file : {texts_, orgs_, codes_}) {
      if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << "the Factbook is not there: no " << file << "; ENTENTE_DATA names the directory of such data";
      }
    }
    SeedsWorld::SetUp();
  }

  const Table& rows_of(const std::filesystem::path& file, const std::string& stages) {
    return ask("rows of \"" + file.string() + "\" | " + stages);
  }

  // The codes of the Factbook's files; first those that the table of codes lacks.
  std::map<std::string, std::string> keys_of_codes() {
    std::map<std::string, std::string> keys = {{"kv", "XKX"}, {"ee", "EU"},  {"od", "SSD"},
                                               {"wi", "ESH"}, {"nn", "SXM"}, {"uc", "CUW"}};
    for (const auto& row : rows_of(codes_, "where fips_gec != \"\" | select fips_gec, iso_3166_3").rows) {
      keys.emplace(in_small_letters(text_of(row.at(0))), text_of(row.at(1)));
    }
    return keys;
  }

  Snapshots read_snapshots() {
    Snapshots snapshots;
    const auto keys = keys_of_codes();
    for (const auto& row : rows_of(texts_, "select snapshot_date, gec, text").rows) {
      const auto key = keys.find(text_of(row.at(1)));
      if (key != keys.end()) {
        read_participation(text_of(row.at(2)), key->second, snapshots[text_of(row.at(0))]);
      }
    }
    for (const auto& row : rows_of(orgs_, "select org_id, iso_3166_3, org_member").rows) {
      const auto body = body_of(text_of(row.at(0)));
      const auto role = std::regex_replace(text_of(row.at(2)), std::regex(" +$"), "");
      if (!body.empty() && means_member(role) && !text_of(row.at(1)).empty()) {
        snapshots[kLast][body].insert(text_of(row.at(1)));
      }
    }
    return snapshots;
  }

 private:
  std::filesystem::path texts_ = data_dir() / "cia-factbook" / "io_participation_dev_to_2021.csv";
  std::filesystem::path orgs_ = data_dir() / "cia-orgs" / "CountrycodesOrgs.csv";
  std::filesystem::path codes_ = data_dir() / "cia-orgs" / "Countrycodes.csv";
};

TEST_F(SeedsAgainstFactbook, HaveTheSameMembersOnTheDay) {
  std::set<Difference> found;
  std::size_t agreed = 0;
  for (const auto& [day, bodies] : read_snapshots()) {
    for (const auto& [body, theirs] : bodies) {
      const auto ours = members_on(body, day);
      for (const auto& actor : theirs) {
        agreed += ours.contains(actor) ? 1U : 0U;
        if (!ours.contains(actor)) {
          found.insert({body, "Factbook", day, actor});
        }
      }
      for (const auto& actor : ours) {
        if ((day == kFirst || day == kLast) && !theirs.contains(actor)) {
          found.insert({body, "here", day, actor});
        }
      }
    }
  }
  EXPECT_GT(agreed, 5'000U);
  expect_listed(found, "The World Factbook");
}

TEST_F(SeedsWorld, DisagreesWithItselfOnlyWhereThatIsExplained) {
  std::set<std::string> found;
  for (const auto& row : ask("conflicts | count by body").rows) {
    found.insert(text_of(row.at(0)) + " " + text_of(row.at(1)));
  }
  EXPECT_EQ(found, listed_conflicts());
}

}  // namespace
}  // namespace entente::tests
