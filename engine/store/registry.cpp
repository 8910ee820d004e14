#include "engine/store/registry.h"

#include <pthread.h>

#include "engine/store/core.h"
#include "engine/store/lmdb_fault.h"

namespace entente::store {

Registry& Registry::instance() {
  static auto* const kRegistry = new Registry;  // outlives every Environment, static ones too
  return *kRegistry;
}

// A child that forks while another thread opens or closes must not inherit a locked mutex.
Registry::Registry() {
  ::pthread_atfork([] { instance().mutex_.lock(); }, [] { instance().mutex_.unlock(); }, [] { instance().mutex_.unlock(); });
}

Registry::Entry& Registry::entry_of(const std::filesystem::path& path, const Options& options) {
  const auto id = identify(path);
  auto found = entries_.find(id);
  if (found != entries_.end() && found->second.core->is_forked()) {
    // The parent's, not ours to close: the child leaks it.
    static_cast<void>(found->second.core.release());
    entries_.erase(found);
    found = entries_.end();
  }
  if (found == entries_.end()) {
    refuse_path_in_use_locked(std::filesystem::weakly_canonical(path));
    auto core = std::make_unique<Core>(path, options, Core::Purpose::kExisting);
    if (core->id() != id) {
      fail(FaultKind::kMissing, "cannot open " + quoted(path) + ": the file was replaced at the same moment; try again");
    }
    Environment::redo_noted(*core);
    found = entries_.emplace(id, Entry{std::move(core), 0, {}}).first;
  }
  return found->second;
}

void Registry::refuse_path_in_use_locked(const std::filesystem::path& canonical) const {
  for (const auto& [id, entry] : entries_) {
    if (!entry.core->is_forked() && entry.core->canonical_path() == canonical) {
      fail(FaultKind::kLocked, "cannot use " + quoted(canonical) + ": this program still has the database open that was deleted " +
                                   "or replaced there; close that first");
    }
  }
}

void Registry::refuse_path_in_use(const std::filesystem::path& canonical) {
  const std::lock_guard lock(mutex_);
  refuse_path_in_use_locked(canonical);
}

std::shared_ptr<Environment> Registry::open(const std::filesystem::path& path, Mode mode, const Options& options) {
  const std::lock_guard lock(mutex_);
  auto& entry = entry_of(path, options);
  auto& slot = entry.by_mode.at(static_cast<std::size_t>(mode));
  if (auto open_already = slot.lock()) {
    return open_already;
  }
  if (mode == Mode::kReadWrite) {
    try {
      entry.core->check_writable();
    } catch (...) {
      if (entry.uses == 0) {
        entries_.erase(entry.core->id());
      }
      throw;
    }
  }
  std::shared_ptr<Environment> environment(new Environment(*entry.core, mode));
  ++entry.uses;
  slot = environment;
  return environment;
}

void Registry::release(Core& core) noexcept {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(core.id());
  const bool is_ours = found != entries_.end() && found->second.core.get() == &core;
  if (is_ours && --found->second.uses == 0 && !core.is_forked()) {
    entries_.erase(found);
  }
}

}  // namespace entente::store
