// Bare column blocks in LMDB: one value for each body and one for each actor, read in place; one snapshot a question. LMDB aligns
// small values to two bytes alone; the CPUs that this is run on read them all the same.
#include <lmdb.h>
#include <unistd.h>

#include <cstring>

#include "tests/bench/column_peer.h"

namespace entente::bench {
namespace {

void require(int status) {
  if (status != MDB_SUCCESS) {
    fail(::mdb_strerror(status));
  }
}

using Words = std::vector<std::uint32_t>;
constexpr std::size_t kSlots = 8;

// Role begins, then the columns from, to, actor, known_from, and known_to or the source.
void pack_body(std::span<const Spell> spells, bool is_superseded, Words& out) {
  const auto rows = spells.size();
  out.assign(kSlots + 5 * rows, 0);
  for (std::size_t i = 0; i < rows; ++i) {
    const auto& spell = spells[i];
    for (auto role = static_cast<std::size_t>(spell.role) + 1; role < kSlots; ++role) {
      ++out[role];
    }
    auto* column = out.data() + kSlots + i;
    for (const auto value : {spell.from, spell.to, static_cast<std::int32_t>(spell.actor), spell.known_from,
                             is_superseded ? spell.known_to : static_cast<std::int32_t>(spell.source)}) {
      *column = static_cast<std::uint32_t>(value);
      column += rows;
    }
  }
}

// How many rows, then the columns body, from, to, source, and a byte for each role.
void pack_actor(std::span<const Spell> spells, Words& out) {
  const auto rows = spells.size();
  out.assign(1 + 4 * rows + (rows + 3) / 4, 0);
  out[0] = static_cast<std::uint32_t>(rows);
  auto* roles = reinterpret_cast<std::uint8_t*>(out.data() + 1 + 4 * rows);
  for (std::size_t i = 0; i < rows; ++i) {
    const auto& spell = spells[i];
    auto* column = out.data() + 1 + i;
    for (const auto value :
         {spell.body, static_cast<std::uint32_t>(spell.from), static_cast<std::uint32_t>(spell.to), spell.source}) {
      *column = value;
      column += rows;
    }
    roles[i] = static_cast<std::uint8_t>(spell.role);
  }
}

// A day is kept as the word of the same bits.
const Day* days(const std::uint32_t* words) { return reinterpret_cast<const Day*>(words); }

class BlockStore {
 public:
  static constexpr bool kCanWrite = true;

  class Snapshot {
   public:
    explicit Snapshot(BlockStore& store) : reader_(store.reader_) { ::mdb_txn_renew(reader_); }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot() { ::mdb_txn_reset(reader_); }

   private:
    MDB_txn* reader_;
  };

  BlockStore() = default;
  BlockStore(const BlockStore&) = delete;
  BlockStore& operator=(const BlockStore&) = delete;
  ~BlockStore() {
    if (reader_ != nullptr) {
      ::mdb_txn_abort(reader_);
    }
    ::mdb_env_close(environment_);
  }

  void load(const std::string& path, const SpellFiles& files) {
    ::unlink(path.c_str());
    ::unlink((path + "-lock").c_str());
    open_environment(path, MDB_WRITEMAP | MDB_NOSYNC);
    MDB_txn* writer = nullptr;
    require(::mdb_txn_begin(environment_, nullptr, 0, &writer));
    open_tables(writer, MDB_CREATE);
    auto current = read_spells(files.current);
    auto superseded = read_spells(files.superseded);
    Words words;
    const auto by_bodies = [&](std::vector<Spell>& spells, MDB_dbi table, bool is_superseded) {
      std::sort(spells.begin(), spells.end(), by_body);
      each_group(spells, &Spell::body, [&](std::span<const Spell> group) {
        pack_body(group, is_superseded, words);
        put(writer, table, group.front().body, words, MDB_APPEND);
      });
    };
    by_bodies(current, current_, false);
    by_bodies(superseded, superseded_, true);
    std::sort(current.begin(), current.end(), by_actor);
    each_group(current, &Spell::actor, [&](std::span<const Spell> group) {
      pack_actor(group, words);
      put(writer, of_actors_, group.front().actor, words, MDB_APPEND);
    });
    for (const auto* spells : {&current, &superseded}) {
      for (const auto& spell : *spells) {
        actors_ = std::max(actors_, spell.actor + 1);
        bodies_ = std::max(bodies_, spell.body + 1);
      }
    }
    put(writer, counts_, 0, {actors_, bodies_}, 0);
    require(::mdb_txn_commit(writer));
    require(::mdb_env_sync(environment_, 1));
    MDB_envinfo info{};
    ::mdb_env_info(environment_, &info);
    if (::truncate(path.c_str(), static_cast<off_t>(info.me_last_pgno + 1) * 4096) != 0) {
      fail("cannot cut " + path);
    }
  }

  std::uint64_t bytes(const std::string& path) { return bytes_on_disk(path); }

  void open(const std::string& path) {
    open_environment(path, 0);
    MDB_txn* first = nullptr;  // handles outlive the transaction that opens them only if it commits
    require(::mdb_txn_begin(environment_, nullptr, MDB_RDONLY, &first));
    open_tables(first, 0);
    const auto* counts = get(first, counts_, 0);
    actors_ = counts[0];
    bodies_ = counts[1];
    require(::mdb_txn_commit(first));
    require(::mdb_txn_begin(environment_, nullptr, MDB_RDONLY, &reader_));
    ::mdb_txn_reset(reader_);
  }

