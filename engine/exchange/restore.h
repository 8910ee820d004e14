// `restore`: a dump made into the database that it was made of: the same numbers, commits and times.
#pragma once

#include <functional>
#include <string>

#include "engine/exchange/dump.h"
#include "engine/files/line_reader.h"
#include "engine/store/transaction.h"

namespace entente::exchange {

/// Called now and then with the lines read so far and how much of the file that is; what it throws ends the restoring.
using OnRead = std::function<void(std::size_t, files::Extent)>;

/// Fills an empty database. `shown` is the file in messages. Nothing is to be kept of what was written before an error.
[[nodiscard]] Result<DumpSum> restore(store::WriteTxn& txn, files::LineReader& lines, const std::string& shown,
                                      const OnRead& on_read);

}  // namespace entente::exchange
