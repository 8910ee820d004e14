// SQLite, as much of it as these tests need: a database in memory, statements, rows of text.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

namespace entente::tests {

/// Cells as text; a null is empty.
using Rows = std::vector<std::vector<std::string>>;

class Sqlite {
 public:
  Sqlite();

  /// Runs statements without rows. Throws std::runtime_error with the message of SQLite, as the next does.
  void run(const std::string& sql);
  /// The rows of one statement; `values` are bound to ?1, ?2, … as text.
  Rows rows(const std::string& sql, const std::vector<std::string>& values = {});
  /// Fills a table, all columns as text.
  void insert(const std::string& table, const Rows& rows);

 private:
  struct Close {
    void operator()(sqlite3* database) const { ::sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { ::sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Close>;

  [[noreturn]] void fail(const std::string& sql) const;
  Statement prepare(const std::string& sql, const std::vector<std::string>& values) const;

  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace entente::tests
