#include "engine/claims/packed_rows.h"

#include <algorithm>
#include <utility>

#include "engine/store/fault.h"

namespace entente::claims {
namespace {

constexpr std::int32_t kLeast = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kGreatest = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kCountBytes = 2;
constexpr std::size_t kColumnHeadBytes = 5;  // width, base
constexpr unsigned kWidest = 4;

[[noreturn]] void fail_packed() { store::fail(store::FaultKind::kCorrupt, "a block of rows points outside of itself"); }

}  // namespace

PackedView::PackedView(std::string_view payload, std::size_t columns) : column_count_(columns) {
  const std::size_t heads = (columns + 1) * kColumnHeadBytes;
  if (payload.size() < kCountBytes + heads) {
    fail_packed();
  }
  std::uint16_t count = 0;
  std::memcpy(&count, payload.data(), kCountBytes);
  count_ = count;
  std::size_t at = kCountBytes + heads;
  const char* head = payload.data() + kCountBytes;
  unsigned too_wide = 0;
  for (std::size_t c = 0; c <= columns; ++c, head += kColumnHeadBytes) {
    PackedColumn& column = columns_[c];
    column.width = static_cast<unsigned char>(*head);
    std::memcpy(&column.base, head + 1, sizeof column.base);
    column.cells = payload.data() + at;
    at += column.width * count_;
    too_wide |= column.width > kWidest ? 1U : 0U;
  }
  if (too_wide != 0 || at > payload.size()) {  // where they end is where the last one does
    fail_packed();
  }
  behind_ = payload.substr(at);
}

std::string_view PackedView::rest(std::size_t row) const {
  const std::size_t place = columns_[column_count_].id(row);
  if (place > behind_.size()) {
    fail_packed();
  }
  return behind_.substr(place);
}

PackedRow PackedView::row(std::size_t at) const {
  PackedRow out;
  for (std::size_t c = 0; c < column_count_; ++c) {
    out.cells[c] = columns_[c].number(at);
  }
  out.rest = rest(at);
  if (at + 1 < count_) {
    const std::size_t begin = columns_[column_count_].id(at);
    const std::size_t end = columns_[column_count_].id(at + 1);
    if (end < begin || end - begin > out.rest.size()) {
      fail_packed();
    }
    out.rest = out.rest.substr(0, end - begin);
  }
  return out;
}

PackedView::Rows PackedView::equal(std::size_t column, std::int32_t value, Rows among) const {
  const PackedColumn& cells = columns_[column];
  const auto first_not = [&](auto is_before) {
    std::size_t low = among.begin;
    for (std::size_t left = among.end - among.begin; left > 0;) {
      const std::size_t half = left / 2;
      const bool before = is_before(cells.number(low + half));
      low = before ? low + half + 1 : low;
      left = before ? left - half - 1 : half;
    }
    return low;
  };
  return {first_not([&](std::int32_t number) { return number < value; }),
          first_not([&](std::int32_t number) { return number <= value; })};
}

namespace {

// The numbers of a column but for the least and the greatest there are, and whether those occur.
class Extent {
 public:
  void add(std::int32_t number) {
    if (!holds(number)) {
      widen(number);
    }
  }
  /// How wide its cells would be with that number too.
  [[nodiscard]] unsigned width_with(std::int32_t number) const {
    if (holds(number)) {
      return width_;
    }
    Extent wider = *this;
    wider.widen(number);
    return wider.width_;
  }
  [[nodiscard]] unsigned width() const { return width_; }
  /// It is as wide with that number too.
  [[nodiscard]] bool holds(std::int32_t number) const {
    return (number >= low_ && number <= high_) || (number == kGreatest && has_greatest_) || (number == kLeast && has_least_);
  }
  [[nodiscard]] std::int32_t base() const {
    if (is_one()) {
      return has_least_ ? kLeast : has_greatest_ ? kGreatest : low_ > high_ ? 0 : low_;
    }
    return low_ > high_ ? 0 : width_ == kWidest ? kLeast : low_ - 1;
  }

