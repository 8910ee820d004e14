// Text to syntax tree. Knows the language and no database; keeps no state between calls; safe to call from any thread.
#pragma once

#include <atomic>
#include <vector>

#include "parser/ast.h"
#include "parser/diagnostic.h"
#include "parser/source.h"

namespace entente {

/// Parentheses, braces and queries may nest this deep; deeper is error P03.
inline constexpr std::size_t kNestingMax = 200;
/// The longest text of one script, in bytes; longer is error P04.
inline constexpr std::size_t kScriptBytesMax = std::size_t{64} << 20;

/// One statement of a script, or why it is none. A refused statement ends before the next `;` outside quotes and comments.
using ParsedStatement = Result<ast::Statement>;

struct ParseOptions {
  std::size_t statement_bytes = 0;          // a longer statement is error P10, and is not parsed; 0: none is too long
  const std::atomic<bool>* stop = nullptr;  // once it is set no further statement is parsed
};

/// All statements of a script in order; a refused one is reported and the parser goes on behind the next `;`.
/// Empty statements and comments give nothing. Never throws but for lack of memory.
[[nodiscard]] std::vector<ParsedStatement> parse_script(const Source& source, const ParseOptions& options = {});

/// Says whether `text` holds a whole statement: its last `;` stands outside quotes and comments and nothing but blanks and
/// comments follow. What an interactive shell asks before it runs what was typed.
[[nodiscard]] bool is_complete(std::string_view text);

}  // namespace entente
