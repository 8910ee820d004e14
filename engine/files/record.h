// A table in a file, record by record: what readers of every format hand over. Knows nothing of the database.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/diagnostic.h"

namespace entente::files {

/// Both 1-based; columns are characters of the line.
struct Place {
  std::uint64_t line = 1;
  std::uint64_t column = 1;
  friend bool operator==(const Place&, const Place&) = default;
};

/// `text` is UTF-8. An empty cell without quotes, a null and a key that is not there are missing; an empty text in quotes is one.
struct Cell {
  std::string_view text;
  bool missing = false;
  std::uint32_t number = 0;  // cells of a column that have one have the same text (read_ahead.h); 0: none
  Place at;
};

/// One cell a heading, unless the file has a row of another length.
struct Record {
  std::vector<Cell> cells;
  Place at;
};

/// How much of a file was read, in bytes as they lie on the disk.
struct Extent {
  std::uint64_t read = 0;
  std::uint64_t all = 0;
};

class RecordReader {
 public:
  RecordReader() = default;
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  virtual ~RecordReader() = default;

  /// The names of the columns, as the file has them.
  [[nodiscard]] virtual const std::vector<std::string>& headings() const = 0;
  /// The next record, good until the call after; null at the end. After an error the reader is done.
  [[nodiscard]] virtual Result<const Record*> next() = 0;
  [[nodiscard]] virtual Extent extent() const = 0;
  /// Names that turned up too late to become columns (of JSON lines alone), each once.
  [[nodiscard]] virtual const std::vector<std::string>& left_out() const {
    static const std::vector<std::string> kNone;
    return kNone;
  }
};

}  // namespace entente::files
