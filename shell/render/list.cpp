#include <algorithm>

#include "parser/source.h"
#include "shell/render/fit.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr const char* kMissing = "·";

}  // namespace

Rendered render_list(const Answer& answer, const Layout& layout) {
  std::string text;
  std::size_t widest = 0;
  for (const auto& column : answer.table.columns)
    widest = std::max(widest, display_width(column.name));
  for (const auto& row : answer.table.rows) {
    layout.breathe();
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto& name = answer.table.columns[i].name;
      const auto value = visible(cell_text(row[i], layout.missing.value_or(kMissing)));
      text += fitted(std::string(widest - display_width(name), ' ') + name + ": " + value + "\n", layout.columns);
    }
    text += "\n";
  }
  return {.results = text + caption_text(answer.caption, layout.columns), .notes = ""};
}

}  // namespace entente::shell
