#include "shell/editor/history.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "shell/read_file.h"
#include "shell/whole_file.h"

namespace entente::shell {
namespace {

constexpr std::size_t kEntriesMax = 10000;  // so many are kept; the file is shortened once it holds twice as many

/// An entry as a line of the file.
std::string written(std::string_view entry) {
  std::string line;
  for (const char c : entry) {
    if (c == '\n') {
      line += "\\n";
    } else if (c == '\\') {
      line += "\\\\";
    } else {
      line += c;
    }
  }
  return line + "\n";
}

std::string entry_of(std::string_view line) {
  if (line.find('\\') == std::string_view::npos)
    return std::string(line);
  std::string entry;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool is_escape = line[i] == '\\' && i + 1 < line.size();
    if (is_escape)
      ++i;
    entry += is_escape && line[i] == 'n' ? '\n' : line[i];
  }
  return entry;
}

bool append(const std::string& path, std::string_view line) {
  const int file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0)
    return false;
  const bool written_whole = ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  ::close(file);
  return written_whole;
}

}  // namespace

void History::load() {
  if (is_loaded_)
    return;
  is_loaded_ = true;
  const auto text = path_.empty() ? Outcome<std::string>(std::string()) : read_file(path_);
  if (!text)
    return;
  std::string_view rest = *text;
  entries_.reserve(static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '\n')) + 1);
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (!line.empty())
      entries_.push_back(entry_of(line));
  }
  if (entries_.size() > 2 * kEntriesMax) {
    entries_.erase(entries_.begin(), entries_.end() - static_cast<std::ptrdiff_t>(kEntriesMax));
    shorten();
  }
}

void History::shorten() const {
  std::string text;
  for (const auto& entry : entries_)
    text += written(entry);
  static_cast<void>(replace_file(path_, text));
}

void History::add(std::string_view entry) {
  load();
  while (!entry.empty() && (entry.back() == '\n' || entry.back() == ' '))
    entry.remove_suffix(1);
  if (entry.empty() || entry.front() == ' ' || (!entries_.empty() && entries_.back() == entry))
    return;
  entries_.emplace_back(entry);
  if (path_.empty())
    return;
  std::error_code ignored;
  const auto folder = std::filesystem::path(path_).parent_path();
  if (!std::filesystem::exists(folder, ignored)) {
    std::filesystem::create_directories(folder, ignored);
    ::chmod(folder.c_str(), S_IRWXU);
  }
  static_cast<void>(append(path_, written(entry)));
}

const std::vector<std::string>& History::entries() {
  load();
  return entries_;
}

std::size_t place_in(std::string_view entry, std::string_view text) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (std::any_of(text.begin(), text.end(), is_capital))
    return entry.find(text);
  const auto is_same = [&](char a, char b) { return (is_capital(a) ? static_cast<char>(a - 'A' + 'a') : a) == b; };
  const auto* const found = std::search(entry.begin(), entry.end(), text.begin(), text.end(), is_same);
  return found == entry.end() && !text.empty() ? std::string_view::npos : static_cast<std::size_t>(found - entry.begin());
}

std::optional<std::size_t> History::find_back(std::string_view text, std::size_t before) {
  load();
  for (std::size_t i = std::min(before, entries_.size()); i-- > 0;) {
    if (place_in(entries_[i], text) != std::string_view::npos)
      return i;
  }
  return std::nullopt;
}

std::string History::continuation(std::string_view text) {
  load();
  if (text.empty())
    return "";
  for (std::size_t i = entries_.size(); i-- > 0;) {
    if (entries_[i].size() > text.size() && entries_[i].starts_with(text))
      return entries_[i].substr(text.size());
  }
  return "";
}

}  // namespace entente::shell
