#include "engine/exchange/spool.h"

#include <bit>
#include <cerrno>
#include <cstring>

#include "engine/store/codec.h"

namespace entente::exchange {
namespace {

// The place of a type in `Cell`, then the value.
struct Put {
  store::Writer& out;

  void operator()(std::monostate) const {}
  void operator()(const std::string& text) const { out.text(text); }
  void operator()(std::int64_t number) const { out.i64(number); }
  void operator()(double number) const { out.u64(std::bit_cast<std::uint64_t>(number)); }
  void operator()(const DateText& date) const { out.text(date.text); }
  void operator()(bool truth) const { out.u8(truth ? 1 : 0); }
  void operator()(const std::vector<std::string>& items) const {
    out.varint(items.size());
    for (const auto& item : items) {
      out.text(item);
    }
  }
};

std::string bytes_of(const CellRow& row) {
  store::Writer out;
  out.varint(row.size());
  for (const Cell& cell : row) {
    out.u8(static_cast<std::uint8_t>(cell.index()));
    std::visit(Put{out}, cell);
  }
  return out.take();
}

Cell cell_of(store::RecordReader& in) {
  switch (in.u8()) {
    case 0:
      return std::monostate{};
    case 1:
      return std::string(in.text());
    case 2:
      return in.i64();
    case 3:
      return std::bit_cast<double>(in.u64());
    case 4:
      return DateText{std::string(in.text())};
    case 5:
      return in.u8() != 0;
    default:
      break;
  }
  std::vector<std::string> items(in.varint());
  for (auto& item : items) {
    item = in.text();
  }
  return items;
}

}  // namespace

void Spool::fail() { error_ = errno == 0 ? EIO : errno; }

void Spool::add(const CellRow& row) {
  if (!file_ && error_ == 0) {
    file_.reset(std::tmpfile());
    if (!file_) {
      fail();
    }
  }
  const std::string bytes = bytes_of(row);
  const std::size_t size = bytes.size();
  if (error_ == 0 &&
      (std::fwrite(&size, sizeof size, 1, file_.get()) != 1 || std::fwrite(bytes.data(), size, 1, file_.get()) != 1)) {
    fail();
  }
  ++rows_;
}

Result<Done> Spool::each(const std::function<bool(const CellRow&)>& take) {
  std::string bytes;
  CellRow row;
  if (error_ == 0 && file_ && std::fseek(file_.get(), 0, SEEK_SET) != 0) {
    fail();
  }
  for (std::size_t left = rows_; left > 0 && error_ == 0; --left) {
    std::size_t size = 0;
    if (std::fread(&size, sizeof size, 1, file_.get()) != 1) {
      fail();
      break;
    }
    bytes.resize(size);
    if (std::fread(bytes.data(), size, 1, file_.get()) != 1) {
      fail();
      break;
    }
    store::RecordReader in(bytes);
    row.resize(in.varint());
    for (auto& cell : row) {
      cell = cell_of(in);
    }
    if (!take(row)) {
      return Done{};
    }
  }
  if (error_ != 0) {
    return Diagnostic{"F19",
                      "the rows cannot be laid aside in the directory of temporary files: " + std::string(std::strerror(error_)),
                      std::nullopt,
                      {},
                      "make room there; nothing was changed"};
  }
  return Done{};
}

}  // namespace entente::exchange
