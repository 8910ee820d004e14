// A dump of what can still be read of a damaged database.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/catalog/catalog.h"
#include "engine/catalog/records.h"
#include "engine/claims/claim_rows.h"
#include "engine/claims/fresh_log.h"
#include "engine/claims/ledger.h"
#include "engine/claims/ledger_rows.h"
#include "engine/exchange/dump_file.h"
#include "engine/store/codec.h"

namespace entente::exchange {
namespace {

using claims::Claim;
using store::Table;

class Salvage {
 public:
  Salvage(const store::Reader& reader, files::WholeFile& file, std::vector<std::string>& lost)
      : reader_(reader), out_(file, [](std::size_t) {}), keys_(out_.keys()), lost_(lost) {}

  DumpSum run() {
    read_commits();
    read_definitions();
    read_claims(claims::kCurrentClaims);
    read_claims(claims::kRetiredClaims);
    read_fresh_claims();
    read_acts();
    write_commits();
    write_definitions();
    put_all(claims_);
    put_all(events_);
    put_all(provisions_);
    return out_.end();
  }

 private:
  // Each record of the table that can be read. What LMDB cannot follow ends the table.
  template <class F>
  void each(Table table, F on_record) {
    guarded([&] {
      reader_.survey(table, {[&](std::string_view key, std::string_view payload) { guarded([&] { on_record(key, payload); }); },
                             [&](const std::string& sentence) { lost_.push_back(sentence); }});
    });
  }

  template <class F>
  void guarded(F work) {
    try {
      work();
    } catch (const store::Fault& fault) {
      lost_.emplace_back(fault.what());
    }
  }

  void read_commits() {
    each(Table::kCommits, [&](std::string_view, std::string_view payload) {
      auto commit = catalog::decode_commit(payload);
      commits_[commit.id] = commit;
    });
  }

  void read_definitions() {
    read_versions(Table::kRoles, catalog::decode_role, roles_, keys_.roles, [](const auto& role) { return role.singular; });
    read_versions(Table::kEntities, catalog::decode_entity, entities_, keys_.entities, [](const auto& one) { return one.key; });
    read_versions(Table::kSources, catalog::decode_source, sources_, keys_.sources, [](const auto& one) { return one.key; });
  }

  template <class Record, class Decode, class Key>
  void read_versions(Table table, Decode decode, std::vector<catalog::Version<Record>>& out,
                     std::unordered_map<std::uint32_t, std::string>& keys, Key key_of) {
    each(table, [&](std::string_view key, std::string_view payload) {
      store::KeyReader in(key);
      in.u32();
      out.push_back({CommitId{in.u32()}, decode(payload)});
      keys[out.back().record.id.value] = key_of(out.back().record);
    });
  }

  // Block by block, so that one that is damaged takes no other with it; within one as far as it can be read.
  void read_claims(const claims::RowTable& table) {
    each(table.table, [&](std::string_view key, std::string_view payload) {
      const ActorId actor{store::KeyReader(key).u32()};
      const claims::PackedView rows(payload, table.columns);
      for (std::size_t row = 0; row < rows.size(); ++row) {
        guarded([&] { add(claims::claim_of(rows.row(row), actor)); });
      }
    });
  }

  // Those of the log, which were recorded, or retired, last.
  void read_fresh_claims() {
    each(Table::kFresh, [&](std::string_view key, std::string_view payload) {
      if (claims::is_beginning(key)) {
        return;
      }
      const auto change = claims::decode_change(payload);
      if (change.table != Table::kClaims && change.table != Table::kRetired) {
        return;
      }
      for (const auto& row : change.rows) {
        guarded([&] { add(claims::claim_of(row, ActorId{change.owner})); });
      }
    });
  }

  void add(Claim claim) {
    if (!keys_.has(claim)) {
      lost_.push_back("claim " + std::to_string(claim.id.value) + " refers to something that is lost");
      return;
    }
    last_ = std::max({last_, claim.recorded, claim.retired});
    claims_.insert_or_assign(claim.id, std::move(claim));
  }

  void read_acts() {
    each(Table::kEvents, [&](std::string_view key, std::string_view payload) {
      auto event = claims::decode_event(key, payload);
      if (!keys_.has(event)) {
        lost_.push_back("event " + std::to_string(event.id) + " of number " + std::to_string(event.body.value) +
                        " refers to something that is lost");
        return;
      }
      last_ = std::max(last_, event.recorded);
      events_.insert_or_assign({event.body, event.id}, std::move(event));
    });
    each(Table::kProvisions, [&](std::string_view key, std::string_view payload) {
      auto provision = claims::decode_provision(key, payload);
      if (!keys_.has(provision)) {
        lost_.push_back("provision " + std::to_string(provision.id) + " of number " + std::to_string(provision.agreement.value) +
                        " refers to something that is lost");
        return;
      }
      last_ = std::max(last_, provision.recorded);
      provisions_.insert_or_assign({provision.agreement, provision.id}, std::move(provision));
    });
  }

  template <class Records>
  void put_all(const Records& records) {
    for (const auto& [key, record] : records) {
      out_.put(record);
    }
  }

  // Commits follow each other without gaps; in the place of one that is lost stands one that says so.
  void write_commits() {
    note_last(roles_);
    note_last(entities_);
    note_last(sources_);
    last_ = commits_.empty() ? last_ : std::max(last_, commits_.rbegin()->first);
    catalog::Commit before;
    for (CommitId id{1}; id <= last_; ++id.value) {
      const auto found = commits_.find(id);
      before = found != commits_.end() ? found->second : catalog::Commit{id, before.utc_seconds, "lost"};
      out_.put(before);
    }
  }

  template <class Versions>
  void note_last(const Versions& versions) {
    for (const auto& version : versions) {
      last_ = std::max(last_, version.commit);
    }
  }

  void write_definitions() {
    for (auto& [commit, role] : roles_) {
      out_.put(role, commit);
    }
    for (auto& [commit, entity] : entities_) {
      std::erase_if(entity.under, [&](EntityId id) { return !keys_.entities.contains(id.value); });
      std::erase_if(entity.continues, [&](const auto& one) { return !keys_.entities.contains(one.predecessor.value); });
      out_.put(entity, commit);
    }
    for (auto& [commit, source] : sources_) {
      std::erase_if(source.via, [&](SourceId id) { return !keys_.sources.contains(id.value); });
      std::erase_if(source.covers, [&](const auto& covers) {
        return !keys_.entities.contains(covers.body.value) || (covers.role && !keys_.roles.contains(covers.role.value));
      });
      out_.put(source, commit);
    }
  }

  const store::Reader& reader_;
  DumpFile out_;
  DumpKeys& keys_;
  std::vector<std::string>& lost_;
  std::map<CommitId, catalog::Commit> commits_;
  std::vector<catalog::Version<catalog::Role>> roles_;
  std::vector<catalog::Version<catalog::Entity>> entities_;
  std::vector<catalog::Version<catalog::SourceRecord>> sources_;
  std::map<ClaimId, Claim> claims_;
  std::map<std::pair<BodyId, std::uint32_t>, claims::Event> events_;
  std::map<std::pair<BodyId, std::uint32_t>, claims::Provision> provisions_;
  CommitId last_;
};

}  // namespace

DumpSum salvage(const store::Reader& reader, files::WholeFile& file, std::vector<std::string>& lost) {
  return Salvage(reader, file, lost).run();
}

}  // namespace entente::exchange
