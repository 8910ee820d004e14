// Faults of the file and the machine as they are told: what cannot be brought about in a test stands here too.
#include "engine/session/errors.h"

#include <gtest/gtest.h>

namespace entente::tests {
namespace {

using store::FaultKind;

struct Told {
  FaultKind fault;
  ErrorKind kind;
  const char* text;
};

TEST(Errors, OfTheFileHaveACodeAndAWayOutEach) {
  const Told all[] = {
      {FaultKind::kMissing, ErrorKind::kDatabase,
       "error[S01]: it is so\n  help: is the path right? a file is created unless it is opened for reading only\n"},
      {FaultKind::kNotADatabase, ErrorKind::kDatabase,
       "error[S02]: it is so\n  help: name a database file, or a path where there is no file yet\n"},
      {FaultKind::kOtherApplication, ErrorKind::kDatabase, "error[S03]: it is so\n  help: name a database that Entente made\n"},
      {FaultKind::kNewerFormat, ErrorKind::kDatabase, "error[S04]: it is so\n  help: open it with the newer version of Entente\n"},
      {FaultKind::kOlderFormat, ErrorKind::kDatabase, "error[S05]: it is so\n  help: open it with the older version of Entente\n"},
      {FaultKind::kLmdbVersion, ErrorKind::kDatabase, "error[S06]: it is so\n  help: open it where it was made\n"},
      {FaultKind::kTruncated, ErrorKind::kDatabase,
       "error[S07]: it is so\n  help: a part of the file is missing; what is left cannot be read alone\n"},
      {FaultKind::kCorrupt, ErrorKind::kDatabase,
       "error[S08]: it is so\n  help: what the file holds cannot be trusted any more: restore a copy\n"},
      {FaultKind::kLocked, ErrorKind::kLocked, "error[S09]: it is so\n  help: wait for the other to end, and try again\n"},
      {FaultKind::kReadOnly, ErrorKind::kStatement, "error[S10]: it is so\n  help: open the database for writing\n"},
      {FaultKind::kPermission, ErrorKind::kDatabase,
       "error[S11]: it is so\n  help: check who may read and write the file and its directory\n"},
      {FaultKind::kDirectory, ErrorKind::kDatabase, "error[S12]: it is so\n  help: name a file\n"},
      {FaultKind::kDiskFull, ErrorKind::kMachine,
       "error[S13]: it is so\n  help: free some room and try again; nothing was written\n"},
      {FaultKind::kIo, ErrorKind::kMachine, "error[S14]: it is so\n  help: nothing was written; see to the disk, and try again\n"},
      {FaultKind::kForked, ErrorKind::kMachine, "error[S15]: it is so\n  help: open the database anew in the child process\n"},
      {FaultKind::kTooManyReaders, ErrorKind::kLocked, "error[S16]: it is so\n  help: close some of the programs that read it\n"},
      {FaultKind::kNetworkFileSystem, ErrorKind::kDatabase, "error[S17]: it is so\n  help: copy it to a local disk\n"},
      {FaultKind::kExists, ErrorKind::kDatabase, "error[S18]: it is so\n  help: open the file that is there\n"},
  };
  for (const auto& told : all) {
    const Error error = session::to_error(store::Fault(told.fault, "it is so"));
    EXPECT_EQ(error.text, told.text);
    EXPECT_EQ(error.kind, told.kind) << told.text;
  }
}

}  // namespace
}  // namespace entente::tests
