#include "shell/edit_text.h"

#include <stdlib.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "shell/read_file.h"
#include "shell/run_program.h"
#include "shell/scripts.h"
#include "shell/standard_files.h"
#include "shell/whole_file.h"

namespace entente::shell {
namespace {

std::string editor_command() {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return value;
  }
  return "vi";
}

/// A file of the user's alone, gone when it is.
class Draft {
 public:
  Draft() {
    std::error_code ignored;
    path_ = (std::filesystem::temp_directory_path(ignored) / "entente-XXXXXX.ent").string();
    file_ = ::mkstemps(path_.data(), 4);
  }
  ~Draft() {
    if (file_ < 0)
      return;
    ::close(file_);
    ::unlink(path_.c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  [[nodiscard]] bool write(const std::string& text) const { return file_ >= 0 && write_all_to(file_, text) == 0; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  int file_ = -1;
};

}  // namespace

std::optional<std::string> edit_text(const std::string& text) {
  const Draft draft;
  if (!draft.write(text.empty() ? text : text + "\n")) {
    tell("error: cannot write " + draft.path() + "\n");
    return std::nullopt;
  }
  const auto command = editor_command();
  if (run_program(command + " \"$1\"", draft.path()) != 0) {
    tell("error: the editor failed: " + command + "\n  help: $VISUAL or $EDITOR names another one\n");
    return std::nullopt;
  }
  auto edited = read_file(draft.path());
  if (!edited || find_bad_utf8(draft.path(), *edited)) {
    tell(edited ? find_bad_utf8("the edited text", *edited)->text : edited.error().text);
    return std::nullopt;
  }
  while (edited->ends_with('\n') || edited->ends_with(' '))
    edited->pop_back();
  return edited->empty() ? std::nullopt : std::optional(*std::move(edited));
}

}  // namespace entente::shell
