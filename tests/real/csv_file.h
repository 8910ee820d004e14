// A table of comma-separated cells, packed with gzip or not, read line by line.
#pragma once

#include <zlib.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entente::tests {

class CsvFile {
 public:
  /// Throws std::runtime_error when it cannot be read.
  explicit CsvFile(const std::filesystem::path& path);

  /// The next line, its cells good until the call after; nullptr at the end. Quoted cells, which the tables read here do not
  /// have, throw rather than be cut in the wrong place.
  const std::vector<std::string_view>* next();

 private:
  struct Close {
    void operator()(gzFile file) const { ::gzclose(file); }
  };

  std::string name_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::string line_;
  std::vector<std::string_view> cells_;
};

/// The number that a cell holds; throws std::runtime_error when it holds something else.
int number_in(std::string_view cell);

}  // namespace entente::tests
