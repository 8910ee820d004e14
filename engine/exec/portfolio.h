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
  /// Of one reading alone, and asked of days alone: it has no objects.
  struct Spell {
    std::uint32_t place;
    DayRange days;
  };
  explicit Portfolio(const std::vector<Spell>& spells);
  /// The same of a single day, which it needs not be told: `places` are held on it.
  explicit Portfolio(std::vector<std::uint32_t>&& places) : same_(true), of_one_day_(true), places_(std::move(places)) {}

  /// Moves to a day; cheap when days ascend. `words`: how many the bits must have.
  void move_to(Day day, std::size_t words);
  [[nodiscard]] const Bits& held() const { return held_.bits; }
  [[nodiscard]] const Bits& excluding() const { return same_ ? held_.bits : excluding_.bits; }
  [[nodiscard]] bool is_of_one_day() const { return of_one_day_; }
  /// Of one day alone.
  [[nodiscard]] const std::vector<std::uint32_t>& places() const { return places_; }
  /// By place.
  [[nodiscard]] const std::vector<Object>& objects() const { return objects_; }

 private:
  // A day, a place and whether it is held from there on, in one number that sorts by the day.
  class Toggle {
   public:
    Toggle(Day day, std::uint32_t place, bool on)
        : bits_(((std::uint64_t{static_cast<std::uint32_t>(day)} ^ kSign) << 32U) | (std::uint64_t{place} << 1U) | (on ? 1U : 0U)) {
    }
    [[nodiscard]] Day day() const { return static_cast<Day>(static_cast<std::uint32_t>((bits_ >> 32U) ^ kSign)); }
    [[nodiscard]] std::uint32_t place() const { return static_cast<std::uint32_t>(bits_) >> 1U; }
    [[nodiscard]] bool on() const { return (bits_ & 1U) != 0; }
    friend auto operator<=>(const Toggle&, const Toggle&) = default;

   private:
    static constexpr std::uint64_t kSign = std::uint64_t{1} << 31U;
    std::uint64_t bits_;
  };
  struct Side {
    std::vector<Toggle> toggles;  // by day
    std::size_t next = 0;
    Bits bits;

    void add(std::uint32_t place, DayRange days);
    void fill(const std::vector<Object>& objects, bind::Sureness sureness);
    void move_to(Day day, std::size_t words);
  };

  std::vector<Object> objects_;
  bool same_;
  bool of_one_day_ = false;
  std::vector<std::uint32_t> places_;
  Side held_;
  Side excluding_;
};

/// Numbers what is held, so that a set of it is a row of bits.
class Objects {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  /// By place.
  [[nodiscard]] const std::vector<EntityId>& all() const { return all_; }
  /// kNone where it was never added.
  [[nodiscard]] std::uint32_t place_of(EntityId object) const {
    return object.value < places_.size() ? places_[object.value] : kNone;
  }
  std::uint32_t add(EntityId object) {
    const std::uint32_t place = place_of(object);
    return place != kNone ? place : add_new(object);
  }

 private:
  std::uint32_t add_new(EntityId object);

  std::vector<EntityId> all_;
  std::vector<std::uint32_t> places_;  // by id
};

/// Portfolios of many subjects under one role filter and view, loaded when first asked for.
class Portfolios {
 public:
  /// `query` is one of pairs, `roles` those of one side of it; all must outlive this.
  Portfolios(Machine& machine, const bind::Query& query, const bind::RoleFilter& roles, bind::Context context, Objects& objects)
      : machine_(machine), query_(query), roles_(roles), context_(std::move(context)), objects_(objects) {}

  /// Loads what was not loaded yet.
  void load(const std::vector<EntityId>& subjects);
  /// Of a subject that was loaded.
  [[nodiscard]] Portfolio& of(EntityId subject) { return loaded_.at(subject); }
  [[nodiscard]] const bind::RoleFilter& roles() const { return roles_; }

 private:
  [[nodiscard]] bool is_brief() const;
  [[nodiscard]] claims::Axis axis() const;
  void load_one_day(const std::vector<EntityId>& subjects);
  [[nodiscard]] Portfolio read_best(EntityId subject);
  [[nodiscard]] Portfolio read(EntityId subject);
  [[nodiscard]] bool takes(EntityId object) const;
  [[nodiscard]] std::vector<claims::Membership> memberships_of(EntityId subject) const;

  Machine& machine_;
  const bind::Query& query_;
  const bind::RoleFilter& roles_;
  bind::Context context_;
  Objects& objects_;
  std::unordered_map<EntityId, Portfolio> loaded_;
  std::vector<claims::Brief> briefs_;  // of one subject, for its room
};

}  // namespace entente::exec
