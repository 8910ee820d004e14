#include "engine/files/csv_reader.h"

#include <algorithm>

#include "engine/files/encoding.h"
#include "engine/files/fault.h"

namespace entente::files {
namespace {

constexpr std::size_t kPlainLineMost = 4096;

bool is_plain(std::string_view line) {
  unsigned other = 0;
  for (const char c : line) {
    other |= (static_cast<signed char>(c) <= 0 ? 1U : 0U) | (c == '"' ? 1U : 0U) | (c == '\r' ? 1U : 0U);
  }
  return other == 0;
}

}  // namespace

CsvReader::CsvReader(const std::string& path, const std::string& shown, Encoding encoding, char separator)
    : stream_(path, shown), encoding_(encoding), separator_(separator) {
  if (separator_ == 0) {
    separator_ = guess_separator();
  }
  if (!read()) {
    fail("F06", "\"" + shown + "\" is empty", "its first line names the columns");
  }
  for (const auto& cell : record_.cells) {
    headings_.emplace_back(cell.text);
  }
}

Result<const Record*> CsvReader::next() {
  try {
    return read() ? &record_ : nullptr;
  } catch (Faulty& faulty) {
    return std::move(faulty.diagnostic);
  }
}

// By the first line, outside of quotes, as far as it was read.
char CsvReader::guess_separator() {
  bool quoted = false;
  bool semicolon = false;
  for (const char c : stream_.buffered()) {
    quoted = quoted != (c == '"');
    if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
      return c != ',' && semicolon ? ';' : ',';
    }
    semicolon = semicolon || (!quoted && c == ';');
  }
  return semicolon ? ';' : ',';
}

bool CsvReader::read() {
  while (stream_.take_line_end()) {  // an empty line
  }
  if (stream_.at_end()) {
    return false;
  }
  if (read_plain_line()) {
    return true;
  }
  text_.clear();
  pieces_.clear();
  begin_ = stream_.at();
  while (true) {
    read_cell();
    if (stream_.peek() != static_cast<unsigned char>(separator_)) {
      break;
    }
    stream_.take(1, 1);
  }
  stream_.take_line_end();
  fill_record();
  return true;
}

// What most records are: a line of ASCII without quotes. Its cells are read where they lie.
bool CsvReader::read_plain_line() {
  const std::string_view rest = stream_.buffered().substr(0, kPlainLineMost);
  const std::size_t bytes = rest.find('\n');
  if (bytes == std::string_view::npos) {
    return false;
  }
  std::string_view line = rest.substr(0, bytes);
  line.remove_suffix(line.ends_with('\r') ? 1 : 0);
  if (!is_plain(line)) {
    return false;
  }
  begin_ = stream_.at();
  record_.at = begin_;
  record_.cells.clear();
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(separator_, at), line.size());
    record_.cells.push_back({line.substr(at, end - at), at == end, 0, {begin_.line, begin_.column + at}});
    at = end + 1;
  }
  stream_.take_line(bytes + 1);
  return true;
}

void CsvReader::read_cell() {
  Piece& piece = pieces_.emplace_back();
  piece.begin = text_.size();
  piece.at = stream_.at();
  piece.quoted = stream_.peek() == '"';
  if (piece.quoted) {
    read_quoted(piece);
  } else {
    read_plain();
  }
  piece.end = text_.size();
  check_text(piece);
}

// Moves bytes without line ends into the text of the record.
void CsvReader::take_run(std::size_t bytes) {
  const std::string_view run = stream_.buffered().substr(0, bytes);
  text_.append(run);
  stream_.take(bytes, characters_in(run, encoding_));
  if (text_.size() > kRecordBytesMax) {
    fail("F10",
         text_of(stream_.shown(), begin_) + ": a row of more than " + std::to_string(kRecordBytesMax >> 20U) + " MB begins here",
         "is a quote missing that closes a cell?");
  }
}

void CsvReader::read_plain() {
  while (true) {
    const std::string_view rest = stream_.buffered();
    const auto* const end =
        std::find_if(rest.begin(), rest.end(), [this](char c) { return c == separator_ || c == '\n' || c == '\r'; });
    const auto bytes = static_cast<std::size_t>(end - rest.begin());
    const bool whole = bytes < rest.size() || rest.empty();
    take_run(bytes);
    if (whole) {
      return;
    }
  }
}

void CsvReader::read_quoted(Piece& piece) {
  stream_.take(1, 1);
  while (!stream_.at_end()) {
    const std::string_view rest = stream_.buffered();
    take_run(std::min(rest.find_first_of("\"\r\n"), rest.size()));
    if (stream_.take_line_end(&text_) || stream_.peek() != '"') {
      continue;
    }
    stream_.take(1, 1);
    const int next = stream_.peek();
    if (next == '"') {
      take_run(1);
    } else if (next == -1 || next == static_cast<unsigned char>(separator_) || next == '\n' || next == '\r') {
      return;
    } else {
      fail("F09", text_of(stream_.shown(), stream_.at()) + ": text stands behind the quote that closes a cell",
           "a quote within a cell is doubled: \"the \"\"near abroad\"\"\"");
    }
  }
  fail("F09", text_of(stream_.shown(), piece.at) + ": a quote opens a cell here and is never closed",
       "close it, or double the quotes within the cell");
}

void CsvReader::check_text(const Piece& piece) {
  const std::string_view text = std::string_view(text_).substr(piece.begin);
  const auto bad = first_bad_byte(text, encoding_);
  if (!bad) {
    return;
  }
  const Place begin{piece.at.line, piece.at.column + (piece.quoted ? 1 : 0)};
  fail_encoding(stream_.shown(), text, *bad, begin, encoding_);
}

void CsvReader::fill_record() {
  if (encoding_ != Encoding::kUtf8) {
    std::string utf8;
    for (auto& piece : pieces_) {
      const std::size_t begin = utf8.size();
      utf8 += to_utf8(std::string_view(text_).substr(piece.begin, piece.end - piece.begin), encoding_);
      piece.begin = begin;
      piece.end = utf8.size();
    }
    text_ = std::move(utf8);
  }
  record_.at = begin_;
  record_.cells.clear();
  for (const auto& piece : pieces_) {
    const std::string_view text = std::string_view(text_).substr(piece.begin, piece.end - piece.begin);
    record_.cells.push_back({text, text.empty() && !piece.quoted, 0, piece.at});
  }
}

}  // namespace entente::files
