// The parts of the editor that need no terminal: keys, texts, pictures, the history.
#include "shell/editor/editor.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "shell/editor/steps.h"
#include "shell/read_file.h"
#include "tests/temp_dir.h"

namespace entente::shell::tests {
namespace {

using Code = Key::Code;
using entente::tests::TempDir;

std::vector<Key> keys_of(std::string bytes) {
  std::vector<Key> keys;
  while (auto key = take_key(bytes, true))
    keys.push_back(*key);
  return keys;
}

// Keys

TEST(Keys, AreCharactersOrNames) {
  EXPECT_EQ(keys_of("aü\r\t\x7f\x03"),
            (std::vector<Key>{
                {Code::kText, "a"}, {Code::kText, "ü"}, {Code::kEnter}, {Code::kTab}, {Code::kBackspace}, {Code::kControl, "c"}}));
  EXPECT_EQ(keys_of("\x1b[A\x1bOB\x1b[3~\x1b[1;5C\x1b[Z"),
            (std::vector<Key>{{Code::kUp}, {Code::kDown}, {Code::kDelete}, {Code::kWordRight}, {Code::kBackTab}}));
  EXPECT_EQ(keys_of("\x1b"
                    "b\x1b"),
            (std::vector<Key>{{Code::kAlt, "b"}, {Code::kEscape}}));
}

TEST(Keys, WaitForTheirEnd) {
  for (const auto* begun : {"\x1b", "\x1b[", "\x1b[1;", "\xC3", "\x1b[200~pasted"}) {
    std::string bytes = begun;
    EXPECT_FALSE(take_key(bytes, false)) << begun;
    EXPECT_EQ(bytes, begun);
  }
}

TEST(Keys, APasteIsOneAndHoldsNoKeys) {
  EXPECT_EQ(keys_of("\x1b[200~a\r\x03\x1b[A\x1b[201~b"), (std::vector<Key>{{Code::kPaste, "a\r\x03\x1b[A"}, {Code::kText, "b"}}));
}

TEST(Keys, AnyBytesComeToAnEnd) {
  for (unsigned seed = 1; seed < 2000; ++seed) {
    std::string bytes;
    for (unsigned i = 0, state = seed; i < 12; ++i, state = state * 1103515245U + 12345U)
      bytes += i % 3 == 0 ? '\x1b' : static_cast<char>(state >> 16U);
    EXPECT_LE(keys_of(bytes).size(), 12U);
  }
}

// Steps

TEST(Steps, GoByCharacterAndWord) {
  const std::string text = "Tu\u0308r 中国";
  EXPECT_EQ(next_character(text, 1), 4U);
  EXPECT_EQ(previous_character(text, 4), 1U);
  EXPECT_EQ(word_end(text, 0), 5U);
  EXPECT_EQ(word_begin(text, text.size()), 6U);
  EXPECT_EQ(next_character("\xFF\xFE", 0), 1U);
  EXPECT_EQ(at_column("a中b\nx", 0, 2), 1U);  // in the middle of a wide one: before it
}

// Buffer

TEST(Buffer, UndoesARunOfLettersAtOnce) {
  Buffer buffer;
  for (const char* letter : {"o", "n", "e", " ", "t", "w", "o"})
    buffer.insert(letter);
  buffer.undo();
  EXPECT_EQ(buffer.text(), "one ");
  buffer.undo();
  buffer.undo();
  EXPECT_EQ(buffer.text(), "");
  buffer.undo();
  EXPECT_EQ(buffer.text(), "");
}

TEST(Buffer, GoesUpAndDownInItsColumn) {
  Buffer buffer;
  buffer.reset("one\nthree\nxy");
  EXPECT_TRUE(buffer.line_up());
  EXPECT_EQ(buffer.cursor(), 6U);
  EXPECT_TRUE(buffer.line_up());
  EXPECT_EQ(buffer.cursor(), 2U);
  EXPECT_FALSE(buffer.line_up());
  EXPECT_TRUE(buffer.line_down());
  EXPECT_EQ(buffer.cursor(), 6U);
}

TEST(Bindings, AnyKeysLeaveTheCursorBetweenCharacters) {
  constexpr std::string_view kLetters = "hl0^$wWbBeEGdcyfFtTriIaAoOxXsDCSpPu123 ;,.~zü中";
  unsigned state = 1;
  const auto next = [&] { return (state = state * 1103515245U + 12345U) >> 8U; };
  for (const bool has_vi_keys : {false, true}) {
    Buffer buffer;
    Vi vi;
    for (int i = 0; i < 30000; ++i) {
      Key key{static_cast<Code>(next() % 21U)};
      const bool is_text = key.code == Code::kText || key.code == Code::kPaste;
      if (is_text) {
        const auto at = next_character(kLetters, previous_character(kLetters, 1 + next() % kLetters.size()));
        key.text = kLetters.substr(at, next_character(kLetters, at) - at);
      }
      if (key.code == Code::kControl || key.code == Code::kAlt)
        key.text = std::string(1, static_cast<char>('a' + next() % 26U));
      if (is_text && key.text.empty())
        continue;
      static_cast<void>(has_vi_keys ? vi.key(buffer, key) : emacs_key(buffer, key));
      ASSERT_LE(buffer.cursor(), buffer.text().size());
      const auto cursor = buffer.cursor();
      ASSERT_TRUE(cursor == buffer.text().size() || (static_cast<unsigned char>(buffer.text()[cursor]) & 0xC0U) != 0x80) << i;
      if (buffer.text().size() > 400)
        buffer.reset();
    }
  }
}

// Pictures

Scene scene(std::string text, std::size_t cursor) {
  Scene shown{.prompt = "> ", .continuation = "- ", .text = std::move(text), .cursor = cursor};
  shown.has_colours = false;
  return shown;
}

std::vector<std::string> rows_of(const Picture& picture) {
  std::vector<std::string> rows;
  for (const auto& row : picture.rows)
    rows.push_back(row.text);
  return rows;
}

TEST(View, BreaksRowsByDisplayWidth) {
  const auto picture = draw(scene("中国ab", 8), 6);
  EXPECT_EQ(rows_of(picture), (std::vector<std::string>{"> 中国", "ab"}));
  EXPECT_EQ(std::pair(picture.cursor_row, picture.cursor_column), std::pair(std::size_t{1}, std::size_t{2}));
}

TEST(View, ShowsEachLineBehindItsPrompt) {
  EXPECT_EQ(rows_of(draw(scene("a\nb", 0), 10)), (std::vector<std::string>{"> a", "- b"}));
}

TEST(View, LetsNothingTypedSteerTheTerminal) {
  EXPECT_EQ(rows_of(draw(scene("a\x1b[2J", 0), 20)), (std::vector<std::string>{"> a␛[2J"}));
}

TEST(View, WritesRowsAgainOnlyWhereTheyChanged) {
  const auto before = draw(scene("one\ntwo", 7), 20);
  const auto after = draw(scene("one\ntwos", 8), 20);
  EXPECT_EQ(repainted(after, before, 20).find("one"), std::string::npos);
  EXPECT_NE(repainted(after, before, 20).find("- twos"), std::string::npos);
}

TEST(View, DrawsAnyTextInAnyWidthWithinIt) {
  for (std::size_t columns = 1; columns < 30; ++columns) {
    const std::string text = "members of 中国\n\x1b[31m(\"Tu\u0308rkiye\") \xFF\xFE | sort a";
    for (std::size_t cursor = 0; cursor <= text.size(); cursor = next_character(text, cursor) + (cursor == text.size() ? 1 : 0)) {
      const auto picture = draw(scene(text, cursor), columns);
      ASSERT_LT(picture.cursor_row, picture.rows.size());
      ASSERT_LT(picture.cursor_column, std::max<std::size_t>(columns, 2));
      for (const auto& row : picture.rows)
        ASSERT_LE(row.width, std::max<std::size_t>(columns, 2));
      ASSERT_EQ(fitted(picture, 2).rows.size(), std::min<std::size_t>(2, picture.rows.size()));
    }
  }
}

TEST(View, FindsTheOtherBracket) {
  EXPECT_EQ(matching_bracket("(a (b) c)", {}, 9), 0U);
  EXPECT_EQ(matching_bracket("(a (b) c)", {}, 0), 8U);
  EXPECT_EQ(matching_bracket("(a", {}, 0), std::nullopt);
  EXPECT_EQ(matching_bracket("ab", {}, 0), std::nullopt);
  EXPECT_EQ(matching_bracket("(\")\")", {{1, 4, Look::kText}}, 0), 4U);
}

// History

TEST(History, ReadsWhatItWrote) {
  const TempDir dir;
  const std::string path = dir / "state" / "history";
  const std::vector<std::string> entries = {"roles;", "a\nb\\n", "中国;"};
  {
    History history(path);
    for (const auto& entry : entries)
      history.add(entry);
  }
  EXPECT_EQ(History(path).entries(), entries);
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(History, FindsTheNewestFirst) {
  History history("");
  for (const auto* entry : {"members of SCO;", "roles;", "members of NATO;"})
    history.add(entry);
  EXPECT_EQ(history.find_back("members", 3), 2U);
  EXPECT_EQ(history.find_back("members", 2), 0U);
  EXPECT_EQ(history.find_back("sources", 3), std::nullopt);
  EXPECT_EQ(history.continuation("members of "), "NATO;");
  EXPECT_EQ(history.continuation("x"), "");
}

TEST(History, AFileOfManyEntriesIsShortened) {
  const TempDir dir;
  const std::string path = dir / "history";
  {
    std::ofstream file(path);
    for (int i = 0; i < 20001; ++i)
      file << "roles " << i << ";\n";
  }
  EXPECT_EQ(History(path).entries().size(), 10000U);
  EXPECT_TRUE(read_file(path)->starts_with("roles 10001;\n"));
}

}  // namespace
}  // namespace entente::shell::tests
