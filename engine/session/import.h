// Runs one `import` inside of a write: rows read, claims recorded or statements applied, and what came of it said.
// Internal to engine/session.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/bind/import.h"
#include "engine/catalog/draft.h"
#include "engine/exchange/claim_reader.h"
#include "engine/exchange/columns.h"
#include "engine/session/apply.h"
#include "engine/session/claim_sink.h"
#include "engine/session/import_rows.h"
#include "entente/answer.h"
#include "entente/database.h"

namespace entente::session {

class Importer {
 public:
  /// What a statement binds against, as the catalogue stands when it is asked.
  using SettingOf = std::function<bind::Setting(Pool&)>;

  Importer(store::WriteTxn& txn, const catalog::Draft& catalog, Applier& applier, SettingOf setting, OnProgress on_progress);

  /// What was done, in the caption; or why nothing was.
  [[nodiscard]] Result<Answer> run(const bind::Import& import);

 private:
  /// A row that waits for others: a definition that names what comes later, or a claim that needs what others record.
  struct Waiting {
    std::string statement;
    std::vector<claims::Claim> claims;
    files::Place at;
    std::vector<std::string> cells;
    exchange::RowFault fault{};
  };
  using Faults = std::vector<exchange::RowFault>;

  [[nodiscard]] std::optional<Diagnostic> read_claims(const bind::Import& import, exchange::RowSource& rows, BadRows& bad);
  [[nodiscard]] std::optional<Diagnostic> read_statements(const bind::Import& import, exchange::Holds holds,
                                                          exchange::RowSource& rows, BadRows& bad);
  void record_waiting(BadRows& bad);
  void apply_waiting(BadRows& bad);
  [[nodiscard]] Result<Done> apply(const std::string& statement);
  [[nodiscard]] Result<EntityId> define(Kind kind, const std::string& key);
  void refuse(BadRows& bad, const Faults& faults, const exchange::RowSource& rows);
  [[nodiscard]] std::optional<std::string> conflicts_line(const ClaimSink::Sum& sum) const;
  [[nodiscard]] std::vector<std::string> caption(const bind::Import& import, const exchange::RowSource& rows,
                                                 const BadRows& bad) const;
  void breathe(const exchange::RowSource& rows);
  void breathe() const;

  store::WriteTxn& txn_;
  const catalog::Draft& catalog_;
  Applier& applier_;
  SettingOf setting_;
  OnProgress on_progress_;
  Tally before_;
  ClaimSink::Sum sum_;
  std::size_t unchanged_ = 0;
  std::size_t defined_new_ = 0;
  std::vector<Waiting> waiting_;
};

}  // namespace entente::session
