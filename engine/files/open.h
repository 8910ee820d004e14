// From a path to a reader of its records: the format by the ending of the name.
#pragma once

#include <memory>
#include <string>

#include "engine/files/record.h"

namespace entente::files {

enum class Encoding : std::uint8_t { kUtf8, kWindows1252 };

/// Of no record do readers keep more than this, so that a quote which is never closed does not fill the memory.
inline constexpr std::size_t kRecordBytesMax = std::size_t{16} << 20U;

/// Opens `path` and reads its headings. `shown` is the path in messages. Formats: .csv (commas; semicolons where its first line has
/// those alone), .tsv, .jsonl (one object a line, its keys the columns), each also packed as .gz.
[[nodiscard]] Result<std::unique_ptr<RecordReader>> open_records(const std::string& path, const std::string& shown,
                                                                 Encoding encoding = Encoding::kUtf8);

}  // namespace entente::files
