// How expressions are refused: columns that are not there, kinds of values that do not go together; and the way out.
#include <algorithm>
#include <array>

#include "engine/bind/expr_binder.h"
#include "engine/bind/origin.h"
#include "engine/catalog/name_key.h"

namespace entente::bind {
namespace {

using TypeKind = Type::Kind;

// What newcomers call a column, and what it is called.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kOtherColumnNames = {{{"since", "began"},
                                                                                              {"start", "began"},
                                                                                              {"from", "began"},
                                                                                              {"until", "ended"},
                                                                                              {"end", "ended"},
                                                                                              {"state", "actor"},
                                                                                              {"country", "actor"},
                                                                                              {"organisation", "body"},
                                                                                              {"organization", "body"},
                                                                                              {"org", "body"},
                                                                                              {"source", "sources"},
                                                                                              {"nation", "actor"},
                                                                                              {"joined", "began"},
                                                                                              {"left", "ended"},
                                                                                              {"type", "kind"}}};

bool is_word_of(const Schema& schema, const std::string& text) {
  return std::any_of(schema.begin(), schema.end(), [&](const Field& field) {
    const auto& words = field.type.words;
    return field.type.is(TypeKind::kWord) && std::find(words.begin(), words.end(), text) != words.end();
  });
}

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A column of a join's right side whose name was taken: `began_2` beside `began`. Who writes no number means none.
bool is_numbered(const std::vector<std::string>& names, const std::string& name) {
  const std::size_t end = name.find_last_not_of("0123456789");
  return end != std::string::npos && end + 1 < name.size() && name[end] == '_' && has(names, std::string_view(name).substr(0, end));
}

std::vector<std::string> likely(const std::vector<std::string>& names, const std::string& written) {
  std::vector<std::string> out = names;
  if (written.empty() || written.back() < '0' || written.back() > '9') {
    std::erase_if(out, [&](const std::string& name) { return is_numbered(names, name); });
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' ? "\"\"" : std::string(1, c);
  }
  return out + "\"";
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.size() <= 15 && text.find_first_not_of("0123456789") == std::string::npos;
}

bool is_date(const std::string& text) {
  const auto bound = bound_of_text(text);
  return bound && text.find_first_not_of("0123456789-") == std::string::npos;
}

bool is_bare_number(const ast::Expr& expr) {
  const auto* date = std::get_if<ast::Date>(&expr.node);
  return std::holds_alternative<ast::Number>(expr.node) || (date != nullptr && date->month == 0);
}

// A literal as the text that it is without quotes; empty: it is none.
std::string bare_text(const ast::Expr& expr) {
  if (const auto* text = std::get_if<ast::Text>(&expr.node)) {
    return text->value;
  }
  if (const auto* name = std::get_if<ast::Name>(&expr.node)) {
    return name->prefix.empty() ? name->text : name->prefix + ":" + name->text;
  }
  if (const auto* number = std::get_if<ast::Number>(&expr.node)) {
    return number->digits;
  }
  const auto* date = std::get_if<ast::Date>(&expr.node);
  return date != nullptr && date->month == 0 ? std::to_string(date->year) : "";
}

std::string_view holds_such(const Type& type) {
  if (type.is_date()) {
    return "date";
  }
  if (type.is_number()) {
    return "number";
  }
  return type.is(TypeKind::kBody) ? "body" : "actor";
}

}  // namespace

void ExprBinder::refuse_column(const ast::Column& column) const {
  std::vector<std::string> names;
  std::transform(schema_.begin(), schema_.end(), std::back_inserter(names), [](const Field& field) { return field.name; });
  const std::string message = "no column \"" + column.text + "\"";
  for (const auto& [other, name] : kOtherColumnNames) {
    if (column.text == other && has(names, name)) {
      refuse_corrected("N08", message, column.span, {std::string(name)});
    }
  }
  if (binder_.catalog_.role_singular(column.text) != nullptr) {
    refuse_corrected("N08", message, column.span, {quoted(column.text)}, "a role stands in quotes");
  }
  if (is_word_of(schema_, column.text)) {
    refuse_corrected("N08", message, column.span, {quoted(column.text)}, "a word of a column stands in quotes");
  }
  if (column.text == "count") {
    refuse("N08", message, column.span, "rows are counted by a stage: | count by actor | where count > 3");
  }
  if (column.text == "null" || column.text == "none" || column.text == "nil" || column.text == "na") {
    refuse("N08", message, column.span, "what is not there is asked by: is missing, is not missing");
  }
  if (const auto written = difference(column.text)) {
    refuse("N08", message, column.span, "columns stand here, not expressions: | derive x = " + *written + " comes first");
  }
  refuse_misspelt("N08", message, column.span, catalog::nearest(column.text, likely(names, column.text)),
                  "the columns are " + alternatives(names));
}

