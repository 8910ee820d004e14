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
struct Extent {
  std::int32_t low = kGreatest;
  std::int32_t high = kLeast;
  bool has_least = false;
  bool has_greatest = false;

  [[nodiscard]] unsigned width() const {
    if (is_one()) {
      return 0;
    }
    // Cells go from 1 to `span`.
    const std::uint64_t span = low > high ? 0 : static_cast<std::uint64_t>(std::int64_t{high} - low + 1);
    return span < 0xFF ? 1 : span < 0xFFFF ? 2 : span < 0xFF'FFFF ? 3 : kWidest;
  }
  [[nodiscard]] std::int32_t base() const {
    if (is_one()) {
      return has_least ? kLeast : has_greatest ? kGreatest : low > high ? 0 : low;
    }
    return low > high ? 0 : width() == kWidest ? kLeast : low - 1;
  }

 private:
  // One number alone is the base, whatever it is.
  [[nodiscard]] bool is_one() const {
    return (has_least ? 1 : 0) + (has_greatest ? 1 : 0) + (low > high ? 0 : low == high ? 1 : 2) <= 1;
  }
};

// Four numbers that the processor takes at once, by whatever instructions it has for that.
using Four [[gnu::vector_size(16)]] = std::int32_t;

constexpr Four all_four(std::int32_t number) { return Four{number, number, number, number}; }

// Of the columns of rows: the numbers in each but for the least and the greatest there are, and whether those occur.
class Extents {
 public:
  void add(const PackedRow& row) {
    for (std::size_t at = 0; at < kFours; ++at) {
      Four number;
      std::memcpy(&number, &row.cells[at * kTogether], sizeof number);
      const Four is_least = number == all_four(kLeast);
      const Four is_greatest = number == all_four(kGreatest);
      has_least_[at] |= is_least;
      has_greatest_[at] |= is_greatest;
      low_[at] = (number < low_[at] && !is_least) ? number : low_[at];  // the greatest one is no lower than any
      high_[at] = (number > high_[at] && !is_greatest) ? number : high_[at];
    }
  }
  [[nodiscard]] Extent operator[](std::size_t column) const {
    const std::size_t at = column / kTogether;
    const std::size_t lane = column % kTogether;
    return {low_[at][lane], high_[at][lane], has_least_[at][lane] != 0, has_greatest_[at][lane] != 0};
  }

 private:
  static constexpr std::size_t kTogether = 4;
  static constexpr std::size_t kFours = PackedRow::kMostColumns / kTogether;
  static_assert(PackedRow::kMostColumns % kTogether == 0);

  std::array<Four, kFours> low_{all_four(kGreatest), all_four(kGreatest), all_four(kGreatest)};
  std::array<Four, kFours> high_{all_four(kLeast), all_four(kLeast), all_four(kLeast)};
  std::array<Four, kFours> has_least_{};  // not 0: it has
  std::array<Four, kFours> has_greatest_{};
};

// What must be known of rows to pack them into one block. The last column says where the rests begin.
class BlockExtents {
 public:
  explicit BlockExtents(std::size_t columns) : columns_(columns) {}

  void add(std::span<const PackedRow> rows) {
    for (const PackedRow& row : rows) {
      cells_.add(row);
      last_rest_ = static_cast<std::int32_t>(rest_bytes_);
      rest_bytes_ += row.rest.size();
    }
    rows_ += rows.size();
  }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] Extent operator[](std::size_t column) const { return column == columns_ ? Extent{0, last_rest_} : cells_[column]; }
  /// Of the block, without the rests; and with them.
  [[nodiscard]] std::size_t bytes() const {
    std::size_t of_row = 0;
    for (std::size_t c = 0; c <= columns_; ++c) {
      of_row += (*this)[c].width();
    }
    return kCountBytes + (columns_ + 1) * kColumnHeadBytes + of_row * rows_;
  }
  [[nodiscard]] std::size_t all_bytes() const { return bytes() + rest_bytes_; }

 private:
  std::size_t columns_;
  Extents cells_;
  std::size_t rows_ = 0;
  std::int32_t last_rest_ = 0;  // where that of the last row begins; that of the first one does at 0
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

std::string packed(std::span<const PackedRow> rows, const BlockExtents& extents) {
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
  BlockExtents extents(columns);
  extents.add(rows);
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

namespace {

// The first of those rows that go into one block, as many as fit: a block never becomes smaller by a row. Found in long steps, and
// then in ever shorter ones.
BlockExtents first_block(std::span<const PackedRow> rows, std::size_t columns, std::size_t most_rows, std::size_t most) {
  constexpr std::size_t kLongStep = 16;
  BlockExtents extents(columns);
  for (std::size_t step = kLongStep; step > 0 && extents.rows() < most_rows;) {
    const std::size_t count = std::min(step, most_rows - extents.rows());
    BlockExtents wider = extents;
    wider.add(rows.subspan(extents.rows(), count));
    if (wider.all_bytes() <= most || wider.rows() == 1) {
      extents = wider;
    } else {
      step = count / 2;
    }
  }
  return extents;
}

}  // namespace

std::vector<std::string> pack(std::span<const PackedRow> rows, std::size_t columns, bool even, std::size_t most) {
  std::vector<std::string> out;
  const auto fill = [&](std::size_t most_rows) {
    out.clear();
    for (std::size_t begin = 0; begin < rows.size();) {
      const auto rest = rows.subspan(begin);
      const auto extents = first_block(rest, columns, std::min({rest.size(), most_rows, std::size_t{UINT16_MAX}}), most);
      out.push_back(packed(rest.first(extents.rows()), extents));
      begin += extents.rows();
    }
  };
  fill(rows.size());
  if (even && out.size() > 1) {
    fill((rows.size() + out.size() - 1) / out.size());
  }
  return out;
}

}  // namespace entente::claims
