#include "engine/exchange/pair_changes.h"

#include <algorithm>

#include "engine/catalog/catalog.h"

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

CommitId of(const std::map<EntityId, CommitId>& commits, EntityId id) {
  const auto found = commits.find(id);
  return found == commits.end() ? CommitId{} : found->second;
}

}  // namespace

DefinitionChanges::DefinitionChanges(const store::Reader& reader) {
  const auto note_covers = [this](const catalog::SourceRecord& source, CommitId commit) {
    for (const auto& covers : source.covers) {
      auto& last = covered_[entity(covers.body)];
      last = std::max(last, commit);
    }
  };
  each_change(catalog::role_versions(reader), [this](const auto& before, const auto& after, CommitId commit) {
    everything_ = before.rank != after.rank || before.under != after.under ? std::max(everything_, commit) : everything_;
  });
  each_change(catalog::entity_versions(reader), [this](const auto& before, const auto& after, CommitId commit) {
    if (!(before.began == after.began && before.ended == after.ended)) {
      lives_[after.id] = std::max(lives_[after.id], commit);
    }
  });
  const auto sources = catalog::source_versions(reader);
  for (const auto& version : sources) {
    note_covers(version.record, version.commit);
  }
  each_change(sources, [&](const auto& before, const auto& after, CommitId commit) {
    note_covers(before, commit);
    if (!(before.published == after.published)) {
      dates_[after.id].push_back(commit);
    }
  });
}

claims::PairHistory DefinitionChanges::history_of(claims::Pair pair, const std::vector<claims::Claim>& claims) const {
  claims::PairHistory out{pair.actor, claims.front().recorded, everything_};
  for (const auto& claim : claims) {
    out.first = std::min(out.first, claim.recorded);
    out.changed = std::max({out.changed, claim.recorded, claim.retired});
    const auto dates = dates_.find(claim.source);
    for (const CommitId commit : dates == dates_.end() ? std::vector<CommitId>{} : dates->second) {
      const bool stood = claim.recorded < commit && (!claim.retired || claim.retired > commit);
      out.changed = stood ? std::max(out.changed, commit) : out.changed;
    }
  }
  out.changed =
      std::max({out.changed, of(lives_, entity(pair.actor)), of(lives_, entity(pair.body)), of(covered_, entity(pair.body))});
  return out;
}

}  // namespace entente::exchange
