// The ledger record by record, for who looks at all of it: checks, dumps, what is saved of damaged files.
#pragma once

#include <string_view>
#include <vector>

#include "engine/claims/ledger.h"
#include "engine/claims/stored_rows.h"

namespace entente::claims {

// All throw store::Fault on damage.
/// The numbers of all claims, current or retired. Ascending.
[[nodiscard]] std::vector<ClaimId> all_claim_ids(const store::Reader& reader);
/// What a record of the tables events and provisions says.
[[nodiscard]] Event decode_event(std::string_view key, std::string_view payload);
[[nodiscard]] Provision decode_provision(std::string_view key, std::string_view payload);
/// How a table keeps its rows; null where its records are no packed rows.
[[nodiscard]] const RowTable* row_table_of(store::Table table);

}  // namespace entente::claims
