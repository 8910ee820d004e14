// What the machine allows: bare columns one behind the other in a mapped file, offsets instead of a tree, no transactions.
#include <unistd.h>

#include <cstdio>

#include "tests/bench/column_peer.h"

namespace entente::bench {
namespace {

struct Header {
  std::uint64_t actors, bodies, current, superseded;
};

constexpr std::size_t kLine = 64;  // each column begins on a line of the cache

std::size_t padded(std::size_t bytes) { return (bytes + kLine - 1) / kLine * kLine; }

class ColumnWriter {
 public:
  explicit ColumnWriter(const std::string& path) : file_(std::fopen(path.c_str(), "w")) {
    if (file_ == nullptr) {
      fail("cannot write " + path);
    }
  }
  ColumnWriter(const ColumnWriter&) = delete;
  ColumnWriter& operator=(const ColumnWriter&) = delete;
  ~ColumnWriter() {
    std::fflush(file_);
    ::fsync(::fileno(file_));
    std::fclose(file_);
  }

  template <class T>
  void add(const std::vector<T>& column) {
    const char nothing[kLine] = {};
    const auto bytes = column.size() * sizeof(T);
    std::fwrite(column.data(), 1, bytes, file_);
    std::fwrite(nothing, 1, padded(bytes) - bytes, file_);
  }
  template <class Of>
  void add(const std::vector<Spell>& spells, const Of& of) {
    std::vector<decltype(of(spells.front()))> column;
    column.reserve(spells.size());
    for (const auto& spell : spells) {
      column.push_back(of(spell));
    }
    add(column);
  }

 private:
  std::FILE* file_;
};

// How many rows stand before each slot.
template <class Of>
std::vector<std::uint32_t> begins(std::size_t slots, const std::vector<Spell>& spells, const Of& slot_of) {
  std::vector<std::uint32_t> begin(slots + 1);
  for (const auto& spell : spells) {
    ++begin[slot_of(spell) + 1];
  }
  for (std::size_t slot = 1; slot < begin.size(); ++slot) {
    begin[slot] += begin[slot - 1];
  }
  return begin;
}

constexpr std::size_t kSlots = 8;  // of a body: role r begins at slot r

std::vector<std::uint32_t> role_begins(std::uint64_t bodies, const std::vector<Spell>& spells) {
  return begins(bodies * kSlots, spells,
                [](const Spell& spell) { return spell.body * kSlots + static_cast<std::size_t>(spell.role); });
}

class FlatFile {
 public:
  struct Snapshot {
    explicit Snapshot(FlatFile&) {}
  };
  static constexpr bool kCanWrite = false;

  void load(const std::string& path, const SpellFiles& files) {
    auto current = read_spells(files.current);
    auto superseded = read_spells(files.superseded);
    Header header{0, 0, current.size(), superseded.size()};
    for (const auto* spells : {&current, &superseded}) {
      for (const auto& spell : *spells) {
        header.actors = std::max(header.actors, std::uint64_t{spell.actor} + 1);
        header.bodies = std::max(header.bodies, std::uint64_t{spell.body} + 1);
      }
    }
    ColumnWriter out(path);
    out.add(std::vector<Header>{header});
    for (auto* spells : {&current, &superseded}) {
      std::sort(spells->begin(), spells->end(), by_body);
      out.add(role_begins(header.bodies, *spells));
      out.add(*spells, [](const Spell& spell) { return spell.from; });
      out.add(*spells, [](const Spell& spell) { return spell.to; });
      out.add(*spells, [](const Spell& spell) { return spell.actor; });
      out.add(*spells, [](const Spell& spell) { return spell.known_from; });
    }
    out.add(superseded, [](const Spell& spell) { return spell.known_to; });
    std::sort(current.begin(), current.end(), by_actor);
    out.add(begins(header.actors, current, [](const Spell& spell) { return spell.actor; }));
    out.add(current, [](const Spell& spell) { return spell.body; });
    out.add(current, [](const Spell& spell) { return spell.from; });
    out.add(current, [](const Spell& spell) { return spell.to; });
    out.add(current, [](const Spell& spell) { return spell.source; });
    out.add(current, [](const Spell& spell) { return static_cast<std::uint8_t>(spell.role); });
  }

  std::uint64_t bytes(const std::string& path) { return bytes_on_disk(path); }

