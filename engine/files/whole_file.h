// A file that is written whole or not at all: under a name of its own beside its place, then put there.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "parser/diagnostic.h"

struct gzFile_s;

namespace entente::files {

class WholeFile {
 public:
  /// `shown` is the path in messages; packed with gzip where it ends in .gz. What stands at `path` stays until `finish`.
  [[nodiscard]] static Result<std::unique_ptr<WholeFile>> create(const std::string& path, const std::string& shown);
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  ~WholeFile();

  /// What fails is told by `finish`.
  void write(std::string_view bytes);
  /// Makes it durable and puts it in its place.
  [[nodiscard]] Result<Done> finish();

  /// The open file, for who writes it by other means; and where it lies until `finish`.
  [[nodiscard]] int descriptor() const { return file_; }
  [[nodiscard]] const std::string& path() const { return beside_; }

 private:
  WholeFile(std::string target, std::string beside, std::string shown, int file);
  void flush();

  std::string target_;
  std::string beside_;
  std::string shown_;
  int file_;
  gzFile_s* packed_ = nullptr;
  std::string pending_;
  int error_ = 0;  // an errno
  bool done_ = false;
};

}  // namespace entente::files
