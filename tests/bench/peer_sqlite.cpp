// SQLite through its C API: prepared statements, WAL, covering indexes. `sqlite` holds one read transaction open, `sqlite-implicit`
// begins one with each query.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <initializer_list>

#include "tests/bench/peer.h"

namespace entente::bench {
namespace {

// What is believed now, clustered by actor, with a covering index by body; what was believed once apart.
constexpr const char* kSchema = R"(
CREATE TABLE m(state INT, org INT, vf INT, role INT, vt INT, src INT, sf INT, PRIMARY KEY(state, org, vf)) WITHOUT ROWID;
CREATE TABLE h(org INT, role INT, vf INT, state INT, vt INT, src INT, sf INT, st INT,
               PRIMARY KEY(org, role, vf, state, sf, st)) WITHOUT ROWID;
CREATE TABLE years(y INTEGER PRIMARY KEY);
)";
constexpr const char* kForLoading =
    "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-2000000;"
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY; PRAGMA threads=2;";
constexpr const char* kForAsking =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=17179869184; PRAGMA cache_size=-1000000;"
    "PRAGMA temp_store=MEMORY;";

constexpr const char* kSnapshot = "SELECT state FROM m WHERE org=?1 AND role=?2 AND vf<=?3 AND vt>?3";
constexpr const char* kPortfolio = "SELECT org, role FROM m WHERE state=?1 AND vf<=?2 AND vt>?2";
constexpr const char* kPoint = "SELECT role FROM m WHERE state=?1 AND org=?2 AND vf<=?3 AND vt>?3";
constexpr const char* kHistory = "SELECT vf, vt, role, src FROM m WHERE state=?1 AND org=?2 ORDER BY vf";
// The bound of vf twice: where it steps through a list of roles in few rows, SQLite 3.40 does not always end at the first.
constexpr const char* kAlgebra = R"(
SELECT b.state FROM m b WHERE b.org=?2 AND b.role IN (3,4) AND b.vf<=?4 AND +b.vf<=?4 AND b.vt>?4
   AND EXISTS(SELECT 1 FROM m a WHERE a.state=b.state AND a.org=?1 AND a.role=1 AND a.vf<=?4 AND a.vt>?4)
   AND NOT EXISTS(SELECT 1 FROM m c WHERE c.state=b.state AND c.org=?3 AND c.role=1 AND c.vf<=?4 AND c.vt>?4))";
constexpr const char* kDifference = R"(
SELECT state, max(CASE WHEN vf<=?2 AND vt>?2 THEN role ELSE 0 END) r1, max(CASE WHEN vf<=?3 AND vt>?3 THEN role ELSE 0 END) r2
FROM m WHERE org=?1 AND vf<=?3 AND vt>?2 AND (vf<=?2 AND vt>?2)<>(vf<=?3 AND vt>?3) GROUP BY state HAVING r1<>r2)";
// Pairs of spells that overlap as +1 and -1 a year, a running sum, then the years between.
constexpr const char* kPairs = R"(
WITH p AS MATERIALIZED (
  SELECT a.state s1, b.state s2, max({first}, CAST(strftime('%Y', max(a.vf,b.vf)*86400, 'unixepoch') AS INT)) y0,
         CASE WHEN min(a.vt,b.vt)>{last day} THEN {behind} ELSE CAST(strftime('%Y', min(a.vt,b.vt)*86400, 'unixepoch') AS INT) END y1
  FROM m a INDEXED BY m_org CROSS JOIN m b INDEXED BY m_org
  WHERE a.role=1 AND b.org=a.org AND b.role=1 AND b.state>a.state AND b.vf<a.vt AND b.vt>a.vf AND a.vt>{first day} AND b.vt>{first day}
    AND a.vf<={last day} AND b.vf<={last day}),
e AS (SELECT s1,s2,y0 y,1 d FROM p WHERE y0<y1 UNION ALL SELECT s1,s2,y1,-1 FROM p WHERE y0<y1),
g AS (SELECT s1,s2,y,sum(d) d FROM e GROUP BY s1*16777216+s2*4096+y),
w AS (SELECT s1,s2,y,sum(d) OVER z n, lead(y) OVER z nx FROM g WINDOW z AS (PARTITION BY s1,s2 ORDER BY y))
SELECT s1,s2,years.y,n FROM w CROSS JOIN years WHERE n>0 AND nx IS NOT NULL AND years.y>=w.y AND years.y<nx)";
constexpr const char* kCounts = R"(
WITH e AS (
  SELECT org, max({first}, CAST(strftime('%Y',vf*86400,'unixepoch') AS INT)) y, 1 d
  FROM m INDEXED BY m_org WHERE role=1 AND vf<={last day} AND vt>{first day}
  UNION ALL
  SELECT org, CASE WHEN vt>{last day} THEN {behind} ELSE CAST(strftime('%Y',vt*86400,'unixepoch') AS INT) END, -1
  FROM m INDEXED BY m_org WHERE role=1 AND vf<={last day} AND vt>{first day}),
