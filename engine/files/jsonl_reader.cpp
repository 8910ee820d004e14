#include "engine/files/jsonl_reader.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "engine/files/encoding.h"
#include "engine/files/fault.h"

namespace entente::files {
namespace {

using nlohmann::json;

constexpr std::size_t kLinesAhead = 1000;
constexpr std::size_t kBytesAhead = std::size_t{1} << 20U;
constexpr std::size_t kKeysLeftOutMax = 100;

// Reads a text and tells how far the parser has come.
class Counting {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Counting(const char* at, const char** farthest) : at_(at), farthest_(farthest) {}
  reference operator*() const { return *at_; }
  Counting& operator++() {
    *farthest_ = ++at_;
    return *this;
  }
  Counting operator++(int) {
    const Counting before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Counting& a, const Counting& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  const char** farthest_;
};

}  // namespace

// Takes the events of the parser: the values of the outermost object, those that are lists or objects as the text that they are.
class JsonlReader::Keys : public json::json_sax_t {
 public:
  Keys(const std::string& line, std::vector<Value>& values) : line_(line), values_(values), farthest_(line.data()) {
    values_.clear();
  }

  [[nodiscard]] const char** farthest() { return &farthest_; }
  [[nodiscard]] const std::string& fault() const { return fault_; }
  [[nodiscard]] std::size_t fault_offset() const { return fault_offset_; }

  bool null() override { return value("", true); }
  bool boolean(bool truth) override { return value(truth ? "true" : "false"); }
  bool number_integer(number_integer_t number) override { return value(std::to_string(number)); }
  bool number_unsigned(number_unsigned_t number) override { return value(std::to_string(number)); }
  bool number_float(number_float_t, const string_t& digits) override { return value(digits); }
  bool string(string_t& text) override { return value(text); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return start(); }
  bool start_array(std::size_t) override { return start(); }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  bool key(string_t& name) override {
    if (depth_ != 1) {
      return true;
    }
    if (std::any_of(values_.begin(), values_.end(), [&](const Value& v) { return v.key == name; })) {
      return refuse(offset(), "the key \"" + name + "\" stands twice in one object");
    }
    values_.push_back({name, "", false, value_offset()});
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const json::exception&) override {
    return refuse(std::min(position == 0 ? 0 : position - 1, line_.size()), "this is no JSON");
  }

 private:
  [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(farthest_ - line_.data()); }
  // Behind a key stand blanks and a colon.
  [[nodiscard]] std::size_t value_offset() const { return std::min(line_.find_first_not_of(" \t:", offset()), line_.size()); }

  bool refuse(std::size_t at, std::string why) {
    fault_ = std::move(why);
    fault_offset_ = at;
    return false;
  }
  bool value(std::string text, bool missing = false) {
    if (depth_ == 0) {
      return refuse(0, "this is no object");
    }
    if (depth_ == 1) {
      values_.back().text = std::move(text);
      values_.back().missing = missing;
    }
    return true;
  }
  bool start() {
    if (depth_ == 0 && line_[offset() - 1] != '{') {
      return refuse(0, "this is no object");
    }
    ++depth_;
    return true;
  }
  bool end() {
    if (--depth_ == 1) {
      Value& value = values_.back();
      value.text = line_.substr(value.offset, offset() - value.offset);
    }
    return true;
  }

  const std::string& line_;
  std::vector<Value>& values_;
  const char* farthest_;
  std::size_t depth_ = 0;
  std::string fault_;
  std::size_t fault_offset_ = 0;
};

JsonlReader::JsonlReader(const std::string& path, const std::string& shown, Encoding encoding)
    : stream_(path, shown), encoding_(encoding) {
  learn_headings();
  if (ahead_.empty()) {
    fail("F06", "\"" + shown + "\" is empty", "each line is an object: {\"state\": \"TUR\", \"day\": \"2014-10-21\"}");
  }
  texts_.resize(headings_.size());
}

void JsonlReader::learn_headings() {
  std::size_t bytes = 0;
  Line line;
  while (ahead_.size() < kLinesAhead && bytes < kBytesAhead && read_line(line)) {
    parse(line);
    for (const auto& value : values_) {
      if (columns_.try_emplace(value.key, headings_.size()).second) {
        headings_.push_back(value.key);
      }
    }
    bytes += line.text.size();
    ahead_.push_back(std::move(line));
  }
}

// The next line that is not blank.
bool JsonlReader::read_line(Line& line) {
  line.text.clear();
  while (!stream_.at_end()) {
    const Place begin = stream_.at();
    std::string bytes;
    while (!stream_.at_end() && !stream_.take_line_end()) {
      const std::string_view rest = stream_.buffered();
      const std::size_t count = std::min(rest.find_first_of("\r\n"), rest.size());
      bytes.append(rest.substr(0, count));
      stream_.take(count, 0);
      if (bytes.size() > kRecordBytesMax) {
        fail("F10",
             text_of(stream_.shown(), begin) + ": a row of more than " + std::to_string(kRecordBytesMax >> 20U) + " MB begins here",
             "each line is one object");
      }
    }
    if (bytes.find_first_not_of(" \t") == std::string::npos) {
      continue;
    }
    if (const auto bad = first_bad_byte(bytes, encoding_)) {
      fail_encoding(stream_.shown(), bytes, *bad, begin, encoding_);
    }
    line = {to_utf8(bytes, encoding_), begin.line};
    return true;
  }
  return false;
}

void JsonlReader::parse(const Line& line) {
  Keys keys(line.text, values_);
  const char* const begin = line.text.data();
  const bool read = json::sax_parse(Counting(begin, keys.farthest()), Counting(begin + line.text.size(), keys.farthest()), &keys);
  if (!read) {
    const Place at{line.number, 1 + characters_in(std::string_view(line.text).substr(0, keys.fault_offset()), Encoding::kUtf8)};
    fail("F14", text_of(stream_.shown(), at) + ": " + keys.fault(),
         "each line is an object: {\"state\": \"TUR\", \"day\": \"2014-10-21\"}");
  }
}

Result<const Record*> JsonlReader::next() {
  try {
    if (!ahead_.empty()) {
      line_ = std::move(ahead_.front());
      ahead_.pop_front();
    } else if (!read_line(line_)) {
      return nullptr;
    }
    parse(line_);
    fill_record(line_);
    return &record_;
  } catch (Faulty& faulty) {
    return std::move(faulty.diagnostic);
  }
}

void JsonlReader::fill_record(const Line& line) {
  record_.at = {line.number, 1};
  record_.cells.assign(headings_.size(), Cell{"", true, 0, record_.at});
  Place at = record_.at;
  std::size_t counted = 0;  // bytes of the line
  for (auto& value : values_) {
    at.column += characters_in(std::string_view(line.text).substr(counted, value.offset - counted), Encoding::kUtf8);
    counted = value.offset;
    const auto column = columns_.find(value.key);
    if (column != columns_.end()) {
      texts_[column->second] = std::move(value.text);
      record_.cells[column->second] = {texts_[column->second], value.missing, 0, at};
    } else if (left_out_.size() < kKeysLeftOutMax && std::find(left_out_.begin(), left_out_.end(), value.key) == left_out_.end()) {
      left_out_.push_back(value.key);
    }
  }
}

}  // namespace entente::files
