// Writes the data of a size into a folder: entente_bench_data SIZE SEED FOLDER [DIMENSION TIMES]
#include <cstdio>
#include <exception>

#include "tests/bench/generate.h"

int main(int count, char** words) {
  try {
    using namespace entente::bench;
    if (count != 4 && count != 6) {
      fail("entente_bench_data SIZE SEED FOLDER [DIMENSION TIMES]");
    }
    const auto& size = size_named(words[1]);
    if (count == 4) {
      generate(size, std::stoull(words[2]), words[3]);
    } else {
      const auto many = multiplied(size, words[4], static_cast<std::uint32_t>(std::stoul(words[5])));
      generate(many, std::stoull(words[2]), words[3], all_years(many));
    }
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
}
