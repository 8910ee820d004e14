#include "tests/bench/questions.h"

#include <fstream>

namespace entente::bench {

Questions::Questions(const std::string& path) {
  std::ifstream in(path);
  if (!in) {
    fail("cannot read " + path);
  }
  std::size_t question = 0;
  Parameters set{};
  while (in >> question >> set[0] >> set[1] >> set[2] >> set[3]) {
    sets_.at(question).push_back(set);
  }
}

void ask(Peer& peer, int question, const Parameters& parameters, Digest& answer) {
  const auto id = [&](std::size_t place) { return static_cast<std::uint32_t>(parameters[place]); };
  switch (question) {
    case 1:
      return peer.snapshot(id(0), parameters[1], parameters[2], answer);
    case 2:
      return peer.portfolio(id(0), parameters[1], answer);
    case 3:
      return peer.point(id(0), id(1), parameters[2], answer);
    case 4:
      return peer.history(id(0), id(1), answer);
    case 5:
      return peer.algebra(id(0), id(1), id(2), parameters[3], answer);
    case 6:
      return peer.difference(id(0), parameters[1], parameters[2], answer);
    case 7:
      return peer.pairs_by_year({parameters[0], parameters[1]}, answer);
    case 8:
      return peer.counts_by_year({parameters[0], parameters[1]}, answer);
    case 9:
      return peer.most_similar(id(0), parameters[1], answer);
    case 10:
      return peer.as_known(id(0), parameters[1], parameters[2], parameters[3], answer);
    default:
      fail("no question " + std::to_string(question));
  }
}

}  // namespace entente::bench