g AS (SELECT org,y,sum(d) d FROM e GROUP BY org,y),
w AS (SELECT org,y,sum(d) OVER z n, lead(y) OVER z nx FROM g WINDOW z AS (PARTITION BY org ORDER BY y))
SELECT org, years.y, n FROM w CROSS JOIN years WHERE n>0 AND nx IS NOT NULL AND years.y>=w.y AND years.y<nx)";
constexpr const char* kSimilar = R"(
WITH p AS MATERIALIZED (SELECT org FROM m WHERE state=?1 AND role=1 AND vf<=?2 AND vt>?2),
i AS MATERIALIZED (SELECT b.state s, count(*) c FROM p CROSS JOIN m b
                   WHERE b.org=p.org AND b.role=1 AND b.vf<=?2 AND b.vt>?2 AND b.state<>?1 GROUP BY b.state),
z AS (SELECT s, c, (SELECT count(*) FROM p) + (SELECT count(*) FROM m WHERE state=i.s AND role=1 AND vf<=?2 AND vt>?2) - c u FROM i)
SELECT s,c,u FROM z ORDER BY CAST(c AS REAL)/u DESC, s LIMIT 10)";
constexpr const char* kAsKnown = R"(
SELECT state FROM m WHERE org=?1 AND role=?2 AND vf<=?3 AND vt>?3 AND sf<=?4
UNION ALL SELECT state FROM h WHERE org=?1 AND role=?2 AND vf<=?3 AND vt>?3 AND sf<=?4 AND st>?4)";
constexpr const char* kInsert = "INSERT INTO m(state,org,vf,role,vt,src,sf) VALUES(?,?,?,?,?,?,?) ON CONFLICT DO NOTHING";
constexpr const char* kInsertOld = "INSERT INTO h(state,org,vf,role,vt,src,sf,st) VALUES(?,?,?,?,?,?,?,?)";

class Sqlite : public Peer {
 public:
  explicit Sqlite(bool is_implicit) : is_implicit_(is_implicit) {}

  ~Sqlite() override {
    for (auto* statement : statements_) {
      ::sqlite3_finalize(statement);
    }
    ::sqlite3_close(database_);
  }

  void load(const std::string& path, const SpellFiles& files) override {
    for (const char* end : {"", "-wal", "-shm"}) {
      ::unlink((path + end).c_str());
    }
    require(::sqlite3_open(path.c_str(), &database_));
    run(kForLoading);
    run(kSchema);
    for (int year = 1; year <= 2100; ++year) {
      run("INSERT INTO years VALUES(" + std::to_string(year) + ")");
    }
    auto current = read_spells(files.current);
    std::sort(current.begin(), current.end(), by_actor);
    insert(current);
    auto superseded = read_spells(files.superseded);
    std::sort(superseded.begin(), superseded.end(), by_body);
    run("BEGIN");
    for (const auto& spell : superseded) {
      insert(kInsertOld, spell, {spell.known_to});
    }
    run("COMMIT; CREATE INDEX m_org ON m(org,role,vf,vt,state,sf); ANALYZE; PRAGMA locking_mode=NORMAL; PRAGMA journal_mode=WAL;");
    const int file = ::open(path.c_str(), O_RDWR);
    ::fsync(file);
    ::close(file);
  }

  std::uint64_t bytes(const std::string& path) override { return bytes_on_disk(path) + bytes_on_disk(path + "-wal"); }

