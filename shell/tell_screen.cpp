#include "shell/tell_screen.h"

#include <unistd.h>

#include "shell/editor/terminal.h"
#include "shell/render/fit.h"
#include "shell/standard_files.h"

namespace entente::shell {

void tell_screen(std::string_view text) {
  tell(is_terminal(StandardFile::kError) ? fitted(text, screen_size(STDERR_FILENO).columns) : std::string(text));
}

}  // namespace entente::shell
