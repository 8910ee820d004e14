#include "shell/error_pages.h"

#include <algorithm>

#include "parser/edit_distance.h"
#include "shell/error_document.h"
#include "shell/failure.h"

namespace entente::shell {
namespace {

constexpr std::string_view kHeading = "\n## ";
constexpr std::string_view kFamily = "\n# ";
constexpr std::string_view kBetween = " · ";
constexpr std::string_view kFence = "```";
constexpr std::size_t kNearMax = 4;  // codes that are offered for one that does not exist

std::string in_capitals(std::string_view code) {
  std::string out(code);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

ErrorPage page_of(std::string_view section) {
  const std::string_view heading = section.substr(0, section.find('\n'));
  const std::size_t between = heading.find(kBetween);
  std::string_view text = section.substr(heading.size());
  text = text.substr(0, text.find(kFamily));
  text.remove_prefix(std::min(text.find_first_not_of('\n'), text.size()));
  text = text.substr(0, text.find_last_not_of('\n') + 1);
  return {heading.substr(0, between), heading.substr(between + kBetween.size()), text};
}

/// Examples stand in from the margin; their fences are for browsers.
std::string for_terminal(const ErrorPage& page) {
  std::string out = std::string(page.code) + ": " + std::string(page.meaning) + "\n\n";
  bool is_example = false;
  for (std::string_view rest = page.text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.starts_with(kFence)) {
      is_example = !is_example;
    } else {
      out += (is_example ? "  " : "") + std::string(line) + "\n";
    }
  }
  return out;
}

}  // namespace

std::vector<ErrorPage> error_pages() {
  std::vector<ErrorPage> pages;
  for (std::size_t at = kErrorDocument.find(kHeading); at != std::string_view::npos;) {
    const std::size_t begin = at + kHeading.size();
    at = kErrorDocument.find(kHeading, begin);
    pages.push_back(page_of(kErrorDocument.substr(begin, std::min(at, kErrorDocument.size()) - begin)));
  }
  return pages;
}

std::optional<std::string> find_error_page(std::string_view code) {
  const auto wanted = in_capitals(code);
  for (const auto& page : error_pages()) {
    if (page.code == wanted)
      return for_terminal(page);
  }
  return std::nullopt;
}

std::string list_of_errors() {
  std::string out;
  for (const auto& page : error_pages())
    out += std::string(page.code) + "  " + std::string(page.meaning) + "\n";
  return out;
}

std::string no_such_error(std::string_view code) {
  const auto wanted = in_capitals(code);
  std::string near;
  std::size_t found = 0;
  for (const auto& page : error_pages()) {
    const bool of_family = wanted.starts_with(page.code.substr(0, 1));
    if (found < kNearMax && of_family && edit_distance(wanted, page.code) == 1)
      near += (found++ == 0 ? "" : ", ") + std::string(page.code);
  }
  return failure(ErrorKind::kStatement, "no error has the code " + std::string(code),
                 near.empty() ? "entente --explain-error lists them all"
                              : "did you mean " + near + "? entente --explain-error lists them all")
      .text;
}

}  // namespace entente::shell
