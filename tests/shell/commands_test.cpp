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

TEST(Commands, ExplainErrorPrintsAPageOrAllCodes) {
  EXPECT_TRUE(run_command(".explain-error N02").text.starts_with("N02: a name that fits several"));
  EXPECT_NE(run_command(" .explain-error ").text.find("\nS18  the file exists already\n"), std::string::npos);
  EXPECT_TRUE(run_command(".explain-error N99").text.starts_with("error: no error has the code N99\n  help: did you mean N09"));
  EXPECT_FALSE(run_command(".explain-error N02").leaves);
}

TEST(Commands, AWrongOneNamesTheRightOnes) {
  const auto outcome = run_command(".hlep");
  EXPECT_FALSE(outcome.leaves);
  EXPECT_EQ(outcome.text,
            "there is no command .hlep; .help, .explain-error and .quit are commands, all else is a statement that ends with ;\n");
}

}  // namespace
}  // namespace entente::shell::tests
