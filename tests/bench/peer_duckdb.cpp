// DuckDB through its C API: prepared statements, results read chunk by chunk. Two sorted copies of the spells, by body and by
// actor, so that its zone maps prune.
#include <unistd.h>

#include <map>

#include "tests/bench/duckdb_api.h"
#include "tests/bench/peer.h"

namespace entente::bench {
namespace {

constexpr const char* kFileColumns =
    "columns={'state':'INTEGER','org':'INTEGER','role':'TINYINT','vf':'DATE','vt':'DATE','src':'INTEGER','sf':'DATE','st':'DATE'},"
    "header=true,delim=',',quote='',escape='',auto_detect=false";

constexpr const char* kSnapshot = "SELECT state FROM m_org WHERE org=$1 AND role=$2::TINYINT AND vf<=$3 AND vt>$3";
constexpr const char* kPortfolio = "SELECT org, role::INTEGER FROM m_st WHERE state=$1 AND vf<=$2 AND vt>$2";
constexpr const char* kPoint = "SELECT role::INTEGER FROM m_st WHERE state=$1 AND org=$2 AND vf<=$3 AND vt>$3";
constexpr const char* kHistory = "SELECT vf, vt, role::INTEGER, src FROM m_st WHERE state=$1 AND org=$2 ORDER BY vf";
constexpr const char* kAlgebra = R"(
SELECT state FROM m_org WHERE org=$2 AND role IN (3,4) AND vf<=$4 AND vt>$4
   AND state IN (SELECT state FROM m_org WHERE org=$1 AND role=1 AND vf<=$4 AND vt>$4)
   AND state NOT IN (SELECT state FROM m_org WHERE org=$3 AND role=1 AND vf<=$4 AND vt>$4))";
constexpr const char* kDifference = R"(
SELECT state, max(CASE WHEN vf<=$2 AND vt>$2 THEN role ELSE 0 END)::INTEGER r1,
       max(CASE WHEN vf<=$3 AND vt>$3 THEN role ELSE 0 END)::INTEGER r2
FROM m_org WHERE org=$1 AND vf<=$3 AND vt>$2 AND (vf<=$2 AND vt>$2)<>(vf<=$3 AND vt>$3) GROUP BY state HAVING r1<>r2)";
// Pairs of spells that overlap as +1 and -1 a year, a running sum, then the years between.
constexpr const char* kPairs = R"(
WITH p AS MATERIALIZED (
  SELECT a.state s1, b.state s2, greatest({first},year(greatest(a.vf,b.vf)))::SMALLINT y0,
         least({behind},year(least(a.vt,b.vt)))::SMALLINT y1
  FROM m_org a JOIN m_org b ON a.org=b.org AND a.state<b.state
  WHERE a.role=1 AND b.role=1 AND a.vf<b.vt AND b.vf<a.vt),
e AS (SELECT s1,s2,y0 y,1 d FROM p WHERE y0<y1 UNION ALL SELECT s1,s2,y1,-1 FROM p WHERE y0<y1),
g AS (SELECT s1,s2,y,sum(d)::INTEGER d FROM e GROUP BY ALL),
w AS (SELECT s1,s2,y,sum(d) OVER z n, lead(y) OVER z nx FROM g WINDOW z AS (PARTITION BY s1,s2 ORDER BY y))
SELECT s1,s2,unnest(range(y,nx))::INTEGER,n::INTEGER FROM w WHERE n>0 AND nx IS NOT NULL)";
constexpr const char* kCounts = R"(
WITH e AS (
  SELECT org, greatest({first},year(vf)) y, 1 d FROM m_org WHERE role=1 AND vf<=DATE '{last}-12-31' AND vt>DATE '{first}-12-31'
  UNION ALL
  SELECT org, least({behind},year(vt)), -1 FROM m_org WHERE role=1 AND vf<=DATE '{last}-12-31' AND vt>DATE '{first}-12-31'),
g AS (SELECT org,y,sum(d)::INTEGER d FROM e GROUP BY ALL),
w AS (SELECT org,y,sum(d) OVER z n, lead(y) OVER z nx FROM g WINDOW z AS (PARTITION BY org ORDER BY y))
SELECT org, unnest(range(y,nx))::INTEGER, n::INTEGER FROM w WHERE n>0 AND nx IS NOT NULL)";
constexpr const char* kSimilar = R"(
WITH p AS MATERIALIZED (SELECT org FROM m_st WHERE state=$1 AND role=1 AND vf<=$2 AND vt>$2),
i AS (SELECT b.state s, count(*)::INTEGER c FROM m_org b
      WHERE b.org IN (SELECT org FROM p) AND b.role=1 AND b.vf<=$2 AND b.vt>$2 AND b.state<>$1 GROUP BY b.state),
