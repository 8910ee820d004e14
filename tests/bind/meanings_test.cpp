#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "engine/bind/binder.h"

namespace entente::bind {
namespace {

using Rows = Query::Rows;

// How section 3 of docs/language.md begins the row of each source; several sources may share one.
const std::map<Rows, std::string> kRowOf = {
    {Rows::kMemberships, "`members of SCO`"},
    {Rows::kActorSet, "`A and B`"},
    {Rows::kBodySet, "`A and B`"},
    {Rows::kActors, "`states`"},
    {Rows::kBodies, "`organisations` ·"},
    {Rows::kBodiesOf, "`organisations of Turkey`"},
    {Rows::kAllMemberships, "`memberships "},
    {Rows::kClaims, "`claims "},
    {Rows::kEvents, "`events "},
    {Rows::kProvisions, "`provisions "},
    {Rows::kRoles, "`roles`"},
    {Rows::kSources, "`sources`"},
    {Rows::kCommits, "`commits`"},
    {Rows::kChanges, "`changes"},
    {Rows::kTransitions, "`transitions "},
    {Rows::kPairs, "`pairs of"},
    {Rows::kConflicts, "`conflicts "},
    {Rows::kIs, "`is "},
    {Rows::kHistory, "`history "},
};

std::vector<Rows> all_rows() {
  std::vector<Rows> out;
  for (int i = 0; i <= static_cast<int>(Rows::kHistory); ++i) {
    out.push_back(static_cast<Rows>(i));
  }
  return out;
}

std::string language_page() {
  std::ifstream file(ENTENTE_SOURCE_DIR "/docs/language.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string section(const std::string& page, const std::string& number) {
  const auto begin = page.find("\n## " + number + ". ");
  return page.substr(begin, page.find("\n## ", begin + 1) - begin);
}

// The last cell of the table row that begins so; empty: there is none.
std::string columns_cell(const std::string& text, const std::string& begins) {
  const auto at = text.find("\n| " + begins);
  if (at == std::string::npos) {
    return "";
  }
  const std::string row = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
  const auto last = row.rfind(" |");
  return row.substr(row.rfind("| ", last - 1) + 2, last - row.rfind("| ", last - 1) - 2);
}

struct Documented {
  std::string column;
  std::string type;  // empty: not stated
};

std::vector<Documented> documented(const std::string& cell) {
  std::vector<Documented> out;
  const std::regex item("`([a-z_]+)`( or)?( [a-z ]+)?");
  for (auto it = std::sregex_iterator(cell.begin(), cell.end(), item); it != std::sregex_iterator(); ++it) {
    std::string type = (*it)[3].matched ? (*it)[3].str().substr(1) : "";
    type.erase(type.find_last_not_of(' ') + 1);
    out.push_back({(*it)[1], type});
  }
  return out;
}

TEST(Meanings, EveryColumnOfEverySourceHasOne) {
  for (const Rows rows : all_rows()) {
    for (const auto& field : schema_of(rows, true, true)) {
      EXPECT_FALSE(meaning_of(rows, field.name).empty()) << kRowOf.at(rows) << ": " << field.name;
    }
    EXPECT_FALSE(meaning_of(rows, "period").empty());
    EXPECT_TRUE(meaning_of(rows, "no such column").empty());
  }
}

TEST(Meanings, ThePageOfTheLanguageListsTheSameColumnsAndTypes) {
  const std::string page = language_page();
  const std::string sources = section(page, "3");
  for (const Rows rows : all_rows()) {
    const std::string& begins = kRowOf.at(rows);
    const auto items = documented(columns_cell(sources, begins));
    EXPECT_FALSE(items.empty()) << begins << " does not stand in section 3";
    if (items.empty()) {
      continue;
    }
    const Schema schema = schema_of(rows, false, false);
    for (const auto& field : schema) {
      const auto item = std::find_if(items.begin(), items.end(), [&](const Documented& d) { return d.column == field.name; });
      ASSERT_NE(item, items.end()) << begins << ": " << field.name << " is not documented";
      const bool of_either_side = item->type == "actor or body" && field.type.is_entity();
      if (!item->type.empty() && !of_either_side) {
        EXPECT_EQ(item->type, type_word(field.type)) << begins << ": " << field.name;
      }
    }
    if (rows != Rows::kActorSet && rows != Rows::kBodySet) {  // a row for both
      ASSERT_EQ(items.size(), schema.size()) << begins;
      for (std::size_t i = 0; i < items.size(); ++i) {
        EXPECT_EQ(items[i].column, schema[i].name) << begins;
      }
    }
  }
}

}  // namespace
}  // namespace entente::bind
