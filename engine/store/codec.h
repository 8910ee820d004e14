// Bytes of keys (big-endian, so that they sort as numbers) and of payloads (little-endian, varints, texts). Knows no record.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "engine/store/fault.h"

namespace entente::store {

/// Builds a key whose bytes sort as its fields do.
class KeyWriter {
 public:
  KeyWriter& u8(std::uint8_t v) { return big_endian(v); }
  KeyWriter& u16(std::uint16_t v) { return big_endian(v); }
  KeyWriter& u32(std::uint32_t v) { return big_endian(v); }
  KeyWriter& u64(std::uint64_t v) { return big_endian(v); }
  /// With the sign bit flipped, so that negative numbers sort first.
  KeyWriter& i32(std::int32_t v) { return big_endian(static_cast<std::uint32_t>(v) ^ 0x8000'0000U); }
  KeyWriter& bytes(std::string_view v) {
    out_.append(v);
    return *this;
  }

  /// Dies with the writer and at its next append.
  [[nodiscard]] std::string_view view() const& { return out_; }
  std::string_view view() const&& = delete;
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  template <class T>
  KeyWriter& big_endian(T v) {
    std::array<char, sizeof(T)> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): written whole
    for (unsigned i = 0; i < sizeof(T); ++i) {
      bytes[i] = static_cast<char>(static_cast<unsigned char>(static_cast<std::uint64_t>(v) >> (8U * (sizeof(T) - 1 - i))));
    }
    out_.append(bytes.data(), bytes.size());
    return *this;
  }

  std::string out_;
};

/// Appends the fields of a payload.
class Writer {
 public:
  void u8(std::uint8_t v) { little_endian(v); }
  void u16(std::uint16_t v) { little_endian(v); }
  void u32(std::uint32_t v) { little_endian(v); }
  void u64(std::uint64_t v) { little_endian(v); }
  void i32(std::int32_t v) { little_endian(static_cast<std::uint32_t>(v)); }
  void i64(std::int64_t v) { little_endian(static_cast<std::uint64_t>(v)); }

  /// Unsigned LEB128: seven bits a byte, low ones first, the high bit says that more follow.
  void varint(std::uint64_t v) {
    for (; v >= 0x80U; v >>= 7U) {
      u8(static_cast<std::uint8_t>(v | 0x80U));
    }
    u8(static_cast<std::uint8_t>(v));
  }

  /// Length as varint, then the bytes.
  void text(std::string_view v) {
    varint(v.size());
    out_.append(v);
  }

  /// As they are, without a length.
  void bytes(std::string_view v) { out_.append(v); }

  [[nodiscard]] std::size_t size() const noexcept { return out_.size(); }
  [[nodiscard]] std::string_view view() const& { return out_; }
  std::string_view view() const&& = delete;
  [[nodiscard]] std::string take() { return std::move(out_); }
  void clear() { out_.clear(); }

 private:
  template <class T>
  void little_endian(T v) {
    for (unsigned shift = 0; shift < 8U * sizeof(T); shift += 8U) {
      out_.push_back(static_cast<char>(static_cast<unsigned char>(static_cast<std::uint64_t>(v) >> shift)));
    }
  }

  std::string out_;
};

namespace detail {

/// What both readers share: a position that cannot pass the end.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool done() const noexcept { return rest_.empty(); }
  [[nodiscard]] std::size_t remaining() const noexcept { return rest_.size(); }

  /// The next `size` bytes as they are; the view lives as long as the bytes read from.
  std::string_view bytes(std::uint64_t size) {
    if (size > rest_.size()) {
      fail(FaultKind::kCorrupt, "a record of the database ends in the middle of a field");
    }
    const auto part = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(part.size());
    return part;
  }

  /// Everything up to the end.
  std::string_view rest() { return bytes(rest_.size()); }

  /// Throws kCorrupt when bytes are left.
  void finish() const {
    if (!done()) {
      fail(FaultKind::kCorrupt, "a record of the database has bytes left behind its last field");
    }
  }

 private:
  std::string_view rest_;
};

}  // namespace detail

/// Takes a key apart. Every read past the end throws Fault kCorrupt.
class KeyReader : public detail::ByteReader {
 public:
  using ByteReader::ByteReader;

  std::uint8_t u8() { return big_endian<std::uint8_t>(); }
  std::uint16_t u16() { return big_endian<std::uint16_t>(); }
  std::uint32_t u32() { return big_endian<std::uint32_t>(); }
  std::uint64_t u64() { return big_endian<std::uint64_t>(); }
  std::int32_t i32() { return static_cast<std::int32_t>(u32() ^ 0x8000'0000U); }

 private:
  template <class T>
  T big_endian() {
    std::uint64_t v = 0;
    for (const char c : bytes(sizeof(T))) {
      v = (v << 8U) | static_cast<unsigned char>(c);
    }
    return static_cast<T>(v);
  }
};

/// Takes a payload apart. Every read past the end, and every varint over 64 bits, throws Fault kCorrupt.
class RecordReader : public detail::ByteReader {
 public:
  using ByteReader::ByteReader;

  std::uint8_t u8() { return little_endian<std::uint8_t>(); }
  std::uint16_t u16() { return little_endian<std::uint16_t>(); }
  std::uint32_t u32() { return little_endian<std::uint32_t>(); }
  std::uint64_t u64() { return little_endian<std::uint64_t>(); }
  std::int32_t i32() { return static_cast<std::int32_t>(u32()); }
  std::int64_t i64() { return static_cast<std::int64_t>(u64()); }

  std::uint64_t varint() {
    std::uint64_t v = 0;
    for (unsigned shift = 0; shift < 64U; shift += 7U) {
      const std::uint64_t byte = u8();
      if (shift == 63U && byte > 1U) {
        break;
      }
      v |= (byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) {
        return v;
      }
    }
    fail(FaultKind::kCorrupt, "a number in a record of the database is longer than 64 bits");
  }

  /// Lives as long as the bytes read from.
  std::string_view text() { return bytes(varint()); }

 private:
  template <class T>
  T little_endian() {
    std::uint64_t v = 0;
    unsigned shift = 0;
    for (const char c : bytes(sizeof(T))) {
      v |= std::uint64_t{static_cast<unsigned char>(c)} << shift;
      shift += 8U;
    }
    return static_cast<T>(v);
  }
};

}  // namespace entente::store
