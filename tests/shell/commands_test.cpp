// The commands of the prompt, as far as they need none. What they do is tested at a terminal.
#include "shell/commands.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace entente::shell::tests {
namespace {

TEST(Commands, AreToldFromStatements) {
  for (const auto* line : {".help", "  .quit ", ".", "\\q", "quit", "exit", "help", "quit;", "exit;", "help;", "help on;"})
    EXPECT_TRUE(is_command(line)) << line;
  for (const auto* line : {"members of SCO;", "-- .help", "quit = members of SCO;", ";", ""})
    EXPECT_FALSE(is_command(line)) << line;
}

TEST(Commands, HaveNamesOfTheirOwnAndAMeaning) {
  for (const auto& command : commands()) {
    EXPECT_TRUE(command.name.starts_with('.'));
    EXPECT_FALSE(command.meaning.empty()) << command.name;
    EXPECT_EQ(std::count_if(commands().begin(), commands().end(), [&](const Command& other) { return other.name == command.name; }),
              1);
  }
}

}  // namespace
}  // namespace entente::shell::tests
