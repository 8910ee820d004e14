#include "shell/output.h"

#include <unistd.h>

#include <cstdlib>
#include <utility>

#include "parser/source.h"
#include "shell/editor/terminal.h"
#include "shell/run_program.h"
#include "shell/standard_files.h"
#include "shell/whole_file.h"

namespace entente::shell {
namespace {

std::size_t screen_columns() { return is_terminal(StandardFile::kOutput) ? screen_size(STDOUT_FILENO).columns : 0; }

class StandardOutput : public Output {
 public:
  int write(std::string_view text) override { return write_all(StandardFile::kOutput, text); }
  [[nodiscard]] std::size_t columns() const override { return screen_columns(); }
};

class OutputFile : public Output {
 public:
  explicit OutputFile(WholeFile file) : file_(std::move(file)) {}
  int write(std::string_view text) override { return file_.write(text); }
  std::optional<Error> finish() override { return file_.commit(); }

 private:
  WholeFile file_;
};

/// True when `text` would push its own beginning off the screen.
bool exceeds(std::string_view text, ScreenSize screen) {
  std::size_t rows = 1;  // of the prompt
  while (!text.empty() && rows <= screen.rows) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    rows += std::max<std::size_t>(1, (display_width(line) + screen.columns - 1) / screen.columns);
  }
  return rows > screen.rows;
}

/// Empty: none.
std::string pager_command() {
  for (const char* name : {"ENTENTE_PAGER", "PAGER"}) {
    if (const char* value = std::getenv(name); value != nullptr)
      return std::string_view(value) == "cat" ? "" : value;
  }
  return "less -FRSX";
}

class ScreenOutput : public Output {
 public:
  explicit ScreenOutput(const Settings& settings) : settings_(settings) {}

  int write(std::string_view text) override {
    // Once something waits for the pager, what comes behind it waits too.
    if (waiting_.empty() && !(pages() && exceeds(text, screen_size(STDOUT_FILENO))))
      return write_all_to(STDOUT_FILENO, text, stop_);
    waiting_ += text;
    return 0;
  }
  void flush() override {
    const auto text = std::exchange(waiting_, "");
    constexpr int kNoSuchCommand = 126;  // and 127
    if (text.empty())
      return;
    const int code = run_program_with_input(pager_command(), text);
    if (code < 0 || code == kNoSuchCommand || code == kNoSuchCommand + 1)
      static_cast<void>(write_all_to(STDOUT_FILENO, text, stop_));
  }
  [[nodiscard]] bool wants_whole() const override { return true; }
  [[nodiscard]] bool waits() const override { return !waiting_.empty(); }
  [[nodiscard]] bool pages() const override {
    return settings_.uses_pager && !settings_.is_safe && is_terminal(StandardFile::kOutput) && !pager_command().empty();
  }
  [[nodiscard]] std::size_t columns() const override { return screen_columns(); }

 private:
  const Settings& settings_;
  std::string waiting_;
};

}  // namespace

std::unique_ptr<Output> standard_output() { return std::make_unique<StandardOutput>(); }

Outcome<std::unique_ptr<Output>> output_file(const std::string& path) {
  auto file = WholeFile::create(path);
  if (!file)
    return file.error();
  return std::unique_ptr<Output>(std::make_unique<OutputFile>(std::move(*file)));
}

std::unique_ptr<Output> screen_output(const Settings& settings) { return std::make_unique<ScreenOutput>(settings); }

}  // namespace entente::shell
