#include "shell/render/render.h"

#include <algorithm>
#include <array>

namespace entente::shell {
namespace {

const std::array<Format, 12>& all_formats() {
  static const std::array<Format, 12> kFormats{{
      {"table", render_table, "\n", nullptr, "borders; long lists are shortened, long cells cut to the screen"},
      {"box", render_box, "\n", nullptr, "borders; nothing is shortened or cut"},
      {"list", render_list, "\n", nullptr, "a line a cell"},
      {"timeline", render_timeline, "\n", nullptr, "a bar a row over years, from began to ended"},
      {"spark", render_spark, "\n", nullptr, "a number by period as a line of small bars"},
      {"csv", render_csv, "\n", streaming_csv(), "fields with commas between them"},
      {"tsv", render_tsv, "\n", streaming_tsv(), "fields with tabs between them"},
      {"json", render_json, "", streaming_json(), "an object a query"},
      {"jsonl", render_jsonl, "", streaming_jsonl(), "an object a row"},
      {"markdown", render_markdown, "\n", nullptr, "a table for GitHub or pandoc"},
      {"html", render_html, "\n", nullptr, "a table for a page"},
      {"latex", render_latex, "\n", nullptr, "a tabular of booktabs"},
  }};
  return kFormats;
}

}  // namespace

std::span<const Format> formats() { return all_formats(); }

Rendered render_pieces(const Streaming& streaming, const Answer& answer, const Layout& layout) {
  Rendered tail = streaming.tail(answer);
  if (answer.has_table)
    tail.results =
        streaming.head(answer.table.columns) + streaming.rows(answer.table.columns, answer.table.rows, layout, true) + tail.results;
  return tail;
}

std::string format_names() {
  std::string names;
  const auto& all = all_formats();
  for (std::size_t i = 0; i < all.size(); ++i)
    names += (i == 0 ? "" : (i + 1 == all.size() ? " or " : ", ")) + std::string(all[i].name);
  return names;
}

const Format* find_format(std::string_view name) {
  const auto& all = all_formats();
  const auto* const found = std::find_if(all.begin(), all.end(), [&](const Format& format) { return format.name == name; });
  return found == all.end() ? nullptr : found;
}

}  // namespace entente::shell
