// Bytes of keys and payloads.
#include "engine/store/codec.h"

#include <gtest/gtest.h>

#include <limits>

#include "engine/store/checksum.h"

namespace entente::store {
namespace {

using std::string_literals::operator""s;

TEST(Codec, KeysAreBigEndian) {
  EXPECT_EQ(KeyWriter().u8(1).u16(0x0203).u32(0x04050607).take(), "\x01\x02\x03\x04\x05\x06\x07"s);
  EXPECT_EQ(KeyWriter().u64(0x0102030405060708).take(), "\x01\x02\x03\x04\x05\x06\x07\x08"s);
}

TEST(Codec, KeysSortAsTheirNumbersDo) {
  EXPECT_LT(KeyWriter().u32(255).take(), KeyWriter().u32(256).take());
  EXPECT_LT(KeyWriter().i32(-1).take(), KeyWriter().i32(0).take());
  EXPECT_LT(KeyWriter().i32(std::numeric_limits<std::int32_t>::min()).take(), KeyWriter().i32(-1).take());
}

TEST(Codec, KeysComeBackAsWritten) {
  const auto key = KeyWriter().u8(7).u16(65535).u32(1).u64(~0ULL).i32(-5).bytes("tail").take();
  KeyReader in(key);
  EXPECT_EQ(in.u8(), 7);
  EXPECT_EQ(in.u16(), 65535);
  EXPECT_EQ(in.u32(), 1U);
  EXPECT_EQ(in.u64(), ~0ULL);
  EXPECT_EQ(in.i32(), -5);
  EXPECT_EQ(in.rest(), "tail");
}

TEST(Codec, PayloadsAreLittleEndian) {
  Writer out;
  out.u16(0x0102);
  out.u32(0x03040506);
  out.i32(-2);
  EXPECT_EQ(out.take(), "\x02\x01\x06\x05\x04\x03\xFE\xFF\xFF\xFF"s);
}

TEST(Codec, PayloadsComeBackAsWritten) {
  Writer out;
  out.u8(1);
  out.i64(-9);
  out.text("Côte d'Ivoire");
  out.text("");
  out.u64(5);
  const auto bytes = out.take();
  RecordReader in(bytes);
  EXPECT_EQ(in.u8(), 1);
  EXPECT_EQ(in.i64(), -9);
  EXPECT_EQ(in.text(), "Côte d'Ivoire");
  EXPECT_EQ(in.text(), "");
  EXPECT_EQ(in.remaining(), 8U);
  EXPECT_EQ(in.u64(), 5U);
  EXPECT_TRUE(in.done());
  EXPECT_NO_THROW(in.finish());
}

TEST(Codec, VarintsComeBackAtEveryLength) {
  for (unsigned bits = 0; bits < 64; ++bits) {
    for (const std::uint64_t value : {(std::uint64_t{1} << bits) - 1, std::uint64_t{1} << bits, ~std::uint64_t{0} >> bits}) {
      Writer out;
      out.varint(value);
      const auto bytes = out.take();
      RecordReader in(bytes);
      EXPECT_EQ(in.varint(), value);
      EXPECT_TRUE(in.done());
    }
  }
}

TEST(Codec, ReadingPastTheEndIsAFault) {
  EXPECT_THROW(RecordReader("abc").u32(), Fault);
  EXPECT_THROW(RecordReader("").u8(), Fault);
  EXPECT_THROW(RecordReader("\x05"
                            "abcd")
                   .text(),
               Fault);
  EXPECT_THROW(RecordReader("\x80\x80").varint(), Fault);
  EXPECT_THROW(KeyReader("abc").u64(), Fault);
}

TEST(Codec, LengthsThatWouldOverflowAreAFault) {
  Writer out;
  out.varint(~std::uint64_t{0});
  out.bytes("abc");
  const auto bytes = out.take();
  EXPECT_THROW(RecordReader(bytes).text(), Fault);
}

TEST(Codec, VarintsOverSixtyFourBitsAreAFault) {
  EXPECT_THROW(RecordReader(std::string(9, '\xFF') + "\x02").varint(), Fault);
  EXPECT_THROW(RecordReader(std::string(11, '\x80')).varint(), Fault);
}

TEST(Codec, BytesLeftBehindTheLastFieldAreAFault) {
  RecordReader in("ab");
  in.u8();
  EXPECT_THROW(in.finish(), Fault);
}

TEST(Checksum, DependsOnTableKeyAndPayload) {
  const auto sum = checksum(Table::kClaims, "key", "payload");
  EXPECT_EQ(sum, checksum(Table::kClaims, "key", "payload"));
  EXPECT_NE(sum, checksum(Table::kPairs, "key", "payload"));
  EXPECT_NE(sum, checksum(Table::kClaims, "kez", "payload"));
  EXPECT_NE(sum, checksum(Table::kClaims, "key", "payloae"));
  EXPECT_NE(sum, checksum(Table::kClaims, "keyp", "ayload"));
}

TEST(Checksum, IsTheOneThatFilesHold) { EXPECT_EQ(checksum(Table::kMeta, "meta", ""), 2507319301U) << "stored: never change"; }

}  // namespace
}  // namespace entente::store
