// Which key does what to the text: the keys of emacs, as most shells have them, and those of vi.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shell/editor/buffer.h"
#include "shell/editor/keys.h"

namespace entente::shell {

/// False when the key does nothing to a text.
bool emacs_key(Buffer& buffer, const Key& key);

/// The modes of vi. What it leaves alone (Enter, Tab, Ctrl-C) is done elsewhere.
class Vi {
 public:
  /// As at the beginning of a text: letters are typed.
  void begin();
  /// False when the key is for others.
  bool key(Buffer& buffer, const Key& key);
  [[nodiscard]] bool is_command_mode() const { return is_command_; }

 private:
  bool take(Buffer& buffer, const Key& key);
  bool command(Buffer& buffer, const Key& key);
  void repeat(Buffer& buffer);
  void find_again(Buffer& buffer, char letter);
  void letter(Buffer& buffer, char letter);
  void change(Buffer& buffer, char letter);
  void operate(Buffer& buffer, std::size_t to);
  void operate_on_line(Buffer& buffer);
  [[nodiscard]] std::optional<std::size_t> motion(const Buffer& buffer, char letter, std::size_t from) const;
  [[nodiscard]] std::optional<std::size_t> moved(const Buffer& buffer, char letter) const;
  [[nodiscard]] std::optional<std::size_t> found(const Buffer& buffer, const std::string& character) const;
  void insert_mode() { is_command_ = false; }
  void end_command(Buffer& buffer);

  bool is_command_ = false;
  char operator_ = 0;  // d, c or y, waiting for a motion
  char awaits_ = 0;    // f, F, t, T or r, waiting for a character
  std::size_t count_ = 0;
  char find_ = 0;  // f, F, t or T, as it was asked for last, and the character
  std::string find_character_;
  std::vector<Key> keys_;         // of the command in hand, with what it inserts; `.` does it once more
  std::vector<Key> last_change_;  // those of the last that changed the text
  std::string text_before_;
};

}  // namespace entente::shell
