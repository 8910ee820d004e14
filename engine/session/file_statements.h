// Statements that deal with the database file as a whole: backup, compact, check, stats, and the dump of what can be saved. They
// need no catalogue, so that they run where it is damaged. Internal to engine/session.
#pragma once

#include "engine/bind/binder.h"
#include "engine/session/open_database.h"
#include "entente/answer.h"
#include "entente/database.h"
#include "parser/ast.h"
#include "parser/diagnostic.h"

namespace entente::session {

[[nodiscard]] bool is_of_the_file(const ast::Statement& statement);
/// Throws store::Fault.
[[nodiscard]] Result<Answer> run_on_file(const ast::Statement& statement, OpenDatabase& database,
                                         const bind::Environment& environment);
/// What is wrong with the file, found by a child process: an answer with a row for each finding. It need not be open.
[[nodiscard]] Answer check(const std::string& path);

}  // namespace entente::session
