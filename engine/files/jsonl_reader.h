// JSON lines: one object a line, its keys the columns. Internal to engine/files: open.h opens them.
#pragma once

#include <deque>
#include <set>
#include <unordered_map>

#include "engine/files/byte_stream.h"
#include "engine/files/open.h"

namespace entente::files {

/// The columns are the keys of the first lines, in the order in which they turn up; a key that turns up later is left out. A list
/// or an object in a cell is the text of it.
class JsonlReader : public RecordReader {
 public:
  /// Throws Faulty.
  JsonlReader(const std::string& path, const std::string& shown, Encoding encoding);

  [[nodiscard]] const std::vector<std::string>& headings() const override { return headings_; }
  [[nodiscard]] Result<const Record*> next() override;
  [[nodiscard]] Extent extent() const override { return stream_.extent(); }
  [[nodiscard]] const std::vector<std::string>& left_out() const override { return left_out_; }

 private:
  struct Line {
    std::string text;
    std::uint64_t number = 0;
  };
  struct Value {
    std::string key;
    std::string text;
    bool missing = false;
    std::size_t offset = 0;  // in its line
  };
  class Keys;
  [[nodiscard]] bool read_line(Line& line);
  void parse(const Line& line);
  void learn_headings();
  void fill_record(const Line& line);

  ByteStream stream_;
  Encoding encoding_;
  std::vector<std::string> headings_;
  std::unordered_map<std::string, std::size_t> columns_;
  std::vector<std::string> left_out_;
  std::deque<Line> ahead_;  // read for the headings
  Line line_;
  std::vector<Value> values_;
  std::vector<std::string> texts_;  // by column
  Record record_;
};

}  // namespace entente::files
