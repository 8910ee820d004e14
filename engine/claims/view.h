// Through whose eyes and as of when the claims are read. The plain view is what the derived memberships hold.
#pragma once

#include <optional>
#include <vector>

#include "engine/claims/claim.h"

namespace entente::claims {

/// One item of `according to`: a source, and whom it must have quoted (0: nobody in particular).
struct SourceFilter {
  std::vector<SourceId> sources;  // several for a publisher
  std::vector<SourceId> via;      // empty: whatever it was taken from
  friend bool operator==(const SourceFilter&, const SourceFilter&) = default;
};

struct View {
  std::optional<std::vector<SourceFilter>> according;  // none: all sources
  std::optional<Day> reported_by;                      // published by then at the latest
  std::optional<CommitId> known_at;                    // as the database stood after that commit
  bool planned = false;
  bool proposed = false;
  bool alleged = false;
  bool predecessors = false;      // `counting predecessors`
  bool reported_by_step = false;  // a step of a series over reported, or over known, time replaces what stands here
  bool known_by_step = false;

  [[nodiscard]] bool plain() const { return !known_at && plain_then(); }
  /// Plain but for when it was known.
  [[nodiscard]] bool plain_then() const { return !according && !reported_by && !planned && !proposed && !alleged && !predecessors; }
  [[nodiscard]] bool wants(Stance stance) const {
    switch (stance) {
      case Stance::kFact:
      case Stance::kDenied:
        return true;
      case Stance::kPlanned:
        return planned;
      case Stance::kProposed:
        return proposed;
      case Stance::kAlleged:
        return alleged;
    }
    return false;
  }
  friend bool operator==(const View&, const View&) = default;
};

}  // namespace entente::claims
