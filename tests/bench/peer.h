// What every peer can do: load the files, answer the ten questions, write durably.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "tests/bench/digest.h"
#include "tests/bench/series.h"
#include "tests/bench/spell.h"

namespace entente::bench {

/// One object either loads or is opened, as the programs of bench.py do.
class Peer {
 public:
  Peer() = default;
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  virtual ~Peer() = default;

  /// What must be there before rows are loaded; its time is not counted.
  virtual void prepare(const std::string&, const SpellFiles&) {}
  /// False where nothing is prepared.
  [[nodiscard]] virtual bool prepares() const { return false; }
  /// Makes the database anew, or goes on with what was prepared: durable, with all indexes, ready to be asked.
  virtual void load(const std::string& database, const SpellFiles& files) = 0;
  /// What has to be loaded beside it for question 10 alone; its time is not counted.
  virtual void load_known(const std::string&, const SpellFiles&) {}
  virtual void open(const std::string& database) = 0;
  virtual std::uint64_t bytes(const std::string& database) = 0;

  /// Q1, a snapshot: who holds the role in the body on the day. Rows (actor).
  virtual void snapshot(std::uint32_t body, std::int32_t role, Day day, Digest& answer) = 0;
  /// Q2, a portfolio: in which bodies an actor holds a role on the day. Rows (body, role).
  virtual void portfolio(std::uint32_t actor, Day day, Digest& answer) = 0;
  /// Q3, a point: the role of one actor in one body on the day. Rows (role).
  virtual void point(std::uint32_t actor, std::uint32_t body, Day day, Digest& answer) = 0;
  /// Q4, a history of one actor in one body. A list (from, to, role, source) by `from`.
  virtual void history(std::uint32_t actor, std::uint32_t body, Digest& answer) = 0;
  /// Q5, set algebra: observers and partners of `around` that are members of `in` and not of `not_in` on the day. Rows (actor).
  virtual void algebra(std::uint32_t in, std::uint32_t around, std::uint32_t not_in, Day day, Digest& answer) = 0;
  /// Q6, a difference: whose role in the body differs between two days. Rows (actor, role then or 0, role later or 0).
  virtual void difference(std::uint32_t body, Day then, Day later, Digest& answer) = 0;
  /// Q7: on each 31 December of the series, in how many bodies both of a pair are members. Rows (a < b, year, more than 0).
  virtual void pairs_by_year(const Series& series, Digest& answer) = 0;
  /// Q8: how many members each body has on each 31 December of the series. Rows (body, year, more than 0).
  virtual void counts_by_year(const Series& series, Digest& answer) = 0;
  /// Q9: the ten actors whose memberships on the day are most like those of an actor, by shared through all. A list (actor, shared,
  /// all) by that, then by actor.
  virtual void most_similar(std::uint32_t actor, Day day, Digest& answer) = 0;
  /// Q10: Q1 as it was believed on another day. Rows (actor).
  virtual void as_known(std::uint32_t body, std::int32_t role, Day day, Day known, Digest& answer) = 0;
  /// False where Q10 cannot be asked.
  [[nodiscard]] virtual bool knows_history() const { return true; }

  /// Adds spells in one durable commit.
  virtual void write(std::span<const Spell> spells) = 0;
  /// False for a peer that cannot write.
  [[nodiscard]] virtual bool can_write() const { return true; }
};

/// The peers that this build may have, each by its name and its variants.
std::unique_ptr<Peer> make_sqlite(std::string_view name);  // sqlite: one transaction held open; sqlite-implicit: one a query
std::unique_ptr<Peer> make_duckdb(std::string_view name);
std::unique_ptr<Peer> make_postgres(std::string_view name);
std::unique_ptr<Peer> make_blocks(std::string_view name);   // bare column blocks in LMDB
std::unique_ptr<Peer> make_limit(std::string_view name);    // bare columns in a mapped file
std::unique_ptr<Peer> make_entente(std::string_view name);  // entente: prepared; entente-text: parsed each time

}  // namespace entente::bench
