#include "engine/store/lmdb_fault.h"

#include <lmdb.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "engine/store/fault.h"
#include "engine/store/file_system.h"

namespace entente::store {
namespace {

struct Reason {
  FaultKind kind;
  std::string text;
};

// mdb_strerror passes what it does not know to strerror, negative numbers included.
std::string plain_text(int code) {
  if (code > 0) {
    return std::generic_category().message(code);
  }
  if (code >= MDB_KEYEXIST && code <= MDB_LAST_ERRCODE) {
    return mdb_strerror(code);
  }
  return "unknown error " + std::to_string(code);
}

Reason system_reason(int code, const std::filesystem::path& path) {
  switch (code) {
    case ENOENT:
      return {FaultKind::kMissing, "there is no such file"};
    case ENOTDIR:
      return {FaultKind::kMissing, "a part of its path is no directory"};
    case EISDIR:
      return {FaultKind::kDirectory, "it is a directory"};
    case EACCES:
    case EPERM:
      return {FaultKind::kPermission,
              "permission denied; this user needs access to the file, to the directory and to the -lock file beside it"};
    case EROFS:
      return {FaultKind::kPermission, "it lies on a read-only file system"};
    case EEXIST:
      return {FaultKind::kExists, "it exists already"};
    case ENOSPC:
      return {FaultKind::kDiskFull, "the disk is full"};
    case EDQUOT:
      return {FaultKind::kDiskFull, "the disk quota is used up"};
    case EFBIG:
      return {FaultKind::kDiskFull, "the limit on the size of files is reached"};
    case EIO:
      if (is_disk_full(path)) {
        return {FaultKind::kDiskFull, "the disk, or the limit on the size of files, is full"};
      }
      return {FaultKind::kIo, "reading or writing failed; the disk may be failing"};
    case ENOMEM:
      return {FaultKind::kIo, "there is not enough memory or address space (see ulimit -v)"};
    default:
      return {FaultKind::kIo, plain_text(code)};
  }
}

Reason lmdb_reason(int code, const std::filesystem::path& path) {
  switch (code) {
    case MDB_INVALID:
      return {FaultKind::kNotADatabase, "it is not a database"};
    case MDB_VERSION_MISMATCH:
      return {FaultKind::kLmdbVersion,
              "it was made with another version of LMDB; dump it with the program that made it and restore the dump here"};
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
    case MDB_CURSOR_FULL:
      return {FaultKind::kCorrupt, "its pages are damaged; restore a backup"};
    case MDB_READERS_FULL:
      return {FaultKind::kTooManyReaders, "too many programs or threads read it at the same time; close some and try again"};
    case MDB_PANIC:
      return {FaultKind::kIo, "an earlier write failed half-way; open it again"};
    case MDB_TXN_FULL:
      return {FaultKind::kIo, "one transaction changes too much; split it into smaller ones"};
    default:
      return system_reason(code, path);
  }
}

}  // namespace

std::string quoted(const std::filesystem::path& path) { return "\"" + path.string() + "\""; }

void fail_lmdb(int code, const std::filesystem::path& path, std::string_view doing) {
  auto reason = lmdb_reason(code, path);
  fail(reason.kind, "cannot " + std::string(doing) + " " + quoted(path) + ": " + reason.text);
}

void fail_system(int code, const std::filesystem::path& path, std::string_view doing) {
  auto reason = system_reason(code, path);
  fail(reason.kind, "cannot " + std::string(doing) + " " + quoted(path) + ": " + reason.text);
}

}  // namespace entente::store
