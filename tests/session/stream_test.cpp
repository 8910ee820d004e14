// Answers that come piece by piece.
#include "tests/session/support.h"

namespace entente::tests {
namespace {

/// Writes down which calls came, and stops where it is told to.
class Listener : public AnswerStream {
 public:
  bool begin(const std::vector<Column>& columns) override {
    calls += "begin " + std::to_string(columns.size()) + "; ";
    return stop_at != "begin";
  }
  bool rows(std::vector<std::vector<Cell>>&& rows) override {
    row_count += rows.size();
    largest = std::max(largest, rows.size());
    calls += calls.ends_with("rows; ") ? "" : "rows; ";
    return stop_at != "rows";
  }
  bool end(Answer&& answer) override {
    calls += answer.has_table ? "end " + answer.caption[0] + "; " : answer.caption[0] + "; ";
    EXPECT_TRUE(answer.table.rows.empty());
    return stop_at != "end";
  }

  std::string stop_at;
  std::string calls;
  std::size_t row_count = 0;
  std::size_t largest = 0;
};

class Streams : public WorldTest {
 protected:
  std::vector<Error> run(const std::string& text) { return world.session.run("test", text, RunMode::kInteractive, listener); }
  Listener listener;
};

TEST_F(Streams, BringColumnsThenRowsThenTheRest) {
  EXPECT_TRUE(run("members of SCO on 2014-10-21; let sco = members of SCO; members of SCO on 1999-01-01").empty());
  EXPECT_EQ(listener.calls, "begin 9; rows; end 2 memberships on 2014-10-21; let sco; begin 9; end 0 memberships on 1999-01-01; ");
  EXPECT_EQ(listener.row_count, 2U);
}

TEST_F(Streams, BringWhatWasRecordedOnceItIsCommitted) {
  EXPECT_TRUE(run("begin; define state FRA named \"France\"; {France}; commit").empty());
  EXPECT_EQ(listener.calls, "state FRA defined; begin 5; rows; end 1 actor; commit 2: 1 defined; ");
}

TEST_F(Streams, EndWhereNoMoreIsWanted) {
  for (const char* place : {"begin", "rows", "end"}) {
    listener.calls.clear();
    listener.stop_at = place;
    EXPECT_TRUE(run("members of SCO on 2014-10-21; members of NATO on 2014-10-21").empty()) << place;
    EXPECT_EQ(listener.calls.find("NATO"), std::string::npos);
    EXPECT_EQ(listener.calls.find("begin", 1), std::string::npos) << listener.calls;
  }
}

// An error while a query runs comes behind the rows that were found before; an end does not come.
TEST_F(Streams, EndWithoutARestAfterAnError) {
  const auto errors = run("members of SCO on 2014-10-21 | select a = began + 99999999");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "X02");
  EXPECT_EQ(listener.calls, "begin 1; ");
}

// Which columns there are is known once pivot has run.
TEST_F(Streams, BringTheColumnsOfAPivotWithItsRows) {
  EXPECT_TRUE(run("members of SCO each year during 1999 through 2003 | count by body, period | pivot count by period").empty());
  EXPECT_EQ(listener.calls, "begin 4; rows; end 1 row from 6 rows, 2 actors each year during 1999 through 2003; ");
  listener.calls.clear();
  EXPECT_TRUE(run("members of SCO on 1999-01-01 | select actor, body, role | pivot role by body").empty());
  EXPECT_EQ(listener.calls, "begin 1; end 0 rows from 0 memberships on 1999-01-01; ");
  listener.calls.clear();
  EXPECT_EQ(run("members of SCO on 2014-10-21 | select body, role, actor | pivot actor by role").at(0).code, "X03");
  EXPECT_EQ(listener.calls, "");
}

TEST_F(Streams, BringManyJoinedRowsInSmallPieces) {
  EXPECT_TRUE(
      run("states each day during 2001 through 2003 | join (states on 2014-01-01 | select kind, other = actor) on kind").empty());
  EXPECT_EQ(listener.row_count, 6U * 6U * 1095U);
  EXPECT_LE(listener.largest, 2048U + 6U);
}

TEST_F(Streams, BringManyRowsInSmallPieces) {
  EXPECT_TRUE(run("pairs of states as member each day during 2001 through 2004").empty());
  EXPECT_EQ(listener.row_count, 6U * 5U / 2U * 1461U);
  EXPECT_LE(listener.largest, 2048U);
}

}  // namespace
}  // namespace entente::tests
