// A file of questions and answers, read and written without loss. Knows nothing of databases.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace entente::tests {

/// Lines that are neither question nor answer: comments, blank lines. Each without its line break.
struct Remark {
  std::string line;
};

/// `!database NAME`.
struct DatabaseDirective {
  std::string name;
};

/// `!corrected`: the corrected lines that answers offer from here on must run.
struct CorrectedDirective {};

/// `!file NAME`, its lines, `---`.
struct FileDirective {
  std::string name;
  std::string text;
};

struct Exchange {
  std::size_t line = 0;  // 1-based, of the question
  std::string question;
  std::string answer;  // lines, each ending with a line break
};

using Piece = std::variant<Remark, DatabaseDirective, CorrectedDirective, FileDirective, Exchange>;

struct Transcript {
  std::vector<Piece> pieces;
  std::string fault;  // what is wrong with the file itself, with its line; empty: nothing
};

[[nodiscard]] Transcript read_transcript(std::string_view text);
[[nodiscard]] std::string write_transcript(const Transcript& transcript);

}  // namespace entente::tests