z AS (SELECT state s, count(*)::INTEGER n FROM m_st WHERE role=1 AND vf<=$2 AND vt>$2 GROUP BY state)
SELECT s, c, (np+n-c)::INTEGER u FROM i JOIN z USING(s), (SELECT count(*) np FROM p) ORDER BY c::DOUBLE/u DESC, s LIMIT 10)";
constexpr const char* kAsKnown = R"(
SELECT state FROM m_org WHERE org=$1 AND role=$2::TINYINT AND vf<=$3 AND vt>$3 AND sf<=$4
UNION ALL SELECT state FROM h WHERE org=$1 AND role=$2::TINYINT AND vf<=$3 AND vt>$3 AND sf<=$4 AND st>$4)";
constexpr const char* kInsertByBody = "INSERT INTO m_org VALUES($1,$2,$3,$4,$5,$6,$7)";
constexpr const char* kInsertByActor = "INSERT INTO m_st VALUES($1,$2,$3,$4,$5,$6)";

// A parameter that is a date.
struct On {
  Day day;
};

std::int32_t integer(std::uint32_t number) { return static_cast<std::int32_t>(number); }

class DuckDb : public Peer {
 public:
  ~DuckDb() override {
    for (auto& [text, statement] : statements_) {
      ::duckdb_destroy_prepare(&statement);
    }
    ::duckdb_disconnect(&connection_);
    ::duckdb_close(&database_);
  }

  void load(const std::string& path, const SpellFiles& files) override {
    ::unlink(path.c_str());
    ::unlink((path + ".wal").c_str());
    open(path);
    const auto rows_of = [](const std::string& file) { return "read_csv('" + file + "'," + kFileColumns + ")"; };
    run("CREATE TEMP TABLE raw AS SELECT state,org,role,vf,vt,src,sf FROM " + rows_of(files.current));
    run("CREATE TABLE m_org AS SELECT org,role,vf,vt,state,sf,src FROM raw ORDER BY org,role,vf");
    run("CREATE TABLE m_st AS SELECT state,org,vf,vt,role,src FROM raw ORDER BY state,org,vf");
    run("DROP TABLE raw");
    run("CREATE TABLE h AS SELECT org,role,vf,vt,state,sf,st,src FROM " + rows_of(files.superseded) + " ORDER BY org,role,vf");
    run("CHECKPOINT");
  }

  std::uint64_t bytes(const std::string& path) override { return bytes_on_disk(path) + bytes_on_disk(path + ".wal"); }

  void open(const std::string& path) override {
    if (::duckdb_open(path.c_str(), &database_) != DuckDBSuccess || ::duckdb_connect(database_, &connection_) != DuckDBSuccess) {
      fail("DuckDB cannot open " + path);
    }
    run("SET threads=2");
  }

  void snapshot(std::uint32_t body, std::int32_t role, Day day, Digest& answer) override {
    ask<1>(
        kSnapshot, [&](auto cell) { answer.row(cell(0)); }, integer(body), role, On{day});
  }
  void portfolio(std::uint32_t actor, Day day, Digest& answer) override {
    ask<2>(
        kPortfolio, [&](auto cell) { answer.row(cell(0), cell(1)); }, integer(actor), On{day});
  }
  void point(std::uint32_t actor, std::uint32_t body, Day day, Digest& answer) override {
    ask<1>(
        kPoint, [&](auto cell) { answer.row(cell(0)); }, integer(actor), integer(body), On{day});
  }
  void history(std::uint32_t actor, std::uint32_t body, Digest& answer) override {
    const auto each_row = [&](auto cell) { answer.next_row(cell(0), cell(1), cell(2), cell(3)); };
    ask<4>(kHistory, each_row, integer(actor), integer(body));
  }
  void algebra(std::uint32_t in, std::uint32_t around, std::uint32_t not_in, Day day, Digest& answer) override {
    ask<1>(
        kAlgebra, [&](auto cell) { answer.row(cell(0)); }, integer(in), integer(around), integer(not_in), On{day});
  }
  void difference(std::uint32_t body, Day then, Day later, Digest& answer) override {
    const auto each_row = [&](auto cell) { answer.row(cell(0), cell(1), cell(2)); };
    ask<3>(kDifference, each_row, integer(body), On{then}, On{later});
  }
  void pairs_by_year(const Series& series, Digest& answer) override {
    ask<4>(pairs_.of(series), [&](auto cell) { answer.row(cell(0), cell(1), cell(2), cell(3)); });
  }
  void counts_by_year(const Series& series, Digest& answer) override {
    ask<3>(counts_.of(series), [&](auto cell) { answer.row(cell(0), cell(1), cell(2)); });
  }
  void most_similar(std::uint32_t actor, Day day, Digest& answer) override {
    const auto each_row = [&](auto cell) { answer.next_row(cell(0), cell(1), cell(2)); };
    ask<3>(kSimilar, each_row, integer(actor), On{day});
  }
  void as_known(std::uint32_t body, std::int32_t role, Day day, Day known, Digest& answer) override {
    ask<1>(
        kAsKnown, [&](auto cell) { answer.row(cell(0)); }, integer(body), role, On{day}, On{known});
  }

