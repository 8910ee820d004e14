// One peer's program: bench.py runs its commands and puts the answers of all peers together.
#include <sys/resource.h>

#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <vector>

#include "tests/bench/clock.h"
#include "tests/bench/generate.h"
#include "tests/bench/measure.h"

namespace entente::bench {
namespace {

using Words = std::vector<std::string>;

std::unique_ptr<Peer> open_peer(const Words& words) {
  auto peer = ENTENTE_BENCH_PEER(words.at(0));
  peer->open(words.at(1));
  return peer;
}

SpellFiles files_in(const std::string& folder) { return {folder + "/cur.csv", folder + "/old.csv"}; }
// Without what is superseded.
SpellFiles current_files_in(const std::string& folder) { return {folder + "/cur.csv", folder + "/none.csv"}; }

long peak_kilobytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void prepare(const Words& words) {  // PEER DATABASE FOLDER
  ENTENTE_BENCH_PEER(words.at(0))->prepare(words.at(1), current_files_in(words.at(2)));
}

void load(const Words& words) {  // PEER DATABASE FOLDER; prints seconds, bytes, the peak of memory; what is superseded is left out
  const auto peer = ENTENTE_BENCH_PEER(words.at(0));
  const auto files = current_files_in(words.at(2));
  const auto prepared_bytes = peer->prepares() ? peer->bytes(words.at(1)) : 0;
  const double begin = seconds_now();
  peer->load(words.at(1), files);
  std::printf("%.6f %llu %ld\n", seconds_now() - begin, static_cast<unsigned long long>(peer->bytes(words.at(1)) - prepared_bytes),
              peak_kilobytes());
}

void load_known(const Words& words) {  // PEER DATABASE FOLDER
  const auto peer = ENTENTE_BENCH_PEER(words.at(0));
  peer->prepare(words.at(1), files_in(words.at(2)));
  peer->load(words.at(1), files_in(words.at(2)));
  peer->load_known(words.at(1), files_in(words.at(2)));
}

void check(const Words& words) {  // PEER DATABASE FOLDER QUESTION MOST; prints rows and hash of each set of parameters
  const auto peer = open_peer(words);
  const int question = std::stoi(words.at(3));
  if (question == 10 && !peer->knows_history()) {
    return;
  }
  const Questions questions(words.at(2) + "/params.txt");
  for (const auto& answer : first_answers(*peer, question, questions.of(question), std::stoul(words.at(4)))) {
    std::printf("%llu %016llx\n", static_cast<unsigned long long>(answer.rows()), static_cast<unsigned long long>(answer.hash()));
  }
}

void time(const Words& words) {  // PEER DATABASE FOLDER QUESTION SECONDS; prints calls, median, mean, rows, peak of memory
  const auto peer = open_peer(words);
  const Questions questions(words.at(2) + "/params.txt");
  const int question = std::stoi(words.at(3));
  const auto timing = time_question(*peer, question, questions.of(question), std::stod(words.at(4)));
  std::printf("%zu %.1f %.1f %.1f %ld\n", timing.calls, timing.median_ns, timing.mean_ns, timing.rows, peak_kilobytes());
}

void write(const Words& words) {  // PEER DATABASE SIZE ROWS SECONDS; prints rows a second, the median of a commit in microseconds
  const auto peer = open_peer(words);
  if (peer->can_write()) {
    const auto& size = size_named(words.at(2));
    const auto writing = time_writing(*peer, size.actors, size.bodies, std::stoul(words.at(3)), std::stod(words.at(4)));
    std::printf("%.1f %.1f\n", writing.per_second, writing.median_us);
  }
}

void cold(const Words& words) {  // PEER DATABASE BODY ROLE DAY; prints the rows of one answer
  const auto peer = open_peer(words);
  Digest answer;
  peer->snapshot(static_cast<std::uint32_t>(std::stoul(words.at(2))), std::stoi(words.at(3)), std::stoi(words.at(4)), answer);
  std::printf("%llu\n", static_cast<unsigned long long>(answer.rows()));
}

int run(const Words& words) {
  const std::map<std::string, std::function<void(const Words&)>> commands = {
      {"prepare", prepare}, {"load", load}, {"load-known", load_known}, {"check", check}, {"time", time},
      {"write", write},     {"cold", cold}};
  try {
    const auto command = commands.find(words.at(0));
    if (command == commands.end()) {
      fail("no command " + words.at(0));
    }
    command->second({words.begin() + 1, words.end()});
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
}

}  // namespace
}  // namespace entente::bench

int main(int count, char** words) { return entente::bench::run({words + 1, words + count}); }