  void open(const std::string& path) override {
    require(::sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr));
    run(kForAsking);
    if (!is_implicit_) {
      run("BEGIN");
    }
  }

  void snapshot(std::uint32_t body, std::int32_t role, Day day, Digest& answer) override {
    ask(kSnapshot, {body, role, day}, [&](auto cell) { answer.row(cell(0)); });
  }
  void portfolio(std::uint32_t actor, Day day, Digest& answer) override {
    ask(kPortfolio, {actor, day}, [&](auto cell) { answer.row(cell(0), cell(1)); });
  }
  void point(std::uint32_t actor, std::uint32_t body, Day day, Digest& answer) override {
    ask(kPoint, {actor, body, day}, [&](auto cell) { answer.row(cell(0)); });
  }
  void history(std::uint32_t actor, std::uint32_t body, Digest& answer) override {
    ask(kHistory, {actor, body}, [&](auto cell) { answer.next_row(cell(0), cell(1), cell(2), cell(3)); });
  }
  void algebra(std::uint32_t in, std::uint32_t around, std::uint32_t not_in, Day day, Digest& answer) override {
    ask(kAlgebra, {in, around, not_in, day}, [&](auto cell) { answer.row(cell(0)); });
  }
  void difference(std::uint32_t body, Day then, Day later, Digest& answer) override {
    ask(kDifference, {body, then, later}, [&](auto cell) { answer.row(cell(0), cell(1), cell(2)); });
  }
  void pairs_by_year(const Series& series, Digest& answer) override {
    ask(pairs_.of(series), {}, [&](auto cell) { answer.row(cell(0), cell(1), cell(2), cell(3)); });
  }
  void counts_by_year(const Series& series, Digest& answer) override {
    ask(counts_.of(series), {}, [&](auto cell) { answer.row(cell(0), cell(1), cell(2)); });
  }
  void most_similar(std::uint32_t actor, Day day, Digest& answer) override {
    ask(kSimilar, {actor, day}, [&](auto cell) { answer.next_row(cell(0), cell(1), cell(2)); });
  }
  void as_known(std::uint32_t body, std::int32_t role, Day day, Day known, Digest& answer) override {
    ask(kAsKnown, {body, role, day, known}, [&](auto cell) { answer.row(cell(0)); });
  }

  void write(std::span<const Spell> spells) override {
    if (::sqlite3_get_autocommit(database_) == 0) {
      run("COMMIT");  // the transaction of the questions
    }
    insert(spells);
  }

 private:
  void require(int status) const {
    if (status != SQLITE_OK && status != SQLITE_DONE) {
      fail(::sqlite3_errmsg(database_));
    }
  }
  void run(const std::string& sql) { require(::sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr)); }

  // The statement of a text, which stays where it is; prepared once.
  sqlite3_stmt* prepared(const char* sql) {
    const auto known = std::find(texts_.begin(), texts_.end(), sql);
    if (known != texts_.end()) {
      return statements_[static_cast<std::size_t>(known - texts_.begin())];
    }
    sqlite3_stmt* statement = nullptr;
    require(::sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    texts_.push_back(sql);
    return statements_.emplace_back(statement);
  }

  template <class EachRow>
  void ask(const char* sql, std::initializer_list<std::int64_t> values, const EachRow& each_row) {
    auto* statement = prepared(sql);
    int place = 0;
    for (const auto value : values) {
      ::sqlite3_bind_int64(statement, ++place, value);
    }
    int status = SQLITE_ROW;
    while ((status = ::sqlite3_step(statement)) == SQLITE_ROW) {
      each_row([statement](int column) { return ::sqlite3_column_int64(statement, column); });
    }
    require(status);
    ::sqlite3_reset(statement);
  }

  void insert(const char* sql, const Spell& spell, std::initializer_list<std::int64_t> more) {
    auto* statement = prepared(sql);
    int place = 0;
    for (const std::int64_t value : std::initializer_list<std::int64_t>{spell.actor, spell.body, spell.from, spell.role, spell.to,
                                                                        spell.source, spell.known_from}) {
      ::sqlite3_bind_int64(statement, ++place, value);
    }
    for (const auto value : more) {
      ::sqlite3_bind_int64(statement, ++place, value);
    }
    require(::sqlite3_step(statement));
    ::sqlite3_reset(statement);
  }

  void insert(std::span<const Spell> spells) {
    run("BEGIN IMMEDIATE");
    for (const auto& spell : spells) {
      insert(kInsert, spell, {});
    }
    run("COMMIT");
  }

  bool is_implicit_;
  SeriesText pairs_{kPairs}, counts_{kCounts};
  sqlite3* database_ = nullptr;
  std::vector<const char*> texts_;
  std::vector<sqlite3_stmt*> statements_;
};

}  // namespace

std::unique_ptr<Peer> make_sqlite(std::string_view name) { return std::make_unique<Sqlite>(name == "sqlite-implicit"); }

}  // namespace entente::bench
