#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "parser/source.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr std::size_t kColumns = 80;  // where the screen does not say
constexpr std::size_t kWidthMin = 8;
constexpr std::array<std::string_view, 8> kBlocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::string_view kMissing = "·";

using Values = std::vector<std::optional<double>>;

/// A number by period, for one value of the other columns.
struct Series {
  std::string label;
  Values values;  // by the place of the period
};

struct Chart {
  std::vector<std::string> periods;
  std::vector<Series> series;
};

std::optional<double> number_of(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell))
    return static_cast<double>(*whole);
  const auto* decimal = std::get_if<double>(&cell);
  return decimal == nullptr ? std::nullopt : std::optional(*decimal);
}

/// The last number.
std::optional<std::size_t> value_column(const Table& table) {
  for (auto i = table.columns.size(); i-- > 0;) {
    if (is_number(table.columns[i]))
      return i;
  }
  return std::nullopt;
}

/// The column `period`, else the first date, else the first column.
std::size_t period_column(const Table& table) {
  const auto& columns = table.columns;
  auto found = std::find_if(columns.begin(), columns.end(), [](const Column& column) { return column.name == "period"; });
  if (found == columns.end())
    found = std::find_if(columns.begin(), columns.end(), [](const Column& column) { return column.type == ColumnType::kDate; });
  return found == columns.end() ? 0 : static_cast<std::size_t>(found - columns.begin());
}

/// The place of `text` in `all`, where it is put if it is new.
std::size_t place_in(std::vector<std::string>& all, std::map<std::string, std::size_t>& places, const std::string& text) {
  const auto [place, is_new] = places.emplace(text, all.size());
  if (is_new)
    all.push_back(text);
  return place->second;
}

/// 999 before 2001; else as texts.
bool is_before(const std::string& a, const std::string& b) {
  const auto is_digits = [](const std::string& text) { return text.find_first_not_of("0123456789") == std::string::npos; };
  return is_digits(a) && is_digits(b) && a.size() != b.size() ? a.size() < b.size() : a < b;
}

/// A series may lack what another one has, so that the order in which periods come first is not theirs: where they rise in every
/// series they rise in all. Elsewhere they stay as they came.
void put_in_order(Chart& chart) {
  std::vector<std::size_t> order(chart.periods.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return is_before(chart.periods[a], chart.periods[b]); });
  std::vector<std::string> periods;
  periods.reserve(order.size());
  for (const auto from : order)
    periods.push_back(std::move(chart.periods[from]));
  chart.periods = std::move(periods);
  for (auto& series : chart.series) {
    Values values;
    values.reserve(order.size());
    for (const auto from : order)
      values.push_back(series.values[from]);
    series.values = std::move(values);
  }
}

Chart chart_of(const Table& table, std::size_t value) {
  const auto period = period_column(table);
  Chart chart;
  std::vector<std::string> labels;
  std::map<std::string, std::size_t> period_places;
  std::map<std::string, std::size_t> label_places;
  std::map<std::string, std::string> last_of;  // the period of a label's row before
  bool rises = true;
  for (const auto& row : table.rows) {
    std::string label;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != value && i != period && !is_number(table.columns[i]))
        label += (label.empty() ? "" : ", ") + visible(cell_text(row[i], kMissing));
    }
    const auto text = cell_text(row[period], kMissing);
    const auto [last, is_first] = last_of.try_emplace(label, text);
    rises = rises && (is_first || is_before(last->second, text));
    last->second = text;
    const auto column = place_in(chart.periods, period_places, text);
    const auto line = place_in(labels, label_places, label);
    chart.series.resize(labels.size());
    chart.series[line].label = label;
    chart.series[line].values.resize(std::max(chart.series[line].values.size(), column + 1));
    chart.series[line].values[column] = number_of(row[value]);
  }
  for (auto& series : chart.series)
    series.values.resize(chart.periods.size());
  if (rises)
    put_in_order(chart);
  return chart;
}

/// As many values as there is room, each the mean of what it stands for.
Values squeezed(const Values& values, std::size_t width) {
  if (values.size() <= width)
    return values;
  Values out(width);
  for (std::size_t i = 0; i < width; ++i) {
    std::vector<double> some;
    for (auto n = i * values.size() / width; n < (i + 1) * values.size() / width; ++n) {
      if (values[n])
        some.push_back(*values[n]);
    }
    if (!some.empty())
      out[i] = std::accumulate(some.begin(), some.end(), 0.0) / static_cast<double>(some.size());
  }
  return out;
}

struct Range {
  double low = 0;  // bars stand on 0 unless something is below it
  double high = 0;
};

Range range_of(const Values& values) {
  Range range;
  for (const auto& value : values) {
    if (value) {
      range.low = std::min(range.low, *value);
      range.high = std::max(range.high, *value);
    }
  }
  return range;
}

std::string bars(const Values& values) {
  const auto range = range_of(values);
  std::string line;
  for (const auto& value : values) {
    if (!value) {
      line += kMissing;
      continue;
    }
    const double share = range.high > range.low ? (*value - range.low) / (range.high - range.low) : 0;
    line += kBlocks.at(static_cast<std::size_t>(std::lround(share * (kBlocks.size() - 1))));
  }
  return line;
}

std::string number_text(double number) {
  return number == std::floor(number) && std::abs(number) < 1e15 ? std::to_string(static_cast<std::int64_t>(number))
                                                                 : decimal_text(number);
}

/// The first, the last and the largest value.
std::string summary(const Values& values) {
  Values known;
  std::copy_if(values.begin(), values.end(), std::back_inserter(known), [](const auto& value) { return value.has_value(); });
  if (known.empty())
    return "";
  const auto largest = std::max_element(known.begin(), known.end(), [](const auto& a, const auto& b) { return *a < *b; });
  return number_text(*known.front()) + " → " + number_text(*known.back()) + ", at most " + number_text(**largest);
}

}  // namespace

Rendered render_spark(const Answer& answer, const Layout& layout) {
  const auto value = answer.has_table ? value_column(answer.table) : std::nullopt;
  if (!value || answer.table.rows.empty() || answer.table.columns.size() < 2) {
    auto table = render_table(answer, layout);
    if (answer.has_table && !answer.table.rows.empty())
      table.notes += "note: a spark line needs a number by period, as `| count by period` gives; this is a table\n";
    return table;
  }
  const auto chart = chart_of(answer.table, *value);
  const auto columns = layout.columns == 0 ? kColumns : layout.columns;
  std::size_t label_width = 0;
  std::size_t summary_width = 0;
  for (const auto& series : chart.series) {
    label_width = std::max(label_width, display_width(series.label) + (series.label.empty() ? 0 : 2));
    summary_width = std::max(summary_width, display_width(summary(series.values)));
  }
  label_width = std::min(label_width, columns / 3);
  const auto width = std::max(columns - std::min(columns, label_width + summary_width + 2), kWidthMin);
  std::string text;
  for (const auto& series : chart.series) {
    const auto label = cut(series.label, label_width);
    text += label + std::string(label_width - display_width(label), ' ') + bars(squeezed(series.values, width)) + "  " +
            summary(series.values) + "\n";
  }
  text += visible(chart.periods.front() + " to " + chart.periods.back()) + "\n";
  return {.results = text + caption_text(answer.caption, layout.columns), .notes = ""};
}

}  // namespace entente::shell
