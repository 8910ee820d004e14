// What went wrong, as a value. The library throws nothing across its public face but std::bad_alloc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace entente {

/// Whose fault it is; a program's exit code follows from it.
enum class ErrorKind : std::uint8_t {
  kStatement,  // the query or statement is wrong: its text says where and offers a way out
  kDatabase,   // the database file is missing, damaged, not ours, or of another version
  kLocked,     // another process holds the database
  kMachine,    // reading or writing failed: disk full, no permission, out of memory
};

/// An error. `text` is ready to print: code, place, line, caret, candidates and help, ending with a line break.
struct Error {
  ErrorKind kind = ErrorKind::kStatement;
  std::string code;          // stable: P01, N02, …; docs/language.md lists them
  std::string message;       // one line, lower case, no full stop
  std::string source_name;   // of the script; empty when no script is at fault
  std::uint32_t line = 0;    // 1-based; 0: no place
  std::uint32_t column = 0;  // 1-based, display columns; 0: no place
  std::string text;
};

/// A value or an Error; named as std::expected, to be replaced by it one day.
template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit as std::expected
  Outcome(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit as std::expected

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& operator*() { return std::get<0>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace entente
