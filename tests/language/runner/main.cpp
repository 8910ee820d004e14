// language_tests FILE…: plays transcripts and compares; with ENTENTE_REWRITE=1 writes the answers given now into the files.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "tests/language/runner/play.h"

namespace entente::tests {
namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool fail(const std::string& path, const std::string& why) {
  std::cerr << path << ": " << why << "\n";
  return false;
}

/// Says where the answers differ; true if they do not.
bool compare(const std::string& path, const Transcript& expected, const Transcript& played) {
  bool same = true;
  for (std::size_t i = 0; i < expected.pieces.size(); ++i) {
    const auto* before = std::get_if<Exchange>(&expected.pieces[i]);
    if (before == nullptr) {
      continue;
    }
    const auto& now = std::get<Exchange>(played.pieces[i]);
    if (before->answer == now.answer) {
      continue;
    }
    same = false;
    std::cerr << path << ":" << before->line << ": another answer\n> " << before->question << "--- expected\n"
              << before->answer << "--- answered\n"
              << now.answer << "\n";
  }
  return same;
}

bool run(const std::string& path) {
  if (!std::ifstream(path)) {
    return fail(path, "there is no such file");
  }
  const Transcript expected = read_transcript(contents(path));
  if (!expected.fault.empty()) {
    return fail(path, expected.fault);
  }
  const Transcript played = play(expected);
  if (!played.fault.empty()) {
    return fail(path, played.fault);
  }
  const char* rewrite = std::getenv("ENTENTE_REWRITE");
  if (rewrite == nullptr || std::string_view(rewrite) != "1") {
    return compare(path, expected, played);
  }
  std::ofstream(path, std::ios::binary) << write_transcript(played);
  return true;
}

}  // namespace
}  // namespace entente::tests

int main(int argc, char** argv) {
  bool all_well = true;
  for (int i = 1; i < argc; ++i) {
    all_well = entente::tests::run(argv[i]) && all_well;
  }
  return all_well ? 0 : 1;
}
