// The meta record: says that a file is ours and how it is to be read. Written once, when the database is created.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace entente::store {

inline constexpr std::string_view kApplicationId{"ENTENTE\0", 8};  // stored: never change
inline constexpr std::uint32_t kFormatVersion = 7;
inline constexpr std::uint32_t kOldestFormatVersion = 6;
inline constexpr std::uint32_t kFirstWithNotes = 7;  // of commits: an older program would not do again what one says
inline constexpr std::string_view kMetaKey = "meta";

struct Meta {
  std::uint32_t format_version = kFormatVersion;
  std::uint32_t page_bytes = 0;
  std::int64_t created_utc_seconds = 0;
};

[[nodiscard]] std::string encode_meta(const Meta& meta);

/// Faults: kOtherApplication, kNewerFormat, kOlderFormat, kCorrupt. `path` is for their sentences.
[[nodiscard]] Meta decode_meta(std::string_view payload, const std::filesystem::path& path);

}  // namespace entente::store
