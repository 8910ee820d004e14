#include "tests/real/csv_file.h"

#include <array>
#include <charconv>
#include <stdexcept>

namespace entente::tests {

CsvFile::CsvFile(const std::filesystem::path& path) : name_(path.string()), file_(::gzopen(path.c_str(), "rb")) {
  if (!file_) {
    throw std::runtime_error("cannot read " + name_);
  }
}

const std::vector<std::string_view>* CsvFile::next() {
  line_.clear();
  std::array<char, 8192> piece;
  while (line_.empty() || line_.back() != '\n') {
    if (::gzgets(file_.get(), piece.data(), static_cast<int>(piece.size())) == nullptr) {
      break;
    }
    line_ += piece.data();
  }
  int error = Z_OK;
  const char* message = ::gzerror(file_.get(), &error);
  if (error != Z_OK && error != Z_STREAM_END) {
    throw std::runtime_error(name_ + ": " + message);
  }
  std::string_view rest = line_;
  while (!rest.empty() && (rest.back() == '\n' || rest.back() == '\r')) {
    rest.remove_suffix(1);
  }
  if (rest.empty()) {
    return nullptr;
  }
  if (rest.find('"') != std::string_view::npos) {
    throw std::runtime_error(name_ + ": a quoted cell");
  }
  cells_.clear();
  for (auto comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
    cells_.push_back(rest.substr(0, comma));
    rest.remove_prefix(comma + 1);
  }
  cells_.push_back(rest);
  return &cells_;
}

int number_in(std::string_view cell) {
  int number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size()) {
    throw std::runtime_error("no number: " + std::string(cell));
  }
  return number;
}

}  // namespace entente::tests
