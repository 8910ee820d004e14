#include "engine/files/line_reader.h"

#include <algorithm>
#include <utility>

#include "engine/files/byte_stream.h"
#include "engine/files/encoding.h"
#include "engine/files/fault.h"
#include "engine/files/open.h"

namespace entente::files {

LineReader::LineReader(std::unique_ptr<ByteStream> stream) : stream_(std::move(stream)) {}
LineReader::~LineReader() = default;

Result<std::unique_ptr<LineReader>> LineReader::open(const std::string& path, const std::string& shown) {
  try {
    return std::unique_ptr<LineReader>(new LineReader(std::make_unique<ByteStream>(path, shown)));
  } catch (Faulty& faulty) {
    return std::move(faulty.diagnostic);
  }
}

Result<bool> LineReader::next(std::string_view& line) {
  try {
    line_.clear();
    if (stream_->at_end()) {
      return false;
    }
    const Place begin = stream_->at();
    number_ = begin.line;
    while (!stream_->at_end() && !stream_->take_line_end()) {
      const std::string_view rest = stream_->buffered();
      const std::size_t count = std::min(rest.find_first_of("\r\n"), rest.size());
      line_.append(rest.substr(0, count));
      stream_->take(count, 0);
      if (line_.size() > kRecordBytesMax) {
        fail("F10",
             stream_->shown() + ":" + std::to_string(number_) + ": a line of more than " + std::to_string(kRecordBytesMax >> 20U) +
                 " MB begins here",
             "is it the right file?");
      }
    }
    if (const auto bad = first_bad_byte(line_, Encoding::kUtf8)) {
      fail_encoding(stream_->shown(), line_, *bad, begin, Encoding::kUtf8);
    }
    line = line_;
    return true;
  } catch (Faulty& faulty) {
    return std::move(faulty.diagnostic);
  }
}

Extent LineReader::extent() const { return stream_->extent(); }

}  // namespace entente::files
