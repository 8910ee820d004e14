#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "parser/source.h"
#include "shell/render/frame.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr std::size_t kListWidthMax = 40;  // display columns; without a limit, a dozen sources push all else off the screen
constexpr std::size_t kWidthMin = 4;       // of a text that is made narrower: `Chi…` can still be told from its neighbours
constexpr std::size_t kDateWidth = 10;     // half a date, or half a number, tells something else
constexpr std::size_t kLegible = 10;       // most names

/// The items that find room, at least one, and how many do not: `a; b; +10 more`.
std::string shortened(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && display_width(text) + display_width(items[i]) > kListWidthMax) {
      return text + "; +" + std::to_string(items.size() - i) + " more";
    }
    text += (i > 0 ? "; " : "") + items[i];
  }
  return text;
}

std::string table_text(const Cell& cell, std::string_view missing) {
  const auto* items = std::get_if<std::vector<std::string>>(&cell);
  return items == nullptr ? cell_text(cell, missing) : shortened(*items);
}

bool cuts_dates_or_numbers(const std::vector<std::size_t>& widths, const std::vector<std::size_t>& natural,
                           const std::vector<Column>& columns) {
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const bool is_text = columns[i].type == ColumnType::kText || columns[i].type == ColumnType::kList;
    if (!is_text && widths[i] < std::min(natural[i], kDateWidth))
      return true;
  }
  return false;
}

bool is_text(const Column& column) { return column.type == ColumnType::kText || column.type == ColumnType::kList; }

/// The columns that are shown. Where all of them together would become illegible, those are left out that say the same in every
/// row, then lists, each from the right; never the first.
std::vector<std::size_t> chosen(const Extent& extent, const std::vector<Column>& columns, std::size_t screen) {
  std::vector<std::size_t> kept(columns.size());
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  const auto fits = [&] {
    std::size_t total = 1;
    for (const auto i : kept)
      total += 3 + (is_text(columns[i]) ? std::min(extent.widths[i], kLegible) : extent.widths[i]);
    return total <= screen;
  };
  const auto leave_out = [&](const auto& may_go) {
    for (auto at = kept.size(); at-- > 1 && !fits();) {
      if (may_go(kept[at]))
        kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(at));
    }
  };
  leave_out([&](std::size_t i) { return is_text(columns[i]) && extent.same[i]; });
  leave_out([&](std::size_t i) { return columns[i].type == ColumnType::kList; });
  return kept;
}

template <class T>
std::vector<T> picked(const std::vector<T>& all, const std::vector<std::size_t>& kept) {
  std::vector<T> some;
  some.reserve(kept.size());
  for (const auto i : kept)
    some.push_back(all[i]);
  return some;
}

/// What the eye does not see: `status (active), sources`; in parentheses what stands in every row.
std::string left_out(const Table& table, const Extent& extent, const std::vector<std::size_t>& kept, const Layout& layout) {
  std::string text;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (std::find(kept.begin(), kept.end(), i) != kept.end())
      continue;
    text += (text.empty() ? "" : ", ") + visible(table.columns[i].name);
    if (extent.same[i])
      text += " (" + cut(shown_row({table.rows.front()[i]}, layout, table_text).front().text, kListWidthMax) + ")";
  }
  return text;
}

std::string note_of(const std::string& left_out, bool was_cut) {
  if (left_out.empty())
    return was_cut ? "cut to the screen; .last shows all of it\n" : "";
  return "left out: " + left_out + "; .last shows all of it\n";
}

std::string boxed(const Table& table, const std::vector<std::size_t>& kept, const std::vector<std::size_t>& widths,
                  const Layout& layout) {
  const auto columns = picked(table.columns, kept);
  auto text = border(Border::kTop, widths);
  const auto put = [&](const std::vector<Shown>& all) {
    auto row = picked(all, kept);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].width > widths[i])
        row[i] = shown(cut(row[i].text, widths[i]));
    }
    text += line_of(row, columns, widths);
  };
  put(shown_heading(table.columns));
  if (!table.rows.empty())
    text += border(Border::kRule, widths);
  for (const auto& row : table.rows) {
    layout.breathe();
    put(shown_row(row, layout, table_text));
  }
  return std::move(text) + border(Border::kBottom, widths);
}

}  // namespace

Rendered render_table(const Answer& answer, const Layout& layout) {
  if (!answer.has_table || answer.table.columns.empty())
    return {.results = caption_text(answer.caption, layout.columns), .notes = ""};
  const auto extent = extent_of(answer.table, layout, table_text);
  const auto screen = layout.columns == 0 ? std::numeric_limits<std::size_t>::max() : layout.columns;
  const auto kept = chosen(extent, answer.table.columns, screen);
  const auto columns = picked(answer.table.columns, kept);
  const auto natural = picked(extent.widths, kept);
  const auto widths = fitted_widths(natural, columns, screen, kWidthMin, picked(extent.same, kept));
  if (widths.empty() || cuts_dates_or_numbers(widths, natural, columns))
    return render_list(answer, layout);
  return {.results = boxed(answer.table, kept, widths, layout) + caption_text(answer.caption, layout.columns),
          .notes = note_of(left_out(answer.table, extent, kept, layout), widths != natural)};
}

}  // namespace entente::shell
