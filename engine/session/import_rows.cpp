#include "engine/session/import_rows.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "entente/csv.h"

namespace entente::session {
namespace {

constexpr std::size_t kShownMax = 20;

std::size_t allowed_by(const bind::Import& import) {
  if (import.max_errors) {
    return *import.max_errors;
  }
  return import.bad_rows ? std::numeric_limits<std::size_t>::max() : 0;
}

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

// `f.csv:17:4  role: no role is "membre"; member? (N05)`
std::string line_of(const std::string& shown, const exchange::RowFault& fault) {
  return shown + ":" + std::to_string(fault.at.line) + ":" + std::to_string(fault.at.column) + "  " +
         (fault.column.empty() ? "" : fault.column + ": ") + fault.text + " (" + fault.code + ")";
}

}  // namespace

BadRows::BadRows(const bind::Import& import) : import_(import), allowed_(allowed_by(import)) {}

Result<Done> BadRows::open(const std::vector<std::string>& headings) {
  if (!import_.bad_rows) {
    return Done{};
  }
  auto file = files::WholeFile::create(import_.bad_rows->path, import_.bad_rows->shown);
  if (!file) {
    file.error().span = import_.bad_rows_span;
    return std::move(file.error());
  }
  file_ = std::move(*file);
  columns_ = headings.size();
  std::string line;
  for (const auto& heading : headings) {
    add_csv_field(line, heading);
    line += ',';
  }
  file_->write(line + "line,rule\n");
  return Done{};
}

void BadRows::add(const std::vector<exchange::RowFault>& faults, const std::vector<std::string>& cells) {
  ++rows_;
  faults_ += faults.size();
  std::string rules;
  auto by_place = faults;
  std::stable_sort(by_place.begin(), by_place.end(), [](const auto& a, const auto& b) {
    return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
  });
  for (const auto& fault : by_place) {
    if (lines_.size() < kShownMax) {
      lines_.push_back(line_of(import_.file.shown, fault));
    }
    rules += (rules.empty() ? "" : "; ") + (fault.column.empty() ? "" : fault.column + ": ") + fault.text + " (" + fault.code + ")";
  }
  if (file_ == nullptr) {
    return;
  }
  std::string line;
  for (std::size_t i = 0; i < columns_; ++i) {  // a row may have had more cells, or fewer
    if (i < cells.size() && !cells[i].empty()) {
      add_csv_field(line, cells[i]);
    }
    line += ',';
  }
  line += std::to_string(by_place.front().at.line) + ",";
  add_csv_field(line, rules);
  file_->write(line + "\n");
}

std::vector<std::string> BadRows::lines() const {
  auto out = lines_;
  if (faults_ > out.size()) {
    out.push_back("and " + std::to_string(faults_ - out.size()) + " more");
  }
  return out;
}

Diagnostic BadRows::refused() const {
  std::string message = counted(rows_, "row", "rows") + " of \"" + import_.file.shown + "\" cannot be imported";
  if (import_.max_errors) {
    message += ", and " + std::to_string(*import_.max_errors) + " may be left out";
  }
  return {"F18", std::move(message), import_.file_span, lines(),
          "nothing was recorded; mend the file, or leave such rows out: … skipping bad rows to \"bad.csv\""};
}

Result<Done> BadRows::finish() { return file_ == nullptr ? Result<Done>(Done{}) : file_->finish(); }

std::vector<std::string> cells_of(const files::Record* record) {
  std::vector<std::string> out;
  if (record != nullptr) {
    for (const auto& cell : record->cells) {
      out.emplace_back(cell.text);
    }
  }
  return out;
}

}  // namespace entente::session
