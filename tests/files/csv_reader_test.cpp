// Every trap that comma-separated files are known for.
#include "tests/files/support.h"

namespace entente::tests {
namespace {

using CsvFiles = FilesTest;

TEST_F(CsvFiles, HaveHeadingsAndRecords) {
  EXPECT_EQ(read("a.csv", "state,day\nTUR,2014\nIRN,2015\n"), "state|day [TUR|2014] [IRN|2015]");
}

TEST_F(CsvFiles, NeedNoLineEndBehindTheLastRecord) { EXPECT_EQ(read("a.csv", "a,b\n1,2"), "a|b [1|2]"); }

TEST_F(CsvFiles, MayHaveHeadingsAlone) {
  EXPECT_EQ(read("a.csv", "a,b\n"), "a|b");
  EXPECT_EQ(read("a.csv", "a,b"), "a|b");
}

TEST_F(CsvFiles, EndLinesInManyWays) {
  EXPECT_EQ(read("lf.csv", "a,b\n1,2\n3,4\n"), "a|b [1|2] [3|4]");
  EXPECT_EQ(read("crlf.csv", "a,b\r\n1,2\r\n3,4\r\n"), "a|b [1|2] [3|4]");
  EXPECT_EQ(read("cr.csv", "a,b\r1,2\r3,4"), "a|b [1|2] [3|4]");
  EXPECT_EQ(read("crcrlf.csv", "a,b\r\r\n1,2\r\r\n3,4\r\r\n"), "a|b [1|2] [3|4]");
  EXPECT_EQ(read("mixed.csv", "a,b\r\n1,2\n3,4\r5,6"), "a|b [1|2] [3|4] [5|6]");
}

TEST_F(CsvFiles, CountEachLineEndOnce) {
  EXPECT_EQ(places("crlf.csv", "a\r\nx\r\ny\r\n"), "2:1 3:1");
  EXPECT_EQ(places("cr.csv", "a\rx\ry"), "2:1 3:1");
  EXPECT_EQ(places("crcrlf.csv", "a\r\r\nx\r\r\ny"), "2:1 3:1");
  EXPECT_EQ(places("blank.csv", "a\n\n\nx\n\ny\n"), "4:1 6:1");
}

TEST_F(CsvFiles, QuoteSeparatorsQuotesAndLineEnds) {
  EXPECT_EQ(read("a.csv", "a,b\n\"Korea, South\",1\n"), "a|b [Korea, South|1]");
  EXPECT_EQ(read("a.csv", "a,b\n\"the \"\"near\"\" abroad\",\"\"\"\"\n"), "a|b [the \"near\" abroad|\"]");
  EXPECT_EQ(read("a.csv", "a,b\n\"one\ntwo\r\nthree\",2\n"), "a|b [one\ntwo\r\nthree|2]");
  EXPECT_EQ(read("a.csv", "\"State\nname\",b\n1,2\n"), "State\nname|b [1|2]");
}

TEST_F(CsvFiles, TellLineAndColumnBehindQuotedLineEnds) {
  EXPECT_EQ(places("a.csv", "a,b\n\"one\ntwo\",2\n3,4\n"), "2:1 3:6 4:1 4:3");
  EXPECT_EQ(places("a.csv", "a,b\n\"one\r\r\ntwo\",2\n"), "2:1 3:6");
  EXPECT_EQ(places("a.csv", "a,b\n\"o\"\"ne\",2\n"), "2:1 2:9");
}

TEST_F(CsvFiles, CountColumnsInCharacters) {
  EXPECT_EQ(places("a.csv", "a,b\nTürkiye,中国\nx,y\n"), "2:1 2:9 3:1 3:3");
  EXPECT_EQ(places("a.csv", "a,b\nC\xF4te,2\n", Encoding::kWindows1252), "2:1 2:6");
}

TEST_F(CsvFiles, TellMissingFromAnEmptyText) { EXPECT_EQ(read("a.csv", "a,b,c\n,\"\", \n"), "a|b|c [·|| ]"); }

TEST_F(CsvFiles, KeepBlanksAndQuotesWithinACell) { EXPECT_EQ(read("a.csv", "a,b\n x ,5\" gun\n"), "a|b [ x |5\" gun]"); }

TEST_F(CsvFiles, PassOverEmptyLines) { EXPECT_EQ(read("a.csv", "\n\na,b\n\n1,2\n\n\n3,4\n\n"), "a|b [1|2] [3|4]"); }

TEST_F(CsvFiles, PassOverAByteOrderMark) {
  EXPECT_EQ(read("a.csv", "\xEF\xBB\xBFstate,b\nTUR,2\n"), "state|b [TUR|2]");
  EXPECT_EQ(read("a.csv", "\xEF\xBB\xBF\"state\",b\nTUR,2\n"), "state|b [TUR|2]");
}

TEST_F(CsvFiles, HandOverRaggedRowsAsTheyAre) { EXPECT_EQ(read("a.csv", "a,b\n1\n1,2,3\n"), "a|b [1] [1|2|3]"); }

TEST_F(CsvFiles, MayHaveSemicolons) {
  EXPECT_EQ(read("a.csv", "a;b\n1,5;2\n"), "a|b [1,5|2]");
  EXPECT_EQ(read("a.csv", "\"a,x\";b\n1;2\n"), "a,x|b [1|2]");
  EXPECT_EQ(read("a.csv", "a,b;c\n1,2\n"), "a|b;c [1|2]");
}

TEST_F(CsvFiles, MayHaveTabs) {
  EXPECT_EQ(read("a.tsv", "a\tb,c\n1\t\"x\ty\"\n\t2\n"), "a|b,c [1|x\ty] [·|2]");
  EXPECT_EQ(read("A.TSV", "a\tb\n1\t2\n"), "a|b [1|2]");
}

TEST_F(CsvFiles, AreReadInWindows1252) {
  EXPECT_EQ(read("a.csv", "a,b\nC\xF4te d\x92Ivoire,\x80\n", Encoding::kWindows1252), "a|b [Côte d’Ivoire|€]");
}

TEST_F(CsvFiles, MayBePacked) {
  EXPECT_EQ(read("a.csv.gz", packed("a,b\n1,\"2\n3\"\n")), "a|b [1|2\n3]");
  EXPECT_EQ(read("a.tsv.gz", packed("a\tb\n1\t2\n")), "a|b [1|2]");
  EXPECT_EQ(read("a.CSV.GZ", packed("a\n1\n")), "a [1]");
}

// What stands across two pieces of the buffer is read as what does not.
TEST_F(CsvFiles, AreReadAlikeWhereverThePiecesEnd) {
  const std::string row = "\"a\"\"b\r\r\nc\",é\r\r\n";
  for (std::size_t filler = 262144 - 40; filler < 262144 + 10; ++filler) {
    const std::string bytes = "a,b\r\r\n" + std::string(filler, 'x') + ",y\r\r\n" + row + row;
    const std::string expected = "a|b [" + std::string(filler, 'x') + "|y] [a\"b\r\r\nc|é] [a\"b\r\r\nc|é]";
    ASSERT_EQ(read("a.csv", bytes), expected) << filler;
  }
}

}  // namespace
}  // namespace entente::tests
