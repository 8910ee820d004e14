// Writes what fuzzers begin with that is no text of the repository: dumps of small databases, or all their records.
//
// usage: fuzz_seeds SOURCE_DIR OUT_DIR restore|records
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/store/environment.h"
#include "entente/database.h"

using namespace entente;

namespace {

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_records(const std::filesystem::path& database, const std::filesystem::path& out) {
  const auto environment = store::Environment::open(database, store::Mode::kReadOnly);
  const auto txn = environment->read();
  for (std::size_t table = 1; table < store::kTableCount; ++table) {
    std::size_t number = 0;
    for (auto cursor = txn.scan(static_cast<store::Table>(table)); cursor.valid(); cursor.next()) {
      std::ofstream(out / (database.stem().string() + "-" + std::to_string(table) + "-" + std::to_string(number++)),
                    std::ios::binary)
          << static_cast<char>(table) << cursor.value();
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    return 2;
  }
  const std::filesystem::path root = argv[1];
  const std::filesystem::path out = argv[2];
  const std::filesystem::path work = out.string() + ".databases";
  for (const auto& dir : {out, work}) {
    std::filesystem::remove_all(dir);
    std::filesystem::create_directories(dir);
  }
  for (const auto& setup : std::filesystem::directory_iterator(root / "tests/language/setup")) {
    const auto database = work / (setup.path().stem().string() + ".entente");
    const auto made = Database::create_from(database.string(), {{setup.path().string(), text_of_file(setup.path())}});
    if (!made) {
      return 1;
    }
    if (std::string(argv[3]) == "records") {
      Session writer(*made);  // of a second commit, so that every table has records; where there is a claim
      (void)writer.run("seeds", "retract claim 1 because \"a seed\"", RunMode::kScript, [](Answer&&) { return true; });
      write_records(database, out);
      continue;
    }
    Session session(*made);
    const std::string dump = (out / setup.path().stem()).string();
    if (!session.run("seeds", "dump to \"" + dump + "\"", RunMode::kScript, [](Answer&&) { return true; }).empty()) {
      return 1;
    }
  }
  std::filesystem::remove_all(work);
  return 0;
}
