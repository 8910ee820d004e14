#include "engine/store/environment.h"

#include <chrono>
#include <thread>
#include <utility>

#include "engine/store/commit_note.h"
#include "engine/store/core.h"
#include "engine/store/lmdb_fault.h"
#include "engine/store/registry.h"
#include "engine/store/snapshot.h"

namespace entente::store {
namespace {

/// The writer's turn, for as long as it lives.
class Turn {
 public:
  explicit Turn(Core& core, const std::function<void()>& while_waiting = {}) : core_(core) { core_.take_turn(while_waiting); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { core_.end_turn(); }

 private:
  Core& core_;
};

enum class Attempt : std::uint8_t { kCommitted, kMapWasFull };

Attempt attempt(Snapshot& snapshot, WriteTxn& txn, const std::function<void(WriteTxn&)>& body) {
  try {
    body(txn);
    snapshot.commit();
    return Attempt::kCommitted;
  } catch (const MapFull&) {
    snapshot.abort();
    return Attempt::kMapWasFull;
  } catch (...) {
    snapshot.abort();
    if (snapshot.is_full()) {  // the closure made something else of it
      return Attempt::kMapWasFull;
    }
    throw;
  }
}

}  // namespace

std::shared_ptr<Environment> Environment::open(const std::filesystem::path& path, Mode mode, const Options& options) {
  return Registry::instance().open(path, mode, options);
}

Environment::~Environment() { Registry::instance().release(core_); }

ReadTxn Environment::read() { return ReadTxn(std::make_shared<Snapshot>(shared_from_this(), core_, Mode::kReadOnly)); }

void Environment::write(const std::function<void(WriteTxn&)>& body, const std::function<void()>& while_waiting) {
  if (mode_ != Mode::kReadWrite) {
    fail(FaultKind::kReadOnly, "cannot write to " + quoted(path()) + ": it was opened for reading only");
  }
  run(core_, shared_from_this(), body, while_waiting);
}

void Environment::write_in_turn(Core& core, const std::shared_ptr<Environment>& owner, const std::function<void(WriteTxn&)>& body) {
  for (;;) {
    {
      const auto snapshot = std::make_shared<Snapshot>(owner, core, Mode::kReadWrite);
      WriteTxn txn(snapshot);
      if (attempt(*snapshot, txn, body) == Attempt::kCommitted) {
        return;
      }
    }
    core.grow();
  }
}

// Nobody else writes now: where there is a note and not its commit, that is still to be done.
void Environment::run(Core& core, const std::shared_ptr<Environment>& owner, const std::function<void(WriteTxn&)>& body,
                      const std::function<void()>& while_waiting) {
  const SizeSignalBlock no_signal;
  const Turn turn(core, while_waiting);
  constexpr int kNotes = 2;  // that of the last commit, and of one that was about to follow
  auto noted = core.noted_next();
  for (int i = 0; i < kNotes && noted; ++i, noted = core.noted_next()) {
    write_in_turn(core, owner, [&](WriteTxn& txn) { replay(txn, noted->operations); });
  }
  write_in_turn(core, owner, body);
}

// A note without its commit is also that of somebody who is about to commit, or was killed then: nobody was told of that one. Of
// this boot it is such a one, unless the disk was taken away.
void Environment::redo_noted(Core& core) {
  using namespace std::chrono_literals;
  constexpr auto kPatience = 2s;
  struct IsNone {};
  const auto noted = core.noted_next();
  if (!noted) {
    return;
  }
  const auto is_none = [&] { return !core.noted_next(); };
  if (!core.is_writable()) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!noted->is_of_this_boot && !is_none()) {
      if (std::chrono::steady_clock::now() > deadline) {
        fail(FaultKind::kPermission,
             "cannot read " + quoted(core.path()) +
                 ": its last commit was cut off, as by a power failure, and is still to be finished; open " +
                 "it once where it may be written");
      }
      std::this_thread::sleep_for(1ms);
    }
    return;
  }
  try {
    run(
        core, nullptr, [](WriteTxn&) {},
        [&] {
          if (noted->is_of_this_boot || is_none()) {
            throw IsNone{};  // whoever writes has seen to it
          }
        });
  } catch (const IsNone&) {
  } catch (const Fault& fault) {
    if (fault.kind() != FaultKind::kLocked || !noted->is_of_this_boot) {
      fail(fault.kind(),
           "cannot open " + quoted(core.path()) +
               ", whose last commit was cut off, as by a power failure, and is still to be finished: " + fault.what());
    }
  }
}

const std::filesystem::path& Environment::path() const noexcept { return core_.path(); }

Sizes Environment::sizes() const { return core_.sizes(); }

std::uint32_t Environment::readers() const { return core_.readers(); }

void Environment::copy_to(int file) {
  const auto snapshot = read();  // so that the map stays where it is
  if (core_.copy_to(file, Core::Copy::kCompact)) {
    return;
  }
  const Turn turn(core_);  // else LMDB would wait for a writer, for ever
  if (!core_.copy_to(file, Core::Copy::kWhole)) {
    fail(FaultKind::kCorrupt, "cannot copy " + quoted(path()) + ": its pages do not add up");
  }
}

std::uint32_t Environment::format_version() const noexcept { return core_.meta().format_version; }

std::int64_t Environment::created_utc_seconds() const noexcept { return core_.meta().created_utc_seconds; }

}  // namespace entente::store