  // One row by prepared statements, more by the appender.
  void write(std::span<const Spell> spells) override {
    run("BEGIN");
    if (spells.size() == 1) {
      const auto& spell = spells.front();
      const auto no_row = [](auto) {};
      ask<0>(kInsertByBody, no_row, integer(spell.body), spell.role, On{spell.from}, On{spell.to}, integer(spell.actor),
             On{spell.known_from}, integer(spell.source));
      ask<0>(kInsertByActor, no_row, integer(spell.actor), integer(spell.body), On{spell.from}, On{spell.to}, spell.role,
             integer(spell.source));
    } else {
      append(spells);
    }
    run("COMMIT");
  }

 private:
  void run(const std::string& sql) {
    duckdb_result result{};
    if (::duckdb_query(connection_, sql.c_str(), &result) != DuckDBSuccess) {
      fail(std::string(::duckdb_result_error(&result)) + " in " + sql);
    }
    ::duckdb_destroy_result(&result);
  }

  duckdb_prepared_statement prepared(const char* sql) {
    auto& statement = statements_[sql];
    if (statement == nullptr && ::duckdb_prepare(connection_, sql, &statement) != DuckDBSuccess) {
      fail(::duckdb_prepare_error(statement));
    }
    return statement;
  }

  static void bind(duckdb_prepared_statement statement, idx_t place, std::int32_t value) {
    ::duckdb_bind_int32(statement, place, value);
  }
  static void bind(duckdb_prepared_statement statement, idx_t place, On on) { ::duckdb_bind_date(statement, place, {on.day}); }

  template <idx_t Columns, class EachRow, class... Values>
  void ask(const char* sql, const EachRow& each_row, Values... values) {
    const auto statement = prepared(sql);
    [[maybe_unused]] idx_t place = 0;
    (bind(statement, ++place, values), ...);
    duckdb_result result{};
    if (::duckdb_execute_prepared(statement, &result) != DuckDBSuccess) {
      fail(::duckdb_result_error(&result));
    }
    while (auto chunk = ::duckdb_fetch_chunk(result)) {
      const std::int32_t* columns[Columns + 1] = {};
      for (idx_t column = 0; column < Columns; ++column) {
        columns[column] = static_cast<const std::int32_t*>(::duckdb_vector_get_data(::duckdb_data_chunk_get_vector(chunk, column)));
      }
      for (idx_t row = 0, rows = ::duckdb_data_chunk_get_size(chunk); row < rows; ++row) {
        each_row([&columns, row](std::size_t column) { return columns[column][row]; });
      }
      ::duckdb_destroy_data_chunk(&chunk);
    }
    ::duckdb_destroy_result(&result);
  }

  void append(std::span<const Spell> spells) {
    duckdb_appender by_bodies = nullptr;
    duckdb_appender by_actors = nullptr;
    ::duckdb_appender_create(connection_, nullptr, "m_org", &by_bodies);
    ::duckdb_appender_create(connection_, nullptr, "m_st", &by_actors);
    for (const auto& spell : spells) {
      ::duckdb_append_int32(by_bodies, integer(spell.body));
      ::duckdb_append_int8(by_bodies, static_cast<std::int8_t>(spell.role));
      ::duckdb_append_date(by_bodies, {spell.from});
      ::duckdb_append_date(by_bodies, {spell.to});
      ::duckdb_append_int32(by_bodies, integer(spell.actor));
      ::duckdb_append_date(by_bodies, {spell.known_from});
      ::duckdb_append_int32(by_bodies, integer(spell.source));
      ::duckdb_appender_end_row(by_bodies);
      ::duckdb_append_int32(by_actors, integer(spell.actor));
      ::duckdb_append_int32(by_actors, integer(spell.body));
      ::duckdb_append_date(by_actors, {spell.from});
      ::duckdb_append_date(by_actors, {spell.to});
      ::duckdb_append_int8(by_actors, static_cast<std::int8_t>(spell.role));
      ::duckdb_append_int32(by_actors, integer(spell.source));
      ::duckdb_appender_end_row(by_actors);
    }
    for (auto* appender : {by_bodies, by_actors}) {
      if (::duckdb_appender_flush(appender) != DuckDBSuccess) {
        fail("DuckDB cannot append");
      }
      ::duckdb_appender_destroy(&appender);
    }
  }

  SeriesText pairs_{kPairs}, counts_{kCounts};
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
  std::map<const char*, duckdb_prepared_statement> statements_;  // of each text, which stays where it is
};

}  // namespace

std::unique_ptr<Peer> make_duckdb(std::string_view) { return std::make_unique<DuckDb>(); }

}  // namespace entente::bench
