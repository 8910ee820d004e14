// The world that we ship, in a database of its own, to be held against what others compiled.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "tests/real/data.h"
#include "tests/seeds/seeds.h"
#include "tests/session/support.h"

namespace entente::tests {

class SeedsWorld : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = Database::create_from((dir_ / "world.entente").string(), read_seeds());
    ASSERT_TRUE(made.has_value()) << made.error().text;
    asking_.emplace(*made);
  }

  const Table& ask(const std::string& question) {
    const auto errors = asking_->run(question);
    EXPECT_TRUE(errors.empty()) << question << "\n" << errors.front().text;
    return asking_->answers.at(0).table;
  }

  std::set<std::string> members_on(const std::string& body, const std::string& day) {
    std::set<std::string> members;
    for (const auto& row : ask("members of \"" + body + "\" on " + day + " | select actor").rows) {
      members.insert(text_of(row.at(0)));
    }
    return members;
  }

  TempDir dir_;
  std::optional<Asking> asking_;
};

}  // namespace entente::tests
