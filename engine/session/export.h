// `export`: the rows of a query go to a file as they are found. Internal to engine/session.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/bind/import.h"
#include "engine/exchange/table_writer.h"
#include "engine/files/whole_file.h"
#include "entente/answer.h"
#include "entente/database.h"

namespace entente::session {

class ExportStream : public AnswerStream {
 public:
  ExportStream(std::unique_ptr<files::WholeFile> file, std::string shown, exchange::TableOptions options, OnProgress on_progress,
               exchange::Breathe breathe)
      : file_(std::move(file)),
        shown_(std::move(shown)),
        options_(std::move(options)),
        on_progress_(std::move(on_progress)),
        breathe_(std::move(breathe)) {}

  bool begin(const std::vector<Column>& columns) override;
  bool rows(std::vector<std::vector<Cell>>&& rows) override;
  bool end(Answer&& answer) override;

  /// Puts the file in its place; says how many rows are in it, or what went wrong.
  [[nodiscard]] Result<std::string> finish();

 private:
  std::unique_ptr<files::WholeFile> file_;
  std::string shown_;
  exchange::TableOptions options_;
  OnProgress on_progress_;
  exchange::Breathe breathe_;
  std::unique_ptr<exchange::TableWriter> writer_;
  std::optional<Diagnostic> refused_;
  std::size_t rows_ = 0;
};

}  // namespace entente::session
