// The engine behind its public face, with a database of its own.
#pragma once

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
  /// 0 before the first.
  int last_commit();

 private:
  static Database open(const std::filesystem::path& path);

  tests::TempDir directory_;
  Session session_;
};

}  // namespace entente::oracle
