// The place in a statement where somebody types: what stands before it, and what names would mean there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/name_offer.h"
#include "parser/token_classes.h"

namespace entente::shell {

/// The tokens of the statement that goes on at the end of `text`, what stands behind its last `;`.
[[nodiscard]] std::vector<ClassedToken> tokens_of_last_statement(std::string_view text);

/// Where the word or name begins that is typed at the end of `text`, by each reading: words that stand beside each other may be one
/// name (or role). The longest first; the last is the word alone, or the end of the text where none is begun.
[[nodiscard]] std::vector<std::size_t> beginnings(std::string_view text, const std::vector<ClassedToken>& tokens);

/// What a name is of that stands behind `tokens`: an actor behind `organisations of`, a body behind `members of`.
[[nodiscard]] NameKind kind_of_name(std::string_view text, const std::vector<ClassedToken>& tokens);

/// True where a quoted text behind `tokens` is the name of a file.
[[nodiscard]] bool is_place_of_file(std::string_view text, const std::vector<ClassedToken>& tokens);

/// The queries so far whose columns a stage behind `tokens` may use, the innermost first: what stands before the last `|`, in its
/// parentheses or all of it.
[[nodiscard]] std::vector<std::string> queries_so_far(std::string_view text, const std::vector<ClassedToken>& tokens);

}  // namespace entente::shell
