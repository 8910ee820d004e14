// A file of a few bytes, and what a reader makes of it, in short.
#pragma once

#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>
#include <string>
#include <vector>

#include "engine/files/open.h"
#include "engine/files/read_ahead.h"
#include "tests/temp_dir.h"

namespace entente::tests {

using files::Encoding;

inline std::string packed(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);  // 16: gzip
  std::string out(::deflateBound(&stream, bytes.size()) + 32, '\0');
  std::string in = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(::deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  return out;
}

class FilesTest : public ::testing::Test {
 protected:
  std::string written(const std::string& name, const std::string& bytes) {
    const auto path = dir / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  /// Records as [cell|cell] behind the headings, missing cells as `·`; `!code message` where reading ends with an error.
  std::string read(const std::string& name, const std::string& bytes, Encoding encoding = Encoding::kUtf8) {
    return read_file(written(name, bytes), name, encoding);
  }
  static std::string read_file(const std::string& path, const std::string& shown, Encoding encoding = Encoding::kUtf8) {
    auto reader = files::open_records(path, shown, encoding);
    if (!reader) {
      return "!" + reader.error().code + " " + reader.error().message;
    }
    const std::string out = all_of(**reader);
    const auto ahead = files::ReadAhead::over(std::move(*files::open_records(path, shown, encoding)), {0}, 0);
    EXPECT_EQ(all_of(*ahead), out) << "read ahead it is the same";
    return out;
  }
  static std::string all_of(files::RecordReader& reader) {
    std::string out;
    for (const auto& heading : reader.headings()) {
      out += (out.empty() ? "" : "|") + heading;
    }
    while (true) {
      const auto record = reader.next();
      if (!record) {
        return out + " !" + record.error().code + " " + record.error().message;
      }
      if (*record == nullptr) {
        break;
      }
      out += " [";
      for (const auto& cell : (*record)->cells) {
        out += (out.back() == '[' ? "" : "|") + (cell.missing ? "·" : std::string(cell.text));
      }
      out += "]";
    }
    for (const auto& key : reader.left_out()) {
      out += " -" + key;
    }
    return out;
  }

  /// Where the cells of all records stand: `2:1 2:5`.
  std::string places(const std::string& name, const std::string& bytes, Encoding encoding = Encoding::kUtf8) {
    auto reader = *files::open_records(written(name, bytes), name, encoding);
    std::string out;
    for (const auto* record = *reader->next(); record != nullptr; record = *reader->next()) {
      for (const auto& cell : record->cells) {
        out += (out.empty() ? "" : " ") + std::to_string(cell.at.line) + ":" + std::to_string(cell.at.column);
      }
    }
    return out;
  }

  TempDir dir;
};

}  // namespace entente::tests
