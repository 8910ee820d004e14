// What the columns of every source mean, a line each, as `describe` says it. schema.cpp lists the columns.
#include <algorithm>
#include <array>

#include "engine/bind/binder.h"

namespace entente::bind {
namespace {

using Rows = Query::Rows;

// Sources of rows, a bit each.
template <class... R>
constexpr std::uint64_t in(R... rows) {
  return (0U | ... | (std::uint64_t{1} << static_cast<unsigned>(rows)));
}

constexpr std::uint64_t kEverywhere = ~std::uint64_t{0};

struct Meaning {
  std::string_view column;
  std::string_view text;
  std::uint64_t rows = kEverywhere;
};

// The first that fits counts: what a column means in some sources stands before what it means in the others.
constexpr auto kMeanings = std::to_array<Meaning>({
    {"period", "the step of the series: a day, a month, a quarter, a year"},
    {"actor", "for whom; missing where it was the body as a whole", in(Rows::kEvents)},
    {"actor", "whoever holds the role, or is asked for: its key"},
    {"name", "the name of the body", in(Rows::kBodySet, Rows::kBodies, Rows::kBodiesOf)},
    {"name", "the name of the actor"},
    {"actor_name", "the name of the actor"},
    {"role", "the role, in the singular", in(Rows::kRoles)},
    {"role", "the role that is held; missing for a suspension", in(Rows::kClaims)},
    {"role", "the role that is held"},
    {"body", "the organisation, agreement or group: its key"},
    {"body_name", "the name of the body"},
    {"kind", "what kind of thing it is"},
    {"began", "since when it exists; missing where that is not recorded", in(Rows::kActors, Rows::kBodies)},
    {"began", "the beginning that the claim states; of an observation the days up to it; missing for an end", in(Rows::kClaims)},
    {"began", "when the first role began", in(Rows::kTransitions)},
    {"began", "when it began, as recorded"},
    {"ended", "the first day on which it no longer existed; missing while it exists", in(Rows::kActors, Rows::kBodies)},
    {"ended", "the first day on which it was no longer so, as the claim states it", in(Rows::kClaims)},
    {"ended", "the first day on which it was no longer so, as recorded; missing: not ended"},
    {"status", "whether it was suspended at the time asked"},
    {"certainty", "how sure it is at the time asked"},
    {"sources", "the sources of the claims that it follows from"},
    {"stance", "how the source says it"},
    {"count", "in how many of the sets; over a period the highest number on a day"},
    {"form", "the form, as defined"},
    {"stage", "the latest event of the body as a whole, by the day asked"},
    {"topics", "what it is about"},
    {"id", "the number of the claim"},
    {"came_true", "whether what was planned, proposed or alleged came about; missing for facts and denials"},
    {"source", "the key of the source", in(Rows::kSources)},
    {"source", "who says so"},
    {"via", "whom the source quotes"},
    {"reported", "when the source was published; missing: undated"},
    {"commit", "the number of the transaction"},
    {"quote", "the words of the source"},
    {"date", "the day of the transaction (UTC)", in(Rows::kCommits, Rows::kHistory)},
    {"date", "when it happened"},
    {"event", "what happened"},
    {"topic", "what the provision is about"},
    {"text", "what the agreement says"},
    {"plural", "the plural of the role, as questions use it"},
    {"rank", "its place on the ladder, the smaller the higher; missing: it stands beside all others"},
    {"under", "the role whose holders these are among"},
    {"title", "the title of the source"},
    {"publisher", "who published it"},
    {"published", "when it was published; missing: undated"},
    {"url", "where it is found"},
    {"licence", "under which licence it may be used"},
    {"claims", "how many claims it makes"},
    {"time", "the time of day of the transaction (UTC)"},
    {"summary", "what the transaction did"},
    {"change", "what happened"},
    {"how", "in what way it was joined or left"},
    {"was", "the role held before; missing for who joined"},
    {"now", "the role held from then on; missing for who left"},
    {"held_days", "for how many days the role before was held"},
    {"moved", "when the second role began; missing: it has not"},
    {"waited_days", "the days from the first role to the second, or to the end of the first, or of what is known"},
    {"outcome", "whether the second role was reached, is waited for, or the first ended without it"},
    {"censored", "true where it is not known how long the waiting would have been"},
    {"a", "the first of the pair: its key"},
    {"b", "the second of the pair: its key"},
    {"shared", "how many they have in common"},
    {"only_a", "how many the first has alone"},
    {"only_b", "how many the second has alone"},
    {"jaccard", "shared, of all that either has: from 0 to 1; missing where neither has any"},
    {"why", "why both claims cannot hold"},
    {"claim_a", "the number of the first claim"},
    {"source_a", "who makes the first claim"},
    {"says_a", "what the first claim says"},
    {"claim_b", "the number of the second claim; missing: the first names days outside of a life"},
    {"source_b", "who makes the second claim"},
    {"says_b", "what the second claim says; or the life"},
    {"answer", "the answer"},
    {"since", "when it began, where it is so"},
    {"entry", "what kind of record it is"},
    {"what", "what was recorded"},
});

}  // namespace

std::string_view meaning_of(Query::Rows rows, std::string_view column) {
  const auto* it = std::find_if(kMeanings.begin(), kMeanings.end(),
                                [&](const Meaning& m) { return m.column == column && (m.rows & in(rows)) != 0; });
  return it == kMeanings.end() ? std::string_view{} : it->text;
}

}  // namespace entente::bind
