// How what is asked is refused, with the way out. Internal to bind.
#pragma once

#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "parser/diagnostic.h"

namespace entente::bind {

/// Throws Refused.
[[noreturn]] void refuse(std::string code, std::string message, Span span, std::string help = "",
                         std::vector<std::string> notes = {});
/// Throws Refused that shows the statement with `correction` in the place of `span`; `help` is what else there is to say.
[[noreturn]] void refuse_corrected(std::string code, std::string message, Span span, Correction correction, std::string help = "");
/// The same where a word is misspelt: with one candidate its line, with several a question, with none `help`.
[[noreturn]] void refuse_misspelt(std::string code, std::string message, Span span, const std::vector<std::string>& candidates,
                                  std::string help);
/// N05: there is no such role in the singular, or in the plural of a set.
[[noreturn]] void refuse_role(const catalog::Catalog& catalog, const std::string& text, Span span);
[[noreturn]] void refuse_plural_role(const catalog::Catalog& catalog, const std::string& text, Span span);
/// `a, b or c`, for help lines.
[[nodiscard]] std::string alternatives(const std::vector<std::string>& words);

}  // namespace entente::bind
