#include "engine/files/access.h"

#include <algorithm>
#include <filesystem>

#include "engine/files/fault.h"

namespace entente::files {
namespace {

namespace fs = std::filesystem;

bool lies_within(const fs::path& path, const fs::path& root) {
  const auto [end, unused] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  return end == root.end();
}

}  // namespace

Result<std::string> resolved(const std::string& path, const Access& access) {
  if (!access.allowed) {
    return Diagnostic{
        "F04", "questions may read no files here", std::nullopt, {}, "whoever opened the database switched files off"};
  }
  if (access.root.empty()) {
    return path;
  }
  std::error_code error;
  const fs::path root = fs::canonical(access.root, error);
  const fs::path whole = error ? fs::path() : fs::weakly_canonical(root / path, error);
  if (error || !lies_within(whole, root)) {
    return Diagnostic{"F04",
                      "\"" + path + "\" lies outside of the directory that questions may read",
                      std::nullopt,
                      {},
                      "paths are relative to that directory; put the file there"};
  }
  return whole.string();
}

Result<std::string> resolved_to_write(const std::string& path, const Access& access) {
  if (access.allowed && !access.writes) {
    return Diagnostic{"F04",
                      "statements may write no files here",
                      std::nullopt,
                      {},
                      "whoever opened the database allowed files to be read alone"};
  }
  return resolved(path, access);
}

}  // namespace entente::files
