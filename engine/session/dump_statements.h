// `dump` and `restore`, as statements. Internal to engine/session.
#pragma once

#include <functional>

#include "engine/bind/import.h"
#include "engine/store/transaction.h"
#include "entente/answer.h"
#include "entente/database.h"
#include "parser/diagnostic.h"

namespace entente::session {

/// Writes all of the snapshot to the file. Throws store::Fault.
[[nodiscard]] Result<Answer> dump_to(const bind::Import::File& file, const store::Reader& reader, const OnProgress& on_progress);
/// Fills an empty database from the file.
[[nodiscard]] Result<Answer> restore_from(const bind::Import::File& file, store::WriteTxn& txn, const OnProgress& on_progress,
                                          const std::function<void()>& breathe);

}  // namespace entente::session
