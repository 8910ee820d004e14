// Opening and closing of the LMDB environment: flags, limits, tables, meta record.
#include <lmdb.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include "engine/store/core.h"
#include "engine/store/file_header.h"
#include "engine/store/frame.h"
#include "engine/store/lmdb_fault.h"

namespace entente::store {
namespace {

constexpr unsigned kReadersMax = 510;
constexpr unsigned kTablesMax = 32;
constexpr std::size_t kMapBytesMin = std::size_t{64} << 20U;  // below it no smaller map is tried
constexpr int kOpenAttempts = 5;
constexpr mdb_mode_t kFileMode = 0666;  // less the umask

// LMDB aborts after this; the sentence at least says which file.
void say_assertion(MDB_env* env, const char* message) {
  const auto* path = static_cast<const std::filesystem::path*>(mdb_env_get_userctx(env));
  std::fprintf(stderr, "entente: the pages of \"%s\" are damaged (%s); restore a backup\n", path == nullptr ? "?" : path->c_str(),
               message);
}

bool may_pass(int code) { return code == EINVAL || code == EAGAIN || code == EBUSY; }

MDB_val to_val(std::string_view bytes) { return {bytes.size(), const_cast<char*>(bytes.data())}; }

std::string_view to_view(const MDB_val& val) { return {static_cast<const char*>(val.mv_data), val.mv_size}; }

}  // namespace

int Core::try_open(std::size_t map_bytes) {
  int code = mdb_env_create(&env_);
  if (code != 0) {
    return code;
  }
  const unsigned access = not_writable_ ? MDB_RDONLY : 0U;
  mdb_env_set_userctx(env_, &path_);
  mdb_env_set_assert(env_, say_assertion);
  mdb_env_set_maxdbs(env_, kTablesMax);
  mdb_env_set_maxreaders(env_, kReadersMax);
  mdb_env_set_mapsize(env_, map_bytes);
  // NOTLS: a transaction may change threads. NOSUBDIR: one file. Nothing that trades durability for speed;
  // MDB_NOMETASYNC is set for commits that have a note.
  code = mdb_env_open(env_, canonical_.c_str(), MDB_NOSUBDIR | MDB_NOTLS | access, kFileMode);
  if (code != 0) {
    mdb_env_close(env_);
    env_ = nullptr;
  }
  return code;
}

// Where address space is short (ulimit -v, valgrind) the map begins smaller. Another process that opens or closes the file at the
// same instant makes LMDB fail for a moment.
void Core::open_map(std::size_t map_bytes) {
  using namespace std::chrono_literals;
  for (;;) {
    int code = try_open(map_bytes);
    for (int attempt = 1; attempt < kOpenAttempts && may_pass(code); ++attempt) {
      std::this_thread::sleep_for(attempt * 5ms);
      code = try_open(map_bytes);
    }
    if (code == 0) {
      return;
    }
    if ((code != ENOMEM && code != EINVAL) || map_bytes / 2 < kMapBytesMin) {
      fail_lmdb(code, path_, "open");
    }
    map_bytes /= 2;
  }
}

void Core::open() {
  if (purpose_ == Purpose::kExisting) {
    inspect_file(canonical_);
  }
  open_map(options_.map_bytes);
  mdb_reader_check(env_, nullptr);
  int descriptor = -1;
  mdb_env_get_fd(env_, &descriptor);
  id_ = identify(descriptor);
  open_tables();
}

void Core::open_tables() {
  const bool is_new = purpose_ == Purpose::kNew;
  MDB_txn* txn = nullptr;
  int code = mdb_txn_begin(env_, nullptr, is_new ? 0U : MDB_RDONLY, &txn);
  if (code != 0) {
    fail_lmdb(code, path_, "open");
  }
  try {
    for (std::size_t i = 0; i < kTableCount && code == 0; ++i) {
      code = mdb_dbi_open(txn, kTableNames[i], is_new ? MDB_CREATE : 0U, &tables_[i]);
    }
    if (code == MDB_NOTFOUND && !is_new && tables_[0] != 0) {
      read_meta(txn);  // an older format has fewer tables, and says that it is older
    }
    if (code == MDB_NOTFOUND || code == MDB_INCOMPATIBLE) {
      fail(FaultKind::kOtherApplication, "cannot open " + quoted(path_) + ": it is a database of another program");
    }
    if (code != 0) {
      fail_lmdb(code, path_, "open");
    }
    if (is_new) {
      make_meta(txn);
    } else {
      read_meta(txn);
    }
  } catch (...) {
    mdb_txn_abort(txn);
    throw;
  }
  code = mdb_txn_commit(txn);  // keeps the table handles, for reading too
  if (code != 0) {
    fail_lmdb(code, path_, is_new ? "create" : "open");
  }
}

void Core::make_meta(MDB_txn* txn) {
  MDB_stat stat{};
  mdb_env_stat(env_, &stat);
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  meta_.page_bytes = stat.ms_psize;
  meta_.created_utc_seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  std::string framed;
  frame(Table::kMeta, kMetaKey, encode_meta(meta_), framed);
  auto key = to_val(kMetaKey);
  auto value = to_val(framed);
  if (const int code = mdb_put(txn, table(Table::kMeta), &key, &value, 0); code != 0) {
    fail_lmdb(code, path_, "create");
  }
}

void Core::read_meta(MDB_txn* txn) {
  auto key = to_val(kMetaKey);
  MDB_val value{};
  const int code = mdb_get(txn, table(Table::kMeta), &key, &value);
  if (code == MDB_NOTFOUND) {
    fail(FaultKind::kOtherApplication, "cannot open " + quoted(path_) + ": it is a database of another program");
  }
  if (code != 0) {
    fail_lmdb(code, path_, "open");
  }
  // The application id is looked at first: what is not ours has no checksum to be wrong.
  if (!to_view(value).starts_with(kApplicationId)) {
    fail(FaultKind::kOtherApplication, "cannot open " + quoted(path_) + ": it is a database of another program");
  }
  meta_ = decode_meta(unframe(Table::kMeta, kMetaKey, to_view(value), path_), path_);
}

void Core::close() noexcept {
  // In a forked child LMDB would free the parent's reader slots: rather leak.
  if (env_ != nullptr && !is_forked()) {
    drop_idle();
    mdb_env_close(env_);
  }
  env_ = nullptr;
}

}  // namespace entente::store
