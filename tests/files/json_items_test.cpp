// JSON item by item: which items a document has, where they stand, and what is no JSON.
#include "engine/files/json_items.h"

#include <nlohmann/json.hpp>

#include "tests/files/support.h"

namespace entente::tests {
namespace {

using files::JsonItems;
using Shape = JsonItems::Shape;

class JsonItemsOf : public FilesTest {
 protected:
  /// `list@line:column=value …`; `!code message` where reading ends with an error.
  std::string items(const std::string& bytes, Shape shape = Shape::kDocument, Encoding encoding = Encoding::kUtf8,
                    const std::string& name = "a.json") {
    auto reader = *JsonItems::open(written(name, bytes), name, encoding, shape);
    std::string out;
    while (true) {
      const auto item = reader->next();
      if (!item) {
        return out + "!" + item.error().code + " " + item.error().message;
      }
      if (*item == nullptr) {
        return out;
      }
      out += (*item)->list + "@" + std::to_string((*item)->at.line) + ":" + std::to_string((*item)->at.column) + "=" +
             (*item)->value->dump() + " ";
    }
  }
};

TEST_F(JsonItemsOf, ADocumentAreThoseOfItsLists) {
  EXPECT_EQ(items(R"({"meta": {"n": [1, 2]}, "people": [{"id": 1}, {"id": "}],"}], "n": 3, "none": [], "bodies": [[2]]})"),
            R"(people@1:36={"id":1} people@1:47={"id":"}],"} bodies@1:94=[2] )");
  EXPECT_EQ(items("[1,\n \"a\\\"b\"\r\n, null]"), "@1:2=1 @2:2=\"a\\\"b\" @3:3=null ");
  EXPECT_EQ(items("{}"), "");
  EXPECT_EQ(items(" [ ] "), "");
}

TEST_F(JsonItemsOf, LinesAreValueAfterValue) {
  EXPECT_EQ(items("{\"a\":\n1}\r\n\n  {\"é\":2} 7\r8", Shape::kLines), "@1:1={\"a\":1} @4:3={\"é\":2} @4:11=7 @5:1=8 ");
  EXPECT_EQ(items("", Shape::kLines), "");
}

TEST_F(JsonItemsOf, MayBePackedMarkedOrOfAnotherEncoding) {
  EXPECT_EQ(items(packed("[1]"), Shape::kDocument, Encoding::kUtf8, "a.json.gz"), "@1:2=1 ");
  EXPECT_EQ(items("\xEF\xBB\xBF[1]"), "@1:2=1 ");
  EXPECT_EQ(items("[\"\xFC\", 1]", Shape::kDocument, Encoding::kWindows1252), "@1:2=\"ü\" @1:7=1 ");
  EXPECT_TRUE(items("[\"\xFC\"]").starts_with("!F")) << items("[\"\xFC\"]");
}

TEST_F(JsonItemsOf, WhatIsNoJsonIsRefusedWithItsPlace) {
  EXPECT_EQ(items(""), "!F06 \"a.json\" is empty");
  EXPECT_EQ(items("7"), "!F14 a.json:1:1: this is no JSON");
  EXPECT_EQ(items("[1 2]"), "@1:2=1 !F14 a.json:1:4: this is no JSON");
  EXPECT_EQ(items("[1,,2]"), "@1:2=1 !F14 a.json:1:4: this is no JSON");
  EXPECT_EQ(items("[1,]"), "@1:2=1 !F14 a.json:1:4: this is no JSON");
  EXPECT_EQ(items("[,1]"), "!F14 a.json:1:2: this is no JSON");
  EXPECT_EQ(items("[1"), "@1:2=1 !F14 a.json:1:3: the file ends in the middle");
  EXPECT_EQ(items("[{\"a\":1"), "!F14 a.json:1:2: the file ends in the middle of what begins here");
  EXPECT_EQ(items("[1] 2"), "@1:2=1 !F14 a.json:1:5: something stands behind the end of the document");
  EXPECT_EQ(items("{\"a\" [1]}"), "!F14 a.json:1:2: this is no JSON");
  EXPECT_EQ(items("{a: [1]}"), "!F14 a.json:1:2: this is no JSON");
  EXPECT_EQ(items("[}]"), "!F14 a.json:1:2: this is no JSON");
}

TEST_F(JsonItemsOf, AValueThatNeverEndsIsRefused) {
  const std::string bytes = "[\"" + std::string(files::kRecordBytesMax + 10, 'x');
  EXPECT_EQ(items(bytes), "!F10 a.json:1:2: a value of more than 16 MB begins here");
}

}  // namespace
}  // namespace entente::tests
