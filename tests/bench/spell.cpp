#include "tests/bench/spell.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

namespace entente::bench {
namespace {

// A number, and what stands behind it.
std::uint32_t read_number(const char*& at) {
  std::uint32_t number = 0;
  for (; *at >= '0' && *at <= '9'; ++at) {
    number = number * 10 + static_cast<std::uint32_t>(*at - '0');
  }
  ++at;
  return number;
}

Day read_day(const char*& at) {
  const Day day = read_date(at);
  at += 11;
  return day;
}

}  // namespace

void fail(const std::string& message) { throw std::runtime_error(message); }

MappedFile::MappedFile(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY);
  struct stat status {};
  if (file < 0 || ::fstat(file, &status) != 0) {
    fail("cannot read " + path);
  }
  size_ = static_cast<std::size_t>(status.st_size);
  void* mapped = size_ == 0 ? nullptr : ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) {
    fail("cannot map " + path);
  }
  data_ = static_cast<const char*>(mapped);
}

MappedFile::~MappedFile() {
  if (size_ != 0) {
    ::munmap(const_cast<char*>(data_), size_);
  }
}

std::vector<Spell> read_spells(const std::string& path) {
  const MappedFile file(path);
  std::vector<Spell> spells;
  spells.reserve(file.size() / 50 + 16);
  const char* at = file.begin() + std::strlen(kHeadings) + 1;
  while (at < file.end()) {
    auto& spell = spells.emplace_back();
    spell.actor = read_number(at);
    spell.body = read_number(at);
    spell.role = static_cast<std::int32_t>(read_number(at));
    spell.from = read_day(at);
    spell.to = read_day(at);
    spell.source = read_number(at);
    spell.known_from = read_day(at);
    spell.known_to = read_day(at);
  }
  return spells;
}

std::uint64_t bytes_on_disk(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.st_blocks) * 512 : 0;
}

}  // namespace entente::bench
