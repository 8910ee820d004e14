// PostgreSQL through libpq: prepared statements, binary parameters and rows, covering indexes. The database is a connection string.
#include <arpa/inet.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

#include "tests/bench/peer.h"

namespace entente::bench {
namespace {

constexpr Day kFirstDay = 10957;  // 2000-01-01, from which PostgreSQL counts its days

constexpr const char* kForAsking =
    "SET jit=off; SET plan_cache_mode=force_generic_plan; SET work_mem='512MB'; SET hash_mem_multiplier=2; SET "
    "random_page_cost=1.1;"
    "SET client_min_messages=warning;";
constexpr const char* kTables = R"(
DROP TABLE IF EXISTS m, h;
CREATE TABLE m(state int,org int,role smallint,vf date,vt date,src int,sf date,st date);
CREATE TABLE h(state int,org int,role smallint,vf date,vt date,src int,sf date,st date);
)";
constexpr const char* kIndexes[] = {"ALTER TABLE m DROP COLUMN st",
                                    "CREATE UNIQUE INDEX m_st ON m(state,org,vf) INCLUDE (vt,role,src)",
                                    "CREATE INDEX m_org ON m(org,role,vf) INCLUDE (vt,state,sf)",
                                    "CREATE INDEX h_org ON h(org,role,vf) INCLUDE (vt,state,sf,st)",
                                    "VACUUM (ANALYZE, FREEZE) m",
                                    "VACUUM (ANALYZE, FREEZE) h",
                                    "CHECKPOINT"};

constexpr const char* kSnapshot = "SELECT state FROM m WHERE org=$1::int AND role=$2::int::smallint AND vf<=$3::date AND vt>$3";
constexpr const char* kPortfolio = "SELECT org,role::int FROM m WHERE state=$1::int AND vf<=$2::date AND vt>$2";
constexpr const char* kPoint = "SELECT role::int FROM m WHERE state=$1::int AND org=$2::int AND vf<=$3::date AND vt>$3";
constexpr const char* kHistory = "SELECT vf,vt,role::int,src FROM m WHERE state=$1::int AND org=$2::int ORDER BY vf";
constexpr const char* kAlgebra = R"(
SELECT b.state FROM m b WHERE b.org=$2::int AND b.role IN (3,4) AND b.vf<=$4::date AND b.vt>$4
   AND EXISTS(SELECT 1 FROM m a WHERE a.state=b.state AND a.org=$1::int AND a.role=1 AND a.vf<=$4 AND a.vt>$4)
   AND NOT EXISTS(SELECT 1 FROM m c WHERE c.state=b.state AND c.org=$3::int AND c.role=1 AND c.vf<=$4 AND c.vt>$4))";
constexpr const char* kDifference = R"(
SELECT * FROM (
  SELECT state, max(CASE WHEN vf<=$2::date AND vt>$2 THEN role ELSE 0 END)::int r1,
         max(CASE WHEN vf<=$3::date AND vt>$3 THEN role ELSE 0 END)::int r2
  FROM m WHERE org=$1::int AND vf<=$3 AND vt>$2 AND (vf<=$2 AND vt>$2)<>(vf<=$3 AND vt>$3) GROUP BY state) z WHERE r1<>r2)";
// Pairs of spells that overlap as +1 and -1 a year, a running sum, then the years between.
constexpr const char* kPairs = R"(
WITH p AS MATERIALIZED (
  SELECT a.state s1, b.state s2, greatest({first},extract(year from greatest(a.vf,b.vf))::int) y0,
         least({behind},extract(year from least(a.vt,b.vt))::int) y1
  FROM m a JOIN m b ON a.org=b.org AND a.state<b.state WHERE a.role=1 AND b.role=1 AND a.vf<b.vt AND b.vf<a.vt),
e AS (SELECT s1,s2,y0 y,1 d FROM p WHERE y0<y1 UNION ALL SELECT s1,s2,y1,-1 FROM p WHERE y0<y1),
g AS (SELECT s1,s2,y,sum(d) d FROM e GROUP BY 1,2,3),
w AS (SELECT s1,s2,y,sum(d) OVER z n, lead(y) OVER z nx FROM g WINDOW z AS (PARTITION BY s1,s2 ORDER BY y))
SELECT s1,s2,yy,n::int FROM w, generate_series(y,nx-1) yy WHERE n>0 AND nx IS NOT NULL)";
constexpr const char* kCounts = R"(
WITH e AS (
  SELECT org, greatest({first},extract(year from vf)::int) y, 1 d FROM m WHERE role=1 AND vf<='{last}-12-31' AND vt>'{first}-12-31'
  UNION ALL
  SELECT org, least({behind},extract(year from vt)::int), -1 FROM m WHERE role=1 AND vf<='{last}-12-31' AND vt>'{first}-12-31'),
