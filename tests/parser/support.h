// What the tests of the parser share: one statement in, its tree or its error out.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "parser/parse.h"

namespace entente::tests {

/// The only statement of `text`, which must be one.
inline ast::Statement parsed(const std::string& text) {
  auto all = parse_script(Source("t", text));
  if (all.size() != 1 || !all[0]) {
    ADD_FAILURE() << "no single statement: " << text << "\n"
                  << (all.empty() ? std::string() : to_text(all[0].error(), Source("t", text)));
    return {ast::Check{}, {}};
  }
  return std::move(*all[0]);
}

/// The only statement of `text` as the kind that it must be.
template <class Kind>
Kind parsed_as(const std::string& text) {
  return std::get<Kind>(parsed(text).kind);
}

/// The only error of `text`, which must have one.
inline Diagnostic refused(const std::string& text) {
  for (auto& one : parse_script(Source("t", text))) {
    if (!one) {
      return one.error();
    }
  }
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

/// The first error of `text` as it prints.
inline std::string printed(const std::string& text, const std::string& name = "report.ent") {
  const Source source(name, text);
  for (const auto& one : parse_script(source)) {
    if (!one) {
      return to_text(one.error(), source);
    }
  }
  return "";
}

inline std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    text += part;
  }
  return text;
}

}  // namespace entente::tests
