// The oracle's world: what was said, by whom and when. Vectors and indices, in the order in which they were defined.
#pragma once

#include <array>
#include <compare>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/oracle/days.h"

namespace entente::oracle {

enum class Stance { kFact, kPlanned, kProposed, kAlleged, kDenied };
enum class Kind { kMembership, kEnd, kSuspension };  // an observation is a membership with `observed`
enum class Sureness { kBest, kCertainly, kPossibly };

inline constexpr int kAnyRole = -1;  // participants
inline constexpr int kForever = std::numeric_limits<int>::max();

/// A bound with the text that recorded it.
struct Bound {
  std::string text;
  Interval days;
};

struct Life {
  int begin = kBefore;
  int end = kNever;  // exclusive
};

struct Thing {
  std::string code;
  std::string name;
  std::string kind;  // state, organisation, group
  Life life;
  std::vector<int> continues;     // things of its kind, by index
  std::optional<int> succession;  // the day on which it continues them; none: its beginning
  bool present = true;            // false until its definition was taken
  std::vector<int> under;         // bodies, by index
  std::set<std::string> topics;
};

struct Role {
  std::string name;
  std::string plural;
  std::optional<int> rank;
  std::optional<int> under;
  bool present = true;
  std::optional<int> place = {};  // among the roles as they stand today, which orders answers; none: that of its rank
};

struct Covers {
  int role = kAnyRole;
  int body = 0;
  Interval days;
  bool is_list = false;  // `on DAY`: a full list as of that day
};

struct Source {
  std::string key;
  std::optional<int> published;
  std::vector<Covers> covers;
  bool present = true;  // false until its definition was taken
};

struct Claim {
  Kind kind = Kind::kMembership;
  Stance stance = Stance::kFact;
  int actor = 0;
  int role = 0;  // unused by suspensions
  int body = 0;
  std::optional<Bound> since;
  std::optional<Bound> until;  // exclusive
  std::optional<Bound> observed;
  bool until_unknown = false;
  std::string how;  // `by …` of an end
  std::optional<int> source;
  std::optional<int> via;
  int commit = 0;
  int retired = kForever;  // the commit that retired it
};

/// An act of a body, perhaps for one actor. Who says so, when and how surely stands in `said`, its date in `said.observed`.
struct Event {
  Claim said;
  std::string kind;
  bool is_for_actor = false;
};

/// A coded obligation of an agreement.
struct Provision {
  Claim said;
  std::string topic;
  std::string text;
};

/// What is defined, as it stood with some commit.
struct Catalogue {
  std::vector<Thing> actors;
  std::vector<Thing> bodies;
  std::vector<Role> roles;
  std::vector<Source> sources;
};

struct World : Catalogue {
  std::vector<Claim> claims;
  std::vector<Event> events;
  std::vector<Provision> provisions;
  std::map<int, Catalogue> versions;  // by the commit with which it stood so; empty: it never changed
  std::vector<int> commit_days;       // on which each commit was made, from the first on; those behind: today

  /// `role` is `asked` or stands under it; kAnyRole holds all.
  [[nodiscard]] bool is_role(int role, int asked) const;
  /// Definitions as they stood at the commit; names, and which role stands under which, are today's (section 4).
  [[nodiscard]] World as_known(int commit) const;
  /// The last commit by the end of the day; 0: none.
  [[nodiscard]] int commit_on(int day) const;
  /// The day of the commit; of one that is yet to come, and before the first, that of the latest.
  [[nodiscard]] int day_of_commit(int commit) const;
};

/// A source of `according to`.
struct SourceRef {
  int source = 0;
  std::optional<int> via;
  friend auto operator<=>(const SourceRef&, const SourceRef&) = default;
};

/// Which claims and lists a question looks at.
struct View {
  std::vector<SourceRef> according;  // empty: all
  std::optional<int> reported;
  int commit = kForever;
  std::set<Stance> including;  // beside facts
  bool counting = false;       // predecessors

  friend auto operator<=>(const View&, const View&) = default;
  [[nodiscard]] bool shows(const World& world, const Claim& claim) const;
  [[nodiscard]] bool shows_source(const World& world, int source) const;
  /// The source is defined, and published by the day that `as reported by` names.
  [[nodiscard]] bool is_published(const World& world, int source) const;
};

/// Where the role stands in answers: by rank, those without one behind the ladder.
inline constexpr int kUnranked = 1000;
int place_of(const Role& role);

/// How sure a day of a membership is.
enum class Level : char { kNo, kPossible, kInferred, kCertain };

struct Membership {
  int actor = 0;
  int role = 0;
  int body = 0;
  Stance stance = Stance::kFact;
  Interval began;
  std::optional<Interval> ended;  // none: it has not
  int begin = 0;                  // the best reading, half open
  int end = kNever;
  std::array<Level, kDayCount> levels{};  // by day + 1
  std::set<std::string> sources;
  std::string how;  // it ended, where a claim of the end says so

  [[nodiscard]] Level level(int day) const { return levels[static_cast<std::size_t>(day + 1)]; }
  [[nodiscard]] bool holds(int day, Sureness sureness) const;
  /// The first day on which it holds by the best reading, its lives seen to; none where it only possibly holds.
  [[nodiscard]] std::optional<int> first_day() const;
};

/// What the claims in view add up to: facts, and the stances that the view includes.
std::vector<Membership> fold(const World& world, const View& view);

/// Days on which the actor stands suspended in the body, by day + 1.
std::vector<bool> suspended_days(const World& world, const View& view, int actor, int body);

/// A source in view covers that very role of that body on the day.
bool is_listed(const World& world, const View& view, int role, int body, int day);

/// An absence on the day is known: it is listed, or outside of the life of the body.
bool is_covered(const World& world, const View& view, int role, int body, int day);

}  // namespace entente::oracle
