// The command line: what is taken, what is refused with exit code 2.
#include "shell/options.h"

#include <gtest/gtest.h>

#include "shell/error_pages.h"

namespace entente::shell::tests {
namespace {

Invocation parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "entente");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

Options options(std::vector<const char*> arguments) {
  const auto parsed = parse(std::move(arguments));
  if (const auto* farewell = std::get_if<Farewell>(&parsed)) {
    ADD_FAILURE() << farewell->text;
    return {};
  }
  return std::get<Options>(parsed);
}

/// The first line of the complaint.
std::string refusal(std::vector<const char*> arguments) {
  const auto parsed = parse(std::move(arguments));
  const auto* farewell = std::get_if<Farewell>(&parsed);
  if (farewell == nullptr)
    return "taken";
  EXPECT_EQ(farewell->exit_code, ExitCode::kUsage);
  EXPECT_NE(farewell->text.find("usage: entente"), std::string::npos);
  return farewell->text.substr(0, farewell->text.find('\n'));
}

using Kind = Input::Kind;

TEST(Options, AreAllOptional) {
  const auto none = options({});
  EXPECT_EQ(none.file, std::nullopt);
  EXPECT_TRUE(none.inputs.empty());
  EXPECT_EQ(none.format->name, "table");
  EXPECT_FALSE(none.read_only);
  EXPECT_EQ(none.log_threshold, LogThreshold::kWarning);
}

TEST(Options, TextsAndFilesKeepTheirOrder) {
  EXPECT_EQ(options({"new.entente", "--restore", "all.ent"}).inputs, (std::vector<Input>{{Kind::kDump, "all.ent"}}));
  const auto mixed = options({"-c", "a", "-f", "b.ent", "my.entente", "-f", "-", "-cd"});
  const std::vector<Input> expected{{Kind::kText, "a"}, {Kind::kFile, "b.ent"}, {Kind::kFile, "-"}, {Kind::kText, "d"}};
  EXPECT_EQ(mixed.inputs, expected);
  EXPECT_EQ(mixed.file, "my.entente");
}

TEST(Options, ATextMayLookLikeAnOption) {
  EXPECT_EQ(options({"-c", "-- a comment"}).inputs.front().value, "-- a comment");
  EXPECT_EQ(options({"-c", "[x,y]"}).inputs.front().value, "[x,y]");
  EXPECT_EQ(options({"-c", ""}).inputs.front().value, "");
}

TEST(Options, TwoDashesEndTheOptions) { EXPECT_EQ(options({"--readonly", "--", "-c"}).file, "-c"); }

TEST(Options, ParametersRepeatAndLeaveTheFileAlone) {
  const auto both = options({"--param", "a=1", "--param=b=[X,Y]", "my.entente"});
  ASSERT_EQ(both.parameters.size(), 2U);
  EXPECT_EQ(both.parameters[1].second, Parameter(std::vector<std::string>{"X", "Y"}));
  EXPECT_EQ(both.file, "my.entente");
}

TEST(Options, FormatsAndLogLevelsAreNames) {
  EXPECT_EQ(options({"--format=jsonl"}).format->name, "jsonl");
  EXPECT_EQ(options({"--log-level", "debug", "--log-file", "x.log"}).log_threshold, LogThreshold::kDebug);
}

TEST(Options, WrongOnesAreNamed) {
  EXPECT_EQ(refusal({"--nope"}), "entente: unknown option --nope");
  EXPECT_EQ(refusal({"-c"}), "entente: a value is missing: -c");
  EXPECT_EQ(refusal({"a.entente", "--param"}), "entente: a value is missing: --param");
  EXPECT_EQ(refusal({"a.entente", "b.entente"}), "entente: one FILE at most: a.entente or b.entente");
  EXPECT_EQ(refusal({""}), "entente: the name of FILE is empty");
  EXPECT_EQ(refusal({"--format", "xml"}), "entente: --format is " + format_names() + ", not xml");
  EXPECT_EQ(refusal({"--log-level", "loud"}), "entente: --log-level is debug, info, warn or off, not loud");
  EXPECT_EQ(refusal({"--param", "x"}), "entente: --param is NAME=VALUE, not x");
}

TEST(Options, ExplainErrorPrintsAPageAndEndsWell) {
  const auto page = std::get<Farewell>(parse({"--explain-error", "n02"}));
  EXPECT_EQ(page.exit_code, ExitCode::kDone);
  EXPECT_TRUE(page.text.starts_with("N02: a name that fits several")) << page.text;
  EXPECT_NE(page.text.find("\n  error[N02]: \"Korea\" names more than one state\n"), std::string::npos) << page.text;
  EXPECT_NE(page.text.find("\nPut right:\n\n  $ entente -c"), std::string::npos) << page.text;
  EXPECT_EQ(page.text.find("```"), std::string::npos);
}

TEST(Options, ExplainErrorWithoutACodeListsAll) {
  const auto list = std::get<Farewell>(parse({"--explain-error"}));
  EXPECT_EQ(list.exit_code, ExitCode::kDone);
  EXPECT_TRUE(list.text.starts_with("P01  ")) << list.text;
  for (const auto& page : error_pages())
    EXPECT_NE(list.text.find(std::string(page.code) + "  " + std::string(page.meaning) + "\n"), std::string::npos) << page.code;
}

TEST(Options, ACodeThatNoErrorHasIsWrongUse) {
  const auto near = std::get<Farewell>(parse({"--explain-error=N22"}));
  EXPECT_EQ(near.exit_code, ExitCode::kUsage);
  EXPECT_EQ(near.text, "error: no error has the code N22\n  help: did you mean N02, N12? entente --explain-error lists them all\n");
  const auto far = std::get<Farewell>(parse({"--explain-error=E0308"}));
  EXPECT_EQ(far.text, "error: no error has the code E0308\n  help: entente --explain-error lists them all\n");
}

TEST(Options, HelpAndVersionEndWell) {
  const auto help = std::get<Farewell>(parse({"-h"}));
  EXPECT_EQ(help.exit_code, ExitCode::kDone);
  for (const auto& format : formats())
    EXPECT_NE(help.text.find(format.name), std::string::npos) << format.name;
  EXPECT_NE(help.text.find("--explain-error CODE"), std::string::npos);
  EXPECT_EQ(std::get<Farewell>(parse({"--version"})).text, "entente 0.1.0\n");
}

TEST(Options, FmtTakesScriptsAndCheckAlone) {
  const auto parsed = parse({"--fmt", "a.ent", "-", "--check"});
  const auto& formatting = std::get<Formatting>(parsed);
  EXPECT_EQ(formatting.files, (std::vector<std::string>{"a.ent", "-"}));
  EXPECT_TRUE(formatting.only_check);
  EXPECT_FALSE(std::get<Formatting>(parse({"--fmt", "a.ent"})).only_check);
  EXPECT_EQ(refusal({"--fmt"}), "entente: --fmt needs a script, or - for standard input");
  EXPECT_EQ(refusal({"--fmt", "a.ent", "-c", "roles"}), "entente: --fmt takes scripts and --check, and runs nothing");
  EXPECT_TRUE(std::get<Options>(parse({"--check", "a.entente"})).checks);
  EXPECT_FALSE(std::get<Options>(parse({"a.entente"})).checks);
  EXPECT_EQ(refusal({"--check", "a.entente", "-c", "roles"}),
            "entente: --check looks at FILE and runs nothing; the statement is: check");
}

TEST(Options, SayHowAnswersAreShownAndWhere) {
  const auto given =
      options({"--null", "NA", "-o", "a.csv", "--csv-safe", "--color", "never", "--safe", "--keep-going", "--no-init"});
  EXPECT_EQ(given.missing, "NA");
  EXPECT_EQ(given.output_file, "a.csv");
  EXPECT_EQ(given.colours, Colours::kNever);
  EXPECT_TRUE(given.guards_formulas && given.is_safe && given.keeps_going && !given.reads_config);
  EXPECT_EQ(options({"--null", ""}).missing, "");
  EXPECT_EQ(options({}).missing, std::nullopt);
  EXPECT_EQ(refusal({"--color", "maybe"}), "entente: --color is auto, always or never, not maybe");
}

TEST(Options, HelpNamesEveryFormat) {
  const auto help = std::get<Farewell>(parse({"--help"})).text;
  for (const auto& format : formats())
    EXPECT_NE(help.find(std::string(format.name)), std::string::npos) << format.name;
}

}  // namespace
}  // namespace entente::shell::tests
