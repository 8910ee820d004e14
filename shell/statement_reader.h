// Where statements come from at the prompt: an editor where the terminal is capable of it, line by line elsewhere.
#pragma once

#include <memory>
#include <string>

#include "shell/editor/editor.h"
#include "shell/line_reader.h"

namespace entente::shell {

/// Hands over whole statements and commands, perhaps several at once.
class StatementReader {
 public:
  StatementReader() = default;
  StatementReader(const StatementReader&) = delete;
  StatementReader& operator=(const StatementReader&) = delete;
  virtual ~StatementReader() = default;

  [[nodiscard]] virtual Entered read(bool in_transaction) = 0;
  /// What the next statement begins with; only an editor can do that.
  virtual bool begin_with(std::string text) = 0;
};

/// All must outlive it.
[[nodiscard]] std::unique_ptr<StatementReader> make_reader(Language& language, History& history, const EditorSettings& settings);

}  // namespace entente::shell
