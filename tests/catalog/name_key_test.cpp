#include "engine/catalog/name_key.h"

#include <gtest/gtest.h>

namespace entente::catalog {
namespace {

TEST(NameKey, IgnoresCaseAccentsAndKindsOfApostrophe) {
  EXPECT_EQ(name_key("Côte d’Ivoire"), "cote d'ivoire");
  EXPECT_EQ(name_key("COTE D'IVOIRE"), "cote d'ivoire");
  EXPECT_EQ(name_key("Türkiye"), "turkiye");
  EXPECT_EQ(name_key("São Tomé"), "sao tome");
  EXPECT_EQ(name_key("Straße"), "strasse");
  EXPECT_EQ(name_key("Færøerne"), "faeroerne");
  EXPECT_EQ(name_key("Việt Nam"), "viet nam");
}

TEST(NameKey, ComposedAndDecomposedAreOne) { EXPECT_EQ(name_key("Co\xCC\x82te"), name_key("C\xC3\xB4te")); }

TEST(NameKey, RunsOfBlanksAreOneBlank) { EXPECT_EQ(name_key("  Sri \t Lanka "), "sri lanka"); }

TEST(NameKey, OtherScriptsStay) {
  EXPECT_EQ(name_key("中国"), "中国");
  EXPECT_EQ(name_key("РОССИЯ"), "россия");
}

TEST(NameKey, IsComparedWithoutBeingMade) {
  for (const char* name : {"Turkey",
                           "Türkiye",
                           "  Sri \t Lanka ",
                           "",
                           " ",
                           "中国",
                           "Å",
                           "e\xCC\x81t",
                           "7up",
                           "Bad\xFF",
                           "\xFF",
                           "ﬁne",
                           "ØL",
                           "‘Ulu",
                           "ʻUlu",
                           "\xCC\x81sc",
                           "\u061Csc",
                           "Россия",
                           "\u0438\u0306",
                           "\u3000 a",
                           "㎏",
                           "Ⅳ",
                           "ﬆ"}) {
    for (const char* other : {"Turkey", "Türkiye", "Sri Lanka", "",   "中国",   "a", "et",     "7up", "Bad\xFF", "b",
                              "fine",   "øl",      "'ulu",      "sc", "россия", "й", "\u0439", "kg",  "iv",      "st"}) {
      EXPECT_EQ(has_name_key(name, name_key(other)), name_key(name) == name_key(other)) << name << ", " << other;
    }
  }
}

TEST(NameKey, BytesThatAreNoTextStay) { EXPECT_EQ(name_key("\xFF\xFE"), "\xFF\xFE"); }

TEST(Nearest, OffersTheNearestFirstAndNothingFarOff) {
  const std::vector<std::string> names = {"Germany", "France", "Ghana", "Greece"};
  EXPECT_EQ(nearest("Frnace", names), std::vector<std::string>{"France"});
  EXPECT_TRUE(nearest("Zzzzzz", names).empty());
  EXPECT_TRUE(nearest("X", names).empty());
}

}  // namespace
}  // namespace entente::catalog
