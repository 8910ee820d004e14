// The line editor: a statement of any number of lines as it is typed at a terminal. What it must know of the language it asks.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/editor/bindings.h"
#include "shell/editor/history.h"
#include "shell/editor/view.h"

namespace entente::shell {

class Terminal;

/// What may stand in the place that is completed.
struct Candidate {
  std::string text;
  std::string note{};  // shown beside it
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

struct Completion {
  std::size_t begin = 0;  // what stands from here to the cursor gives way
  std::vector<Candidate> candidates;
};

/// Whoever knows what is typed. Asked at each key: so be quick, and keep nothing open.
class Language {
 public:
  Language() = default;
  Language(const Language&) = delete;
  Language& operator=(const Language&) = delete;
  virtual ~Language() = default;

  /// True when Enter hands `text` over; otherwise it begins a new line.
  [[nodiscard]] virtual bool is_whole(std::string_view text) = 0;
  [[nodiscard]] virtual std::vector<Piece> pieces(std::string_view text) = 0;
  [[nodiscard]] virtual Completion complete(std::string_view text, std::size_t cursor) = 0;
};

struct EditorSettings {
  bool has_vi_keys = false;
  bool has_colours = true;
  std::function<std::optional<std::string>(const std::string&)> edit_elsewhere;  // Ctrl-X Ctrl-E; none: that key does nothing
};

struct Entered {
  enum class Kind : std::uint8_t { kText, kInterrupt, kEnd };
  Kind kind = Kind::kEnd;
  std::string text{};
};

class Editor {
 public:
  /// All must outlive it.
  Editor(Language& language, History& history, const EditorSettings& settings)
      : language_(language), history_(history), settings_(settings) {}

  /// True where it can work: standard input and error are terminals that can do more than a typewriter.
  [[nodiscard]] static bool is_possible();

  /// Shows `prompt`, before each further line `continuation`, and lets a text be typed. Between two calls the terminal is as it
  /// was.
  [[nodiscard]] Entered read(const std::string& prompt, const std::string& continuation);

  /// The next call begins with this text instead of none.
  void begin_with(std::string text) { first_text_ = std::move(text); }

 private:
  enum class After : std::uint8_t { kGoOn, kEnter, kInterrupt, kEnd };

  [[nodiscard]] std::optional<Key> next_key(Terminal& terminal);
  [[nodiscard]] After act(Terminal& terminal, const Key& key);
  [[nodiscard]] After control(Terminal& terminal, char letter);
  [[nodiscard]] bool edit(const Key& key);
  void accept_hint();
  void recall(std::size_t entry);
  void up();
  void down();
  void edit_elsewhere(Terminal& terminal);
  [[nodiscard]] After search(Terminal& terminal);
  [[nodiscard]] After complete(Terminal& terminal);
  [[nodiscard]] After choose(Terminal& terminal, const Completion& completion, const std::string& written);
  void put(const Completion& completion, const std::string& candidate);

  [[nodiscard]] std::string hint();
  void paint(bool is_last = false);
  void repaint_after_resize();

  Language& language_;
  History& history_;
  const EditorSettings& settings_;

  std::string prompt_, continuation_;
  Buffer buffer_;
  Vi vi_;
  std::string first_text_;
  std::string bytes_;           // read, but not taken as keys yet: what was typed ahead stays for the next statement
  std::size_t entry_ = 0;       // of the history, which is shown; its size: what is typed
  std::string draft_;           // what was typed before going back in the history
  bool awaits_second_ = false;  // Ctrl-X was pressed
  std::vector<Below> below_;
  Picture shown_;
  std::size_t columns_ = 80;
};

}  // namespace entente::shell