  void open(const std::string& path) {
    file_ = std::make_unique<MappedFile>(path);
    at_ = file_->begin();
    header_ = *column<Header>(1);
    map_bodies(header_.current, current_begin_, current_);
    map_bodies(header_.superseded, superseded_begin_, superseded_);
    known_to_ = column<Day>(header_.superseded);
    actor_begin_ = column<std::uint32_t>(header_.actors + 1);
    of_actors_.body = column<std::uint32_t>(header_.current);
    of_actors_.from = column<Day>(header_.current);
    of_actors_.to = column<Day>(header_.current);
    of_actors_.source = column<std::uint32_t>(header_.current);
    of_actors_.role = column<std::uint8_t>(header_.current);
  }

  [[nodiscard]] std::uint32_t actors() const { return static_cast<std::uint32_t>(header_.actors); }
  [[nodiscard]] std::uint32_t bodies() const { return static_cast<std::uint32_t>(header_.bodies); }

  [[nodiscard]] BodyBlock current(std::uint32_t body) const { return block_of(body, current_begin_, current_, nullptr); }
  [[nodiscard]] BodyBlock superseded(std::uint32_t body) const { return block_of(body, superseded_begin_, superseded_, known_to_); }
  [[nodiscard]] ActorBlock of_actor(std::uint32_t actor) const {
    const auto begin = actor_begin_[actor];
    return {actor_begin_[actor + 1] - begin, of_actors_.body + begin,   of_actors_.from + begin,
            of_actors_.to + begin,           of_actors_.source + begin, of_actors_.role + begin};
  }

  // By the beginnings and the ends of each actor's memberships, both sorted: those begun less those ended.
  std::uint32_t members_on(std::uint32_t actor, Day day) {
    if (member_begin_.empty()) {
      sort_memberships();
    }
    const auto by = [&](const std::vector<Day>& days) {
      const auto begin = days.begin() + member_begin_[actor];
      return static_cast<std::uint32_t>(std::upper_bound(begin, days.begin() + member_begin_[actor + 1], day) - begin);
    };
    return by(member_from_) - by(member_to_);
  }

  void write(std::span<const Spell>) { fail("limit cannot write"); }

 private:
  template <class T>
  const T* column(std::size_t rows) {
    const auto* found = reinterpret_cast<const T*>(at_);
    at_ += padded(rows * sizeof(T));
    return found;
  }

  void map_bodies(std::uint64_t rows, const std::uint32_t*& begin, SpellColumns& columns) {
    begin = column<std::uint32_t>(header_.bodies * kSlots + 1);
    columns.from = column<Day>(rows);
    columns.to = column<Day>(rows);
    columns.id = column<std::uint32_t>(rows);
    columns.known_from = column<Day>(rows);
  }

  [[nodiscard]] BodyBlock block_of(std::uint32_t body, const std::uint32_t* begin, const SpellColumns& columns,
                                   const Day* known_to) const {
    return body < header_.bodies ? BodyBlock{begin + body * kSlots, columns, known_to} : BodyBlock{};
  }

  void sort_memberships() {
    for (std::uint32_t actor = 0; actor < header_.actors; ++actor) {
      const auto first = static_cast<std::ptrdiff_t>(member_from_.size());
      member_begin_.push_back(first);
      for (auto at = actor_begin_[actor]; at < actor_begin_[actor + 1]; ++at) {
        if (of_actors_.role[at] == kMember) {
          member_from_.push_back(of_actors_.from[at]);
          member_to_.push_back(of_actors_.to[at]);
        }
      }
      std::sort(member_from_.begin() + first, member_from_.end());
      std::sort(member_to_.begin() + first, member_to_.end());
    }
    member_begin_.push_back(static_cast<std::ptrdiff_t>(member_from_.size()));
  }

  std::unique_ptr<MappedFile> file_;
  const char* at_ = nullptr;
  Header header_{};
  const std::uint32_t *current_begin_ = nullptr, *superseded_begin_ = nullptr, *actor_begin_ = nullptr;
  SpellColumns current_{}, superseded_{};
  const Day* known_to_ = nullptr;
  ActorBlock of_actors_;
  std::vector<std::ptrdiff_t> member_begin_;
  std::vector<Day> member_from_, member_to_;
};

}  // namespace

std::unique_ptr<Peer> make_limit(std::string_view) { return std::make_unique<ColumnPeer<FlatFile>>(); }

}  // namespace entente::bench
