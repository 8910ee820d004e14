// What a session at the prompt can change about itself, by commands or by options.
#pragma once

#include "shell/editor/editor.h"

namespace entente::shell {

struct Settings {
  EditorSettings editing{};
  bool is_safe = false;  // touches no file and starts no program
};

}  // namespace entente::shell
