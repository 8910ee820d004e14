#include "shell/statement_reader.h"

#include "shell/standard_files.h"

namespace entente::shell {
namespace {

constexpr const char* kPrompt = "entente> ";
constexpr const char* kPromptInTransaction = "entente* ";
constexpr const char* kContinuation = "     -> ";

const char* prompt_of(bool in_transaction) { return in_transaction ? kPromptInTransaction : kPrompt; }

class EditedStatements : public StatementReader {
 public:
  EditedStatements(Language& language, History& history, const EditorSettings& settings)
      : history_(history), editor_(language, history, settings) {}

  Entered read(bool in_transaction) override {
    auto entered = editor_.read(prompt_of(in_transaction), kContinuation);
    if (entered.kind == Entered::Kind::kText)
      history_.add(entered.text);
    return entered;
  }
  bool begin_with(std::string text) override {
    editor_.begin_with(std::move(text));
    return true;
  }

 private:
  History& history_;
  Editor editor_;
};

class TypedLines : public StatementReader {
 public:
  explicit TypedLines(Language& language) : language_(language) {}

  Entered read(bool in_transaction) override {
    std::string typed;
    while (true) {
      const auto line = reader_.read(typed.empty() ? prompt_of(in_transaction) : kContinuation);
      if (line.kind == TypedLine::Kind::kText) {
        typed += line.text;
        if (language_.is_whole(typed))
          return {Entered::Kind::kText, typed};
        typed += "\n";
        continue;
      }
      tell("\n");
      if (line.kind == TypedLine::Kind::kInterrupt)
        return {Entered::Kind::kInterrupt};
      if (!typed.empty())
        tell("note: what was typed last was not run: it has no ; at its end\n");
      return {Entered::Kind::kEnd};
    }
  }
  bool begin_with(std::string text) override {
    (void)text;
    return false;
  }

 private:
  Language& language_;
  LineReader reader_;
};

}  // namespace

std::unique_ptr<StatementReader> make_reader(Language& language, History& history, const EditorSettings& settings) {
  if (Editor::is_possible())
    return std::make_unique<EditedStatements>(language, history, settings);
  return std::make_unique<TypedLines>(language);
}

}  // namespace entente::shell
