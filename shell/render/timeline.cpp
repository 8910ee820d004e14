#include <algorithm>
#include <cmath>
#include <set>

#include "parser/source.h"
#include "shell/render/render.h"
#include "shell/render/text.h"
#include "shell/render/years.h"

namespace entente::shell {
namespace {

constexpr std::size_t kColumns = 100;  // where the screen does not say
constexpr std::size_t kBarMin = 10;
constexpr double kInstant = 1e-4;  // of a year
constexpr std::string_view kSure = "█";
constexpr std::string_view kVague = "▒";
constexpr std::string_view kGoesOn = "▸";
constexpr std::string_view kBeganBefore = "◂";

std::optional<std::size_t> find_column(const Table& table, std::string_view name) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name == name)
      return i;
  }
  return std::nullopt;
}

/// One row: from when to when, each side as vague as it is stated.
struct Bar {
  std::string label;
  std::optional<YearRange> began;
  std::optional<YearRange> ended;  // none: it goes on
};

bool differs(const Table& table, std::size_t column) {
  std::set<std::string> values;
  for (const auto& row : table.rows)
    values.insert(cell_text(row[column], ""));
  return values.size() > 1;
}

/// The columns that tell one row from another, of those that name something.
std::vector<std::size_t> label_columns(const Table& table) {
  std::vector<std::size_t> columns;
  auto name = find_column(table, "name");
  if (!name)
    name = find_column(table, "actor_name");
  for (const auto& column : {name ? name : find_column(table, "actor"), find_column(table, "role"), find_column(table, "body")}) {
    if (column && differs(table, *column))
      columns.push_back(*column);
  }
  if (columns.empty() && !table.columns.empty())
    columns.push_back(name.value_or(0));
  return columns;
}

std::vector<Bar> bars_of(const Table& table, std::size_t began, std::optional<std::size_t> ended) {
  const auto labels = label_columns(table);
  std::vector<Bar> bars;
  for (const auto& row : table.rows) {
    Bar bar;
    for (const auto column : labels)
      bar.label += (bar.label.empty() ? "" : ", ") + visible(cell_text(row[column], "·"));
    bar.began = years_of(cell_text(row[began], ""));
    bar.ended = ended ? years_of(cell_text(row[*ended], "")) : bar.began;
    bars.push_back(std::move(bar));
  }
  return bars;
}

/// Whole years that hold all that is dated; up to today where something goes on.
YearSpan span_of(const std::vector<Bar>& bars) {
  std::vector<double> years;
  for (const auto& bar : bars) {
    for (const auto& side : {bar.began, bar.ended}) {
      for (const auto& year : {side ? side->first : std::nullopt, side ? side->last : std::nullopt}) {
        if (year)
          years.push_back(*year);
      }
    }
    if (!bar.ended)
      years.push_back(year_now());
  }
  if (years.empty())
    return {year_now() - 1, year_now()};
  const auto [first, last] = std::minmax_element(years.begin(), years.end());
  return {std::floor(*first), std::max(std::ceil(*last), std::floor(*first) + 1)};
}

std::string axis(YearSpan span, std::size_t width) {
  std::string line;
  for (const int year : ticks(span, width)) {
    const auto column = column_of(year, span, width);
    const auto label = std::to_string(year);
    if (column + label.size() > width)
      break;
    line.resize(column, ' ');
    line += label;
  }
  return line;
}

std::string drawn(const Bar& bar, YearSpan span, std::size_t width) {
  const auto place = [&](std::optional<double> year, double otherwise) { return column_of(year.value_or(otherwise), span, width); };
  const auto began_first = bar.began ? bar.began->first.value_or(bar.began->last.value_or(span.first)) : span.first;
  const auto begin = place(began_first, span.first);
  const auto sure_begin = bar.began ? place(bar.began->last, began_first) : begin;
  const double ended_last = bar.ended ? bar.ended->last.value_or(bar.ended->first.value_or(span.last)) : year_now();
  // The day on which it ended no longer belongs to it.
  const auto end = std::max(begin, place(ended_last - kInstant, span.last));
  const auto sure_end = bar.ended ? place(bar.ended->first.value_or(ended_last) - kInstant, ended_last) : end;
  std::string line(begin, ' ');
  for (auto column = begin; column <= end; ++column) {
    const bool is_open_begin = column == begin && (!bar.began || !bar.began->first);
    const bool is_open_end = column == end && !bar.ended;
    const bool is_sure = (column >= sure_begin || sure_begin == begin) && (column <= sure_end || sure_end == end);
    if (is_open_begin || is_open_end) {
      line += is_open_end ? kGoesOn : kBeganBefore;
    } else {
      line += is_sure ? kSure : kVague;
    }
  }
  return line;
}

}  // namespace

Rendered render_timeline(const Answer& answer, const Layout& layout) {
  auto began = find_column(answer.table, "began");
  const auto ended = began ? find_column(answer.table, "ended") : std::nullopt;
  if (!began)
    began = find_column(answer.table, "date");
  if (!began || !answer.has_table || answer.table.rows.empty()) {
    auto table = render_table(answer, layout);
    if (answer.has_table && !began)
      table.notes += "note: a timeline needs the columns began and ended, or date; this is a table\n";
    return table;
  }
  const auto bars = bars_of(answer.table, *began, ended);
  const auto columns = layout.columns == 0 ? kColumns : layout.columns;
  std::size_t label_width = 0;
  for (const auto& bar : bars)
    label_width = std::max(label_width, display_width(bar.label));
  const auto label_max = std::min(columns / 2, columns - std::min(columns, kBarMin + 2));  // bars keep their room first
  label_width = std::min(label_width, label_max);
  const auto width = std::max(columns - std::min(columns, label_width + 2), kBarMin);
  const auto span = span_of(bars);
  auto text = std::string(label_width + 2, ' ') + axis(span, width) + "\n";
  for (const auto& bar : bars) {
    const auto label = cut(bar.label, label_width);
    text += label + std::string(label_width - display_width(label) + 2, ' ') + drawn(bar, span, width) + "\n";
  }
  return {.results = text + caption_text(answer.caption, layout.columns), .notes = ""};
}

}  // namespace entente::shell
