#include "tests/files/support.h"

namespace entente::tests {
namespace {

using JsonLines = FilesTest;

TEST_F(JsonLines, HaveTheirKeysAsColumns) {
  EXPECT_EQ(read("a.jsonl", "{\"state\": \"TUR\", \"day\": \"2014\"}\n{\"day\": \"2015\", \"state\": \"IRN\"}\n"),
            "state|day [TUR|2014] [IRN|2015]");
}

TEST_F(JsonLines, TakeKeysThatTurnUpLaterInTheFirstLines) {
  EXPECT_EQ(read("a.jsonl", "{\"a\": 1}\n{\"b\": 2}\n"), "a|b [1|·] [·|2]");
}

TEST_F(JsonLines, SayWhichKeysCameTooLate) {
  std::string bytes;
  std::string expected = "a";
  for (int i = 0; i < 1000; ++i) {
    bytes += "{\"a\": 1}\n";
    expected += " [1]";
  }
  EXPECT_EQ(read("a.jsonl", bytes + "{\"late\": 2, \"a\": 3}\n{\"late\": 4}\n"), expected + " [3] [·] -late");
}

TEST_F(JsonLines, HoldValuesOfEveryKind) {
  EXPECT_EQ(
      read("a.jsonl", R"({"t": "é\n\"", "i": -7, "u": 18446744073709551615, "d": 1.50, "e": 1e3, "y": true, "n": null, "s": ""})"
                      "\n"),
      "t|i|u|d|e|y|n|s [é\n\"|-7|18446744073709551615|1.50|1e3|true|·|]");
}

TEST_F(JsonLines, ShowListsAndObjectsAsTheyAreWritten) {
  EXPECT_EQ(read("a.jsonl", R"({"a": [1, {"x": "]"}], "b": {"a": {"c": []}}, "c": 3})"
                            "\n"),
            R"(a|b|c [[1, {"x": "]"}]|{"a": {"c": []}}|3])");
}

TEST_F(JsonLines, PassOverBlankLinesAndByteOrderMarks) {
  EXPECT_EQ(read("a.jsonl", "\xEF\xBB\xBF{\"a\": 1}\r\n\r\n  \n{\"a\": 2}"), "a [1] [2]");
}

TEST_F(JsonLines, TellWhereAValueStands) {
  EXPECT_EQ(places("a.jsonl", "{\"é\": 1, \"b\" : [2]}\n\n{\"b\": 3}\n"), "1:7 1:16 3:1 3:7");
}

TEST_F(JsonLines, MayBePackedAndInWindows1252) {
  EXPECT_EQ(read("a.jsonl.gz", packed("{\"a\": 1}\n")), "a [1]");
  EXPECT_EQ(read("a.jsonl", "{\"a\": \"C\xF4te\"}\n", Encoding::kWindows1252), "a [Côte]");
}

TEST_F(JsonLines, MayBeEmptyObjects) { EXPECT_EQ(read("a.jsonl", "{\"a\": 1}\n{}\n"), "a [1] [·]"); }

TEST_F(JsonLines, MayBeNestedDeeply) {
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  EXPECT_EQ(read("a.jsonl", "{\"a\": " + deep + "}\n"), "a [" + deep + "]");
}

}  // namespace
}  // namespace entente::tests
