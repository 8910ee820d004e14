// A row of a file that is imported: what it says under the headings that an import knows, as it is written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/files/record.h"
#include "parser/diagnostic.h"

namespace entente::exchange {

enum class Field : std::uint8_t {
  kActor,
  kRole,
  kBody,
  kSince,
  kUntil,
  kThrough,
  kObserved,
  kSource,
  kVia,
  kStance,
  kQuote,
  kStatus,
  kKind,
  kHow,
  kKey,
  kName,
  kAlso,
  kForm,
  kAbout,
  kUnder,
  kContinues,
  kTitle,
  kPublisher,
  kUrl,
  kLicence,
  kPublished,
  kEvent,
  kDate,
};
inline constexpr std::size_t kFieldCount = 28;
inline constexpr std::array<std::string_view, kFieldCount> kFieldWords = {
    "actor",     "role",   "body",      "since", "until",   "through",   "observed", "source", "via",   "stance",
    "quote",     "status", "kind",      "how",   "key",     "name",      "also",     "form",   "about", "under",
    "continues", "title",  "publisher", "url",   "licence", "published", "event",    "date"};

inline std::string_view to_text(Field field) { return kFieldWords[static_cast<std::size_t>(field)]; }

/// A cell without the blanks around it; empty where nothing is said.
struct Written {
  std::string_view text;
  files::Place at;
  std::uint32_t number = 0;  // that of the cell
};

struct Row {
  struct Code {
    std::string_view system;
    Written value;
  };
  std::array<Written, kFieldCount> cells;
  std::vector<Code> codes;
  files::Place at;

  [[nodiscard]] const Written& operator[](Field field) const { return cells[static_cast<std::size_t>(field)]; }
  [[nodiscard]] Written& operator[](Field field) { return cells[static_cast<std::size_t>(field)]; }
  [[nodiscard]] bool says(Field field) const { return !(*this)[field].text.empty(); }
};

/// What is wrong with a row: the place, the column, and which rule is broken.
struct RowFault {
  files::Place at;
  std::string column;  // empty: the row as a whole
  std::string text;
  std::string code;
};

/// Rows one after the other. What they say is good until the next call.
class RowSource {
 public:
  RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  virtual ~RowSource() = default;

  /// Null at the end. What is wrong with a row as a whole is added to `faults`; such a row says nothing.
  [[nodiscard]] virtual Result<const Row*> next(std::vector<RowFault>& faults) = 0;
  /// Records of the file that were read so far.
  [[nodiscard]] virtual std::size_t records() const = 0;
  [[nodiscard]] virtual files::Extent extent() const = 0;
  /// The record that the last row stands in, for who keeps it; and the headings over its cells.
  [[nodiscard]] virtual const files::Record* record() const = 0;
  [[nodiscard]] virtual const std::vector<std::string>& headings() const = 0;
  /// What the caption should say of the file: columns that mean nothing here, and the like.
  [[nodiscard]] virtual std::vector<std::string> notes() const { return {}; }
  /// How a name under that field is to be read: the system of its codes; empty: any name.
  [[nodiscard]] virtual std::string code_system(Field field) const = 0;
  /// Statements that must have run before the first row: roles and sources that a format brings along.
  [[nodiscard]] virtual std::vector<std::string> statements() const { return {}; }
  /// One that runs behind the last row: what the file covers, according to the source of the statement (empty: none is named).
  [[nodiscard]] virtual std::string closing_statement(const std::string& source_key) const {
    (void)source_key;
    return "";
  }
};

}  // namespace entente::exchange
