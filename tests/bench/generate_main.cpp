// Writes the data of a size into a folder: entente_bench_data SIZE SEED FOLDER
#include <cstdio>
#include <exception>

#include "tests/bench/generate.h"

int main(int count, char** words) {
  try {
    if (count != 4) {
      entente::bench::fail("entente_bench_data SIZE SEED FOLDER");
    }
    entente::bench::generate(entente::bench::size_named(words[1]), std::stoull(words[2]), words[3]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
}
