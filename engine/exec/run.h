// Runs a bound query over a snapshot: source rows, then stage by stage.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "engine/bind/query.h"
#include "engine/exec/machine.h"

namespace entente::exec {

/// All rows of a query, and what captions say of its source.
struct Rows {
  Batch batch;            // empty where they were handed over piece by piece
  std::size_t count = 0;  // of rows in all
  Stats stats;
  std::optional<Stats> other;                  // of the other side of `diff`
  std::size_t differences = 0;                 // rows of `diff`
  std::size_t ties_cut = 0;                    // rows equal to the last one that `take` kept
  std::optional<Schema> pivoted;               // the columns that `pivot` made, known before the first row is handed over
  std::map<const bind::Stage*, Stats> joined;  // of the right side of each join
};

/// What each step of a plan did, the source first; inputs not counted in.
struct Profile {
  struct Step {
    std::size_t rows = 0;  // handed over
    double ms = 0;
    std::uint64_t records = 0;  // read from the file
  };
  std::vector<Step> steps;
};

class Operator;
namespace detail {
struct Opened;
}

/// A query that runs: its rows piece by piece, as they are asked for. What it is given must outlive it, as must the query.
class Execution {
 public:
  /// `rows` collects what captions say as they come. With a profile every step is measured; without one nothing is.
  Execution(Machine& machine, const bind::Query& query, Rows& rows, Profile* profile = nullptr);
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;
  ~Execution();

  /// Never an empty batch; none when there are no more. Throws Failed for what a query may find wrong while it runs, store::Fault
  /// for damage.
  [[nodiscard]] std::optional<Batch> next();

 private:
  std::unique_ptr<detail::Opened> opened_;
};

/// All rows at once. Throws as Execution does.
[[nodiscard]] Rows run(Machine& machine, const bind::Query& query);
/// Hands the rows over piece by piece, in their order, until `take` returns false; `rows` collects the rest as they come. With a
/// profile every step is measured; without one nothing is.
using TakeBatch = std::function<bool(Batch&&)>;
enum class Texts : std::uint8_t { kKept, kLetGo };  // the second: once a piece was taken, where no stage holds them
void run(Machine& machine, const bind::Query& query, Rows& rows, const TakeBatch& take, Profile* profile = nullptr,
         Texts texts = Texts::kLetGo);

/// How many rows the source of the query has on any day, before the stages: what captions say of an empty answer. Not for a series
/// over reported or known time.
[[nodiscard]] std::size_t count_ever(Machine& machine, const bind::Query& query);

}  // namespace entente::exec
