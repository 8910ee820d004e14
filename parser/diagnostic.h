// A diagnostic is data: what is wrong, where, and the way out. One function makes it text.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parser/source.h"

namespace entente {

/// What belongs in the place of the span, and what at the end of the statement: so that the error can show the whole line, right.
struct Correction {
  std::string instead;
  std::string behind{};
  bool unquoted = false;  // else what belongs in the place of a text is one

  friend bool operator==(const Correction&, const Correction&) = default;
};

/// What is wrong with a statement, in the reader's words: lower case, no full stop.
/// Codes are stable; docs/errors.md lists them.
struct Diagnostic {
  std::string code;
  std::string message;
  std::optional<Span> span;                // absent: the whole statement
  std::vector<std::string> notes;          // candidates and the like, one a line
  std::string help;                        // one line; empty: none
  std::optional<Correction> correction{};  // its line stands before the help

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// The text of section "Answers" of docs/language.md: code, place, line, caret, notes, help. Ends with a line break.
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic, const Source& source);

/// A value or the diagnostic that says why there is none. Named as std::expected, to be replaced by it one day.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}           // NOLINT: implicit as std::expected
  Result(Diagnostic error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit as std::expected

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] T& value() & { return std::get<0>(state_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  [[nodiscard]] Diagnostic& error() { return std::get<1>(state_); }
  [[nodiscard]] const Diagnostic& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Diagnostic> state_;
};

/// What a function without a value returns: success or a diagnostic.
struct Done {
  friend bool operator==(const Done&, const Done&) = default;
};

}  // namespace entente
