// `dump`: everything that a database holds as lines of text, from which `restore` makes the same again.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/files/whole_file.h"
#include "engine/store/transaction.h"

namespace entente::exchange {

/// What was written.
struct DumpSum {
  std::size_t lines = 0;
  std::size_t commits = 0;
  std::size_t definitions = 0;  // each version counts
  std::size_t claims = 0;
  std::size_t events = 0;
  std::size_t provisions = 0;
};

/// Called now and then with the lines written so far; what it throws ends the dump.
using OnLines = std::function<void(std::size_t)>;

/// Writes what of it can still be read, so that it can be restored: what refers to something that is lost is lost too. `lost` takes
/// a sentence for each loss.
[[nodiscard]] DumpSum salvage(const store::Reader& reader, files::WholeFile& file, std::vector<std::string>& lost);

/// Writes all that the snapshot holds. Throws store::Fault on damage.
[[nodiscard]] DumpSum dump(const store::Reader& reader, files::WholeFile& file, const OnLines& on_lines);

}  // namespace entente::exchange
