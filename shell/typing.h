// What the editor asks of the language: what is whole, what is coloured how, what may follow.
#pragma once

#include "shell/completion.h"
#include "shell/editor/editor.h"

namespace entente::shell {

class TypedLanguage : public Language {
 public:
  /// The completer must outlive it.
  explicit TypedLanguage(Completer& completer) : completer_(completer) {}

  [[nodiscard]] bool is_whole(std::string_view text) override;
  [[nodiscard]] std::vector<Piece> pieces(std::string_view text) override;
  [[nodiscard]] Completion complete(std::string_view text, std::size_t cursor) override;

 private:
  Completer& completer_;
};

}  // namespace entente::shell
