// Names of files, as far as they are typed.
#include <algorithm>
#include <filesystem>

#include "shell/completion.h"
#include "shell/folders.h"

namespace entente::shell {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFilesMax = 200;

fs::path folder_of(std::string_view begun) {
  const auto slash = begun.rfind('/');
  if (slash == std::string_view::npos)
    return ".";
  const auto folder = begun.substr(0, slash + 1);
  const auto home = home_folder();
  return folder.starts_with("~/") && home ? *home / folder.substr(2) : fs::path(folder);
}

}  // namespace

std::vector<Candidate> files_beginning(std::string_view begun) {
  const auto before = begun.substr(0, begun.rfind('/') + 1);  // npos + 1 is 0
  const auto name = begun.substr(before.size());
  std::vector<Candidate> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder_of(begun), error), end; !error && entry != end && files.size() < kFilesMax;
       entry.increment(error)) {
    const auto file = entry->path().filename().string();
    const bool is_hidden = file.starts_with('.') && !name.starts_with('.');
    std::error_code ignored;
    if (file.starts_with(name) && !is_hidden)
      files.push_back({std::string(before) + file + (entry->is_directory(ignored) ? "/" : "")});
  }
  std::sort(files.begin(), files.end(), [](const Candidate& a, const Candidate& b) { return a.text < b.text; });
  return files;
}

}  // namespace entente::shell