 private:
  void widen(std::int32_t number) {
    if (number == kLeast) {
      has_least_ = true;
    } else if (number == kGreatest) {
      has_greatest_ = true;
    } else {
      low_ = std::min(low_, number);
      high_ = std::max(high_, number);
    }
    const std::uint64_t span = low_ > high_ ? 0 : static_cast<std::uint64_t>(std::int64_t{high_} - low_ + 1);  // cells 1 to span
    width_ = is_one() ? 0 : 1;
    while (width_ > 0 && width_ < kWidest && span >= (std::uint64_t{1} << (8U * width_)) - 1) {
      ++width_;
    }
  }
  // One number alone is the base, whatever it is.
  [[nodiscard]] bool is_one() const {
    const int numbers = (has_least_ ? 1 : 0) + (has_greatest_ ? 1 : 0) + (low_ > high_ ? 0 : low_ == high_ ? 1 : 2);
    return numbers <= 1;
  }

  std::int32_t low_ = kGreatest;
  std::int32_t high_ = kLeast;
  unsigned width_ = 0;
  bool has_least_ = false;
  bool has_greatest_ = false;
};

// What must be known of rows to pack them: how wide each column is; the last one says where the rests begin.
class Extents {
 public:
  explicit Extents(std::size_t columns) : columns_(columns) {}

  /// How many bytes a block would have with that row too.
  [[nodiscard]] std::size_t bytes_with(const PackedRow& row) const {
    std::size_t width = of_[columns_].width_with(static_cast<std::int32_t>(rest_bytes_));
    for (std::size_t c = 0; c < columns_; ++c) {
      width += of_[c].width_with(row.cells[c]);
    }
    return heads() + width * (rows_ + 1) + rest_bytes_ + row.rest.size();
  }
  /// Adds it where that widens no column, as most rows do not, and the block stays within `most` bytes.
  [[nodiscard]] bool add_if_held(const PackedRow& row, std::size_t most) {
    bool held = of_[columns_].holds(static_cast<std::int32_t>(rest_bytes_));
    for (std::size_t c = 0; c < columns_; ++c) {
      held = held && of_[c].holds(row.cells[c]);
    }
    if (!held || heads() + width_ * (rows_ + 1) + rest_bytes_ + row.rest.size() > most) {
      return false;
    }
    rest_bytes_ += row.rest.size();
    ++rows_;
    return true;
  }
  void add(const PackedRow& row) {
    of_[columns_].add(static_cast<std::int32_t>(rest_bytes_));
    width_ = of_[columns_].width();
    for (std::size_t c = 0; c < columns_; ++c) {
      of_[c].add(row.cells[c]);
      width_ += of_[c].width();
    }
    rest_bytes_ += row.rest.size();
    ++rows_;
  }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] const Extent& operator[](std::size_t column) const { return of_[column]; }
  /// Without the rests.
  [[nodiscard]] std::size_t bytes() const { return heads() + width_ * rows_; }

 private:
  [[nodiscard]] std::size_t heads() const { return kCountBytes + (columns_ + 1) * kColumnHeadBytes; }

  std::size_t columns_;
  std::array<Extent, PackedRow::kMostColumns + 1> of_;
  std::size_t rows_ = 0;
  std::size_t width_ = 0;  // of all columns
  std::size_t rest_bytes_ = 0;
};

template <unsigned kWidth, class Number>
char* write_cells(char* out, std::span<const PackedRow> rows, std::int32_t base, Number number_of) {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max() >> (32U - 8U * kWidth);
  for (const PackedRow& row : rows) {
    const std::int32_t number = number_of(row);
    const std::uint32_t cell = number == kLeast      ? 0
                               : number == kGreatest ? kMost
                                                     : static_cast<std::uint32_t>(number) - static_cast<std::uint32_t>(base);
    std::memcpy(out, &cell, kWidth);
    out += kWidth;
  }
  return out;
}

template <class Number>
char* write_column(char* out, std::span<const PackedRow> rows, const Extent& extent, Number number_of) {
  switch (extent.width()) {
    case 0:
      return out;
    case 1:
      return write_cells<1>(out, rows, extent.base(), number_of);
    case 2:
      return write_cells<2>(out, rows, extent.base(), number_of);
    case 3:
      return write_cells<3>(out, rows, extent.base(), number_of);
    default:
      return write_cells<4>(out, rows, extent.base(), number_of);
  }
}

std::string packed(std::span<const PackedRow> rows, const Extents& extents) {
  std::string out(extents.bytes(), '\0');
  char* at = out.data();
  const auto count = static_cast<std::uint16_t>(rows.size());
  std::memcpy(at, &count, kCountBytes);
  at += kCountBytes;
  for (std::size_t c = 0; c <= extents.columns(); ++c, at += kColumnHeadBytes) {
    const std::int32_t base = extents[c].base();
    *at = static_cast<char>(extents[c].width());
    std::memcpy(at + 1, &base, sizeof base);
  }
  for (std::size_t c = 0; c < extents.columns(); ++c) {
    at = write_column(at, rows, extents[c], [c](const PackedRow& row) { return row.cells[c]; });
  }
  write_column(at, rows, extents[extents.columns()], [place = std::size_t{0}](const PackedRow& row) mutable {
    return static_cast<std::int32_t>(std::exchange(place, place + row.rest.size()));
  });
  for (const PackedRow& row : rows) {
    out += row.rest;
  }
  return out;
}

}  // namespace

