// The program of docs/embedding.md, whose parts stand there word for word.
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>
#include <variant>

#include "entente/database.h"

namespace {

constexpr const char* kScript = R"(
define role "member" plural "members";
define source charter titled "Charter" published 2001-06-15;
define state CHN named "China";
define state IND named "India";
define state RUS named "Russia";
define organisation SCO named "Shanghai Cooperation Organisation" since 2001-06-15;
record CHN, RUS as member of SCO since 2001-06-15 according to charter;
record IND as member of SCO since 2017-06-09 according to charter;
)";

int run(const std::string& path) {
  auto database = entente::Database::open(path);
  if (!database) {
    std::fputs(database.error().text.c_str(), stderr);
    return 1;
  }
  entente::Session session(*database);
  const auto errors = session.run("treaties", kScript, entente::RunMode::kScript, [](entente::Answer&&) { return true; });
  if (!errors.empty()) {
    std::fputs(errors.front().text.c_str(), stderr);
    return 1;
  }

  (void)session.run(
      "question", "members of SCO on 2014-10-21 | select name, began", entente::RunMode::kScript, [](entente::Answer&& answer) {
        for (const auto& row : answer.table.rows) {
          std::printf("%s since %s\n", std::get<std::string>(row[0]).c_str(), std::get<entente::DateText>(row[1]).text.c_str());
        }
        std::printf("(%s)\n", answer.caption.front().c_str());
        return true;
      });

  auto members = session.prepare("members", "members of $body on $day | select actor, role");
  members->set("body", "SCO");
  for (const char* day : {"2001-06-15", "2014-10-21", "2025-12-31"}) {
    members->set("day", day);
    if (const auto error = members->run()) {
      std::fputs(error->text.c_str(), stderr);
      return 1;
    }
    std::printf("%s:", day);
    while (members->next()) {
      for (std::size_t row = 0; row < members->size(); ++row) {
        std::printf(" %.*s", static_cast<int>(members->text(0, row).size()), members->text(0, row).data());
      }
    }
    std::printf("\n");
  }

  for (const auto& error :
       session.run("question", "members of SCO on 2014", entente::RunMode::kScript, [](entente::Answer&&) { return true; })) {
    std::printf("%s", error.text.c_str());
  }

  session.set_limits({.time = std::chrono::seconds(2), .memory_bytes = 64U << 20U, .rows = 1});
  for (const auto& error :
       session.run("question", "members of SCO on 2014-10-21", entente::RunMode::kScript, [](entente::Answer&&) { return true; })) {
    std::printf("error[%s]: %s\n", error.code.c_str(), error.message.c_str());
  }
  return 0;
}

}  // namespace

int main(int count, char** words) { return count == 2 ? run(words[1]) : 2; }
