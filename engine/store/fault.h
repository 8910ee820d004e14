// What goes wrong with the machine: files, disks, locks, damage. Never the user's mistake in a statement, never our own.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

namespace entente::store {

enum class FaultKind : std::uint8_t {
  kMissing,            // no such file, or it was deleted or moved while open
  kNotADatabase,       // something else than a database file
  kOtherApplication,   // a database file of another program
  kNewerFormat,        // written by a newer Entente
  kOlderFormat,        // written by an older Entente that this one no longer reads
  kLmdbVersion,        // file layout of another LMDB generation
  kTruncated,          // the file ends too early
  kCorrupt,            // a checksum or the structure is wrong
  kLocked,             // another process or thread writes, or holds what we wait for
  kReadOnly,           // asked to write to what is open for reading only
  kPermission,         // the operating system refuses
  kDirectory,          // a directory stands where a file is needed
  kDiskFull,           // disk, quota or file size limit
  kIo,                 // any other failure of reading or writing
  kForked,             // used in a child process that inherited it
  kTooManyReaders,     // all reader slots are taken
  kNetworkFileSystem,  // writing over a network file system is refused
  kExists,             // create() found a file
};

/// A failure of the machine. what() is a whole sentence in the user's words with the path: lower case, no full stop.
class Fault : public std::exception {
 public:
  Fault(FaultKind kind, std::string sentence) : kind_(kind), sentence_(std::move(sentence)) {}

  [[nodiscard]] FaultKind kind() const noexcept { return kind_; }
  [[nodiscard]] const char* what() const noexcept override { return sentence_.c_str(); }

 private:
  FaultKind kind_;
  std::string sentence_;
};

/// The one place that throws a Fault.
[[noreturn]] void fail(FaultKind kind, std::string sentence);

}  // namespace entente::store