std::string packed(std::span<const PackedRow> rows, std::size_t columns) {
  Extents extents(columns);
  for (const PackedRow& row : rows) {
    extents.add(row);
  }
  return packed(rows, extents);
}

namespace {

// The cell that a number has in a column as it is.
std::optional<std::uint32_t> cell_in(const PackedColumn& column, std::int32_t number) {
  if (column.width == 0) {
    return number == column.base ? std::optional(0U) : std::nullopt;
  }
  if (number == kLeast || number == kGreatest) {
    return number == kLeast ? 0U : column.most();
  }
  const std::int64_t cell = std::int64_t{number} - column.base;
  return cell > 0 && cell < column.most() ? std::optional(static_cast<std::uint32_t>(cell)) : std::nullopt;
}

}  // namespace

std::optional<std::string> spliced(std::string_view payload, std::size_t columns, std::size_t at, const PackedRow& row,
                                   bool instead) {
  const PackedView view(payload, columns);
  const bool has_rest = !row.rest.empty() || (instead && !view.row(at).rest.empty());
  if (has_rest || view.size() == UINT16_MAX) {
    return std::nullopt;
  }
  std::array<std::uint32_t, PackedRow::kMostColumns + 1> cells{};
  for (std::size_t c = 0; c <= columns; ++c) {
    const std::size_t place = at < view.size() ? view.id(columns, at) : view.behind().size();
    const auto cell = cell_in(view.column(c), c == columns ? static_cast<std::int32_t>(place) : row.cells[c]);
    if (!cell) {
      return std::nullopt;
    }
    cells[c] = *cell;
  }
  const auto count = static_cast<std::uint16_t>(view.size() + (instead ? 0 : 1));
  std::string out(kCountBytes, '\0');
  out.reserve(payload.size() + 4 * (columns + 1));
  std::memcpy(out.data(), &count, kCountBytes);
  out += payload.substr(kCountBytes, (columns + 1) * kColumnHeadBytes);
  for (std::size_t c = 0; c <= columns; ++c) {
    const PackedColumn& column = view.column(c);
    std::array<char, sizeof(std::uint32_t)> bytes{};
    std::memcpy(bytes.data(), &cells[c], sizeof cells[c]);
    const std::size_t behind = at + (instead ? 1 : 0);
    out.append(column.cells, column.width * at);
    out.append(bytes.data(), column.width);
    out.append(column.cells + column.width * behind, column.width * (view.size() - behind));
  }
  out += view.behind();
  return out;
}

std::vector<std::string> pack(std::span<const PackedRow> rows, std::size_t columns, bool even, std::size_t most) {
  std::vector<std::string> out;
  const auto fill = [&](std::size_t most_rows) {
    out.clear();
    Extents extents(columns);
    std::size_t begin = 0;
    const auto close = [&] {
      out.push_back(packed(rows.subspan(begin, extents.rows()), extents));
      begin += extents.rows();
      extents = Extents(columns);
    };
    for (const PackedRow& row : rows) {
      const std::size_t in_block = extents.rows();
      if (in_block < std::min<std::size_t>(most_rows, UINT16_MAX) && extents.add_if_held(row, most)) {
        continue;
      }
      if (in_block == std::min<std::size_t>(most_rows, UINT16_MAX) || (in_block > 0 && extents.bytes_with(row) > most)) {
        close();
      }
      extents.add(row);
    }
    if (extents.rows() > 0) {
      close();
    }
  };
  fill(rows.size());
  if (even && out.size() > 1) {
    fill((rows.size() + out.size() - 1) / out.size());
  }
  return out;
}

}  // namespace entente::claims
