#include "entente/csv.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

template <char kSeparator>
std::string head(const std::vector<Column>& columns) {
  return columns.empty() ? "" : csv_heading(columns, kSeparator);
}

template <char kSeparator>
std::string rows_of(const std::vector<Column>& columns, const Streaming::Rows& rows, const Layout& layout, bool /*first*/) {
  std::string text;
  if (!columns.empty()) {
    for (const auto& row : rows) {
      layout.breathe();
      text += csv_record(row, {kSeparator, layout.guards_formulas, layout.missing});
    }
  }
  return text;
}

Rendered tail(const Answer& answer) { return {.results = "", .notes = caption_text(answer.caption)}; }

}  // namespace

const Streaming* streaming_csv() {
  static constexpr Streaming kStreaming{head<','>, rows_of<','>, tail};
  return &kStreaming;
}

const Streaming* streaming_tsv() {
  static constexpr Streaming kStreaming{head<'\t'>, rows_of<'\t'>, tail};
  return &kStreaming;
}

Rendered render_csv(const Answer& answer, const Layout& layout) { return render_pieces(*streaming_csv(), answer, layout); }
Rendered render_tsv(const Answer& answer, const Layout& layout) { return render_pieces(*streaming_tsv(), answer, layout); }

}  // namespace entente::shell
