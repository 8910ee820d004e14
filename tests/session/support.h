// A small database in a directory of its own, and short ways to ask it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "entente/database.h"
#include "tests/temp_dir.h"

namespace entente::tests {

inline const char* const kWorld = R"(
define role "member" plural "members" rank 10;
define role "observer" plural "observers" rank 40;
define role "dialogue partner" plural "dialogue partners" rank 50;
define role "chair" plural "chairs";
define source charter titled "Charter" publisher "Secretariat" published 2001-06-15;
define source news titled "News" publisher "Agency" published 2014-10-21 via charter;
define state CHN named "China" code iso2 "CN", cow 710;
define state RUS named "Russia" code iso2 "RU", cow 365;
define state IND named "India" code iso2 "IN", cow 750;
define state TUR named "Türkiye" also "Turkey" code iso2 "TR", cow 640;
define state KOR named "South Korea" also "Korea";
define state PRK named "North Korea" also "Korea";
define organisation SCO named "Shanghai Cooperation Organisation" about security since 2001-06-15;
define organisation NATO named "North Atlantic Treaty Organization" about security since 1949-04-04;
record China, Russia as member of SCO since 2001-06-15 according to charter;
record India as observer of SCO observed 2014-10-21 according to news;
record Turkey as dialogue partner of SCO observed 2014-10-21 according to news;
record Turkey as member of NATO since 1952-02-18 according to news;
)";

inline std::string text_of(const Cell& cell) {
  struct Printer {
    std::string operator()(std::monostate) const { return "·"; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return std::to_string(number); }
    std::string operator()(const DateText& date) const { return date.text; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(const std::vector<std::string>& list) const {
      std::string out;
      for (const auto& item : list) {
        out += (out.empty() ? "" : "+") + item;
      }
      return out;
    }
  };
  return std::visit(Printer{}, cell);
}

/// Rows as text, cells parted by a blank, rows by a comma.
inline std::string text_of(const Table& table) {
  std::string out;
  for (const auto& row : table.rows) {
    out += out.empty() ? "" : ", ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += (i == 0 ? "" : " ") + text_of(row[i]);
    }
  }
  return out;
}

class Asking {
 public:
  explicit Asking(const Database& database) : session(database) {}

  std::vector<Error> run(const std::string& text, RunMode mode = RunMode::kInteractive) {
    answers.clear();
    return session.run("test", text, mode, [&](Answer&& answer) {
      answers.push_back(std::move(answer));
      return true;
    });
  }
  /// The rows of the last answer; the code of the error instead when there was one.
  std::string ask(const std::string& text, RunMode mode = RunMode::kInteractive) {
    const auto errors = run(text, mode);
    if (!errors.empty()) {
      return errors[0].code;
    }
    return answers.empty() ? "" : text_of(answers.back().table);
  }
  std::vector<std::string> caption(const std::string& text) {
    EXPECT_TRUE(run(text).empty()) << text;
    return answers.empty() ? std::vector<std::string>{} : answers.back().caption;
  }

  Session session;
  std::vector<Answer> answers;
};

class WorldTest : public ::testing::Test {
 protected:
  TempDir dir;
  std::string path = (dir / "world.entente").string();
  Database database = *Database::create_from(path, {{"world.ent", kWorld}});
  Asking world{database};
};

}  // namespace entente::tests
