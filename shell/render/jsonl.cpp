#include "shell/render/json_value.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {

Rendered render_jsonl(const Answer& answer) {
  Rendered rendered{.results = "", .notes = caption_text(answer.caption)};
  if (!answer.has_table)
    return rendered;
  for (const auto& row : answer.table.rows)
    rendered.results += json_row(answer.table.columns, row) + "\n";
  return rendered;
}

}  // namespace entente::shell
