// Records as lines of a dump. What they refer to is named by its key.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/catalog/entity.h"
#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"

namespace entente::exchange {

/// The keys of what lines refer to. Keys never change, so that those of the catalogue as it stands hold for all that was.
struct DumpKeys {
  std::unordered_map<std::uint32_t, std::string> entities;
  std::unordered_map<std::uint32_t, std::string> roles;
  std::unordered_map<std::uint32_t, std::string> sources;

  /// Empty for 0, and for what is not there.
  template <class Tag>
  [[nodiscard]] const std::string& of(const std::unordered_map<std::uint32_t, std::string>& keys, Id<Tag> id) const {
    static const std::string kNone;
    const auto found = keys.find(id.value);
    return found == keys.end() ? kNone : found->second;
  }
  /// All that a record refers to is there.
  [[nodiscard]] bool has(const claims::Claim& claim) const;
  [[nodiscard]] bool has(const claims::Event& event) const;
  [[nodiscard]] bool has(const claims::Provision& provision) const;

 private:
  template <class Act>
  [[nodiscard]] bool has_said(const Act& act) const {
    return (!act.source || sources.contains(act.source.value)) && (!act.via || sources.contains(act.via.value));
  }
};

[[nodiscard]] std::string lines_of(const catalog::Commit& commit);
[[nodiscard]] std::string lines_of(const catalog::Role& role, CommitId commit, const DumpKeys& keys);
[[nodiscard]] std::string lines_of(const catalog::Entity& entity, CommitId commit, const DumpKeys& keys);
[[nodiscard]] std::string lines_of(const catalog::SourceRecord& source, CommitId commit, const DumpKeys& keys);
[[nodiscard]] std::string lines_of(const claims::Claim& claim, const DumpKeys& keys);
[[nodiscard]] std::string lines_of(const claims::Event& event, const DumpKeys& keys);
[[nodiscard]] std::string lines_of(const claims::Provision& provision, const DumpKeys& keys);

/// A day as its date; one that has none as its number.
[[nodiscard]] std::string day_text(Day day);
/// `2014-10-21T12:30:00Z`, and back. None where it is no such time.
[[nodiscard]] std::string time_text(std::int64_t utc_seconds);
[[nodiscard]] std::optional<std::int64_t> time_of_text(std::string_view text);

}  // namespace entente::exchange
