// What the editor asks of the language: what is whole, what is coloured how, what may follow.
#pragma once

#include "shell/editor/editor.h"

namespace entente::shell {

class TypedLanguage : public Language {
 public:
  [[nodiscard]] bool is_whole(std::string_view text) override;
  [[nodiscard]] std::vector<Piece> pieces(std::string_view text) override;
  [[nodiscard]] Completion complete(std::string_view text, std::size_t cursor) override;
};

}  // namespace entente::shell
