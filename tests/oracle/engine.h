// The engine behind its public face, with a database of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/database.h"
#include "tests/temp_dir.h"

namespace entente::oracle {

/// Answers and errors of one text.
struct Reply {
  std::vector<Answer> answers;
  std::string error;  // empty: all went well
};

class Engine {
 public:
  Engine();
  Reply run(const std::string& text);
  /// How a prepared statement answers the question otherwise than `reply` does, run twice; nothing where it does not.
  std::string prepared_otherwise(const std::string& question, const Reply& reply);
  /// 0 before the first.
  int last_commit();
  /// As though the commits had been made on those days, a number a day since 1900-01-01.
  void redate(const std::vector<int>& days);

 private:
  static Database open(const std::filesystem::path& path);

  tests::TempDir directory_;
  std::optional<Session> session_;
};

}  // namespace entente::oracle
