// Comma-separated records as RFC 4180 has them, and what real files make of it. Internal to engine/files: open.h opens them.
#pragma once

#include "engine/files/byte_stream.h"
#include "engine/files/open.h"

namespace entente::files {

/// A cell in quotes may hold separators, line ends and doubled quotes; a quote within a cell that does not begin with one is a
/// letter. Empty lines are no records. Blanks belong to their cell.
class CsvReader : public RecordReader {
 public:
  /// Without a separator it is the comma, or the semicolon where the first line has semicolons and no comma. Throws Faulty.
  CsvReader(const std::string& path, const std::string& shown, Encoding encoding, char separator = 0);

  [[nodiscard]] const std::vector<std::string>& headings() const override { return headings_; }
  [[nodiscard]] Result<const Record*> next() override;
  [[nodiscard]] Extent extent() const override { return stream_.extent(); }

 private:
  struct Piece {
    std::size_t begin = 0;  // in text_
    std::size_t end = 0;
    bool quoted = false;
    Place at;
  };
  [[nodiscard]] bool read();
  [[nodiscard]] bool read_plain_line();
  void read_cell();
  void read_quoted(Piece& piece);
  void read_plain();
  void take_run(std::size_t bytes);
  void check_text(const Piece& piece);
  void fill_record();
  [[nodiscard]] char guess_separator();

  ByteStream stream_;
  Encoding encoding_;
  char separator_;
  std::vector<std::string> headings_;
  std::string text_;  // of the record
  std::vector<Piece> pieces_;
  Record record_;
  Place begin_;  // of the record
};

}  // namespace entente::files