g AS (SELECT org,y,sum(d) d FROM e GROUP BY 1,2),
w AS (SELECT org,y,sum(d) OVER z n, lead(y) OVER z nx FROM g WINDOW z AS (PARTITION BY org ORDER BY y))
SELECT org,yy,n::int FROM w, generate_series(y,nx-1) yy WHERE n>0 AND nx IS NOT NULL)";
constexpr const char* kSimilar = R"(
WITH p AS MATERIALIZED (SELECT org FROM m WHERE state=$1::int AND role=1 AND vf<=$2::date AND vt>$2),
i AS MATERIALIZED (SELECT b.state s, count(*) c FROM p JOIN m b ON b.org=p.org AND b.role=1 AND b.vf<=$2 AND b.vt>$2
                   WHERE b.state<>$1 GROUP BY b.state),
z AS MATERIALIZED (SELECT state s, count(*) n FROM m WHERE role=1 AND vf<=$2 AND vt>$2 GROUP BY state)
SELECT s,c::int,((SELECT count(*) FROM p)+n-c)::int u FROM i JOIN z USING(s)
ORDER BY c::float8/((SELECT count(*) FROM p)+n-c) DESC, s LIMIT 10)";
constexpr const char* kAsKnown = R"(
SELECT state FROM m WHERE org=$1::int AND role=$2::int::smallint AND vf<=$3::date AND vt>$3 AND sf<=$4::date
UNION ALL SELECT state FROM h WHERE org=$1 AND role=$2::int::smallint AND vf<=$3 AND vt>$3 AND sf<=$4 AND st>$4)";
constexpr const char* kInsert =
    "INSERT INTO m VALUES($1::int,$2::int,$3::int::smallint,$4::date,$5::date,$6::int,$7::date) ON CONFLICT DO NOTHING";

std::int32_t in_network_order(std::int32_t value) { return static_cast<std::int32_t>(::htonl(static_cast<std::uint32_t>(value))); }
std::int32_t binary(std::int32_t number) { return in_network_order(number); }
std::int32_t binary(std::uint32_t number) { return in_network_order(static_cast<std::int32_t>(number)); }

// A parameter that is a date.
struct On {
  Day day;
};
std::int32_t binary(On on) { return in_network_order(on.day - kFirstDay); }

