#include "shell/render/render.h"

#include <algorithm>
#include <array>

namespace entente::shell {
namespace {

const std::array<Format, 5>& all_formats() {
  static const std::array<Format, 5> kFormats{{
      {"table", render_table, "\n", nullptr},
      {"csv", render_csv, "\n", streaming_csv()},
      {"json", render_json, "", streaming_json()},
      {"jsonl", render_jsonl, "", streaming_jsonl()},
      {"markdown", render_markdown, "\n", nullptr},
  }};
  return kFormats;
}

}  // namespace

std::span<const Format> formats() { return all_formats(); }

Rendered render_pieces(const Streaming& streaming, const Answer& answer) {
  Rendered tail = streaming.tail(answer);
  if (answer.has_table)
    tail.results =
        streaming.head(answer.table.columns) + streaming.rows(answer.table.columns, answer.table.rows, true) + tail.results;
  return tail;
}

const Format* find_format(std::string_view name) {
  const auto& all = all_formats();
  const auto* const found = std::find_if(all.begin(), all.end(), [&](const Format& format) { return format.name == name; });
  return found == all.end() ? nullptr : found;
}

}  // namespace entente::shell
