// The files of docs/editors that hold lists of words: from a template, and from the grammar.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace entente::tests {

struct EditorFile {
  std::string_view path;    // within docs/editors
  std::string_view source;  // within docs/editors/templates
};

inline constexpr std::array kEditorFiles{EditorFile{"vscode/entente.tmLanguage.json", "entente.tmLanguage.json"},
                                         EditorFile{"pygments/entente_lexer.py", "entente_lexer.py"},
                                         EditorFile{"vim/syntax/entente.vim", "entente.vim"}};

/// The template with its lists filled in (docs/editors/README.md says how they are written). A list that does not exist is left as
/// it stands.
[[nodiscard]] std::string fill_template(std::string_view text);

}  // namespace entente::tests
