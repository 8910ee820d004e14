#include "entente/markup.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

std::string head(const std::vector<Column>& columns) {
  (void)columns;
  return "";
}

std::string rows_of(const std::vector<Column>& columns, const Streaming::Rows& rows, const Layout& layout, bool first) {
  (void)first;
  std::string text;
  for (const auto& row : rows) {
    layout.breathe();
    text += json_row(columns, row) + "\n";
  }
  return text;
}

Rendered tail(const Answer& answer) { return {.results = "", .notes = caption_text(answer.caption)}; }

}  // namespace

const Streaming* streaming_jsonl() {
  static constexpr Streaming kStreaming{head, rows_of, tail};
  return &kStreaming;
}

Rendered render_jsonl(const Answer& answer, const Layout& layout) { return render_pieces(*streaming_jsonl(), answer, layout); }

}  // namespace entente::shell
