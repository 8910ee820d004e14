// Whatever the bytes: they are read as a table or refused with a message, and what was read is read again as it was, once written.
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/files/json_items.h"
#include "engine/files/open.h"
#include "entente/csv.h"

using namespace entente;

namespace {

/// A file that lies in memory alone.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : file_(::memfd_create("fuzz", MFD_CLOEXEC)) {
    if (file_ < 0 || ::write(file_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
      std::abort();
    }
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(file_); }

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

void check(const Diagnostic& error) {
  if (error.code.empty() || error.message.empty() || error.help.empty()) {
    std::abort();
  }
}

using Row = std::vector<std::optional<std::string>>;

/// All rows, the headings first; none where something is wrong.
std::optional<std::vector<Row>> rows_of(std::string_view bytes, const std::string& name, files::Encoding encoding) {
  const MemoryFile file(bytes);
  auto reader = files::open_records(file.path(), name, encoding);
  if (!reader) {
    check(reader.error());
    return std::nullopt;
  }
  std::vector<Row> out(1);
  for (const auto& heading : (*reader)->headings()) {
    out[0].emplace_back(heading);
  }
  while (true) {
    const auto record = (*reader)->next();
    if (!record) {
      check(record.error());
      return std::nullopt;
    }
    if (*record == nullptr) {
      return out;
    }
    Row& row = out.emplace_back();
    for (const auto& cell : (*record)->cells) {
      if (cell.at.line == 0 || cell.at.column == 0 || (cell.missing && !cell.text.empty())) {
        std::abort();
      }
      row.push_back(cell.missing ? std::nullopt : std::optional<std::string>(cell.text));
    }
  }
}

// With a first column of their own, for a line of one empty cell is no record, and a mark at the beginning is none of a cell.
std::string written(const std::vector<Row>& rows, char separator) {
  std::string out;
  for (const auto& row : rows) {
    out += '#';
    for (const auto& cell : row) {
      out += separator;
      if (cell) {
        add_csv_field(out, *cell, separator);
      }
    }
    out += '\n';
  }
  return out;
}

void read_again(const std::vector<Row>& rows, const std::string& name, char separator) {
  auto again = rows_of(written(rows, separator), name, files::Encoding::kUtf8);
  if (!again) {
    std::abort();
  }
  for (auto& row : *again) {
    row.erase(row.begin());
  }
  // An empty heading is one all the same.
  for (auto& heading : again->front()) {
    heading = heading.value_or("");
  }
  if (*again != rows) {
    std::abort();
  }
}

void read_items(std::string_view bytes, files::Encoding encoding, files::JsonItems::Shape shape) {
  const MemoryFile file(bytes);
  auto items = files::JsonItems::open(file.path(), "f.json", encoding, shape);
  if (!items) {
    check(items.error());
    return;
  }
  while (true) {
    const auto item = (*items)->next();
    if (!item) {
      check(item.error());
      return;
    }
    if (*item == nullptr) {
      return;
    }
    if ((*item)->value == nullptr || (*item)->at.line == 0) {
      std::abort();
    }
  }
}

}  // namespace

// The first byte says what the rest is read as.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  constexpr std::array<const char*, 3> kNames = {"f.csv", "f.tsv", "f.jsonl"};
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto encoding = (data[0] & 8U) != 0 ? files::Encoding::kWindows1252 : files::Encoding::kUtf8;
  const unsigned kind = data[0] & 7U;
  if (kind >= kNames.size()) {
    read_items(bytes, encoding, kind % 2 == 0 ? files::JsonItems::Shape::kDocument : files::JsonItems::Shape::kLines);
    return 0;
  }
  const auto rows = rows_of(bytes, kNames[kind], encoding);
  if (rows && kind < 2) {
    read_again(*rows, kNames[kind], kind == 0 ? ',' : '\t');
  }
  return 0;
}
