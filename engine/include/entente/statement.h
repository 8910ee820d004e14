// A query that is parsed once and run often, with other parameters each time; its rows as typed columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/answer.h"
#include "entente/error.h"
#include "entente/parameter.h"

namespace entente {

/// Days counted from 1970-01-01 in the proleptic Gregorian calendar.
using DayNumber = std::int32_t;
inline constexpr DayNumber kNoFirstDay = INT32_MIN;  // since always, or since nobody knows when
inline constexpr DayNumber kNoLastDay = INT32_MAX;   // for ever, or until nobody knows when

/// The days of a date, both bounds as the best reading has them: one day, or all of `2014-10`. Half open.
struct DayInterval {
  DayNumber begin = kNoFirstDay;
  DayNumber end = kNoLastDay;
  friend bool operator==(const DayInterval&, const DayInterval&) = default;
};

/// A prepared query. Made by Session::prepare; must not outlive its session, and belongs to the session's thread.
///
///     auto statement = session.prepare("members of $body on $day | select actor");
///     statement->set("body", "SCO");
///     statement->set("day", "2014-10-21");
///     if (auto error = statement->run()) …
///     while (statement->next())
///       for (std::size_t row = 0; row < statement->size(); ++row)
///         use(statement->text(0, row));
///     if (statement->error()) …
///
/// From `run` until the last row was taken, or until `finish`, it holds a snapshot: keep that short. Lets and defaults are those of
/// the session when it was prepared; `today` and limits are those of each run.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  /// Sets `$name` for this statement, from its next run on. Parameters of the session count where the statement has none.
  void set(std::string_view name, Parameter value);
  /// Begins to run it in a new snapshot. An error: N12 and the others of what is bound and run, kDatabase, kLocked, kMachine.
  [[nodiscard]] std::optional<Error> run();
  /// Moves on to the next rows, never none of them; false when there are no more or something went wrong.
  [[nodiscard]] bool next();
  /// What went wrong between `run` and the last `next`.
  [[nodiscard]] const std::optional<Error>& error() const;
  /// Lets the snapshot go and the rows that are left.
  void finish();

  /// Known once it runs; of a `pivot` with its first rows.
  [[nodiscard]] const std::vector<Column>& columns() const;
  /// How many rows `next` has moved to; columns and rows are counted from 0.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool is_missing(std::size_t column, std::size_t row) const { return cells(column)[row] == kMissing; }

  /// A column as 64-bit cells, until the next `next`, `run` or `finish`: kMissing, or
  ///   kInteger  the number      kTruth  0 or 1      kDecimal  the bits of the double
  ///   kText of actors, bodies, roles and sources: their number, which never changes within a database and is below 2^32; equal
  ///         numbers are equal names. Of other texts, of dates and of lists: equal cells are equal values within one run.
  static constexpr std::int64_t kMissing = INT64_MIN;
  [[nodiscard]] std::span<const std::int64_t> cells(std::size_t column) const;
  [[nodiscard]] double decimal(std::size_t column, std::size_t row) const;
  /// Of kDate; what is missing has all days.
  [[nodiscard]] DayInterval days(std::size_t column, std::size_t row) const;
  /// As it prints; empty for what is missing. Until the next call of text, next, run or finish.
  [[nodiscard]] std::string_view text(std::size_t column, std::size_t row) const;

  /// The lines that stand below the answer, once all rows were taken; needs the snapshot, so ask before `finish` and before `run`.
  /// No lines without one, and where `error` says what went wrong.
  [[nodiscard]] std::vector<std::string> caption() const;

  struct State;

 private:
  friend class Session;
  explicit Statement(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace entente