struct ClearResult {
  void operator()(PGresult* result) const { ::PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

class Postgres : public Peer {
 public:
  ~Postgres() override { ::PQfinish(connection_); }

  void open(const std::string& where) override {
    connection_ = ::PQconnectdb(where.c_str());
    if (::PQstatus(connection_) != CONNECTION_OK) {
      fail(::PQerrorMessage(connection_));
    }
    run(kForAsking);
  }

  void load(const std::string& where, const SpellFiles& files) override {
    open(where);
    run("SET maintenance_work_mem='1GB'; SET max_parallel_maintenance_workers=1");
    run("BEGIN");
    run(kTables);
    copy("m", files.current);
    copy("h", files.superseded);
    run("COMMIT");
    for (const char* statement : kIndexes) {
      run(statement);
    }
  }

  std::uint64_t bytes(const std::string&) override {
    const Result result(::PQexec(connection_, "SELECT pg_total_relation_size('m') + pg_total_relation_size('h')"));
    return std::stoull(::PQgetvalue(require(result.get()), 0, 0));
  }

  void snapshot(std::uint32_t body, std::int32_t role, Day day, Digest& answer) override {
    ask(
        kSnapshot, [&](auto cell) { answer.row(cell(0)); }, body, role, On{day});
  }
  void portfolio(std::uint32_t actor, Day day, Digest& answer) override {
    ask(
        kPortfolio, [&](auto cell) { answer.row(cell(0), cell(1)); }, actor, On{day});
  }
  void point(std::uint32_t actor, std::uint32_t body, Day day, Digest& answer) override {
    ask(
        kPoint, [&](auto cell) { answer.row(cell(0)); }, actor, body, On{day});
  }
  void history(std::uint32_t actor, std::uint32_t body, Digest& answer) override {
    const auto each_row = [&](auto cell) { answer.next_row(cell(0) + kFirstDay, cell(1) + kFirstDay, cell(2), cell(3)); };
    ask(kHistory, each_row, actor, body);
  }
  void algebra(std::uint32_t in, std::uint32_t around, std::uint32_t not_in, Day day, Digest& answer) override {
    ask(
        kAlgebra, [&](auto cell) { answer.row(cell(0)); }, in, around, not_in, On{day});
  }
  void difference(std::uint32_t body, Day then, Day later, Digest& answer) override {
    ask(
        kDifference, [&](auto cell) { answer.row(cell(0), cell(1), cell(2)); }, body, On{then}, On{later});
  }
  void pairs_by_year(const Series& series, Digest& answer) override {
    ask(pairs_.of(series), [&](auto cell) { answer.row(cell(0), cell(1), cell(2), cell(3)); });
  }
  void counts_by_year(const Series& series, Digest& answer) override {
    ask(counts_.of(series), [&](auto cell) { answer.row(cell(0), cell(1), cell(2)); });
  }
  void most_similar(std::uint32_t actor, Day day, Digest& answer) override {
    ask(
        kSimilar, [&](auto cell) { answer.next_row(cell(0), cell(1), cell(2)); }, actor, On{day});
  }
  void as_known(std::uint32_t body, std::int32_t role, Day day, Day known, Digest& answer) override {
    ask(
        kAsKnown, [&](auto cell) { answer.row(cell(0)); }, body, role, On{day}, On{known});
  }

  // One row by itself, more in one pipeline within one transaction.
  void write(std::span<const Spell> spells) override {
    const auto name = prepared(kInsert);
    if (spells.size() > 1) {
      run("BEGIN");
      ::PQenterPipelineMode(connection_);
    }
    for (const auto& spell : spells) {
      const auto values =
          std::array{binary(spell.actor),  binary(spell.body),   binary(spell.role),          binary(On{spell.from}),
                     binary(On{spell.to}), binary(spell.source), binary(On{spell.known_from})};
      const Binary<7> sent(values);
      ::PQsendQueryPrepared(connection_, name.c_str(), 7, sent.places.data(), sent.lengths.data(), sent.formats.data(), 1);
    }
    if (spells.size() > 1) {
      ::PQpipelineSync(connection_);
      for (std::size_t i = 0; i < spells.size(); ++i) {
        take_results();
      }
      const Result synchronised(::PQgetResult(connection_));
      ::PQexitPipelineMode(connection_);
      run("COMMIT");
    } else {
      take_results();
    }
  }

 private:
  // Parameters as libpq takes them.
  template <std::size_t Count>
  struct Binary {
    explicit Binary(const std::array<std::int32_t, Count>& values) {
      for (std::size_t i = 0; i < Count; ++i) {
        places[i] = reinterpret_cast<const char*>(&values[i]);
      }
      lengths.fill(sizeof(std::int32_t));
      formats.fill(1);
    }
    std::array<const char*, Count> places;
    std::array<int, Count> lengths, formats;
  };

  PGresult* require(PGresult* result) const {
    const auto status = ::PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN) {
      fail(::PQerrorMessage(connection_));
    }
    return result;
  }

  void run(const char* sql) {
    const Result result(::PQexec(connection_, sql));
    require(result.get());
  }

  // Results of one statement, up to the end that libpq marks.
  void take_results() {
    while (auto* result = ::PQgetResult(connection_)) {
      const Result held(result);
      require(result);
    }
  }

  void copy(const std::string& table, const std::string& path) {
    run(("COPY " + table + " FROM STDIN (FORMAT csv, HEADER true)").c_str());
    const MappedFile file(path);
    for (const char* at = file.begin(); at < file.end();) {
      const auto piece = std::min<std::ptrdiff_t>(1 << 20, file.end() - at);
      if (::PQputCopyData(connection_, at, static_cast<int>(piece)) != 1) {
        fail(::PQerrorMessage(connection_));
      }
      at += piece;
    }
    ::PQputCopyEnd(connection_, nullptr);
    take_results();
  }

  // The name of the statement of a text, which is one of the constants above.
  const std::string& prepared(const char* sql) {
    const auto [at, is_new] = statements_.try_emplace(sql, "statement" + std::to_string(statements_.size()));
    if (is_new) {
      const Result result(::PQprepare(connection_, at->second.c_str(), sql, 0, nullptr));
      require(result.get());
    }
    return at->second;
  }

  template <class EachRow, class... Values>
  void ask(const char* sql, const EachRow& each_row, Values... values) {
    constexpr auto kCount = sizeof...(Values);
    const auto& name = prepared(sql);
    const std::array<std::int32_t, kCount> own{binary(values)...};
    const Binary<kCount> sent(own);
    const Result result(::PQexecPrepared(connection_, name.c_str(), static_cast<int>(kCount), sent.places.data(),
                                         sent.lengths.data(), sent.formats.data(), 1));
    require(result.get());
    for (int row = 0, rows = ::PQntuples(result.get()); row < rows; ++row) {
      each_row([&](int column) {
        std::uint32_t value = 0;
        std::memcpy(&value, ::PQgetvalue(result.get(), row, column), sizeof value);
        return static_cast<std::int32_t>(::ntohl(value));
      });
    }
  }

  PGconn* connection_ = nullptr;
  SeriesText pairs_{kPairs}, counts_{kCounts};
  std::map<const char*, std::string> statements_;
};

}  // namespace

std::unique_ptr<Peer> make_postgres(std::string_view) { return std::make_unique<Postgres>(); }

}  // namespace entente::bench