// `began-1` is one word; where it begins with a column, a difference was meant.
std::optional<std::string> ExprBinder::difference(const std::string& word) const {
  const std::size_t hyphen = word.find('-');
  if (hyphen == std::string::npos) {
    return std::nullopt;
  }
  const auto reckons = [&](std::string_view name) {
    return std::any_of(schema_.begin(), schema_.end(),
                       [&](const Field& field) { return field.name == name && (field.type.is_date() || field.type.is_number()); });
  };
  const std::string left = word.substr(0, hyphen);
  const std::string right = word.substr(hyphen + 1);
  const bool digits = !right.empty() && right.find_first_not_of("0123456789") == std::string::npos;
  return reckons(left) && (digits || reckons(right)) ? std::optional(left + " - " + right) : std::nullopt;
}

std::string ExprBinder::help_for_file_text(const Expr& expr, std::string_view holds) const {
  if (expr.op != Expr::Op::kColumn || !expr.type.is(TypeKind::kText) || !before_.file) {
    return "";
  }
  const Origin origin = origin_of(before_, expr.column);
  if (origin.stages != 0) {
    return "";
  }
  const auto& columns = before_.source_schema;
  const bool none_named = std::all_of(columns.begin(), columns.end(), [](const Field& f) { return f.type.is(TypeKind::kText); });
  std::string help = "a column of a file is a text unless the source says more: rows of ";
  help += quoted(before_.file->shown) + " with " + (none_named ? "" : "…, ") + columns[origin.column].name + " as ";
  return help.append(holds);
}

std::string ExprBinder::help_for_list(const Expr& list) const {
  if (list.op == Expr::Op::kColumn && list.type.element == TypeKind::kSource) {
    return "what one source says is asked before the first |: according to …; all keys as a text: \"\" || " +
           schema_[list.column].name + " like \"%…%\"";
  }
  const std::string name = list.op == Expr::Op::kColumn ? schema_[list.column].name : "…";
  return "what a list holds is seen in its text: \"\" || " + name + " like \"%RUS%\"; length(" + name + ") counts it";
}

// One side is a text, and the other is not.
void ExprBinder::refuse_text_beside(const Operand& text, const Operand& other, const std::string& message, Span span,
                                    Sides sides) const {
  if (const std::string help = help_for_file_text(text.bound, holds_such(other.bound.type)); !help.empty()) {
    refuse("B09", message, span, help);
  }
  const bool is_written = text.written != nullptr && std::holds_alternative<ast::Text>(text.written->node);
  if (!is_written && other.written != nullptr && is_bare_number(*other.written) && sides == Sides::kEqual) {
    refuse_corrected("B09", message, other.written->span, {quoted(bare_text(*other.written))});
  }
  const std::string value = is_written ? std::get<ast::Text>(text.written->node).value : "";
  if (other.bound.type.is_date()) {
    if (is_date(value)) {
      refuse_corrected("B09", message, text.written->span, {value, "", true});
    }
    refuse("B09", message, span, "a date stands without quotes: 2014-10-20, 2014-10 or 2014");
  }
  if (other.bound.type.is_number()) {
    if (is_number(value)) {
      refuse_corrected("B09", message, text.written->span, {value, "", true});
    }
    refuse("B09", message, span,
           is_written ? "a number stands without quotes" : "texts are put in order by their letters, numbers by their size");
  }
}

