// A membership as all peers store it, and the files that spells are read from.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "tests/bench/calendar.h"

namespace entente::bench {

enum Role : std::int32_t { kMember = 1, kAssociate, kObserver, kPartner, kCandidate };
inline constexpr std::int32_t kRoles[] = {kMember, kAssociate, kObserver, kPartner, kCandidate};

/// An actor holds a role in a body on the days from `from` until before `to`; this was believed from `known_from` until before
/// `known_to`. Spells of one actor in one body that are believed now never overlap.
struct Spell {
  std::uint32_t actor, body;
  std::int32_t role;
  Day from, to;
  std::uint32_t source;
  Day known_from, known_to;
};

inline bool by_body(const Spell& a, const Spell& b) {
  return std::tie(a.body, a.role, a.from, a.actor, a.known_from) < std::tie(b.body, b.role, b.from, b.actor, b.known_from);
}
inline bool by_actor(const Spell& a, const Spell& b) {
  return std::tie(a.actor, a.body, a.from) < std::tie(b.actor, b.body, b.from);
}

/// The two files of a size: what is believed now, and what was believed once.
struct SpellFiles {
  std::string current, superseded;
};

/// A file, mapped for reading. Throws std::runtime_error, as all of this folder does.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();
  [[nodiscard]] const char* begin() const { return data_; }
  [[nodiscard]] const char* end() const { return data_ + size_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

inline constexpr const char* kHeadings = "state,org,role,valid_from,valid_to,source,sys_from,sys_to";

/// All rows of a file of spells, in its order.
std::vector<Spell> read_spells(const std::string& path);

/// What a file takes on the disk; 0 where there is none.
std::uint64_t bytes_on_disk(const std::string& path);

[[noreturn]] void fail(const std::string& message);

}  // namespace entente::bench
