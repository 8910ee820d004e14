#include "tests/real/differences.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace entente::tests {
namespace {

std::vector<std::string> parts_of(const std::string& text, const std::string& mark) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (auto end = text.find(mark); end != std::string::npos; end = text.find(mark, begin)) {
    parts.push_back(text.substr(begin, end - begin));
    begin = end + mark.size();
  }
  parts.push_back(text.substr(begin));
  return parts;
}

// The cells of `| a | b |`; none of a line that is no row of a table, or that parts the head from the rest.
std::vector<std::string> cells_of(const std::string& line) {
  if (!line.starts_with("| ") || !line.ends_with(" |") || line.starts_with("| ---")) {
    return {};
  }
  return parts_of(line.substr(2, line.size() - 4), " | ");
}

// The rows of the table under a heading, without its head.
std::vector<std::vector<std::string>> rows_under(const std::string& heading) {
  std::ifstream file(std::filesystem::path(ENTENTE_SOURCE_DIR) / "seeds" / "DIFFERENCES.md");
  std::vector<std::vector<std::string>> rows;
  bool here = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) {
      here = line == "## " + heading;
    } else if (auto cells = cells_of(line); here && !cells.empty()) {
      rows.push_back(std::move(cells));
    }
  }
  if (rows.empty()) {
    throw std::runtime_error("seeds/DIFFERENCES.md has no table under " + heading);
  }
  rows.erase(rows.begin());
  return rows;
}

void expect_reason(const std::vector<std::string>& row, std::size_t cells) {
  if (row.size() != cells || row.back().empty()) {
    throw std::runtime_error("seeds/DIFFERENCES.md: a line without a reason, or with a cell too many: " + row.at(0));
  }
}

std::string text_of(const Difference& difference) {
  return difference.body + ", " + difference.when + ": " + difference.actor + " (" + difference.side + ")";
}

}  // namespace

std::set<Difference> listed_differences(const std::string& heading) {
  std::set<Difference> listed;
  for (const auto& row : rows_under(heading)) {
    expect_reason(row, 5);
    for (const auto& when : parts_of(row[2], ", ")) {
      for (const auto& actor : parts_of(row[3], ", ")) {
        const bool is_new = listed.insert({row[0], row[1], when, actor}).second;
        EXPECT_TRUE(is_new) << "seeds/DIFFERENCES.md lists twice: " << row[0] << ", " << when << ": " << actor;
      }
    }
  }
  return listed;
}

std::set<std::string> listed_conflicts() {
  std::set<std::string> listed;
  for (const auto& row : rows_under("Conflicts")) {
    expect_reason(row, 3);
    listed.insert(row[0] + " " + row[1]);
  }
  return listed;
}

void expect_listed(const std::set<Difference>& found, const std::string& heading) {
  const auto listed = listed_differences(heading);
  for (const auto& difference : found) {
    EXPECT_TRUE(listed.contains(difference)) << "a difference that seeds/DIFFERENCES.md does not explain: " << text_of(difference);
  }
  for (const auto& difference : listed) {
    EXPECT_TRUE(found.contains(difference)) << "in seeds/DIFFERENCES.md, and no difference: " << text_of(difference);
  }
}

}  // namespace entente::tests
