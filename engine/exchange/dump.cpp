#include "engine/exchange/dump.h"

#include "engine/catalog/catalog.h"
#include "engine/catalog/records.h"
#include "engine/claims/ledger.h"
#include "engine/claims/ledger_rows.h"
#include "engine/exchange/dump_file.h"

namespace entente::exchange {
namespace {

template <class Versions>
void put_all(DumpFile& out, const Versions& versions) {
  for (const auto& version : versions) {
    out.put(version.record, version.commit);
  }
}

DumpKeys keys_of(const catalog::Catalog& catalog) {
  DumpKeys keys;
  for (const auto& entity : catalog.entities()) {
    keys.entities[entity.id.value] = entity.key;
  }
  for (const auto& role : catalog.roles()) {
    keys.roles[role.id.value] = role.singular;
  }
  for (const auto& source : catalog.sources()) {
    keys.sources[source.id.value] = source.key;
  }
  return keys;
}

}  // namespace

DumpSum dump(const store::Reader& reader, files::WholeFile& file, const OnLines& on_lines) {
  const auto catalog = catalog::Catalog::load(reader);
  DumpFile out(file, on_lines);
  out.keys() = keys_of(catalog);
  for (auto cursor = reader.scan(store::Table::kCommits); cursor.valid(); cursor.next()) {
    out.put(catalog::decode_commit(cursor.value()));
  }
  put_all(out, catalog::role_versions(reader));
  put_all(out, catalog::entity_versions(reader));
  put_all(out, catalog::source_versions(reader));
  for (const ClaimId id : claims::all_claim_ids(reader)) {  // in the order of their numbers, in which they are restored
    if (const auto claim = claims::claim_of_id(reader, id)) {
      out.put(*claim);
    }
  }
  for (const auto& entity : catalog.entities()) {
    for (const auto& event : claims::events_of(reader, as_body(entity.id))) {
      out.put(event);
    }
    for (const auto& provision : claims::provisions_of(reader, as_body(entity.id))) {
      out.put(provision);
    }
  }
  return out.end();
}

}  // namespace entente::exchange
