// Whatever the text: it is restored or refused with a message. What is restored is in order, as `check` sees it, and dumps to what
// is restored to the same.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "engine/exchange/dump.h"
#include "engine/exchange/inspect.h"
#include "engine/exchange/restore.h"
#include "tests/fuzz/scratch.h"

using namespace entente;

namespace {

tests::Scratch& scratch() {
  static tests::Scratch scratch;
  return scratch;
}

std::string path_of(const char* name) { return (scratch().dir() / name).string(); }

void fail(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::abort();
}

/// What the database holds after that, as a dump; empty where the text is refused.
std::string restored(std::string_view text) {
  std::ofstream(path_of("in.ent"), std::ios::binary | std::ios::trunc) << text;
  auto lines = files::LineReader::open(path_of("in.ent"), "in.ent");
  std::string dumped;
  scratch().run([&](store::WriteTxn& txn) {
    const auto sum = lines ? exchange::restore(txn, **lines, "in.ent", [](std::size_t, files::Extent) {})
                           : Result<exchange::DumpSum>(lines.error());
    if (!sum) {
      if (sum.error().code.empty() || sum.error().message.empty() || sum.error().help.empty()) {
        fail("an error says nothing");
      }
      return;
    }
    exchange::Inspector inspector{[](const std::string&) {},
                                  [](const std::string& part, const std::string& finding) { fail(part + ": " + finding); }};
    static_cast<void>(exchange::inspect(txn, inspector));
    auto file = *files::WholeFile::create(path_of("out.ent"), "out.ent");
    static_cast<void>(exchange::dump(txn, *file, [](std::size_t) {}));
    if (!file->finish()) {
      fail("the dump is not written");
    }
    std::ifstream in(path_of("out.ent"), std::ios::binary);
    dumped.assign(std::istreambuf_iterator<char>(in), {});
  });
  return dumped;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string once = restored({reinterpret_cast<const char*>(data), size});
  if (!once.empty() && restored(once) != once) {
    fail("the dump of what was restored is restored to something else");
  }
  return 0;
}
