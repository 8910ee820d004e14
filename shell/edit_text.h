// A text in the user's own editor.
#pragma once

#include <optional>
#include <string>

namespace entente::shell {

/// Opens $VISUAL, else $EDITOR, else vi on `text`, and waits. None: the editor failed, or left nothing; a line on standard error
/// says so where it failed.
[[nodiscard]] std::optional<std::string> edit_text(const std::string& text);

}  // namespace entente::shell
