#include "engine/claims/packed_rows.h"

#include <algorithm>

#include "engine/store/codec.h"
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
  for (std::size_t c = 0; c <= columns; ++c, head += kColumnHeadBytes) {
    PackedColumn& column = columns_[c];
    column.width = static_cast<unsigned char>(*head);
    std::memcpy(&column.base, head + 1, sizeof column.base);
    column.cells = payload.data() + at;
    at += column.width * count_;
    if (column.width > kWidest || at > payload.size()) {
      fail_packed();
    }
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

void PackedWriter::Extent::add(std::int32_t number) {
  if (number == kLeast) {
    has_least = true;
  } else if (number == kGreatest) {
    has_greatest = true;
  } else {
    low = std::min(low, number);
    high = std::max(high, number);
  }
}

// One number alone is the base, whatever it is.
bool PackedWriter::Extent::is_one() const {
  const int numbers = (has_least ? 1 : 0) + (has_greatest ? 1 : 0) + (low > high ? 0 : low == high ? 1 : 2);
  return numbers <= 1;
}

unsigned PackedWriter::Extent::width() const {
  if (is_one()) {
    return 0;
  }
  const std::uint64_t span = low > high ? 0 : static_cast<std::uint64_t>(std::int64_t{high} - low + 1);  // cells 1 to span
  unsigned width = 1;
  while (width < kWidest && span >= (std::uint64_t{1} << (8U * width)) - 1) {
    ++width;
  }
  return width;
}

std::int32_t PackedWriter::Extent::base() const {
  if (is_one()) {
    return has_least ? kLeast : has_greatest ? kGreatest : low > high ? 0 : low;
  }
  return low > high ? 0 : width() == kWidest ? kLeast : low - 1;
}

std::size_t PackedWriter::bytes_with(const PackedRow& row) const {
  std::size_t width = 0;
  for (std::size_t c = 0; c < columns_; ++c) {
    Extent extent = extents_[c];
    extent.add(row.cells[c]);
    width += extent.width();
  }
  Extent places = extents_[columns_];
  places.add(static_cast<std::int32_t>(rest_bytes_));
  width += places.width();
  return kCountBytes + (columns_ + 1) * kColumnHeadBytes + width * (rows_.size() + 1) + rest_bytes_ + row.rest.size();
}

void PackedWriter::add(const PackedRow& row) {
  for (std::size_t c = 0; c < columns_; ++c) {
    extents_[c].add(row.cells[c]);
  }
  extents_[columns_].add(static_cast<std::int32_t>(rest_bytes_));
  rest_bytes_ += row.rest.size();
  rows_.push_back(row);
}

void PackedWriter::write_column(std::string& out, std::size_t column) const {
  const unsigned width = extents_[column].width();
  const auto base = static_cast<std::uint32_t>(extents_[column].base());
  const std::uint32_t most = width == 0 ? 0 : std::numeric_limits<std::uint32_t>::max() >> (32U - 8U * width);
  std::size_t place = 0;
  for (const PackedRow& row : rows_) {
    const std::int32_t number = column == columns_ ? static_cast<std::int32_t>(place) : row.cells[column];
    const std::uint32_t cell = number == kLeast ? 0 : number == kGreatest ? most : static_cast<std::uint32_t>(number) - base;
    place += row.rest.size();
    std::array<char, sizeof cell> bytes{};
    std::memcpy(bytes.data(), &cell, sizeof cell);
    out.append(bytes.data(), width);
  }
}

std::string PackedWriter::take() {
  store::Writer heads;
  heads.u16(static_cast<std::uint16_t>(rows_.size()));
  for (std::size_t c = 0; c <= columns_; ++c) {
    heads.u8(static_cast<std::uint8_t>(extents_[c].width()));
    heads.i32(extents_[c].base());
  }
  std::string out = heads.take();
  for (std::size_t c = 0; c <= columns_; ++c) {
    write_column(out, c);
  }
  for (const PackedRow& row : rows_) {
    out += row.rest;
  }
  rows_.clear();
  extents_ = {};
  rest_bytes_ = 0;
  return out;
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

std::vector<std::string> pack(std::span<const PackedRow> rows, std::size_t columns, bool even) {
  std::vector<std::string> out;
  const auto fill = [&](std::size_t most_rows) {
    out.clear();
    PackedWriter writer(columns);
    std::size_t in_block = 0;
    for (const PackedRow& row : rows) {
      if (in_block == std::min<std::size_t>(most_rows, UINT16_MAX) || (in_block > 0 && writer.bytes_with(row) > kBlockBytes)) {
        out.push_back(writer.take());
        in_block = 0;
      }
      writer.add(row);
      ++in_block;
    }
    if (in_block > 0) {
      out.push_back(writer.take());
    }
  };
  fill(rows.size());
  if (even && out.size() > 1) {
    fill((rows.size() + out.size() - 1) / out.size());
  }
  return out;
}

}  // namespace entente::claims
