// Answers as text. A format is one function from an Answer to what goes to stdout and what to stderr; it writes nothing itself.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "entente/answer.h"

namespace entente::shell {

/// An answer in a format. Both parts end with a line break unless empty.
struct Rendered {
  std::string results;  // for stdout
  std::string notes;    // for stderr: what has no place in the format
  friend bool operator==(const Rendered&, const Rendered&) = default;
};

/// Borders, columns aligned by display width, the caption below. Long lists are shortened, and say by how much.
[[nodiscard]] Rendered render_table(const Answer& answer);
/// RFC 4180, but with LF as line break, as Unix tools expect. Missing is an empty field, an empty text is `""`.
[[nodiscard]] Rendered render_csv(const Answer& answer);
/// An object a query: {"columns":[…],"rows":[{…}],"caption":[…]}.
[[nodiscard]] Rendered render_json(const Answer& answer);
/// An object a row, one a line.
[[nodiscard]] Rendered render_jsonl(const Answer& answer);
/// A table as GitHub and pandoc read it, the caption as text under it.
[[nodiscard]] Rendered render_markdown(const Answer& answer);

struct Format {
  std::string_view name;
  Rendered (*render)(const Answer&);
  std::string_view between;  // stands between the results of two statements
};

/// All formats; the first is the default.
[[nodiscard]] std::span<const Format> formats();
/// Null when there is none of that name. Lives as long as the program.
[[nodiscard]] const Format* find_format(std::string_view name);

}  // namespace entente::shell
