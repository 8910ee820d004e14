// `import`: what the statement says, with the file's path resolved and the sources looked up. No row was read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/bind/binder.h"
#include "engine/files/open.h"

namespace entente::bind {

struct Import {
  /// `"State name" as actor cow`
  struct Column {
    std::string heading;
    std::string field;
    std::string code_system;  // empty: none
    Span span;
  };
  struct File {
    std::string path;
    std::string shown;
  };
  std::string what;
  Span what_span;
  File file;
  Span file_span;
  files::Encoding encoding = files::Encoding::kUtf8;
  bool has_encoding = false;  // the statement says it
  SourceId source;            // 0: none is named
  SourceId via;
  std::vector<Column> mapping;
  Span mapping_span;
  bool defines_new = false;
  std::optional<File> bad_rows;  // skip them, and write them there
  Span bad_rows_span;
  std::optional<std::uint64_t> max_errors;
};

[[nodiscard]] Result<Import> bind_import(const ast::Import& statement, const Setting& setting);
/// The path of a file that is written, or read, as the session may.
[[nodiscard]] Result<Import::File> bind_file_to_write(const ast::TextV& file, const Setting& setting);
[[nodiscard]] Result<Import::File> bind_file_to_read(const ast::TextV& file, const Setting& setting);

}  // namespace entente::bind
