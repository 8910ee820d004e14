// A dump of what can still be read of a damaged database.
#include <algorithm>
#include <map>
#include <set>

#include "engine/catalog/catalog.h"
#include "engine/catalog/records.h"
#include "engine/claims/ledger.h"
#include "engine/exchange/dump.h"
#include "engine/exchange/dump_lines.h"
#include "engine/exchange/dump_text.h"
#include "engine/store/codec.h"

namespace entente::exchange {
namespace {

using claims::Claim;
using claims::Pair;
using store::Table;

class Salvage {
 public:
  Salvage(const store::Reader& reader, files::WholeFile& file, std::vector<std::string>& lost)
      : reader_(reader), file_(file), lost_(lost) {}

  DumpSum run() {
    write(std::string(kDumpHead) + std::to_string(kDumpVersion) + "\n");
    read_commits();
    read_definitions();
    read_claims();
    write_commits();
    write_definitions();
    for (const auto& [id, claim] : claims_) {
      write(lines_of(claim, keys_));
      ++sum_.claims;
    }
    acts();
    write(DumpLine("end").number(sum_.lines).take());
    return sum_;
  }

 private:
  void write(const std::string& lines) {
    file_.write(lines);
    sum_.lines += static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
  }

  // Each record of the table that can be read. What LMDB cannot follow ends the table.
  template <class F>
  void each(Table table, F on_record) {
    guarded([&] {
      reader_.survey(table, {[&](std::string_view key, std::string_view payload) { on_record(key, payload); },
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

  // By both ways that lead to them: what one has lost the other may have.
  void read_claims() {
    std::set<Pair> pairs;
    for (const auto& entity : keys_.entities) {
      guarded([&] { add_all(pairs, claims::pairs_of_body(reader_, BodyId{entity.first})); });
      guarded([&] { add_all(pairs, claims::pairs_of_actor(reader_, ActorId{entity.first})); });
    }
    for (const Pair& pair : pairs) {
      guarded([&] { add_claims(claims::claims_of_pair(reader_, pair)); });
      guarded([&] { add_claims(claims::retired_claims_of_pair(reader_, pair)); });
    }
  }

  static void add_all(std::set<Pair>& pairs, const std::vector<Pair>& more) { pairs.insert(more.begin(), more.end()); }

  void add_claims(std::vector<Claim> claims) {
    for (Claim& claim : claims) {
      add(std::move(claim));
    }
  }

  void add(Claim claim) {
    if (!keys_.has(claim)) {
      lost_.push_back("claim " + std::to_string(claim.id.value) + " refers to something that is lost");
      return;
    }
    last_ = std::max({last_, claim.recorded, claim.retired});
    claims_.insert_or_assign(claim.id, std::move(claim));
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
      write(lines_of(before));
      ++sum_.commits;
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
      write(lines_of(role, commit, keys_));
      ++sum_.definitions;
    }
    for (auto& [commit, entity] : entities_) {
      std::erase_if(entity.under, [&](EntityId id) { return !keys_.entities.contains(id.value); });
      std::erase_if(entity.continues, [&](const auto& one) { return !keys_.entities.contains(one.predecessor.value); });
      write(lines_of(entity, commit, keys_));
      ++sum_.definitions;
    }
    for (auto& [commit, source] : sources_) {
      std::erase_if(source.via, [&](SourceId id) { return !keys_.sources.contains(id.value); });
      std::erase_if(source.covers, [&](const auto& covers) {
        return !keys_.entities.contains(covers.body.value) || (covers.role && !keys_.roles.contains(covers.role.value));
      });
      write(lines_of(source, commit, keys_));
      ++sum_.definitions;
    }
  }

  void acts() {
    std::map<std::uint32_t, std::string> bodies(keys_.entities.begin(), keys_.entities.end());
    for (const auto& [id, key] : bodies) {
      guarded([&, body = BodyId{id}] {
        for (const auto& event : claims::events_of(reader_, body)) {
          write(lines_of(event, keys_));
          ++sum_.events;
        }
      });
      guarded([&, body = BodyId{id}] {
        for (const auto& provision : claims::provisions_of(reader_, body)) {
          write(lines_of(provision, keys_));
          ++sum_.provisions;
        }
      });
    }
  }

  const store::Reader& reader_;
  files::WholeFile& file_;
  std::vector<std::string>& lost_;
  DumpKeys keys_;
  DumpSum sum_;
  std::map<CommitId, catalog::Commit> commits_;
  std::vector<catalog::Version<catalog::Role>> roles_;
  std::vector<catalog::Version<catalog::Entity>> entities_;
  std::vector<catalog::Version<catalog::SourceRecord>> sources_;
  std::map<ClaimId, Claim> claims_;
  CommitId last_;
};

}  // namespace

DumpSum salvage(const store::Reader& reader, files::WholeFile& file, std::vector<std::string>& lost) {
  return Salvage(reader, file, lost).run();
}

}  // namespace entente::exchange
