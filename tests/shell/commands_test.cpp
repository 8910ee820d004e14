// The commands of the prompt.
#include "shell/commands.h"

#include <gtest/gtest.h>

namespace entente::shell::tests {
namespace {

TEST(Commands, AreToldFromStatements) {
  for (const auto* line : {".help", "  .quit ", ".", "\\q", "quit", "exit", "help"})
    EXPECT_TRUE(is_command(line)) << line;
  for (const auto* line : {"members of SCO;", "-- .help", "quit;", ""})
    EXPECT_FALSE(is_command(line)) << line;
}

TEST(Commands, QuitLeavesUnderEachOfItsNames) {
  for (const auto* line : {".quit", ".exit", "quit", "exit", "\\q"})
    EXPECT_TRUE(run_command(line).leaves) << line;
}

TEST(Commands, AWrongOneNamesTheRightOnes) {
  const auto outcome = run_command(".hlep");
  EXPECT_FALSE(outcome.leaves);
  EXPECT_EQ(outcome.text, "there is no command .hlep; .help and .quit are commands, all else is a statement that ends with ;\n");
}

}  // namespace
}  // namespace entente::shell::tests
