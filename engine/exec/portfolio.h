// Who holds given roles in what, as bits for one day: moved from day to day by what began and ended in between.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/exec/set_eval.h"

namespace entente::exec {

/// The objects of one subject: of an actor the bodies, of a body the actors.
class Portfolio {
 public:
  struct Object {
    std::uint32_t place;  // among all objects, dense
    DaySets days;
  };
  using Bits = std::vector<std::uint64_t>;

  /// `held` is the reading by which the subject holds, `excluding` the one that rules it out for the other side (rule 20).
  Portfolio(std::vector<Object> objects, bind::Sureness held, bind::Sureness excluding);

  /// Moves to a day; cheap when days ascend. `words`: how many the bits must have.
  void move_to(Day day, std::size_t words);
  [[nodiscard]] const Bits& held() const { return held_.bits; }
  [[nodiscard]] const Bits& excluding() const { return same_ ? held_.bits : excluding_.bits; }
  /// By place.
  [[nodiscard]] const std::vector<Object>& objects() const { return objects_; }

 private:
  struct Toggle {
    Day day;
    std::uint32_t place;
    bool on;
  };
  struct Side {
    std::vector<Toggle> toggles;  // by day
    std::size_t next = 0;
    Bits bits;

    void fill(const std::vector<Object>& objects, bind::Sureness sureness);
    void move_to(Day day, std::size_t words);
  };

  std::vector<Object> objects_;
  bool same_;
  Side held_;
  Side excluding_;
};

/// Numbers what is held, so that a set of it is a row of bits.
struct Objects {
  std::vector<EntityId> all;  // by place
  std::unordered_map<EntityId, std::uint32_t> places;

  [[nodiscard]] std::uint32_t place_of(EntityId object);
};

/// Portfolios of many subjects under one role filter and view, loaded when first asked for.
class Portfolios {
 public:
  /// `query` is one of pairs, `roles` those of one side of it; all must outlive this.
  Portfolios(Machine& machine, const bind::Query& query, const bind::RoleFilter& roles, bind::Context context, Objects& objects)
      : machine_(machine), query_(query), roles_(roles), context_(std::move(context)), objects_(objects) {}

  [[nodiscard]] Portfolio& of(EntityId subject);
  [[nodiscard]] const bind::RoleFilter& roles() const { return roles_; }

 private:
  [[nodiscard]] bool takes(EntityId object) const;
  [[nodiscard]] std::vector<claims::Membership> memberships_of(EntityId subject) const;

  Machine& machine_;
  const bind::Query& query_;
  const bind::RoleFilter& roles_;
  bind::Context context_;
  Objects& objects_;
  std::unordered_map<EntityId, Portfolio> loaded_;
};

}  // namespace entente::exec
