#include "engine/session/export.h"

#include <utility>

namespace entente::session {

bool ExportStream::begin(const std::vector<Column>& columns) {
  auto writer = exchange::table_writer(shown_, columns, options_);
  if (!writer) {
    refused_ = std::move(writer.error());
    return false;
  }
  writer_ = std::move(*writer);
  file_->write(writer_->head());
  return true;
}

bool ExportStream::rows(std::vector<std::vector<Cell>>&& rows) {
  for (const auto& row : rows) {
    file_->write(writer_->row(row));
  }
  rows_ += rows.size();
  if (on_progress_ && !rows.empty()) {
    on_progress_({rows_, 0, 0});
  }
  return true;
}

bool ExportStream::end(Answer&& answer) { return answer.has_table; }

Result<std::string> ExportStream::finish() {
  if (refused_) {
    return std::move(*refused_);
  }
  if (auto done = writer_->finish(*file_, breathe_); !done) {
    return std::move(done.error());
  }
  if (auto done = file_->finish(); !done) {
    return std::move(done.error());
  }
  return "wrote " + shown_ + ": " + std::to_string(rows_) + (rows_ == 1 ? " row" : " rows");
}

}  // namespace entente::session
