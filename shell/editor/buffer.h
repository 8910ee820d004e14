// The text that is edited: where the cursor stands, what was cut, what can be undone. Knows no keys and no screen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::shell {

class Buffer {
 public:
  [[nodiscard]] const std::string& text() const { return now_.text; }
  [[nodiscard]] std::size_t cursor() const { return now_.cursor; }
  [[nodiscard]] bool empty() const { return now_.text.empty(); }

  /// Another text, the cursor at its end; nothing of the one before can be undone.
  void reset(std::string text = "");
  /// The same, but it can be undone.
  void replace(std::string text, std::size_t cursor);

  void insert(std::string_view text);
  void move_to(std::size_t place) { now_.cursor = place; }
  /// Takes out what stands between two places, in either order; the cursor goes to the first of them.
  void erase(std::size_t from, std::size_t to);
  /// The same, and `yank` gives it back; what is cut in a row is kept together.
  void cut(std::size_t from, std::size_t to);
  void copy(std::size_t from, std::size_t to);
  void yank() { insert(cut_); }
  [[nodiscard]] const std::string& cut_text() const { return cut_; }
  /// Ends a row of cuts.
  void end_cutting() { is_cutting_ = false; }

  void undo();

  /// True when the cursor stood in a line above (below) and moved there, to the same column as far as the line goes.
  bool line_up();
  bool line_down();

 private:
  struct State {
    std::string text;
    std::size_t cursor = 0;
  };
  void remember();

  State now_;
  std::vector<State> before_;
  std::string cut_;
  bool is_cutting_ = false;
  bool is_typing_ = false;  // a run of single characters is undone as one
};

}  // namespace entente::shell
