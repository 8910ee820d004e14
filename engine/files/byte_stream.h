// The bytes of a file, packed with gzip or not, piece by piece, with a count of its lines. Internal to engine/files.
#pragma once

#include <zlib.h>

#include <memory>
#include <string>
#include <string_view>

#include "engine/files/record.h"

namespace entente::files {

class ByteStream {
 public:
  /// `shown` is the path as the question has it. Throws Faulty, here and in all that reads.
  ByteStream(const std::string& path, std::string shown);

  [[nodiscard]] const std::string& shown() const { return shown_; }
  /// Some bytes that come next; empty at the end alone. They die with the next call.
  [[nodiscard]] std::string_view buffered();
  /// The byte `ahead` of the next one; -1: the file ends before it. Only for a few bytes ahead.
  [[nodiscard]] int peek(std::size_t ahead = 0);
  [[nodiscard]] bool at_end() { return buffered().empty(); }

  /// Passes over bytes without line ends that are so many characters.
  void take(std::size_t bytes, std::size_t characters) {
    begin_ += bytes;
    at_.column += characters;
  }
  /// Passes over one line end (LF, CR, CR LF, and the CR CR LF of text files that were converted twice), adding it to `text`;
  /// false where there is none.
  bool take_line_end(std::string* text = nullptr);
  /// Passes over so many bytes with one line end behind them.
  void take_line(std::size_t bytes) {
    begin_ += bytes;
    ++at_.line;
    at_.column = 1;
  }
  [[nodiscard]] Extent extent() const;
  /// Where the next byte stands.
  [[nodiscard]] Place at() const { return at_; }

 private:
  struct Close {
    void operator()(gzFile file) const { ::gzclose(file); }
  };
  void refill();
  void pass_over_mark();

  std::string shown_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::uint64_t file_bytes_ = 0;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what is left in the buffer
  bool ended_ = false;
  Place at_;
};

}  // namespace entente::files
