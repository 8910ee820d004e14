// The harness on a tiny size: the generator, and those peers that need nothing more than the tests do. All questions have the same
// answers.
#include <gtest/gtest.h>

#include <map>
#include <numeric>

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
