// The world that we ship against the Correlates of War: where they differ, seeds/DIFFERENCES.md says why.
#include <algorithm>
#include <map>
#include <stdexcept>

#include "tests/real/cow_igo.h"
#include "tests/real/differences.h"
#include "tests/real/seeds_world.h"

namespace entente::tests {
namespace {

using SeedsAgainstCow = SeedsWorld;

// Our bodies and the columns of the Correlates of War.
const std::map<std::string, std::string> kColumns = {{"ACS", "acs"},
                                                     {"ADB", "asdb"},
                                                     {"AfDB", "afdb"},
                                                     {"AMU", "amu"},
                                                     {"Andean Community", "andean"},
                                                     {"APEC", "apec"},
                                                     {"Arab League", "loas"},
                                                     {"Arctic Council", "articc"},
                                                     {"ASEAN", "asean"},
                                                     {"AU", "au"},
                                                     {"Benelux Union", "benelux"},
                                                     {"BSEC", "bsec"},
                                                     {"CARICOM", "caricom"},
                                                     {"CBSS", "cbss"},
                                                     {"CEFTA", "cefta"},
                                                     {"CEMAC", "cemac"},
                                                     {"CENTO", "cento"},
                                                     {"CEPGL", "cepgl"},
                                                     {"CERN", "cern"},
                                                     {"CICA", "cica"},
                                                     {"CIS", "cis"},
                                                     {"Comecon", "cmea"},
                                                     {"COMESA", "comesa"},
                                                     {"Commonwealth of Nations", "comsec"},
                                                     {"Council of Europe", "coe"},
                                                     {"CPLP", "cpsc"},
                                                     {"CSTO", "csto"},
                                                     {"D-8", "d8"},
                                                     {"EAC", "eac"},
                                                     {"EAEC", "eaec"},
                                                     {"EBRD", "ebrd"},
                                                     {"EC", "eec"},
                                                     {"ECCAS", "eccas"},
                                                     {"ECO", "eco"},
                                                     {"ECOWAS", "ecowas"},
                                                     {"ECSC", "ecsc"},
                                                     {"EFTA", "efta"},
                                                     {"ESA", "esa"},
                                                     {"EU", "eu"},
                                                     {"FAO", "fao"},
                                                     {"GCC", "gcc"},
                                                     {"IADB", "iadb"},
                                                     {"IAEA", "iaea"},
                                                     {"IBRD", "ibrd"},
                                                     {"ICAO", "icao"},
                                                     {"ICC", "icc"},
                                                     {"IEA", "iea"},
                                                     {"IFAD", "ifad"},
                                                     {"IGAD", "igad"},
                                                     {"ILO", "ilo"},
                                                     {"IMF", "imf"},
                                                     {"IMO", "imo"},
                                                     {"Indian Ocean Commission", "iocom"},
                                                     {"IORA", "iorarc"},
                                                     {"IsDB", "isdb"},
                                                     {"ITU", "itu"},
                                                     {"LAIA", "laia"},
                                                     {"League of Nations", "lon"},
                                                     {"MERCOSUR", "mercosur"},
                                                     {"MRU", "mru"},
                                                     {"NATO", "nato"},
                                                     {"Non-Aligned Movement", "nam"},
                                                     {"Nordic Council", "nordc"},
                                                     {"OAPEC", "oapec"},
                                                     {"OAS", "oas"},
                                                     {"OAU", "oau"},
                                                     {"OECD", "oecd"},
                                                     {"OECS", "oecs"},
                                                     {"OEEC", "oeec"},
                                                     {"OIC", "oic"},
                                                     {"OIF", "acct"},
                                                     {"OPEC", "opec"},
                                                     {"OSCE", "osce"},
                                                     {"Pacific Community", "spc"},
                                                     {"PIF", "pif"},
                                                     {"SAARC", "saarc"},
                                                     {"SACU", "sacu"},
                                                     {"SADC", "sadc"},
                                                     {"SADCC", "sadcc"},
                                                     {"Schengen", "schengen"},
                                                     {"SCO", "sco"},
                                                     {"SEATO", "seato"},
                                                     {"SICA", "sica"},
                                                     {"UN", "un"},
                                                     {"UNESCO", "unesco"},
                                                     {"UNIDO", "unido"},
                                                     {"UNWTO", "wtouro"},
                                                     {"UPU", "upu"},
                                                     {"WAEMU", "uemoa"},
                                                     {"Warsaw Pact", "wpact"},
                                                     {"WEU", "weu"},
                                                     {"WHO", "who"},
                                                     {"WIPO", "wipo"},
                                                     {"WMO", "wmo"},
                                                     {"WTO", "wto"}};

// Where a number of the data runs on over a succession, the last of those who had it.
const std::map<std::string, std::string> kSuccessors = {{"SUN", "RUS"}, {"YUG", "SRB"}, {"SCG", "SRB"},
                                                        {"TGK", "TZA"}, {"UAR", "EGY"}, {"VDR", "VNM"}};

using Membership = std::pair<std::string, int>;  // a state in a year

// Runs of years as the tables write them: 1963, 1963-1964.
std::vector<std::string> runs_of(const std::set<int>& years) {
  std::vector<std::string> runs;
  for (auto it = years.begin(); it != years.end();) {
    const int first = *it;
    int last = first;
    while (++it != years.end() && *it == last + 1) {
      last = *it;
    }
    runs.push_back(first == last ? std::to_string(first) : std::to_string(first) + "-" + std::to_string(last));
  }
  return runs;
}

std::string successor_of(const std::string& key) {
  const auto it = kSuccessors.find(key);
  return it == kSuccessors.end() ? key : it->second;
}

// China had one number until 1949, and who sat for it has two here.
std::string key_of_number(const std::map<std::string, std::set<std::string>>& keys_of, int number, int year) {
  if (number == 710) {
    return year < 1950 ? "TWN" : "CHN";
  }
  const auto it = keys_of.find(std::to_string(number));
  return it == keys_of.end() ? "" : successor_of(*it->second.begin());
}

// What the data say of one body.
struct Column {
  std::set<Membership> members;
  std::set<Membership> others;  // it and the state existed, and it is known that the state was no full member
};

Column column_of(const CowIgo& data, const std::vector<std::map<int, Known>>& known, const std::string& name,
                 const std::map<std::string, std::set<std::string>>& keys_of) {
  const auto found = std::find(data.bodies.begin(), data.bodies.end(), name);
  if (found == data.bodies.end()) {
    throw std::runtime_error("no column " + name);
  }
  const auto place = static_cast<std::size_t>(found - data.bodies.begin());
  const auto& years = known.at(place);
  Column column;
  for (const auto& row : data.rows) {
    const auto key = key_of_number(keys_of, row.state, row.year);
    const bool is_body = years.contains(row.year) && years.at(row.year) != Known::kNoBody;
    if (row.year < 1945 || key.empty() || !is_body || row.cells[place] == Code::kMissing) {
      continue;
    }
    (row.cells[place] == Code::kMember ? column.members : column.others).insert({key, row.year});
  }
  return column;
}

std::set<Difference> differences_of(const std::string& body, const std::set<Membership>& ours, const Column& theirs) {
  std::map<std::pair<std::string, std::string>, std::set<int>> years;  // by side and state
  for (const auto& [state, year] : theirs.members) {
    if (!ours.contains({state, year})) {
      years[{"COW", state}].insert(year);
    }
  }
  for (const auto& [state, year] : ours) {
    if (theirs.others.contains({state, year}) && !theirs.members.contains({state, year})) {
      years[{"here", state}].insert(year);
    }
  }
  std::set<Difference> differences;
  for (const auto& [key, of_state] : years) {
    for (const auto& run : runs_of(of_state)) {
      differences.insert({body, key.first, run, key.second});
    }
  }
  return differences;
}

TEST_F(SeedsAgainstCow, HaveTheSameMembersInEachYear) {
  const auto table = data_dir() / "cow-igo" / "state_year_format3.csv.gz";
  if (!std::filesystem::exists(table)) {
    GTEST_SKIP() << "the data of the Correlates of War are not there: no " << table << "; ENTENTE_DATA names their directory";
  }
  const auto data = read_cow_igo(table);
  const auto known = knowledge_of(data);
  const auto keys_of = keys_of_cow_numbers();
  std::set<Difference> found;
  std::size_t agreed = 0;
  for (const auto& [body, name] : kColumns) {
    std::set<Membership> ours;
    for (const auto& row :
         ask("members of \"" + body + "\" each year during 1945 through 2014 any day | select period, actor").rows) {
      ours.insert({successor_of(text_of(row.at(1))), std::stoi(text_of(row.at(0)))});
    }
    const auto theirs = column_of(data, known, name, keys_of);
    found.merge(differences_of(body, ours, theirs));
    agreed += static_cast<std::size_t>(
        std::count_if(ours.begin(), ours.end(), [&](const auto& membership) { return theirs.members.contains(membership); }));
  }
  EXPECT_GT(agreed, 100'000U);
  expect_listed(found, "Correlates of War");
}

}  // namespace
}  // namespace entente::tests
