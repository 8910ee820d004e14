#include "engine/exchange/claim_reader.h"

#include <algorithm>
#include <utility>

#include "engine/bind/change.h"
#include "engine/catalog/name_key.h"

namespace entente::exchange {
namespace {

using claims::Claim;
using claims::ClaimKind;
using enum Field;

constexpr std::array<std::string_view, 3> kClaimKinds = {"membership", "end", "suspension"};

std::string nearest_of(std::string_view word, const std::vector<std::string>& candidates) {
  const auto near = catalog::nearest(word, candidates, 1);
  return near.empty() ? "" : "; " + near[0] + "?";
}

}  // namespace

ClaimReader::ClaimReader(const catalog::Draft& catalog, ClaimOptions options, DefineNew define)
    : catalog_(catalog),
      options_(std::move(options)),
      define_(std::move(define)),
      actors_(options_.actor_system, catalog::Place::kActor, !options_.defines_new),
      bodies_(options_.body_system, catalog::Place::kBody, !options_.defines_new) {}

void ClaimReader::fault(const Row& row, Field field, std::string text, std::string code) {
  const bool has_place = row.says(field);
  faults_->push_back({has_place ? row[field].at : row.at, std::string(to_text(field)), std::move(text), std::move(code)});
}

std::optional<Bound> ClaimReader::date(const Row& row, Field field) {
  if (!row.says(field)) {
    return std::nullopt;
  }
  const auto bound = bound_of_text(without_time_of_day(row[field].text));
  if (!bound || (field == kObserved && bound->notation != Bound::Notation::kDate)) {
    fault(row, field, catalog::quoted_cell(row[field].text) + " is no date", "B01");
    return std::nullopt;
  }
  return bound;
}

ClaimReader::Times ClaimReader::times(const Row& row) {
  Times out{date(row, kSince), date(row, kUntil), date(row, kObserved)};
  const auto through = date(row, kThrough);
  if (through && out.until) {
    fault(row, kThrough, "an end is said twice: keep until, or through", "R01");
  }
  if (through) {
    out.until = day_after(*through);
  }
  return out;
}

void ClaimReader::check(const Row& row, const Times& times) {
  if (times.observed && times.since) {
    fault(row, kObserved, "an observation states no beginning: keep observed, or since", "R02");
  }
  const Field end = row.says(kUntil) ? kUntil : kThrough;
  if (times.since && times.until && bind::ends_before_it_begins(*times.since, *times.until)) {
    fault(row, end, "it ends before it begins:" + bind::days_text(*times.since, *times.until), "R03");
  }
  if (times.observed && times.until && times.until->latest <= times.observed->earliest) {
    fault(row, end, "it ends before it was observed", "R03");
  }
}

ClaimReader::Meant ClaimReader::entity(const Row& row, Field field, const Times& times) {
  if (!row.says(field)) {
    fault(row, field, "it is missing", "F13");
    return {};
  }
  const auto known = (field == kActor ? known_actors_ : known_bodies_).find(row[field]);
  return known ? *known : look_up(row, field, times);
}

ClaimReader::Meant ClaimReader::look_up(const Row& row, Field field, const Times& times) {
  const auto with_life = [&](EntityId id) {
    const auto* entity = catalog_.read().entity(id);
    return Meant{id, entity != nullptr && (entity->began.stated() || entity->ended.stated())};
  };
  const auto& names = (field == kActor ? actors_ : bodies_).of(catalog_.read(), row[field].text);
  if (names.ids.size() == 1) {
    const Meant meant = with_life(names.ids[0]);
    (field == kActor ? known_actors_ : known_bodies_).learn(row[field], meant);
    return meant;
  }
  if (names.ids.empty()) {
    if (names.unknown && options_.defines_new) {
      return define(row, field);
    }
    fault(row, field, names.fault, names.fault.starts_with("no ") ? "N01" : "N04");
    return {};
  }
  const bool has_time = times.observed || times.since || (times.until && times.until->notation != Bound::Notation::kUnknown);
  const auto only =
      has_time ? catalog::settled(names, bind::time_of(times.since, times.until, times.observed).window) : std::nullopt;
  if (!only) {
    fault(row, field, names.fault, "N02");
    return {};
  }
  return with_life(*only);
}

ClaimReader::Meant ClaimReader::define(const Row& row, Field field) {
  auto defined = define_(field == kActor ? Kind::kState : Kind::kOrganisation, std::string(row[field].text));
  if (!defined) {
    fault(row, field, defined.error().message, defined.error().code);
    return {};
  }
  (field == kActor ? actors_ : bodies_).learn(row[field].text, *defined);
  return {*defined, false};
}

RoleId ClaimReader::role(const Row& row) {
  if (!row.says(kRole)) {
    fault(row, kRole, "it is missing", "F13");
    return {};
  }
  if (const auto known = known_roles_.find(row[kRole])) {
    return *known;
  }
  const std::string name(row[kRole].text);
  const auto* role = catalog_.read().role_singular(name);
  role = role == nullptr ? catalog_.read().role_plural(name) : role;
  if (role != nullptr) {
    known_roles_.learn(row[kRole], role->id);
    return role->id;
  }
  std::vector<std::string> all;
  for (const auto& one : catalog_.read().roles()) {
    all.push_back(one.singular);
  }
  fault(row, kRole, "no role is " + catalog::quoted_cell(name) + nearest_of(name, all), "N05");
  return {};
}

SourceId ClaimReader::source(const Row& row, Field field, SourceId otherwise) {
  if (!row.says(field)) {
    return otherwise;
  }
  auto& known_sources = field == kSource ? known_sources_ : known_vias_;
  if (const auto known = known_sources.find(row[field])) {
    return *known;
  }
  const std::string key(row[field].text);
  if (const auto* source = catalog_.read().source_key(key)) {
    known_sources.learn(row[field], source->id);
    return source->id;
  }
  std::vector<std::string> all;
  for (const auto& one : catalog_.read().sources()) {
    all.push_back(one.key);
  }
  fault(row, field, "no source is " + catalog::quoted_cell(key) + nearest_of(key, all), "N06");
  return {};
}

template <class Enum, std::size_t N>
Enum ClaimReader::word(const Row& row, Field field, const std::array<std::string_view, N>& words, std::string_view what) {
  if (!row.says(field)) {
    return Enum{};
  }
  const auto found = std::find(words.begin(), words.end(), row[field].text);
  if (found == words.end()) {
    fault(row, field, catalog::quoted_cell(row[field].text) + " is no " + std::string(what), "N13");
    return Enum{};
  }
  return static_cast<Enum>(found - words.begin());
}

void ClaimReader::set_times(const Row& row, const Times& times, Claim& claim) {
  const bool ends = times.until && times.until->notation != Bound::Notation::kUnknown;
  if (claim.kind == ClaimKind::kEnd && !ends) {
    fault(row, kUntil, "an end needs the day of the end", "R06");
  } else if (claim.kind == ClaimKind::kEnd) {
    claim.began.earliest = kBeforeAll;
    claim.ended = *times.until;
    return;
  } else if (!row.says(kSince) && !row.says(kObserved) && !ends && !(row.says(kUntil) && !times.until) && !row.says(kThrough)) {
    fault(row, kSince, "no time is stated: since, until or observed", "R06");
  }
  claim.observed = times.observed.has_value();
  claim.began = times.observed ? *times.observed : times.since.value_or(bound_none());
  if (!claim.began.stated() || claim.began.notation == Bound::Notation::kUnknown) {
    claim.began.earliest = kBeforeAll;
    claim.began.latest = kAfterAll;
  }
  claim.ended = times.until.value_or(bound_none());
}

void ClaimReader::check_life(const Row& row, Field field, Meant meant, const Claim& claim) {
  const auto* entity = meant.has_life ? catalog_.read().entity(meant.id) : nullptr;
  if (entity != nullptr && bind::lies_outside(*entity, claim)) {
    fault(row, field, bind::outside_life_text(*entity), "R04");
  }
}

void ClaimReader::read(const Row& row, std::vector<Claim>& claims, std::vector<RowFault>& faults) {
  enum class Status : std::uint8_t { kActive, kSuspended };
  constexpr std::array<std::string_view, 2> kStatuses = {"active", "suspended"};
  faults_ = &faults;
  const std::size_t before = faults.size();
  const Times when = times(row);
  check(row, when);
  Claim claim;
  claim.kind = word<ClaimKind>(row, kKind, kClaimKinds, "kind of claim: membership, end or suspension");
  const Meant actor = entity(row, kActor, when);
  const Meant body = entity(row, kBody, when);
  claim.actor = as_actor(actor.id);
  claim.body = as_body(body.id);
  claim.stance = word<Stance>(row, kStance, kStanceWords, "stance: fact, planned, proposed, alleged or denied");
  claim.how = word<How>(row, kHow, kHowWords, "way in which it ended");
  claim.source = source(row, kSource, options_.source);
  claim.via = source(row, kVia, row.says(kSource) ? SourceId{} : options_.via);
  claim.quote = row[kQuote].text;
  const auto status = word<Status>(row, kStatus, kStatuses, "status: active or suspended");
  const bool suspended = status == Status::kSuspended || claim.kind == ClaimKind::kSuspension;
  const bool role_alone = suspended && !row.says(kRole);  // a suspension holds for all roles
  claim.role = role_alone ? RoleId{} : role(row);
  set_times(row, when, claim);
  if (faults.size() > before) {
    return;
  }
  if (actor.id == body.id) {
    fault(row, kActor, "nothing is a member of itself", "R05");
  }
  check_life(row, kActor, actor, claim);
  check_life(row, kBody, body, claim);
  if (suspended && claim.kind != ClaimKind::kEnd && !claim.began.stated()) {
    fault(row, kSince, "a suspension needs a beginning", "R06");
  }
  if (faults.size() > before) {
    return;
  }
  const bool holds = claim.kind != ClaimKind::kSuspension && !role_alone;
  const bool suspends = suspended && claim.kind != ClaimKind::kEnd;
  if (holds && !suspends) {  // as most do
    claims.push_back(std::move(claim));
    return;
  }
  if (holds) {
    claims.push_back(claim);
  }
  if (suspends) {
    claim.kind = ClaimKind::kSuspension;
    claim.role = RoleId{};
    claim.how = How::kUnknown;
    claims.push_back(std::move(claim));
  }
}

}  // namespace entente::exchange
