// Both answers as text, so that they can be compared and shown.
#pragma once

#include "tests/oracle/engine.h"
#include "tests/oracle/query.h"

namespace entente::oracle {

/// The engine's rows, one a line, in the columns that the oracle knows; or the error.
std::string engine_text(const Reply& reply, const OracleTable& expected);
/// A cell as the engine shows it.
std::string raw_text(const Cell& cell);

std::string oracle_text(const OracleTable& table);
std::string header_of(const OracleTable& table);

}  // namespace entente::oracle
