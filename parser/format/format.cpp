#include "parser/format/format.h"

#include <optional>
#include <string_view>
#include <utility>

#include "parser/builder/build.h"
#include "parser/format/layout.h"
#include "parser/format/pieces.h"
#include "parser/match.h"
#include "parser/parse.h"
#include "parser/script.h"

namespace entente {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// The lines of a script, one statement or comment behind the other.
class ScriptText {
 public:
  /// What stands before a statement, or behind the last one.
  void add(const format::Gap& gap) {
    for (const auto& comment : gap.comments) {
      if (comment.own_line) {
        add_line(comment.text, comment.blank_before);
      } else {
        text_.pop_back();
        text_ += ' ' + std::string(comment.text) + '\n';
      }
    }
  }

  void add_line(std::string_view line, bool blank_before) {
    if (blank_before && !text_.empty()) {
      text_ += '\n';
    }
    text_ += std::string(line) + '\n';
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

/// Of a script that the grammar takes.
std::string lay_out_script(std::string_view text) {
  ScriptText lines;
  std::uint32_t end = 0;
  for (const auto& segment : segments_of(text)) {
    if (segment.blank) {
      continue;
    }
    const auto tree = std::get<Tree>(match_statement(text, segment.span));
    const Span statement = tree.nodes.back().span;
    const auto gap = format::gap_of(text, {end, statement.begin});
    lines.add(gap);
    lines.add_line(format::lay_out(tree) + ';', gap.blank_after);
    end = statement.end;
  }
  lines.add(format::gap_of(text, {end, static_cast<std::uint32_t>(text.size())}));
  return lines.take();
}

/// What the statements say, wherever they stand; nothing if one of them is wrong.
std::optional<std::vector<ast::Statement>> placeless_statements(const Source& source) {
  std::vector<ast::Statement> statements;
  for (const auto& segment : segments_of(source.text())) {
    if (segment.blank) {
      continue;
    }
    auto matched = match_statement(source.text(), segment.span);
    auto* tree = std::get_if<Tree>(&matched);
    if (tree == nullptr) {
      return std::nullopt;
    }
    tree->tells_places = false;
    statements.push_back(build::statement(View(*tree, tree->nodes.size() - 1)));
  }
  return statements;
}

}  // namespace

std::variant<std::string, std::vector<Diagnostic>> format_script(const Source& source) {
  std::vector<Diagnostic> errors;
  for (auto& statement : parse_script(source)) {
    if (!statement) {
      errors.push_back(std::move(statement.error()));
    }
  }
  if (!errors.empty()) {
    return errors;
  }
  std::string_view text = source.text();
  if (text.starts_with(kBom)) {
    text.remove_prefix(kBom.size());
  }
  return lay_out_script(text);
}

bool have_same_statements(const Source& a, const Source& b) {
  const auto left = placeless_statements(a);
  return left && left == placeless_statements(b);
}

}  // namespace entente
