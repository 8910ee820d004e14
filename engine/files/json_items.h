// JSON piece by piece: the items of the lists in one document, or one value a line. Of a document no more is held than an item.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/files/open.h"

namespace entente::files {

class ByteStream;

class JsonItems {
 public:
  enum class Shape : std::uint8_t {
    kDocument,  // {"people": [item, …], …} or [item, …]; what else stands in the object is left out
    kLines,     // item after item
  };
  struct Item {
    std::string list;  // the key of the list; empty: it has none
    const nlohmann::json* value = nullptr;
    Place at;
  };

  [[nodiscard]] static Result<std::unique_ptr<JsonItems>> open(const std::string& path, const std::string& shown, Encoding encoding,
                                                               Shape shape);
  JsonItems(const JsonItems&) = delete;
  JsonItems& operator=(const JsonItems&) = delete;
  ~JsonItems();

  /// The next item, good until the call after; null at the end. After an error the reader is done.
  [[nodiscard]] Result<const Item*> next();
  [[nodiscard]] Extent extent() const;

 private:
  enum class Stands : std::uint8_t { kBefore, kInObject, kInList, kBehind };
  JsonItems(std::unique_ptr<ByteStream> stream, Encoding encoding, Shape shape);
  [[nodiscard]] bool find();
  [[nodiscard]] bool find_in(char close);
  [[nodiscard]] bool find_line();
  void begin_document();
  void read_key();
  void read_value();
  [[nodiscard]] int skip_blanks();
  void take_byte();
  void parse();
  [[noreturn]] void refuse(Place at, const std::string& why) const;

  std::unique_ptr<ByteStream> stream_;
  Encoding encoding_;
  Shape shape_;
  Stands stands_ = Stands::kBefore;
  bool is_bare_list_ = false;  // the document is a list
  bool wants_comma_ = false;   // something stands before
  std::string text_;
  std::unique_ptr<nlohmann::json> value_;
  Item item_;
};

}  // namespace entente::files
