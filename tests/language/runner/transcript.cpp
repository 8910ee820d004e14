#include "tests/language/runner/transcript.h"

namespace entente::tests {
namespace {

constexpr std::string_view kEnd = "---";
constexpr std::string_view kQuestion = "> ";
constexpr std::string_view kDatabase = "!database ";
constexpr std::string_view kCorrected = "!corrected";
constexpr std::string_view kFile = "!file ";

bool begins_piece(std::string_view line) { return line.starts_with(kQuestion) || line.starts_with('#') || line.starts_with('!'); }

class Reader {
 public:
  explicit Reader(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      lines_.push_back(text.substr(0, end));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
  }

  Transcript run() {
    while (next_ < lines_.size() && transcript_.fault.empty()) {
      const std::string_view line = lines_[next_];
      if (line.starts_with(kQuestion)) {
        exchange();
      } else if (line.starts_with(kFile)) {
        file();
      } else if (line.starts_with(kDatabase)) {
        transcript_.pieces.emplace_back(DatabaseDirective{std::string(line.substr(kDatabase.size()))});
        ++next_;
      } else if (line == kCorrected) {
        transcript_.pieces.emplace_back(CorrectedDirective{});
        ++next_;
      } else if (line.empty() || line.starts_with('#')) {
        transcript_.pieces.emplace_back(Remark{std::string(line)});
        ++next_;
      } else {
        fail(next_, "a question begins with \"> \", a comment with #, a directive with !database, !corrected or !file");
      }
    }
    return std::move(transcript_);
  }

 private:
  void fail(std::size_t line, const std::string& why) { transcript_.fault = "line " + std::to_string(line + 1) + ": " + why; }

  /// The lines until `---`, which is taken too.
  std::string until_end(std::size_t begin) {
    std::string text;
    while (next_ < lines_.size() && lines_[next_] != kEnd) {
      text += lines_[next_++];
      text += '\n';
    }
    if (next_ == lines_.size()) {
      fail(begin, "the line --- is missing behind this");
    }
    ++next_;
    return text;
  }

  void exchange() {
    Exchange exchange;
    exchange.line = next_ + 1;
    const std::size_t begin = next_;
    lines_[next_].remove_prefix(kQuestion.size());
    exchange.question = until_end(begin);
    while (next_ < lines_.size() && !ends_answer(next_)) {
      exchange.answer += lines_[next_++];
      exchange.answer += '\n';
    }
    transcript_.pieces.emplace_back(std::move(exchange));
  }

  /// A line that is not of the answer any more: a piece of its own, or blanks before one or before the file's end.
  [[nodiscard]] bool ends_answer(std::size_t line) const {
    if (!lines_[line].empty()) {
      return lines_[line].starts_with(kQuestion);
    }
    while (line < lines_.size() && lines_[line].empty()) {
      ++line;
    }
    return line == lines_.size() || begins_piece(lines_[line]);
  }

  void file() {
    FileDirective directive{std::string(lines_[next_].substr(kFile.size())), ""};
    const std::size_t begin = next_++;
    directive.text = until_end(begin);
    transcript_.pieces.emplace_back(std::move(directive));
  }

  std::vector<std::string_view> lines_;
  std::size_t next_ = 0;
  Transcript transcript_;
};

struct Writer {
  std::string operator()(const Remark& remark) const { return remark.line + "\n"; }
  std::string operator()(const DatabaseDirective& directive) const { return std::string(kDatabase) + directive.name + "\n"; }
  std::string operator()(const CorrectedDirective&) const { return std::string(kCorrected) + "\n"; }
  std::string operator()(const FileDirective& directive) const {
    return std::string(kFile) + directive.name + "\n" + directive.text + std::string(kEnd) + "\n";
  }
  std::string operator()(const Exchange& exchange) const {
    return std::string(kQuestion) + exchange.question + std::string(kEnd) + "\n" + exchange.answer;
  }
};

}  // namespace

Transcript read_transcript(std::string_view text) { return Reader(text).run(); }

std::string write_transcript(const Transcript& transcript) {
  std::string text;
  for (const auto& piece : transcript.pieces) {
    text += std::visit(Writer{}, piece);
  }
  return text;
}

}  // namespace entente::tests
