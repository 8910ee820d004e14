// Answers as text: from an Answer to what goes to stdout and what to stderr. Nothing is written here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// A format that needs no look at all rows before it writes the first: an answer's text is head, rows and tail in that order.
struct Streaming {
  using Rows = std::vector<std::vector<Cell>>;
  std::string (*head)(const std::vector<Column>&);
  std::string (*rows)(const std::vector<Column>&, const Rows&, bool first);  // `first`: none stands before them
  Rendered (*tail)(const Answer&);                                           // of an answer whose rows are written
};

struct Format {
  std::string_view name;
  Rendered (*render)(const Answer&);
  std::string_view between;    // stands between the results of two statements
  const Streaming* streaming;  // null: all rows are needed at once
};

/// Those of csv, json and jsonl; they live as long as the program.
[[nodiscard]] const Streaming* streaming_csv();
[[nodiscard]] const Streaming* streaming_json();
[[nodiscard]] const Streaming* streaming_jsonl();
/// A whole answer by its pieces.
[[nodiscard]] Rendered render_pieces(const Streaming& streaming, const Answer& answer);

/// All formats; the first is the default.
[[nodiscard]] std::span<const Format> formats();
/// Null when there is none of that name. Lives as long as the program.
[[nodiscard]] const Format* find_format(std::string_view name);

}  // namespace entente::shell
