// The terminal in raw mode: bytes as they are typed, the size of the screen, and everything as it was when it ends.
#pragma once

#include <signal.h>
#include <termios.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace entente::shell {

struct ScreenSize {
  std::size_t columns = 80;
  std::size_t rows = 24;
};

/// Of the terminal behind a file descriptor; 80 × 24 where it does not say.
[[nodiscard]] ScreenSize screen_size(int file);

/// Reads standard input and writes standard error, both terminals. While it lives, keys come one by one, Ctrl-C is a key, and
/// SIGTERM, SIGHUP and Ctrl-Z give the terminal back before they do what they do.
class Terminal {
 public:
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  enum class Event : std::uint8_t {
    kInput,      // bytes were added
    kResize,     // the screen has another size, or was given back
    kInterrupt,  // SIGINT came from elsewhere
    kTimeout,
    kEnd,  // nobody types any more
  };
  /// Waits for what comes first and adds bytes to `bytes`. `timeout_ms` below 0: as long as it takes.
  [[nodiscard]] Event wait(std::string& bytes, int timeout_ms) const;

  static void write(std::string_view text);
  /// Ctrl-Z: the shell stops until it is fetched back.
  void suspend();
  /// Does what needs the terminal as it was.
  void while_away(const std::function<void()>& work);

 private:
  void enter();
  void leave();

  termios raw_{};
  sigset_t before_{};
  struct sigaction interrupt_before_ {};
};

}  // namespace entente::shell
