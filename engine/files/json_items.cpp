#include "engine/files/json_items.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "engine/files/byte_stream.h"
#include "engine/files/encoding.h"
#include "engine/files/fault.h"

namespace entente::files {
namespace {

/// Tells byte by byte where a value ends.
class ValueEnd {
 public:
  /// True: the value ends with this byte.
  bool ends_with(char c) {
    if (in_text_) {
      in_text_ = escaped_ || c != '"';
      escaped_ = !escaped_ && c == '\\';
      return !in_text_ && depth_ == 0;
    }
    switch (c) {
      case '"':
        in_text_ = true;
        return false;
      case '{':
      case '[':
        ++depth_;
        return false;
      case '}':
      case ']':
        return depth_ > 0 && --depth_ == 0;
      default:
        return false;
    }
  }
  /// A number or a word ends before what cannot be part of it.
  [[nodiscard]] bool ends_before(char c) const {
    return depth_ == 0 && !in_text_ && std::string_view(",]} \t\r\n").find(c) != std::string_view::npos;
  }

 private:
  std::size_t depth_ = 0;
  bool in_text_ = false;
  bool escaped_ = false;
};

}  // namespace

JsonItems::JsonItems(std::unique_ptr<ByteStream> stream, Encoding encoding, Shape shape)
    : stream_(std::move(stream)), encoding_(encoding), shape_(shape), value_(std::make_unique<nlohmann::json>()) {}
JsonItems::~JsonItems() = default;

Result<std::unique_ptr<JsonItems>> JsonItems::open(const std::string& path, const std::string& shown, Encoding encoding,
                                                   Shape shape) {
  try {
    return std::unique_ptr<JsonItems>(new JsonItems(std::make_unique<ByteStream>(path, shown), encoding, shape));
  } catch (Faulty& faulty) {
    return std::move(faulty.diagnostic);
  }
}

Extent JsonItems::extent() const { return stream_->extent(); }

void JsonItems::refuse(Place at, const std::string& why) const {
  fail("F14", text_of(stream_->shown(), at) + ": " + why,
       shape_ == Shape::kLines ? "each line is an object" : "the file is one object of lists, or one list");
}

Result<const JsonItems::Item*> JsonItems::next() {
  try {
    return find() ? &item_ : nullptr;
  } catch (Faulty& faulty) {
    return std::move(faulty.diagnostic);
  }
}

bool JsonItems::find() {
  if (shape_ == Shape::kLines) {
    return find_line();
  }
  while (true) {
    switch (stands_) {
      case Stands::kBefore:
        begin_document();
        break;
      case Stands::kInObject:
        if (find_in('}')) {
          read_key();
        } else {
          stands_ = Stands::kBehind;
        }
        break;
      case Stands::kInList:
        if (find_in(']')) {
          read_value();
          parse();
          return true;
        }
        stands_ = is_bare_list_ ? Stands::kBehind : Stands::kInObject;
        wants_comma_ = true;
        break;
      case Stands::kBehind:
        if (skip_blanks() != -1) {
          refuse(stream_->at(), "something stands behind the end of the document");
        }
        return false;
    }
  }
}

bool JsonItems::find_line() {
  if (skip_blanks() == -1) {
    return false;
  }
  read_value();
  parse();
  return true;
}

void JsonItems::begin_document() {
  const int c = skip_blanks();
  if (c == -1) {
    fail("F06", "\"" + stream_->shown() + "\" is empty", "the file is one object of lists, or one list");
  }
  if (c != '{' && c != '[') {
    refuse(stream_->at(), "this is no JSON");
  }
  take_byte();
  is_bare_list_ = c == '[';
  stands_ = is_bare_list_ ? Stands::kInList : Stands::kInObject;
}

// Passes over the comma before the next item; false: there is none, and the closing sign is passed over.
bool JsonItems::find_in(char close) {
  int c = skip_blanks();
  const bool has_comma = c == ',';
  if (has_comma && wants_comma_) {
    take_byte();
    c = skip_blanks();
  }
  if (c == close && !has_comma) {
    take_byte();
    wants_comma_ = false;
    return false;
  }
  if (c == -1) {
    refuse(stream_->at(), "the file ends in the middle");
  }
  if (has_comma != wants_comma_ || c == close || c == ',') {
    refuse(stream_->at(), "this is no JSON");
  }
  wants_comma_ = true;
  return true;
}

// The key of a list and its opening bracket; what is no list is passed over.
void JsonItems::read_key() {
  read_value();
  parse();
  if (!value_->is_string() || skip_blanks() != ':') {
    refuse(item_.at, "this is no JSON");
  }
  item_.list = value_->get<std::string>();
  take_byte();
  if (skip_blanks() == '[') {
    take_byte();
    stands_ = Stands::kInList;
    wants_comma_ = false;
    return;
  }
  read_value();
  parse();
}

// The text of the value that begins here.
void JsonItems::read_value() {
  item_.at = stream_->at();
  text_.clear();
  ValueEnd end;
  for (bool done = false; !done;) {
    const std::string_view rest = stream_->buffered();
    std::size_t count = 0;
    while (count < rest.size() && !done && rest[count] != '\n' && rest[count] != '\r') {
      done = end.ends_before(rest[count]);
      if (!done) {
        done = end.ends_with(rest[count]);
        ++count;
      }
    }
    text_.append(rest.substr(0, count));
    stream_->take(count, characters_in(rest.substr(0, count), encoding_));
    done = done || rest.empty() || (count < rest.size() && end.ends_before('\n')) || (!done && !text_.empty() && stream_->at_end());
    if (!done) {
      stream_->take_line_end(&text_);
    }
    if (text_.size() > kRecordBytesMax) {
      fail("F10",
           text_of(stream_->shown(), item_.at) + ": a value of more than " + std::to_string(kRecordBytesMax >> 20U) +
               " MB begins here",
           "is it the right file?");
    }
  }
}

void JsonItems::parse() {
  if (const auto bad = first_bad_byte(text_, encoding_)) {
    fail_encoding(stream_->shown(), text_, *bad, item_.at, encoding_);
  }
  *value_ = nlohmann::json::parse(to_utf8(text_, encoding_), nullptr, false);
  if (value_->is_discarded()) {
    refuse(item_.at, stream_->at_end() ? "the file ends in the middle of what begins here" : "this is no JSON");
  }
  item_.value = value_.get();
}

// The byte behind blanks and line ends; -1 at the end.
int JsonItems::skip_blanks() {
  while (true) {
    if (stream_->at_end()) {
      return -1;
    }
    const int c = stream_->peek();
    if (c == ' ' || c == '\t') {
      take_byte();
    } else if (!stream_->take_line_end()) {
      return c;
    }
  }
}

void JsonItems::take_byte() { stream_->take(1, 1); }

}  // namespace entente::files