// The literals in quotes, as they stand in a list; none where one of them is no value of that type.
std::optional<std::string> ExprBinder::in_quotes(const Type& type, std::span<const ast::Expr> written) const {
  std::string out;
  for (const auto& item : written) {
    const std::string text = type.is(TypeKind::kText) ? bare_text(item) : lower(bare_text(item));
    const bool is_value = type.is(TypeKind::kText) ||
                          (type.is(TypeKind::kRole) && binder_.catalog_.role_singular(text) != nullptr) ||
                          std::find(type.words.begin(), type.words.end(), text) != type.words.end();
    if (text.empty() || !is_value) {
      return std::nullopt;
    }
    out += (out.empty() ? "" : ", ") + quoted(text);
  }
  return out;
}

// A text, a role and the word of a column stand in quotes: a word that begins with a capital is a name, digits are a number.
void ExprBinder::refuse_bare(const Expr& beside, std::span<const ast::Expr> written) const {
  const Type& type = beside.type;
  const bool is_text = type.is(TypeKind::kText);
  const auto is_name = [](const ast::Expr& item) { return std::holds_alternative<ast::Name>(item.node); };
  const auto bare = std::find_if(written.begin(), written.end(),
                                 [&](const ast::Expr& item) { return is_name(item) || (is_text && is_bare_number(item)); });
  if (bare == written.end() || !(is_text || type.is(TypeKind::kRole) || type.is(TypeKind::kWord))) {
    return;
  }
  const std::string message = std::string(describe(type)) + " and " + (is_name(*bare) ? "a name" : "a number") + " do not compare";
  const std::string of_file = help_for_file_text(beside, is_name(*bare) ? "actor" : "number");
  if (!is_name(*bare) && !of_file.empty()) {
    refuse("B09", message, bare->span, of_file);
  }
  if (const auto right = in_quotes(type, written)) {
    refuse_corrected("B09", message, {written.front().span.begin, written.back().span.end}, {*right}, of_file);
  }
  refuse("B09", message, bare->span, "roles and other words stand in quotes, in lower case: role = \"observer\"");
}

// Which column of the query is meant cannot be told by its name; where one alone holds such values, it is that one.
void ExprBinder::refuse_in_query(const Type& left, const ast::Word* word, const Schema& schema, Span query) {
  std::vector<std::string> same;
  std::vector<std::string> fitting;
  for (const auto& field : schema) {
    if (comparable(left, field.type)) {
      (field.type.kind == left.kind ? same : fitting).push_back(field.name);
    }
  }
  const std::string message = word != nullptr
                                  ? "the query in parentheses has no column \"" + word->text + "\""
                                  : "the query in parentheses has " + std::to_string(schema.size()) + " columns, and none is named";
  fitting.insert(fitting.begin(), same.begin(), same.end());
  if (same.size() == 1) {
    refuse_corrected("N08", message, {query.end - 1, query.end}, {" | select " + fitting[0] + ")"},
                     "the column that is compared is selected");
  }
  refuse("N08", message, query,
         fitting.empty() ? "none of its columns holds " + std::string(describe(left))
                         : "select the one that is meant behind the query: " + alternatives(fitting));
}

void ExprBinder::refuse_mismatch(const Operand& a, const Operand& b, Span span, Sides sides) const {
  const Type& left = a.bound.type;
  const Type& right = b.bound.type;
  const std::string message = std::string(describe(left)) + " and " + std::string(describe(right)) + " do not compare";
  if (left.is(TypeKind::kList) || right.is(TypeKind::kList)) {
    refuse("B09", message, span, help_for_list(left.is(TypeKind::kList) ? a.bound : b.bound));
  }
  if (left.is(TypeKind::kText)) {
    refuse_text_beside(a, b, message, span, sides);
  } else if (right.is(TypeKind::kText)) {
    refuse_text_beside(b, a, message, span, sides);
  }
  const bool number = left.is_number() || right.is_number();
  if (number && (left.is_date() || right.is_date())) {
    refuse("B09", message, span, "year(began) is a number; a date is written 2014-10-20, 2014-10 or 2014");
  }
  if (number && (left.is_entity() || right.is_entity())) {
    refuse("B09", message, span, "a code has its system before it, as cow:365 has; code(actor, \"cow\") is the code as a text");
  }
  refuse("B09", message, span, "both sides of a comparison are of one kind");
}

}  // namespace entente::bind
