// What the catalogue knows: entities with names and lives, roles, sources. Values; where they are kept is catalog.h's affair.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/bound.h"
#include "engine/value/id.h"
#include "engine/value/words.h"

namespace entente::catalog {

/// The time in which a name or a code held; kNone where a side was not stated (in_use.h says what holds then).
struct InUse {
  Bound since;
  Bound until;
  [[nodiscard]] bool stated() const { return since.stated() || until.stated(); }
  friend bool operator==(const InUse&, const InUse&) = default;
};

/// Another name, or one that it had before.
struct Alias {
  std::string text;
  InUse in_use{};
  friend bool operator==(const Alias&, const Alias&) = default;
};

struct Code {
  std::string system;  // iso2, iso3, cow, gw, …
  std::string value;
  InUse in_use{};
  friend bool operator==(const Code&, const Code&) = default;
};

/// ISO codes are names: they are found without their system.
[[nodiscard]] inline bool is_name_system(std::string_view system) { return system == "iso2" || system == "iso3"; }
[[nodiscard]] inline bool is_name(const Code& code) { return is_name_system(code.system); }

/// A state or body that this one carries on.
struct Continuation {
  EntityId predecessor;
  Bound since;  // kNone: the beginning of the successor
  friend bool operator==(const Continuation&, const Continuation&) = default;
};

/// A state, territory, organisation, agreement or group, as it was last defined.
struct Entity {
  EntityId id;
  Kind kind = Kind::kState;
  std::string key;          // as defined: `TUR`, `RUS-CHN-INFOSEC`
  std::string name;         // what answers show
  InUse named;              // the time in which `name` held
  std::vector<Alias> also;  // other names, and those that it had before it was redefined; one that held twice stands twice
  std::vector<Code> codes;  // likewise
  Bound began;              // kNone: not known
  Bound ended;              // kNone: exists still
  std::string form;         // of an agreement: bilateral, …; empty: not stated
  std::vector<std::string> topics;
  std::vector<EntityId> under;
  std::vector<Continuation> continues;
  SourceId source;  // who says so; 0: nobody was named

  friend bool operator==(const Entity&, const Entity&) = default;
};

struct Role {
  RoleId id;
  std::string singular;
  std::string plural;
  std::optional<std::uint32_t> rank;
  RoleId under;  // 0: none

  friend bool operator==(const Role&, const Role&) = default;
};

/// `covers ROLES of BODIES on DAY | during PERIOD`, one role and one body.
struct Covers {
  RoleId role;  // 0: every role (participants)
  BodyId body;
  DayRange days;
  bool list_day = false;  // on DAY
  friend bool operator==(const Covers&, const Covers&) = default;
};

struct SourceRecord {
  SourceId id;
  std::string key;
  std::string title;
  std::string publisher;
  std::string url;
  std::string licence;
  Bound published;  // kNone: undated
  std::vector<SourceId> via;
  std::vector<Covers> covers;

  friend bool operator==(const SourceRecord&, const SourceRecord&) = default;
};

/// One transaction.
struct Commit {
  CommitId id;
  std::int64_t utc_seconds = 0;  // since 1970-01-01T00:00:00Z
  std::string summary;           // what it did, one line
  friend bool operator==(const Commit&, const Commit&) = default;
};

}  // namespace entente::catalog
