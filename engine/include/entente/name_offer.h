// Names that may stand in a place of a statement: for who completes what somebody types.
#pragma once

#include <cstdint>
#include <string>

namespace entente {

/// What the name is to be of.
enum class NameKind : std::uint8_t {
  kActor,
  kBody,
  kThing,      // an actor or a body
  kRole,       // as behind `as`: dialogue partner
  kRoles,      // as before `of`: dialogue partners
  kSource,     // its key
  kPublisher,  // of sources
  kTopic,
  kCodeSystem,
  kLet,
  kParameter,  // with its $
  kImported,   // what `import` reads: memberships, cow-igo
};

struct NameOffer {
  std::string written;  // as a statement has it: the key, in quotes where it needs them
  std::string name;     // what it stands for, in full; may be empty
  friend bool operator==(const NameOffer&, const NameOffer&) = default;
};

}  // namespace entente
