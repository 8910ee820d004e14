// Answers as text: from an Answer to what goes to stdout and what to stderr. Nothing is written here.
#pragma once

#include <atomic>
#include <optional>
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

/// Ends the drawing of an answer that nobody wants to see any more.
struct Stopped {};

/// What a format leaves open.
struct Layout {
  std::optional<std::string> missing{};     // what stands for it; none: what the format has for it
  std::size_t columns = 0;                  // of the screen; 0: as many as it takes
  bool guards_formulas = false;             // csv and tsv: a text that a spreadsheet would take for a formula gets a ' before it
  const std::atomic<bool>* stop = nullptr;  // set by whoever wants the drawing to end, from whatever thread

  /// Called for every row. Throws Stopped.
  void breathe() const {
    if (stop != nullptr && stop->load(std::memory_order_relaxed))
      throw Stopped{};
  }
};

/// Borders, columns aligned by display width, the caption below. Long lists are shortened, and say by how much; where the screen
/// has too few columns, long cells are cut, and where it has far too few, it is a list.
[[nodiscard]] Rendered render_table(const Answer& answer, const Layout& layout = {});
/// The same with whole lists and cells, which go on in the next line where the screen ends.
[[nodiscard]] Rendered render_box(const Answer& answer, const Layout& layout = {});
/// RFC 4180, but with LF as line break, as Unix tools expect. Missing is an empty field, an empty text is `""`.
[[nodiscard]] Rendered render_csv(const Answer& answer, const Layout& layout = {});
/// The same with tabs between the fields.
[[nodiscard]] Rendered render_tsv(const Answer& answer, const Layout& layout = {});
/// An object a query: {"columns":[…],"rows":[{…}],"caption":[…]}.
[[nodiscard]] Rendered render_json(const Answer& answer, const Layout& layout = {});
/// An object a row, one a line.
[[nodiscard]] Rendered render_jsonl(const Answer& answer, const Layout& layout = {});
/// A table as GitHub and pandoc read it, the caption as text under it.
[[nodiscard]] Rendered render_markdown(const Answer& answer, const Layout& layout = {});
/// A <table> with its <caption>, to be put into a page.
[[nodiscard]] Rendered render_html(const Answer& answer, const Layout& layout = {});
/// A tabular of the package booktabs, the caption as comments.
[[nodiscard]] Rendered render_latex(const Answer& answer, const Layout& layout = {});
/// A line a cell, its column before it; an empty line between rows.
[[nodiscard]] Rendered render_list(const Answer& answer, const Layout& layout = {});
/// A bar a row over years, from `began` to `ended`. An answer without those columns is a table.
[[nodiscard]] Rendered render_timeline(const Answer& answer, const Layout& layout = {});
/// A line of small bars for a number by period, one for each value of the other columns. An answer without a number is a table.
[[nodiscard]] Rendered render_spark(const Answer& answer, const Layout& layout = {});

/// A format that needs no look at all rows before it writes the first: an answer's text is head, rows and tail in that order.
struct Streaming {
  using Rows = std::vector<std::vector<Cell>>;
  std::string (*head)(const std::vector<Column>&);
  std::string (*rows)(const std::vector<Column>&, const Rows&, const Layout&, bool first);  // `first`: none stands before them
  Rendered (*tail)(const Answer&);                                                          // of an answer whose rows are written
};

struct Format {
  std::string_view name;
  Rendered (*render)(const Answer&, const Layout&);
  std::string_view between;    // stands between the results of two statements
  const Streaming* streaming;  // null: all rows are needed at once
  std::string_view meaning;    // in a few words
};

/// Those of csv, tsv, json and jsonl; they live as long as the program.
[[nodiscard]] const Streaming* streaming_csv();
[[nodiscard]] const Streaming* streaming_tsv();
[[nodiscard]] const Streaming* streaming_json();
[[nodiscard]] const Streaming* streaming_jsonl();
/// A whole answer by its pieces.
[[nodiscard]] Rendered render_pieces(const Streaming& streaming, const Answer& answer, const Layout& layout);

/// All formats; the first is the default.
[[nodiscard]] std::span<const Format> formats();
/// Their names, as a sentence has them: `table, csv or json`.
[[nodiscard]] std::string format_names();
/// Null when there is none of that name. Lives as long as the program.
[[nodiscard]] const Format* find_format(std::string_view name);

}  // namespace entente::shell
