#include "engine/session/dump_statements.h"

#include "engine/exchange/dump.h"
#include "engine/exchange/restore.h"
#include "engine/session/known.h"

namespace entente::session {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

Answer said(const std::string& what, const exchange::DumpSum& sum) {
  std::string line = what + ": " + counted(sum.commits, "commit", "commits") + ", " +
                     counted(sum.definitions, "definition", "definitions") + ", " + counted(sum.claims, "claim", "claims");
  if (sum.events > 0) {
    line += ", " + counted(sum.events, "event", "events");
  }
  if (sum.provisions > 0) {
    line += ", " + counted(sum.provisions, "provision", "provisions");
  }
  Answer answer;
  answer.caption.push_back(std::move(line));
  return answer;
}

}  // namespace

Result<Answer> dump_to(const bind::Import::File& file, const store::Reader& reader, const OnProgress& on_progress) {
  auto out = files::WholeFile::create(file.path, file.shown);
  if (!out) {
    return std::move(out.error());
  }
  const auto sum = exchange::dump(reader, **out, [&](std::size_t lines) {
    if (on_progress) {
      on_progress({lines, 0, 0});
    }
  });
  if (auto done = (*out)->finish(); !done) {
    return std::move(done.error());
  }
  return said("wrote " + file.shown, sum);
}

Result<Answer> restore_from(const bind::Import::File& file, store::WriteTxn& txn, const OnProgress& on_progress,
                            const std::function<void()>& breathe) {
  if (last_commit(txn)) {
    return Diagnostic{"R15",
                      "this database holds something already",
                      std::nullopt,
                      {},
                      "a dump is restored into a new database: entente NEW.entente --restore FILE"};
  }
  auto lines = files::LineReader::open(file.path, file.shown);
  if (!lines) {
    return std::move(lines.error());
  }
  const auto sum = exchange::restore(txn, **lines, file.shown, [&](std::size_t count, files::Extent extent) {
    breathe();
    if (on_progress) {
      on_progress({count, extent.read, extent.all});
    }
  });
  if (!sum) {
    return sum.error();
  }
  return said("restored from " + file.shown, *sum);
}

}  // namespace entente::session
