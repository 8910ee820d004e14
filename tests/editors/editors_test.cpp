// What stands in docs/editors is what the grammar gives. ENTENTE_REWRITE=1 writes it anew (`./dev editors`).
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "parser/words.h"
#include "tests/editors/generate.h"

namespace entente::tests {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(ENTENTE_SOURCE_DIR) / "docs" / "editors";

std::string read(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

TEST(Editors, HaveTheWordsOfTheGrammar) {
  for (const auto& file : kEditorFiles) {
    const std::string text = fill_template(read(kFolder / "templates" / file.source));
    ASSERT_GT(text.size(), 1000u) << file.source;
    if (std::getenv("ENTENTE_REWRITE") != nullptr) {
      std::ofstream(kFolder / file.path) << text;
    }
    EXPECT_EQ(read(kFolder / file.path), text) << file.path << " is not what the grammar gives; ./dev editors writes it anew";
  }
}

TEST(Editors, HaveEveryWordOfTheLanguage) {
  const std::string all =
      fill_template("@reserved @ @source @ @stage @ @function @ @constant @ @statement @ @clause @ @recording @");
  std::istringstream words(all);
  std::set<std::string> known{"began",    "ended", "actor", "body", "date",    "number", "encoded",
                              "skipping", "text",  "asc",   "desc", "analyze", "least"};  // in one place each
  for (std::string word; words >> word;) {
    known.insert(word);
  }
  for (const auto word : language_words()) {
    EXPECT_TRUE(known.contains(std::string(word))) << word;
  }
}

TEST(Templates, AreFilled) {
  EXPECT_EQ(fill_template("a @constant|@ b@c @nothing@"), "a true|false|missing|today b@c @nothing@");
  EXPECT_EQ(fill_template("x\n  @constant @\n"), "x\n  true false missing today\n");
  EXPECT_EQ(fill_template(std::string(90, '-') + "@constant @"),
            std::string(90, '-') + "true false\n" + std::string(90, '-') + "missing\n" + std::string(90, '-') + "today");
}

}  // namespace
}  // namespace entente::tests
