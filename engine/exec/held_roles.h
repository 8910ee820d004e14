// Which role each actor held in a body on some days: of those that were held the highest, then the latest (rule 25).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "engine/value/date.h"

namespace entente::exec {

/// Begun anew at no cost, as IdMarks are. What is known of an actor stands together, for it is asked for together.
class HeldRoles {
 public:
  static constexpr std::size_t kMostDays = 3;

  /// From here on nobody holds anything.
  void clear() {
    if (++mark_ == 0) {
      std::fill(of_actors_.begin(), of_actors_.end(), OfActor{});
      mark_ = 1;
    }
  }
  /// There will be none with a greater id among those that are taken in.
  void make_room(const std::vector<std::uint32_t>& actors) {
    const auto greatest = std::max_element(actors.begin(), actors.end());
    if (greatest != actors.end() && *greatest >= of_actors_.size()) {
      of_actors_.resize(*greatest + std::size_t{1});
      firsts_.resize(of_actors_.size());
    }
  }
  /// Whether something was taken in of the actor, for whom there is room.
  [[nodiscard]] bool has(std::uint32_t actor) const { return of_actors_[actor].mark == mark_; }
  /// Takes in a role that was held on the day of that number, since `begin`. Of a role `rank_of` has less the higher it is.
  template <class RankOf>
  void add(std::size_t day, std::uint32_t actor, std::uint32_t role, Day begin, RankOf rank_of);

  /// 0: none. Whether it is there cannot be guessed, so that nothing depends on a guess.
  [[nodiscard]] std::uint32_t role_of(std::size_t day, std::uint32_t actor) const {
    if (actor >= of_actors_.size()) {
      return 0;
    }
    const OfActor& held = of_actors_[actor];
    return held.roles[day] * static_cast<std::uint32_t>(held.mark == mark_);
  }

 private:
  struct OfActor {
    std::uint32_t mark = 0;
    std::array<std::uint32_t, kMostDays> roles{};
  };
  using Firsts = std::array<Day, kMostDays>;

  std::uint32_t mark_ = 1;
  std::vector<OfActor> of_actors_;  // by id
  std::vector<Firsts> firsts_;      // of those roles; apart, for few are ever compared
};

template <class RankOf>
void HeldRoles::add(std::size_t day, std::uint32_t actor, std::uint32_t role, Day begin, RankOf rank_of) {
  OfActor& held = of_actors_[actor];
  if (held.mark != mark_) {
    held = {mark_, {}};
  }
  const std::uint32_t before = held.roles[day];
  const auto stays = [&] {  // of two that neither rank nor day tells apart the one that blocks have first
    return std::tuple(rank_of(before), -std::int64_t{firsts_[actor][day]}, before) <=
           std::tuple(rank_of(role), -std::int64_t{begin}, role);
  };
  if (before == 0 || !stays()) {
    held.roles[day] = role;
    firsts_[actor][day] = begin;
  }
}

}  // namespace entente::exec
