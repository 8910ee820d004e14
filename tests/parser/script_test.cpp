// Scripts: several statements, several errors, and bytes that are no text.
#include "tests/parser/support.h"

namespace entente::tests {
namespace {

TEST(Script, EveryStatementIsParsedBehindARefusedOne) {
  const Source source("t", "states;\nmembers of the SCO;\nmembers of \"a;b\" -- ; no end\n;\nmembers of in;\n;;\nactors");
  const auto all = parse_script(source);
  ASSERT_EQ(all.size(), 5u);
  EXPECT_TRUE(all[0]);
  EXPECT_FALSE(all[1]);
  EXPECT_TRUE(all[2]);
  EXPECT_FALSE(all[3]);
  EXPECT_TRUE(all[4]);
  EXPECT_EQ(source.position(all[1].error().span->begin).line, 2u);
  EXPECT_EQ(source.position(all[3].error().span->begin).line, 5u);
  EXPECT_EQ(source.text(all[2]->span), "members of \"a;b\"");
}

TEST(Script, BlanksCommentsAndEmptyStatementsGiveNothing) {
  for (const auto* text : {"", " \n\t", "-- a comment", ";;;", " ; -- a\n ; \u00a0 \u2028"}) {
    EXPECT_TRUE(parse_script(Source("t", text)).empty()) << text;
  }
}

TEST(Script, AByteOrderMarkIsSkipped) {
  const auto all = parse_script(Source("t", "\ufeffmembers of the SCO;"));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(printed("\ufeffmembers of the SCO;"),
            "error[P01]: no \"the\" stands before a name\n"
            "  --> report.ent:1:12\n"
            "  1 | members of the SCO;\n"
            "    |            ^^^\n"
            "  help: write members of SCO\n");
  EXPECT_EQ(parsed("\ufeffstates").span, (Span{3, 9}));
}

TEST(Script, ANulByteIsP05) {
  const Diagnostic error = refused(std::string("states\0;", 8));
  EXPECT_EQ(error.code, "P05");
  EXPECT_EQ(error.span, (Span{6, 7}));
  EXPECT_EQ(refused(std::string("-- a\0b\nstates", 13)).code, "P05");
}

TEST(Script, BytesThatAreNoUtf8AreP06) {
  for (const auto* text :
       {"members of \xff", "members of \"\xc3\"", "members of \xed\xa0\x80", "members of \xf4\x90\x80\x80", "-- \x80"}) {
    EXPECT_EQ(refused(text).code, "P06") << text;
  }
  EXPECT_EQ(refused("members of \xff").message, "this is not UTF-8: byte 0xff");
}

TEST(Script, SmartQuotesAreP07) {
  const Diagnostic error = refused("members of “Sri Lanka”");
  EXPECT_EQ(error.code, "P07");
  EXPECT_EQ(error.help, "use straight quotes: \"Sri Lanka\"");
  EXPECT_EQ(refused("members of «SCO»").code, "P07");
  parsed("members of \"“SCO”\" -- “in texts and comments they may stand”");
}

TEST(Script, OtherStatementsAreParsedBesideBrokenBytes) {
  const auto all = parse_script(Source("t", "states; members of \xff; actors"));
  ASSERT_EQ(all.size(), 3u);
  EXPECT_TRUE(all[0]);
  EXPECT_FALSE(all[1]);
  EXPECT_TRUE(all[2]);
}

TEST(Script, NoBreakSpacesAndLineBreaksOfAllKindsAreBlanks) {
  EXPECT_EQ(parsed_as<ast::Query>("members\u00a0of\r\nSri\u00a0Lanka").clauses.size(), 0u);
  const auto query = parsed_as<ast::Query>("members of Sri\u00a0-- a comment\r\n Lanka");
  EXPECT_EQ(std::get<ast::Name>(std::get<ast::RoleSet>(std::get<ast::SetExpr>(query.source).node).bodies[0]).text, "Sri Lanka");
}

TEST(IsComplete, AsksForTheSemicolonOutsideQuotesAndComments) {
  for (const auto* text : {"states;", "states; ", "states; -- done", "a; b;\n", ";", "nonsense here;", "\"a;\";"}) {
    EXPECT_TRUE(is_complete(text)) << text;
  }
  for (const auto* text : {"", "states", "states; actors", "states -- ;", "members of \"a;", "members of \"a;\"", "; \"", "; x"}) {
    EXPECT_FALSE(is_complete(text)) << text;
  }
}

}  // namespace
}  // namespace entente::tests
