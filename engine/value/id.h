// Ids are types: an ActorId where a BodyId belongs does not compile. Ids are dense, begin at 1 and are never reused; 0 is none.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace entente {

template <class Tag>
struct Id {
  std::uint32_t value = 0;

  explicit operator bool() const { return value != 0; }
  friend auto operator<=>(const Id&, const Id&) = default;
};

/// A state, territory, organisation, agreement or group: whatever has a name and a life.
using EntityId = Id<struct EntityTag>;
/// An entity in the place of who holds a role.
using ActorId = Id<struct ActorTag>;
/// An entity in the place of what a role is held in.
using BodyId = Id<struct BodyTag>;
using RoleId = Id<struct RoleTag>;
using SourceId = Id<struct SourceTag>;
using ClaimId = Id<struct ClaimTag>;
using CommitId = Id<struct CommitTag>;

/// The same entity in another place: an organisation is a body and may be an actor.
inline EntityId entity(ActorId id) { return {id.value}; }
inline EntityId entity(BodyId id) { return {id.value}; }
inline ActorId as_actor(EntityId id) { return {id.value}; }
inline BodyId as_body(EntityId id) { return {id.value}; }

}  // namespace entente

template <class Tag>
struct std::hash<entente::Id<Tag>> {
  std::size_t operator()(entente::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
