#include "engine/exchange/pair_changes.h"

#include <algorithm>
#include <vector>

namespace entente::exchange {
namespace {

using catalog::Version;

// Calls `changed(before, after, commit)` for each version but the first of each record.
template <class Record, class Changed>
void each_change(const std::vector<Version<Record>>& versions, const Changed& changed) {
  for (std::size_t i = 1; i < versions.size(); ++i) {
    if (versions[i].record.id == versions[i - 1].record.id) {
      changed(versions[i - 1].record, versions[i].record, versions[i].commit);
    }
  }
}

class Definitions {
 public:
  Definitions(PairChanges& changes, const store::Reader& reader) : changes_(changes), reader_(reader) {}

  void run() {
    each_change(catalog::role_versions(reader_), [this](const auto& before, const auto& after, CommitId commit) {
      everything_ = before.rank != after.rank || before.under != after.under ? std::max(everything_, commit) : everything_;
    });
    each_change(catalog::entity_versions(reader_), [this](const auto& before, const auto& after, CommitId commit) {
      if (!(before.began == after.began && before.ended == after.ended)) {
        lives_[after.id] = std::max(lives_[after.id], commit);
      }
    });
    const auto sources = catalog::source_versions(reader_);
    for (const auto& version : sources) {
      note_covers(version.record, version.commit);
    }
    each_change(sources, [this](const auto& before, const auto& after, CommitId commit) {
      note_covers(before, commit);
      if (!(before.published == after.published)) {
        dates_[after.id].push_back(commit);
      }
    });
    for (auto& [pair, history] : changes_) {
      history.changed = std::max({history.changed, everything_, of(lives_, entity(pair.actor)), of(lives_, entity(pair.body)),
                                  of(covered_, entity(pair.body)), dated(pair)});
    }
  }

 private:
  void note_covers(const catalog::SourceRecord& source, CommitId commit) {
    for (const auto& covers : source.covers) {
      auto& last = covered_[entity(covers.body)];
      last = std::max(last, commit);
    }
  }

  static CommitId of(const std::map<EntityId, CommitId>& commits, EntityId id) {
    const auto found = commits.find(id);
    return found == commits.end() ? CommitId{} : found->second;
  }

  // The last commit that gave another date to a source of a claim which stood then.
  CommitId dated(claims::Pair pair) const {
    CommitId last;
    if (dates_.empty()) {
      return last;
    }
    for (const auto& claim : claims::all_claims_of_pair(reader_, pair)) {
      const auto found = dates_.find(claim.source);
      if (found == dates_.end()) {
        continue;
      }
      for (const CommitId commit : found->second) {
        const bool stood = claim.recorded < commit && (!claim.retired || claim.retired > commit);
        last = stood ? std::max(last, commit) : last;
      }
    }
    return last;
  }

  PairChanges& changes_;
  const store::Reader& reader_;
  CommitId everything_;  // that changed all pairs
  std::map<EntityId, CommitId> lives_;
  std::map<EntityId, CommitId> covered_;  // by body
  std::map<SourceId, std::vector<CommitId>> dates_;
};

}  // namespace

void note(PairChanges& changes, const claims::Claim& claim) {
  const auto [found, is_new] = changes.try_emplace({claim.actor, claim.body}, claims::PairHistory{claim.actor, claim.recorded, {}});
  auto& history = found->second;
  history.first = std::min(history.first, claim.recorded);
  history.changed = std::max({history.changed, claim.recorded, claim.retired});
}

void note_definitions(PairChanges& changes, const store::Reader& reader) { Definitions(changes, reader).run(); }

}  // namespace entente::exchange
