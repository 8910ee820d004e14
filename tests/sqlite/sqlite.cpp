#include "tests/sqlite/sqlite.h"

#include <stdexcept>

namespace entente::tests {
namespace {

// A decimal prints as the rows of the engine do in tests: SQLite rounds halves otherwise.
std::string cell_of(sqlite3_stmt* statement, int column) {
  if (::sqlite3_column_type(statement, column) == SQLITE_FLOAT) {
    return std::to_string(::sqlite3_column_double(statement, column));
  }
  const auto* text = ::sqlite3_column_text(statement, column);
  return text == nullptr ? std::string() : std::string(text, text + ::sqlite3_column_bytes(statement, column));
}

}  // namespace

Sqlite::Sqlite() {
  sqlite3* database = nullptr;
  const int status = ::sqlite3_open(":memory:", &database);
  database_.reset(database);
  if (status != SQLITE_OK) {
    fail("open");
  }
}

void Sqlite::fail(const std::string& sql) const {
  throw std::runtime_error(std::string(::sqlite3_errmsg(database_.get())) + " in\n" + sql);
}

Sqlite::Statement Sqlite::prepare(const std::string& sql, const std::vector<std::string>& values) const {
  sqlite3_stmt* made = nullptr;
  if (::sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &made, nullptr) != SQLITE_OK) {
    fail(sql);
  }
  Statement statement(made);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto size = static_cast<int>(values[i].size());
    if (::sqlite3_bind_text(made, static_cast<int>(i) + 1, values[i].data(), size, SQLITE_STATIC) != SQLITE_OK) {
      fail(sql);
    }
  }
  return statement;
}

void Sqlite::run(const std::string& sql) {
  if (::sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(sql);
  }
}

Rows Sqlite::rows(const std::string& sql, const std::vector<std::string>& values) {
  const auto statement = prepare(sql, values);
  Rows rows;
  int status = SQLITE_ROW;
  while ((status = ::sqlite3_step(statement.get())) == SQLITE_ROW) {
    auto& row = rows.emplace_back();
    for (int column = 0; column < ::sqlite3_column_count(statement.get()); ++column) {
      row.push_back(cell_of(statement.get(), column));
    }
  }
  if (status != SQLITE_DONE) {
    fail(sql);
  }
  return rows;
}

void Sqlite::insert(const std::string& table, const Rows& rows) {
  run("BEGIN");
  for (const auto& row : rows) {
    std::string sql = "INSERT INTO " + table + " VALUES (";
    for (std::size_t i = 1; i <= row.size(); ++i) {
      sql += (i == 1 ? "?" : ", ?") + std::to_string(i);
    }
    this->rows(sql + ")", row);
  }
  run("COMMIT");
}

}  // namespace entente::tests
