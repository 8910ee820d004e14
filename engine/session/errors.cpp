#include "engine/session/errors.h"

#include <array>

namespace entente::session {
namespace {

using store::FaultKind;

struct FaultText {
  FaultKind kind;
  ErrorKind error;
  const char* code;
  const char* help;
};

constexpr std::array<FaultText, 18> kFaults = {{
    {FaultKind::kMissing, ErrorKind::kDatabase, "S01", "is the path right? a file is created unless it is opened for reading only"},
    {FaultKind::kNotADatabase, ErrorKind::kDatabase, "S02", "name a database file, or a path where there is no file yet"},
    {FaultKind::kOtherApplication, ErrorKind::kDatabase, "S03", "name a database that Entente made"},
    {FaultKind::kNewerFormat, ErrorKind::kDatabase, "S04", "open it with the newer version of Entente"},
    {FaultKind::kOlderFormat, ErrorKind::kDatabase, "S05", "open it with the older version of Entente"},
    {FaultKind::kLmdbVersion, ErrorKind::kDatabase, "S06", "open it where it was made"},
    {FaultKind::kTruncated, ErrorKind::kDatabase, "S07", "a part of the file is missing; what is left cannot be read alone"},
    {FaultKind::kCorrupt, ErrorKind::kDatabase, "S08", "what the file holds cannot be trusted any more: restore a copy"},
    {FaultKind::kLocked, ErrorKind::kLocked, "S09", "wait for the other to end, and try again"},
    {FaultKind::kReadOnly, ErrorKind::kStatement, "S10", "open the database for writing"},
    {FaultKind::kPermission, ErrorKind::kDatabase, "S11", "check who may read and write the file and its directory"},
    {FaultKind::kDirectory, ErrorKind::kDatabase, "S12", "name a file"},
    {FaultKind::kDiskFull, ErrorKind::kMachine, "S13", "free some room and try again; nothing was written"},
    {FaultKind::kIo, ErrorKind::kMachine, "S14", "nothing was written; see to the disk, and try again"},
    {FaultKind::kForked, ErrorKind::kMachine, "S15", "open the database anew in the child process"},
    {FaultKind::kTooManyReaders, ErrorKind::kLocked, "S16", "close some of the programs that read it"},
    {FaultKind::kNetworkFileSystem, ErrorKind::kDatabase, "S17", "copy it to a local disk"},
    {FaultKind::kExists, ErrorKind::kDatabase, "S18", "open the file that is there"},
}};

}  // namespace

Error to_error(const Diagnostic& diagnostic, const Source& source) {
  Error error;
  error.code = diagnostic.code;
  error.message = diagnostic.message;
  error.source_name = source.name();
  if (diagnostic.span) {
    const Position place = source.position(diagnostic.span->begin);
    error.line = place.line;
    error.column = place.column;
  }
  error.text = to_text(diagnostic, source);
  return error;
}

Error to_error(const store::Fault& fault) {
  for (const auto& known : kFaults) {
    if (known.kind == fault.kind()) {
      Error error;
      error.kind = known.error;
      error.code = known.code;
      error.message = fault.what();
      error.text = "error[" + error.code + "]: " + error.message + "\n  help: " + known.help + "\n";
      return error;
    }
  }
  return {};
}

}  // namespace entente::session
