// What a statement answers: a table, a caption, or a sentence of what was done.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace entente {

/// What a column holds.
enum class ColumnType : std::uint8_t { kText, kInteger, kDecimal, kDate, kTruth, kList };

struct Column {
  std::string name;  // lower case with underscores; unique in its table
  ColumnType type = ColumnType::kText;
  ColumnType items = ColumnType::kText;  // of kList: what its items are; they stand there as they print
};

/// A calendar date or a bound of valid time, as it prints: `2014-10-20`, `2004~`, `[..2014-10-21]`.
struct DateText {
  std::string text;
  friend bool operator==(const DateText&, const DateText&) = default;
};

/// A cell; std::monostate is missing. Names, roles and other words are text (UTF-8, as recorded, may hold any characters).
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, DateText, bool, std::vector<std::string>>;

/// Rows of an answer, owned, in their final order.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // each as long as `columns`
};

/// What one statement answered.
struct Answer {
  bool has_table = false;  // a query; otherwise `caption` says what was done
  Table table;
  std::vector<std::string> caption;  // lines without line breaks: rows, the time it holds for, what was left out and why, …
  double elapsed_ms = 0;             // wall time; stands in no caption line, so that captions can be compared
};

/// Takes answers piece by piece, so that a large one need not fit into memory. Each call returns false to stop the run. The calls
/// of one answer come in the order in which they stand here; what a statement that is no query did comes as `end` alone. After an
/// error in the middle of an answer its `end` does not come.
class AnswerStream {
 public:
  AnswerStream() = default;
  AnswerStream(const AnswerStream&) = delete;
  AnswerStream& operator=(const AnswerStream&) = delete;
  virtual ~AnswerStream() = default;

  /// The columns of an answer whose rows follow.
  virtual bool begin(const std::vector<Column>& columns) = 0;
  /// Some of its rows, in their final order.
  virtual bool rows(std::vector<std::vector<Cell>>&& rows) = 0;
  /// The rest: `answer.table` has the columns and no rows.
  virtual bool end(Answer&& answer) = 0;
};

}  // namespace entente
