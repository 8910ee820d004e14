// The harness on a tiny size: the generator, and those peers that need nothing more than the tests do. All questions have the same
// answers.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "tests/bench/generate.h"
#include "tests/bench/measure.h"
#include "tests/temp_dir.h"

namespace entente::bench {
namespace {

class Harness : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<tests::TempDir>();
    generate(size_named("T"), 42, folder_->path().string());
    sqlite_ = loaded(make_sqlite, "sqlite");
    others_["entente"] = loaded(make_entente, "entente");
    others_["entente-text"] = loaded(make_entente, "entente-text");
    others_["blocks"] = loaded(make_blocks, "blocks");
    others_["limit"] = loaded(make_limit, "limit");
  }
  static void TearDownTestSuite() {
    sqlite_.reset();
    others_.clear();
    folder_.reset();
  }

  static std::string path(const std::string& name) { return (*folder_ / name).string(); }

  static std::unique_ptr<Peer> loaded(std::unique_ptr<Peer> (*make)(std::string_view), const std::string& name) {
    const SpellFiles files{path("cur.csv"), path("old.csv")};
    make(name)->prepare(path(name), files);
    make(name)->load(path(name), files);
    make(name)->load_known(path(name), files);
    auto peer = make(name);
    peer->open(path(name));
    return peer;
  }

  static std::size_t things(const std::vector<Spell>& spells, std::uint32_t Spell::*number) {
    std::set<std::uint32_t> numbers;
    std::transform(spells.begin(), spells.end(), std::inserter(numbers, numbers.end()), std::mem_fn(number));
    return numbers.size();
  }

  // Rows and hashes of what a peer answers to some sets of parameters, after it has loaded what lies in a folder.
  static std::vector<std::pair<std::uint64_t, std::uint64_t>> answers_to_some(std::unique_ptr<Peer> (*make)(std::string_view),
                                                                              const std::string& name,
                                                                              const tests::TempDir& folder) {
    const SpellFiles files{(folder / "cur.csv").string(), (folder / "old.csv").string()};
    const auto database = (folder / name).string();
    make(name)->prepare(database, files);
    make(name)->load(database, files);
    const auto peer = make(name);
    peer->open(database);
    const Questions questions((folder / "params.txt").string());
    std::vector<std::pair<std::uint64_t, std::uint64_t>> answers;
    for (const int question : {1, 2, 5, 7, 8, 9}) {
      for (const Digest& answer : first_answers(*peer, question, questions.of(question), 100)) {
        answers.emplace_back(answer.rows(), answer.hash());
      }
    }
    return answers;
  }

  static inline std::unique_ptr<tests::TempDir> folder_;
  static inline std::unique_ptr<Peer> sqlite_;
  static inline std::map<std::string, std::unique_ptr<Peer>> others_;
};

TEST_F(Harness, MakesTheSameDataForASeed) {
  tests::TempDir again;
  generate(size_named("T"), 42, again.path().string());
  const MappedFile one(path("cur.csv"));
  const MappedFile other((again / "cur.csv").string());
  EXPECT_EQ(std::string(one.begin(), one.end()), std::string(other.begin(), other.end()));
  EXPECT_GT(read_spells(path("cur.csv")).size(), 200U);
  EXPECT_GT(read_spells(path("old.csv")).size(), 10U);
}

TEST_F(Harness, AllQuestionsHaveTheSameAnswers) {
  const Questions questions(path("params.txt"));
  for (int question = 1; question <= kQuestions; ++question) {
    const auto& sets = questions.of(question);
    const auto expected = first_answers(*sqlite_, question, sets, 100);
    for (const auto& [name, peer] : others_) {
      const auto answers = first_answers(*peer, question, sets, 100);
      for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(answers[i].rows(), expected[i].rows()) << name << ", Q" << question << ", set " << i;
        EXPECT_EQ(answers[i].hash(), expected[i].hash()) << name << ", Q" << question << ", set " << i;
      }
    }
    const auto rows = std::accumulate(expected.begin(), expected.end(), std::uint64_t{0},
                                      [](auto sum, const Digest& answer) { return sum + answer.rows(); });
    EXPECT_GT(rows, 0U) << "Q" << question << " has no rows to compare";
  }
}

// What `./dev bench --slopes` doubles: one thing of three, so that there are about twice as many memberships, whose answers are the
// same for all.
TEST_F(Harness, DoublesActorsBodiesAndYears) {
  const auto base = read_spells(path("cur.csv"));
  for (const std::string dimension : {"actors", "bodies", "years"}) {
    tests::TempDir folder;
    const auto size = multiplied(size_named("T"), dimension, 2);
    generate(size, 42, folder.path().string(), all_years(size));
    const auto spells = read_spells((folder / "cur.csv").string());
    EXPECT_NEAR(static_cast<double>(spells.size()) / static_cast<double>(base.size()), 2, 0.3) << dimension;
    EXPECT_EQ(things(spells, &Spell::actor), things(base, &Spell::actor) * (dimension == "actors" ? 2 : 1));
    EXPECT_EQ(things(spells, &Spell::body), things(base, &Spell::body) * (dimension == "bodies" ? 2 : 1));
    EXPECT_EQ(all_years(size).years(), dimension == "years" ? 432U : 216U);

    const auto expected = answers_to_some(make_sqlite, "sqlite", folder);
    EXPECT_EQ(answers_to_some(make_entente, "entente", folder), expected) << dimension;
    EXPECT_EQ(answers_to_some(make_limit, "limit", folder), expected) << dimension;
  }
}

TEST_F(Harness, TimesAndWrites) {
  const Questions questions(path("params.txt"));
  for (const auto& [name, peer] : others_) {
    const auto timing = time_question(*peer, 1, questions.of(1), 0.02);
    EXPECT_GT(timing.calls, 0U) << name;
    EXPECT_GT(timing.median_ns, 0) << name;
    if (peer->can_write()) {
      EXPECT_GT(time_writing(*peer, 20, 30, 10, 0.01).per_second, 0) << name;
    }
  }
  EXPECT_GT(time_writing(*sqlite_, 20, 30, 10, 0.01).per_second, 0);
}

}  // namespace
}  // namespace entente::bench
