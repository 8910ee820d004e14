// Whatever the text: a small database runs it or refuses it with a message, and nothing that it records stays.
#include <unistd.h>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "entente/database.h"

using namespace entente;

namespace {

std::string text_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Made anew by each process; removed when it ends.
struct Small {
  std::filesystem::path dir = std::filesystem::temp_directory_path() / ("entente-fuzz-" + std::to_string(::getpid()));
  Small() { std::filesystem::create_directories(dir); }
  ~Small() { std::filesystem::remove_all(dir); }
  Small(const Small&) = delete;
  Small& operator=(const Small&) = delete;
};

Database& database() {
  static Small small;
  static Database database = [] {
    const std::string setup = ENTENTE_SOURCE_DIR "/tests/language/setup/";
    OpenOptions options;
    options.files.root = (small.dir / "files").string();  // what a text writes stays there, and goes with it
    std::filesystem::create_directories(options.files.root);
    auto made =
        Database::create_from((small.dir / "small.entente").string(), {{"press.ent", text_of_file(setup + "press.ent")}}, options);
    if (!made) {
      std::abort();
    }
    return *made;
  }();
  return database;
}

void run(const std::string& text, RunMode mode) {
  Session session(database());
  session.set_parameter("x", std::string("Chile"));
  session.set_parameter("list", std::vector<std::string>{"Chile", "Peru"});
  const auto errors = session.run("fuzz", text, mode, [](Answer&&) { return true; });
  for (const auto& error : errors) {
    if (error.text.empty() || error.code.empty()) {
      std::abort();
    }
  }
}

}  // namespace

// The first byte says how the rest is run: as a script whose block is rolled back, or as what somebody types.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0) {
    run("begin; default on 2014-10-21;\n" + text + "\n; rollback", RunMode::kScript);
  } else {
    run("begin;\n" + text, RunMode::kInteractive);
  }
  return 0;
}