  [[nodiscard]] std::uint32_t actors() const { return actors_; }
  [[nodiscard]] std::uint32_t bodies() const { return bodies_; }
  [[nodiscard]] BodyBlock current(std::uint32_t body) const { return body_block(get(reader_, current_, body)); }
  [[nodiscard]] BodyBlock superseded(std::uint32_t body) const { return body_block(get(reader_, superseded_, body)); }
  [[nodiscard]] ActorBlock of_actor(std::uint32_t actor) const { return actor_block(get(reader_, of_actors_, actor)); }

  [[nodiscard]] std::uint32_t members_on(std::uint32_t actor, Day day) const {
    const auto block = of_actor(actor);
    return count_holding(block.from, block.to, block.role, block.rows, day, kMember);
  }

  // Each spell has its two blocks written anew.
  void write(std::span<const Spell> spells) {
    MDB_txn* writer = nullptr;
    require(::mdb_txn_begin(environment_, nullptr, 0, &writer));
    for (const auto& spell : spells) {
      add_to_body(writer, spell);
      add_to_actor(writer, spell);
    }
    require(::mdb_txn_commit(writer));
  }

 private:
  void open_environment(const std::string& path, unsigned flags) {
    require(::mdb_env_create(&environment_));
    ::mdb_env_set_maxdbs(environment_, 8);
    ::mdb_env_set_mapsize(environment_, std::size_t{16} << 30U);
    require(::mdb_env_open(environment_, path.c_str(), flags | MDB_NOSUBDIR | MDB_NORDAHEAD, 0644));
  }

  void open_tables(MDB_txn* transaction, unsigned flags) {
    require(::mdb_dbi_open(transaction, "current", flags | MDB_INTEGERKEY, &current_));
    require(::mdb_dbi_open(transaction, "superseded", flags | MDB_INTEGERKEY, &superseded_));
    require(::mdb_dbi_open(transaction, "actors", flags | MDB_INTEGERKEY, &of_actors_));
    require(::mdb_dbi_open(transaction, "counts", flags | MDB_INTEGERKEY, &counts_));
  }

  static void put(MDB_txn* writer, MDB_dbi table, std::uint32_t number, const Words& words, unsigned flags) {
    MDB_val key{sizeof number, &number};
    MDB_val value{words.size() * sizeof words[0], const_cast<std::uint32_t*>(words.data())};
    require(::mdb_put(writer, table, &key, &value, flags));
  }

  // Null where there is none.
  static const std::uint32_t* get(MDB_txn* reader, MDB_dbi table, std::uint32_t number) {
    MDB_val key{sizeof number, &number};
    MDB_val value{};
    return ::mdb_get(reader, table, &key, &value) == MDB_SUCCESS ? static_cast<const std::uint32_t*>(value.mv_data) : nullptr;
  }

  static BodyBlock body_block(const std::uint32_t* words) {
    if (words == nullptr) {
      return {};
    }
    const auto rows = words[kSlots - 1];
    const auto* column = words + kSlots;
    return {words, {days(column), days(column + rows), column + 2 * rows, days(column + 3 * rows)}, days(column + 4 * rows)};
  }

  static ActorBlock actor_block(const std::uint32_t* words) {
    if (words == nullptr) {
      return {};
    }
    const auto rows = words[0];
    const auto* column = words + 1;
    return {rows,
            column,
            days(column + rows),
            days(column + 2 * rows),
            column + 3 * rows,
            reinterpret_cast<const std::uint8_t*>(column + 4 * rows)};
  }

  template <class EachGroup>
  static void each_group(const std::vector<Spell>& spells, std::uint32_t Spell::*key, const EachGroup& each) {
    for (auto begin = spells.begin(); begin != spells.end();) {
      const auto end = std::find_if(begin, spells.end(), [&](const Spell& spell) { return spell.*key != (*begin).*key; });
      each(std::span(begin, end));
      begin = end;
    }
  }

  void add_to_body(MDB_txn* writer, const Spell& added) {
    std::vector<Spell> spells;
    if (const auto block = body_block(get(writer, current_, added.body)); block.role_begin != nullptr) {
      for (const auto role : kRoles) {
        for (auto at = block.role_begin[role]; at < block.role_begin[role + 1]; ++at) {
          const auto source = static_cast<std::uint32_t>(block.known_to[at]);  // of what is believed now the source stands there
          spells.push_back({block.columns.id[at], added.body, role, block.columns.from[at], block.columns.to[at], source,
                            block.columns.known_from[at], kOpen});
        }
      }
    }
    spells.insert(std::upper_bound(spells.begin(), spells.end(), added, by_body), added);
    Words words;
    pack_body(spells, false, words);
    put(writer, current_, added.body, words, 0);
  }

  void add_to_actor(MDB_txn* writer, const Spell& added) {
    std::vector<Spell> spells;
    const auto block = actor_block(get(writer, of_actors_, added.actor));
    for (std::uint32_t at = 0; at < block.rows; ++at) {
      spells.push_back({added.actor, block.body[at], block.role[at], block.from[at], block.to[at], block.source[at], 0, kOpen});
    }
    spells.insert(std::upper_bound(spells.begin(), spells.end(), added, by_actor), added);
    Words words;
    pack_actor(spells, words);
    put(writer, of_actors_, added.actor, words, 0);
  }

  MDB_env* environment_ = nullptr;
  MDB_txn* reader_ = nullptr;
  MDB_dbi current_ = 0, superseded_ = 0, of_actors_ = 0, counts_ = 0;
  std::uint32_t actors_ = 0, bodies_ = 0;
};

}  // namespace

std::unique_ptr<Peer> make_blocks(std::string_view) { return std::make_unique<ColumnPeer<BlockStore>>(); }

}  // namespace entente::bench
