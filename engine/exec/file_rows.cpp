#include "engine/exec/file_rows.h"

#include <algorithm>

#include "engine/exec/evaluate.h"

namespace entente::exec {
namespace {

constexpr std::size_t kFaultsShown = 20;
constexpr std::size_t kBatchBytes = std::size_t{4} << 20U;  // so that long texts make short batches

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

FileRows::FileRows(Machine& machine, const bind::Query& query, std::vector<bool> needed, Stats& stats)
    : machine_(machine), query_(query), needed_(std::move(needed)), stats_(stats), cells_(machine, query) {}

void FileRows::ask() {
  const auto& file = *query_.file;
  auto opened = files::open_records(file.path, file.shown, file.encoding);
  if (!opened) {
    fail(std::move(opened.error()));
  }
  reader_ = std::move(*opened);
  if (reader_->headings() != file.headings) {
    fail({"F17", "\"" + file.shown + "\" was changed while it was read", std::nullopt, {}, "ask again"});
  }
  row_.resize(file.headings.size());
  const std::size_t all_records = stats_.of_file.all_records;
  stats_.of_file = {};
  stats_.of_file.all_records = all_records;
}

const files::Record* FileRows::read() {
  auto record = reader_->next();
  if (!record) {
    fail(std::move(record.error()));
  }
  if (*record == nullptr) {
    stats_.of_file.left_out = reader_->left_out();
    stats_.of_file.whole = true;
  } else {
    ++stats_.of_file.records;
    ++stats_.of_file.all_records;
  }
  return *record;
}

std::optional<Batch> FileRows::next() {
  machine_.breathe();
  Batch batch(row_.size());
  bytes_ = 0;
  while (batch.rows < kBatchRows && bytes_ < kBatchBytes) {
    const auto* record = read();
    if (record == nullptr) {
      break;
    }
    add_row(*record, batch);
    if (!faults_.empty()) {
      fail_with_faults();
    }
  }
  return batch.rows == 0 ? std::nullopt : std::optional(std::move(batch));
}

// A row with which something is wrong is noted, not added.
void FileRows::add_row(const files::Record& record, Batch& batch) {
  const auto& file = *query_.file;
  if (record.cells.size() != row_.size()) {
    ++ragged_count_;
    note_fault(
        record.at, "",
        {kAbsent, counted(record.cells.size(), "cell", "cells") + " under " + counted(row_.size(), "heading", "headings"), false});
    return;
  }
  const std::size_t faults_before = unknown_count_;
  std::optional<DayRange> days;
  if (file.date_column) {
    days = row_days(cells_.date(record.cells[*file.date_column].text).datum);
  }
  for (std::size_t column = 0; column < row_.size(); ++column) {
    const auto& cell = record.cells[column];
    const CellValue found = value(cell, column, days);
    row_[column] = found.datum;
    if (found.fault.empty()) {
      continue;
    }
    const std::string& name = query_.source_schema[column].name;
    if (file.skips_unknown) {
      ++stats_.of_file.unknown[name];
    } else {
      ++unknown_count_;
      note_fault(cell.at, name, found);
    }
  }
  if (unknown_count_ == faults_before) {
    batch.push_row(row_);
  }
}

// All days of the row's date.
std::optional<DayRange> FileRows::row_days(Datum date) const {
  if (date == kAbsent) {
    return std::nullopt;
  }
  const Bound& bound = machine_.pool().bound_of(date).bound;
  if (bound.earliest == kBeforeAll || bound.latest == kAfterAll) {
    return std::nullopt;
  }
  return DayRange{bound.earliest, bound.latest + 1};
}

CellValue FileRows::value(const files::Cell& cell, std::size_t column, std::optional<DayRange> days) {
  if (cell.missing) {
    return {};
  }
  const Type& type = query_.source_schema[column].type;
  switch (type.kind) {
    case Type::Kind::kActor:
    case Type::Kind::kBody:
      return cells_.entity(cell.text, column, days, stats_.of_file);
    case Type::Kind::kBegan:
      return cells_.date(cell.text);
    case Type::Kind::kInteger:
    case Type::Kind::kDecimal:
      return FileCells::number(cell.text, type);
    default:
      bytes_ += cell.text.size();
      return {needed_[column] ? machine_.pool().text(cell.text) : kAbsent, "", false};
  }
}

void FileRows::note_fault(const files::Place& at, const std::string& column, const CellValue& value) {
  any_ambiguous_ = any_ambiguous_ || value.ambiguous;
  if (faults_.size() < kFaultsShown) {
    faults_.push_back(query_.file->shown + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + "  " +
                      (column.empty() ? "" : column + ": ") + value.fault);
  }
}

// The place is where the statement names the file.
void FileRows::fail(Diagnostic diagnostic) const {
  diagnostic.span = query_.file->place;
  throw Failed{std::move(diagnostic)};
}

// Reads to the end, so that all faults are counted.
void FileRows::fail_with_faults() {
  needed_.assign(needed_.size(), false);
  Batch unused(row_.size());
  for (const auto* record = read(); record != nullptr; record = read()) {
    add_row(*record, unused);
    if (stats_.of_file.records % kBatchRows == 0) {
      machine_.breathe();
      unused = Batch(row_.size());
    }
  }
  const std::string& shown = query_.file->shown;
  Diagnostic out;
  out.code = unknown_count_ > 0 ? "F13" : "F11";
  if (unknown_count_ > 0) {
    out.message = counted(unknown_count_, "cell of ", "cells of ") + "\"" + shown + "\" " +
                  (unknown_count_ == 1 ? "is not what its column holds" : "are not what their columns hold");
    out.help = "mend the file, or keep them as missing: … skipping unknown";
  }
  if (ragged_count_ > 0) {
    out.message += (out.message.empty() ? "" : "; ") + counted(ragged_count_, "row of ", "rows of ") + "\"" + shown + "\" " +
                   (ragged_count_ == 1 ? "has" : "have") + " not as many cells as there are headings";
    out.help += (out.help.empty() ? "" : "; ") + std::string("a cell with a separator in it stands in quotes");
  }
  if (any_ambiguous_ && !query_.file->date_column) {
    out.help += "; a time settles names that fit several: day as date, or on 2014-10-21";
  }
  out.notes = std::move(faults_);
  const std::size_t all = unknown_count_ + ragged_count_;
  if (all > out.notes.size()) {
    out.notes.push_back("and " + std::to_string(all - out.notes.size()) + " more");
  }
  fail(std::move(out));
}

}  // namespace entente::exec
