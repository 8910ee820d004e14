// A text file in UTF-8 line by line, packed with gzip or not.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/files/record.h"

namespace entente::files {

class ByteStream;

class LineReader {
 public:
  [[nodiscard]] static Result<std::unique_ptr<LineReader>> open(const std::string& path, const std::string& shown);
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  /// False at the end. `line` has no line end, and is good until the next call.
  [[nodiscard]] Result<bool> next(std::string_view& line);
  /// Of the line that was read last, from 1 on.
  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] Extent extent() const;

 private:
  explicit LineReader(std::unique_ptr<ByteStream> stream);

  std::unique_ptr<ByteStream> stream_;
  std::string line_;
  std::uint64_t number_ = 0;
};

}  // namespace entente::files
