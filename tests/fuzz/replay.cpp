// Runs a fuzz target without libFuzzer: all texts of the corpus as they are, then for some seconds texts that are nearly such.
//
// usage: fuzz_TARGET_replay CORPUS SECONDS [SEED]
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kHang{20};  // two seconds, where sanitizers and other work do not slow it down

std::string current;  // for whoever finds this process dead

void run(const std::string& text) {
  current = text;
  const auto begin = Clock::now();
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  if (Clock::now() - begin > kHang) {
    std::fprintf(stderr, "it hangs on: %s\n", text.c_str());
    std::exit(1);
  }
}

[[noreturn]] void on_abort(int) {
  std::fprintf(stderr, "it fell on: %s\n", current.c_str());
  std::_Exit(1);
}

std::vector<std::string> corpus_of(const std::string& directory) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    std::ifstream in(entry.path(), std::ios::binary);
    out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Cuts, doubles, changes a byte, or puts in a piece of another text; from one to four times.
std::string changed(std::string text, const std::vector<std::string>& corpus, std::mt19937_64& chance) {
  const auto below = [&](std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(chance); };
  for (std::size_t times = 1 + below(4); times > 0; --times) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = std::min(text.size() - at, below(20));
    switch (below(4)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
        text.insert(at, 1, static_cast<char>(below(256)));
        break;
      default: {
        const auto& other = corpus[below(corpus.size())];
        const std::size_t from = below(other.size() + 1);
        text.insert(at, other.substr(from, below(40)));
      }
    }
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s CORPUS SECONDS [SEED]\n", argv[0]);
    return 2;
  }
  std::signal(SIGABRT, on_abort);
  const auto corpus = corpus_of(argv[1]);
  if (corpus.empty()) {
    std::fprintf(stderr, "no text in %s\n", argv[1]);
    return 2;
  }
  const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : std::random_device()();
  std::mt19937_64 chance(seed);
  const auto end = Clock::now() + std::chrono::seconds(std::atoi(argv[2]));
  std::size_t count = 0;
  for (const auto& text : corpus) {
    run(text);
    ++count;
  }
  for (; Clock::now() < end; ++count) {
    run(changed(corpus[chance() % corpus.size()], corpus, chance));
  }
  std::printf("seed %llu: %zu texts\n", static_cast<unsigned long long>(seed), count);
  return 0;
}
