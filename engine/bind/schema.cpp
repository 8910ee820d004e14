// The columns of every source of rows, as docs/language.md lists them.
#include "engine/bind/binder.h"

namespace entente::bind {
namespace {

constexpr Type kText{Type::Kind::kText, {}, {}};
constexpr Type kInteger{Type::Kind::kInteger, {}, {}};
constexpr Type kDay{Type::Kind::kDay, {}, {}};
constexpr Type kBegan{Type::Kind::kBegan, {}, {}};
constexpr Type kEnded{Type::Kind::kEnded, {}, {}};
constexpr Type kActor{Type::Kind::kActor, {}, {}};
constexpr Type kBody{Type::Kind::kBody, {}, {}};
constexpr Type kRole{Type::Kind::kRole, {}, {}};
constexpr Type kEntityName{Type::Kind::kEntityName, {}, {}};
constexpr Type kSource{Type::Kind::kSource, {}, {}};
constexpr Type kSources{Type::Kind::kList, {}, Type::Kind::kSource};
constexpr Type kTexts{Type::Kind::kList, {}, Type::Kind::kText};
constexpr Type kKind{Type::Kind::kWord, kKindWords, {}};
constexpr Type kStatus{Type::Kind::kWord, kStatusWords, {}};
constexpr Type kCertainty{Type::Kind::kWord, kCertaintyWords, {}};
constexpr Type kStance{Type::Kind::kWord, kStanceWords, {}};
constexpr Type kDecimal{Type::Kind::kDecimal, {}, {}};
constexpr Type kTruth{Type::Kind::kTruth, {}, {}};
constexpr Type kDayCount{Type::Kind::kDayCount, {}, {}};
constexpr Type kChange{Type::Kind::kWord, kChangeWords, {}};
constexpr Type kChangeHow{Type::Kind::kWord, kChangeHowWords, {}};
constexpr Type kOutcome{Type::Kind::kWord, kOutcomeWords, {}};
constexpr Type kAnswer{Type::Kind::kWord, kAnswerWords, {}};
constexpr Type kConflict{Type::Kind::kWord, kConflictWords, {}};
constexpr Type kEntry{Type::Kind::kWord, kEntryWords, {}};
constexpr Type kCameTrue{Type::Kind::kWord, kCameTrueWords, {}};

}  // namespace

Schema schema_of(Query::Rows rows, bool with_stance, bool with_count) {
  Schema out;
  switch (rows) {
    case Query::Rows::kMemberships:
      out = {{"actor", kActor}, {"name", kEntityName}, {"role", kRole},           {"body", kBody},      {"began", kBegan},
             {"ended", kEnded}, {"status", kStatus},   {"certainty", kCertainty}, {"sources", kSources}};
      break;
    case Query::Rows::kAllMemberships:
      out = {{"actor", kActor},          {"actor_name", kEntityName}, {"role", kRole},   {"body", kBody},
             {"body_name", kEntityName}, {"began", kBegan},           {"ended", kEnded}, {"status", kStatus},
             {"certainty", kCertainty},  {"sources", kSources}};
      break;
    case Query::Rows::kBodiesOf:
      out = {{"body", kBody},   {"name", kEntityName}, {"kind", kKind},           {"role", kRole},      {"began", kBegan},
             {"ended", kEnded}, {"status", kStatus},   {"certainty", kCertainty}, {"sources", kSources}};
      break;
    case Query::Rows::kActorSet:
      out = {{"actor", kActor}, {"name", kEntityName}};
      break;
    case Query::Rows::kBodySet:
      out = {{"body", kBody}, {"name", kEntityName}};
      break;
    case Query::Rows::kActors:
      return {{"actor", kActor}, {"name", kEntityName}, {"kind", kKind}, {"began", kBegan}, {"ended", kEnded}};
    case Query::Rows::kBodies:
      return {{"body", kBody},  {"name", kEntityName}, {"kind", kKind},   {"form", kText},
              {"stage", kText}, {"topics", kTexts},    {"began", kBegan}, {"ended", kEnded}};
    case Query::Rows::kClaims:
      return {{"id", kInteger},     {"actor", kActor},    {"role", kRole},          {"body", kBody},     {"began", kBegan},
              {"ended", kEnded},    {"stance", kStance},  {"came_true", kCameTrue}, {"source", kSource}, {"via", kSource},
              {"reported", kBegan}, {"commit", kInteger}, {"quote", kText}};
    case Query::Rows::kEvents:
      return {{"date", kBegan}, {"event", kText}, {"actor", kActor}, {"stance", kStance}, {"source", kSource}};
    case Query::Rows::kProvisions:
      return {{"topic", kText}, {"text", kText}, {"source", kSource}};
    case Query::Rows::kRoles:
      return {{"role", kRole}, {"plural", kText}, {"rank", kInteger}, {"under", kRole}};
    case Query::Rows::kSources:
      return {{"source", kSource}, {"title", kText}, {"publisher", kText}, {"published", kBegan},
              {"via", kSources},   {"url", kText},   {"licence", kText},   {"claims", kInteger}};
    case Query::Rows::kCommits:
      return {{"commit", kInteger}, {"date", kDay}, {"time", kText}, {"summary", kText}};
    case Query::Rows::kChanges:
      out = {{"date", kBegan},    {"actor", kActor}, {"name", kEntityName}, {"body", kBody},          {"change", kChange},
             {"how", kChangeHow}, {"was", kRole},    {"now", kRole},        {"held_days", kDayCount}, {"sources", kSources}};
      break;
    case Query::Rows::kTransitions:
      out = {{"actor", kActor}, {"name", kEntityName},      {"body", kBody},       {"began", kBegan},
             {"moved", kBegan}, {"waited_days", kDayCount}, {"outcome", kOutcome}, {"censored", kTruth}};
      break;
    case Query::Rows::kPairs:
      return {{"a", kActor},        {"b", kActor},        {"shared", kInteger},
              {"only_a", kInteger}, {"only_b", kInteger}, {"jaccard", kDecimal}};
    case Query::Rows::kConflicts:
      return {{"actor", kActor}, {"body", kBody},       {"why", kConflict},    {"claim_a", kInteger}, {"source_a", kSource},
              {"says_a", kText}, {"claim_b", kInteger}, {"source_b", kSource}, {"says_b", kText}};
    case Query::Rows::kIs:
      out = {{"answer", kAnswer}, {"since", kBegan}, {"sources", kSources}};
      break;
    case Query::Rows::kFile:  // its headings say
      return {};
    case Query::Rows::kHistory:
      return {{"commit", kInteger}, {"date", kDay}, {"time", kText}, {"entry", kEntry}, {"what", kText}, {"source", kSource}};
  }
  if (with_count) {
    out.push_back({"count", kInteger});
  }
  if (with_stance) {
    out.push_back({"stance", kStance});
  }
  return out;
}

std::optional<std::size_t> set_column(const Schema& schema, Side side) {
  const Type::Kind kind = side == Side::kActors ? Type::Kind::kActor : Type::Kind::kBody;
  const std::string_view name = side == Side::kActors ? "actor" : "body";
  std::optional<std::size_t> only;
  std::size_t count = 0;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const Type& type = schema[i].type;
    if (schema[i].name == name && (type.is(kind) || type.is(Type::Kind::kEntityName))) {
      return i;
    }
    if (type.is(kind)) {
      only = i;
      ++count;
    }
  }
  return count == 1 ? only : std::nullopt;
}

}  // namespace entente::bind
