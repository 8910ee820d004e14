// Asks Entente the ten questions under callgrind, which counts the instructions of each: they are the same from run to run, as
// times are not. instructions.py runs it.
#include <valgrind/callgrind.h>

#include <cstdio>
#include <exception>
#include <string>

#include "tests/bench/generate.h"
#include "tests/bench/measure.h"
#include "tests/temp_dir.h"

namespace entente::bench {
namespace {

constexpr std::size_t kSets = 20;  // of parameters

void count_question(Peer& peer, int question, const std::vector<Parameters>& sets) {
  const auto ask_all = [&] { return first_answers(peer, question, sets, kSets); };
  (void)ask_all();  // the first answers are bound, catalogues are read, memory is asked for
  (void)ask_all();
  CALLGRIND_ZERO_STATS;
  CALLGRIND_TOGGLE_COLLECT;
  const auto answers = ask_all();
  CALLGRIND_TOGGLE_COLLECT;
  const std::string name = "Q" + std::to_string(question);
  CALLGRIND_DUMP_STATS_AT(name.c_str());
  std::printf("%s %zu\n", name.c_str(), answers.size());
}

void count_all() {
  const tests::TempDir dir;
  generate(size_named("T"), 42, dir.path().string());
  const std::string path = (dir / "bench.entente").string();
  const SpellFiles files{(dir / "cur.csv").string(), (dir / "old.csv").string()};
  make_entente("entente")->prepare(path, files);
  make_entente("entente")->load(path, files);
  make_entente("entente")->load_known(path, files);
  const auto peer = make_entente("entente");
  peer->open(path);
  const Questions questions((dir / "params.txt").string());
  for (int question = 1; question <= kQuestions; ++question) {
    count_question(*peer, question, questions.of(question));
  }
}

}  // namespace
}  // namespace entente::bench

int main() {
  try {
    entente::bench::count_all();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
}
