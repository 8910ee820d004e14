#include "shell/editor/terminal.h"

#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <initializer_list>

#include "shell/standard_files.h"

namespace entente::shell {
namespace {

constexpr std::string_view kPasteOn = "\x1b[?2004h";
constexpr std::string_view kPasteOff = "\x1b[?2004l";

// A handler can reach nothing else.
termios before_raw{};
volatile std::sig_atomic_t resized = 0;
volatile std::sig_atomic_t interrupted = 0;

void note_resize(int /*signal*/) { resized = 1; }
void note_interrupt(int /*signal*/) { interrupted = 1; }

/// Gives the terminal back, then dies of the signal as anybody would.
void give_back(int signal) {
  static_cast<void>(::write(STDERR_FILENO, "\x1b[?2004l\r\n", 10) + ::tcsetattr(STDIN_FILENO, TCSANOW, &before_raw));
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

void handle(int signal, void (*handler)(int), struct sigaction* before = nullptr) {
  struct sigaction action {};
  action.sa_handler = handler;
  ::sigaction(signal, &action, before);
}

}  // namespace

ScreenSize screen_size(int file) {
  winsize size{};
  if (::ioctl(file, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
    return {};
  return {size.ws_col, size.ws_row};
}

Terminal::Terminal() {
  ::tcgetattr(STDIN_FILENO, &before_raw);
  raw_ = before_raw;
  raw_.c_iflag &= ~static_cast<tcflag_t>(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
  raw_.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | IEXTEN | ISIG);
  raw_.c_cc[VMIN] = 1;
  raw_.c_cc[VTIME] = 0;
  // Held back, to be let through inside ppoll() alone: none can slip in between a look at its flag and the wait.
  sigset_t held;
  sigemptyset(&held);
  for (const int signal : {SIGWINCH, SIGINT})
    sigaddset(&held, signal);
  sigprocmask(SIG_BLOCK, &held, &before_);
  resized = 0;
  interrupted = 0;
  handle(SIGWINCH, note_resize);
  handle(SIGINT, note_interrupt, &interrupt_before_);
  handle(SIGTERM, give_back);
  handle(SIGHUP, give_back);
  enter();
}

Terminal::~Terminal() {
  leave();
  for (const int signal : {SIGWINCH, SIGTERM, SIGHUP})
    ::signal(signal, SIG_DFL);
  ::sigaction(SIGINT, &interrupt_before_, nullptr);
  sigprocmask(SIG_SETMASK, &before_, nullptr);
}

void Terminal::enter() {
  ::tcsetattr(STDIN_FILENO, TCSADRAIN, &raw_);  // what was typed ahead stays
  write(kPasteOn);
}

void Terminal::leave() {
  write(kPasteOff);
  ::tcsetattr(STDIN_FILENO, TCSADRAIN, &before_raw);
}

void Terminal::suspend() {
  leave();
  ::kill(0, SIGTSTP);  // all that the calling shell takes for this job
  enter();
}

void Terminal::while_away(const std::function<void()>& work) {
  leave();
  work();
  enter();
}

Terminal::Event Terminal::wait(std::string& bytes, int timeout_ms) const {
  const timespec timeout{timeout_ms / 1000, (timeout_ms % 1000) * 1000000L};
  while (true) {
    if (resized != 0) {
      resized = 0;
      return Event::kResize;
    }
    if (interrupted != 0) {
      interrupted = 0;
      return Event::kInterrupt;
    }
    pollfd input{STDIN_FILENO, POLLIN, 0};
    const int ready = ::ppoll(&input, 1, timeout_ms < 0 ? nullptr : &timeout, &before_);
    if (ready < 0 && errno == EINTR)
      continue;
    if (ready == 0)
      return Event::kTimeout;
    std::array<char, 4096> buffer{};
    const auto count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return Event::kEnd;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
    return Event::kInput;
  }
}

void Terminal::write(std::string_view text) { tell(text); }

}  // namespace entente::shell
