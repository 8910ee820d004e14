#include <charconv>

#include "parser/builder/build.h"
#include "parser/characters.h"

namespace entente::build {
namespace {

std::string unquoted(std::string_view quoted) {
  std::string value;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    value += quoted[i];
    if (quoted[i] == '"') {
      ++i;
    }
  }
  return value;
}

/// The words of a name or phrase, blanks and comments between them made one blank.
std::string joined(std::string_view written) {
  std::string value;
  bool gap = false;
  for (std::size_t i = 0; i < written.size();) {
    if (written.substr(i).starts_with("--")) {
      i = std::min(written.find('\n', i), written.size());
      gap = true;
      continue;
    }
    const CodePoint c = decode(written.substr(i));
    if (is_blank(c.value)) {
      gap = true;
    } else {
      if (gap && !value.empty()) {
        value += ' ';
      }
      gap = false;
      value += written.substr(i, c.bytes);
    }
    i += c.bytes;
  }
  return value;
}

template <class Number>
Number digits(std::string_view written) {
  Number value{};
  std::from_chars(written.data(), written.data() + written.size(), value);
  return value;
}

}  // namespace

ast::Param param(View view) { return {std::string(view.text().substr(1)), view.span()}; }
ast::Text text(View view) { return {unquoted(view.text()), view.span()}; }
ast::Word word(View view) { return {std::string(view.text()), view.span()}; }
ast::Int integer(View view) { return {digits<std::uint64_t>(view.text()), view.span()}; }
ast::Number number(View view) { return {std::string(view.text()), view.span()}; }

ast::Date date(View view) {
  const std::string_view written = view.text();
  ast::Date date{digits<std::int32_t>(written.substr(0, 4)), 0, 0, view.span()};
  if (written.size() >= 7) {
    date.month = digits<std::uint8_t>(written.substr(5, 2));
  }
  if (written.size() >= 10) {
    date.day = digits<std::uint8_t>(written.substr(8, 2));
  }
  return date;
}

ast::Name name(View view) {
  const std::string_view written = view.text();
  const std::size_t colon = written.find(':');
  const bool has_prefix = written[0] >= 'a' && written[0] <= 'z' && colon != std::string_view::npos;
  const std::string_view prefix = has_prefix ? written.substr(0, colon) : std::string_view();
  const std::string_view rest = has_prefix ? written.substr(colon + 1) : written;
  return {std::string(prefix), rest.starts_with('"') ? unquoted(rest) : joined(rest), view.span()};
}

ast::RolePhrase role_phrase(View view) {
  if (view.is<grammar::Text>()) {
    return {text(view).value, true, view.span()};
  }
  return {joined(view.text()), false, view.span()};
}

ast::DateV date_value(View view) {
  if (view.is<grammar::Param>()) {
    return param(view);
  }
  if (view.is<grammar::Today>()) {
    return ast::Today{view.span()};
  }
  return date(view);
}

ast::EDate record_date(View view) {
  Children children(view);
  ast::EDate date{date_value(children.take()), ast::EDate::Mark::kNone, view.span()};
  if (const auto mark = children.take_if<grammar::Mark>()) {
    date.mark = mark->text() == "~" ? ast::EDate::Mark::kApproximate : ast::EDate::Mark::kUncertain;
  }
  return date;
}

ast::NameV name_value(View view) {
  if (view.is<grammar::Param>()) {
    return param(view);
  }
  return name(view);
}

ast::IntV int_value(View view) {
  if (view.is<grammar::Param>()) {
    return param(view);
  }
  return integer(view);
}

ast::TextV text_value(View view) {
  if (view.is<grammar::Param>()) {
    return param(view);
  }
  return text(view);
}

ast::KeyV key_value(View view) {
  if (view.is<grammar::Param>()) {
    return param(view);
  }
  return word(view);
}

ast::Role role(View view) {
  if (view.is<grammar::Param>()) {
    return param(view);
  }
  return role_phrase(view);
}

ast::Topic topic(View view) {
  if (view.is<grammar::Param>()) {
    return param(view);
  }
  if (view.is<grammar::Text>()) {
    return text(view);
  }
  return word(view);
}

bool is_role(const Children& children) { return children.at<grammar::Param, grammar::RolePhrase, grammar::Text>(); }

}  // namespace entente::build
