// What pairs were before they changed: what is kept of it, that a restored database has the same, and what `check` says of it.
#include "engine/claims/superseded.h"

#include "engine/claims/stored_rows.h"
#include "engine/store/environment.h"
#include "tests/session/support.h"

namespace entente::tests {
namespace {

using claims::Superseded;

constexpr BodyId kSco{7};
constexpr BodyId kNato{8};

class SupersededRows : public WorldTest {
 protected:
  void change(const std::function<void(store::WriteTxn&)>& body) const {
    store::Environment::open(path, store::Mode::kReadWrite)->write(body);
  }
  static std::vector<Superseded> kept_in(const std::string& path, BodyId body) {
    const auto environment = store::Environment::open(path, store::Mode::kReadOnly);
    return claims::superseded_of_body(environment->read(), body);
  }
  /// Of each actor, role and number of days, and the commits from which on and until when.
  [[nodiscard]] std::string kept(BodyId body) const {
    std::string out;
    for (const auto& row : kept_in(path, body)) {
      out += (out.empty() ? "" : " ") + std::to_string(row.actor.value) + ":" + std::to_string(row.role.value) + "x" +
             std::to_string(row.best.end - row.best.begin) + "@" + std::to_string(row.from.value) + "-" +
             std::to_string(row.until.value);
    }
    return out;
  }
  [[nodiscard]] std::string findings() const { return text_of(Database::check(path).table); }
  Superseded put(Superseded row) const {
    change([&](store::WriteTxn& txn) {
      std::vector rows{row};
      claims::write_superseded(txn, kNato, rows);
    });
    return row;
  }
};

TEST_F(SupersededRows, ArePairsBeforeACommitChangedThem) {
  EXPECT_EQ(kept(kNato), "");
  world.run("record Turkey as observer of NATO since 1950-01-01 until 1950-01-11 according to charter");  // commit 2
  const std::string first = kept(kNato);
  EXPECT_EQ(first.substr(0, 4), "4:1x");
  EXPECT_EQ(first.substr(first.size() - 4), "@1-2");
  world.run("record India as observer of NATO since 2000-01-01 until 2000-01-31 according to charter");  // 3: a new pair
  EXPECT_EQ(kept(kNato), first);
  world.run("retract India as observer of NATO because \"no\"");                                       // 4
  world.run("record India as member of NATO since 2000-01-01 until 2000-01-06 according to charter");  // 5: nothing before
  EXPECT_EQ(kept(kNato), first + " 3:2x30@3-4 3:0x0@4-5");
  EXPECT_EQ(findings(), "");
}

TEST_F(SupersededRows, AreKeptOncePerCommit) {
  world.run(
      "record Turkey as observer of NATO since 1950-01-01 until 1950-01-11 according to charter;"
      "retract Turkey as observer of NATO because \"no\";"
      "record Turkey as observer of NATO since 1950-01-01 until 1950-01-12 according to charter",
      RunMode::kScript);
  const auto rows = kept_in(path, kNato);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.front().until, CommitId{2});
  EXPECT_EQ(findings(), "");
}

// Who asks for an earlier commit folds claims then, for the catalogue was another.
TEST_F(SupersededRows, AreNotKeptWhereSomethingIsDefined) {
  world.run("record India as member of NATO since 2000-01-01 according to charter; define organisation NATO until 2040-01-01",
            RunMode::kScript);                             // commit 2
  world.run("define organisation NATO until 2041-01-01");  // 3
  EXPECT_EQ(kept(kNato), "");
  world.run("retract India as member of NATO because \"no\"");  // 4
  EXPECT_EQ(kept(kNato).substr(kept(kNato).find('@')), "@3-4");
  EXPECT_EQ(findings(), "");
}

// Who had more at a time than is kept is folded from its claims.
TEST_F(SupersededRows, AreNoMoreThanAFew) {
  const auto observer_in = [](int year) {
    return "record state:KOR as observer of SCO since " + std::to_string(year) + "-01-01 until " + std::to_string(year) +
           "-02-01 according to charter;";
  };
  std::string script;
  for (int i = 0; i < static_cast<int>(claims::kSupersededMost); ++i) {
    script += observer_in(2002 + i);
  }
  ASSERT_TRUE(world.run(script, RunMode::kScript).empty());  // commit 2
  world.run(observer_in(2040));                              // commit 3
  EXPECT_EQ(kept_in(path, kSco).size(), claims::kSupersededMost);
  world.run(observer_in(2041));  // commit 4
  EXPECT_EQ(kept_in(path, kSco).size(), claims::kSupersededMost) << "seventeen stood";
  auto prepared = world.session.prepare("test", "observers of SCO on 2003-01-05 as known at commit $at | select actor");
  for (const int commit : {2, 3, 4}) {
    for (int run = 0; run < 2; ++run) {  // bound, then quick
      prepared->set("at", commit);
      ASSERT_FALSE(prepared->run());
      ASSERT_TRUE(prepared->next()) << commit;
      EXPECT_EQ(prepared->text(0, 0), "KOR");
      prepared->finish();
    }
  }
  EXPECT_EQ(findings(), "");
}

TEST_F(SupersededRows, AreRestored) {
  for (const auto* statement :
       {"record Turkey as observer of NATO since 1950 until 1951 according to news",
        "record India as observer of NATO since 2001 according to charter", "retract India as observer of NATO because \"no\"",
        "record India as member of NATO since 2004 according to charter",
        "record India as observer of SCO since 2005-07-05 according to charter",
        "record India as planned member of SCO since 2017 according to news",
        "suspend Turkey in NATO since 1960 according to news"}) {
    world.run(statement);
  }
  const auto dump = (dir / "all.ent").string();
  const auto copy = (dir / "copy.entente").string();
  ASSERT_EQ(world.ask("dump to \"" + dump + "\""), "");
  Asking restored(*Database::open(copy));
  ASSERT_EQ(restored.ask("restore from \"" + dump + "\""), "");
  for (const BodyId body : {kSco, kNato}) {
    EXPECT_FALSE(kept_in(path, body).empty());
    EXPECT_EQ(kept_in(copy, body), kept_in(path, body));
  }
  EXPECT_EQ(restored.ask("check"), "");
}

TEST_F(SupersededRows, AreCheckedAgainstTheClaims) {
  world.run("record Turkey as observer of NATO since 1950-01-01 until 1950-01-11 according to charter");  // commit 2
  const Superseded right = kept_in(path, kNato).front();
  EXPECT_EQ(findings(), "");
  Superseded wrong = right;
  wrong.role = {2};
  put(wrong);
  EXPECT_NE(findings().find("number 4 in NATO is said to have been at commits 1 to 2 does not follow"), std::string::npos);
  wrong = right;
  wrong.best.end -= 1;
  put(wrong);
  EXPECT_NE(findings().find("does not follow from its claims"), std::string::npos);
  wrong = right;
  wrong.from = {2};
  put(wrong);
  EXPECT_NE(findings().find("overlaps what it was at others"), std::string::npos);
  put(right);
  EXPECT_EQ(findings(), "");
  wrong = right;
  wrong.until = {3};
  put(wrong);
  EXPECT_NE(findings().find("at commits 1 to 3 overlaps what it was at others"), std::string::npos) << findings();
}

// Something else in between shows at neither end.
TEST_F(SupersededRows, AreOfTimesWithoutAChange) {
  const auto record = [](const std::string& role) {
    return "record India as " + role + " of NATO since 2000-01-01 until 2000-02-01 according to charter";
  };
  for (const auto& statement :
       {record("member"), record("observer"), std::string("retract India as observer of NATO because \"no\""), record("chair")}) {
    world.run(statement);
  }
  auto rows = kept_in(path, kNato);
  ASSERT_EQ(rows.size(), 4U);  // of commits 2, 3 (two of them) and 4
  EXPECT_EQ(findings(), "");
  Superseded wide = rows.front();
  wide.until = rows.back().until;
  change([&](store::WriteTxn& txn) {
    const auto& table = claims::superseded_table();
    const std::vector<claims::RowKey> keys{{3, 3}, {4, 3}, {5, 3}};
    claims::replace_rows(txn, table, kNato.value, keys, {});
    std::vector one{wide};
    claims::write_superseded(txn, kNato, one);
  });
  ASSERT_EQ(kept_in(path, kNato), std::vector{wide});
  EXPECT_NE(findings().find("number 3 in NATO is said to have been at commits 2 to 5 does not follow"), std::string::npos)
      << findings();
}

// Each time would be a fold of all claims: of a pair that has very many nothing is made.
TEST_F(SupersededRows, OfVeryManyClaimsAreNotRestored) {
  std::string lines;
  for (int day = 1; day <= 70; ++day) {
    lines += "record India as member of NATO observed 2010-" + std::to_string(10 + day / 28) + "-" + (day % 28 < 9 ? "0" : "") +
             std::to_string(day % 28 + 1) + " according to news;\n";
  }
  ASSERT_TRUE(world.run(lines).empty());
  EXPECT_EQ(kept_in(path, kNato).size(), 69U);
  EXPECT_EQ(findings(), "");
  const auto dump = (dir / "all.ent").string();
  const auto copy = (dir / "copy.entente").string();
  ASSERT_EQ(world.ask("dump to \"" + dump + "\""), "");
  Asking restored(*Database::open(copy));
  ASSERT_EQ(restored.ask("restore from \"" + dump + "\""), "");
  EXPECT_TRUE(kept_in(copy, kNato).empty());
  EXPECT_EQ(restored.ask("check"), "");
}

TEST_F(SupersededRows, AreOfPairsOfBodies) {
  change([](store::WriteTxn& txn) {
    std::vector<Superseded> rows{{ActorId{2}, {1}, {2}, {1}, {0, 5}}};
    claims::write_superseded(txn, BodyId{99}, rows);
  });
  EXPECT_NE(findings().find("what pairs were is kept of number 99, which there is none"), std::string::npos) << findings();
}

TEST_F(SupersededRows, AreOfPairs) {
  put({ActorId{2}, {1}, {2}, {1}, {0, 5}});
  EXPECT_NE(findings().find("of NATO is kept what pairs were which there are none"), std::string::npos) << findings();
}

}  // namespace
}  // namespace entente::tests
