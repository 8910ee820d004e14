#include "engine/exchange/dump_records.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "engine/exchange/dump_lines.h"
#include "engine/value/sound.h"

namespace entente::exchange {
namespace {

constexpr std::array<std::string_view, 3> kClaimKinds = {"membership", "end", "suspension"};

constexpr std::uint32_t kThingMax = 20'000'000;
constexpr std::uint32_t kIdMax =
    2'000'000'000;  // ids are stored as numbers with a sign, the least and the greatest of which mean others

std::uint32_t number(const DumpFields& fields, std::size_t field) {
  const auto read = fields.number(field);
  if (!read) {
    throw BadLine{"\"" + std::string(fields.raw(field)) + "\" is no number"};
  }
  return *read;
}

std::uint32_t id(const DumpFields& fields, std::size_t field) {
  const auto read = number(fields, field);
  if (read == 0) {
    throw BadLine{"a number is missing"};
  }
  if (read > kIdMax) {
    throw BadLine{std::to_string(read) + " is more than there can be"};
  }
  return read;
}

// Of a thing or a source. Those are dense, and tables in memory are kept by them.
std::uint32_t thing_id(const DumpFields& fields, std::size_t field) {
  const std::uint32_t read = id(fields, field);
  if (read > kThingMax) {
    throw BadLine{std::to_string(read) + " is more than there can be"};
  }
  return read;
}

Bound bound(const DumpFields& fields, std::size_t field) {
  const auto read = fields.bound(field);
  if (!read) {
    throw BadLine{"\"" + std::string(fields.raw(field)) + "\" is no date"};
  }
  return *read;
}

catalog::InUse in_use(const DumpFields& fields, std::size_t field) { return {bound(fields, field), bound(fields, field + 1)}; }

Day day(const DumpFields& fields, std::size_t field) {
  const std::string_view written = fields.raw(field);
  if (const auto read = bound_of_text(written); read && read->exact()) {
    return read->earliest;
  }
  Day out = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), out);
  if (error != std::errc{} || end != written.data() + written.size() || !is_sound(exact_bound(out))) {
    throw BadLine{"\"" + std::string(written) + "\" is no day"};
  }
  return out;
}

template <class Enum, std::size_t N>
Enum word(const DumpFields& fields, std::size_t field, const std::array<std::string_view, N>& words) {
  const std::string_view written = fields.raw(field);
  const auto found = std::find(words.begin(), words.end(), written);
  if (!written.empty() && found == words.end()) {
    throw BadLine{"\"" + std::string(written) + "\" is none of its words"};
  }
  return written.empty() ? Enum{} : static_cast<Enum>(found - words.begin());
}

// Keys never change, and nothing has that of another.
void learn(std::unordered_map<std::string, std::uint32_t>& ids, std::unordered_map<std::uint32_t, std::string>& keys,
           const std::string& key, std::uint32_t id) {
  const bool is_its_own = ids.try_emplace(key, id).first->second == id && keys.try_emplace(id, key).first->second == key;
  if (key.empty() || !is_its_own) {
    throw BadLine{key.empty() ? "a key is missing" : "\"" + key + "\" and number " + std::to_string(id) + " are not of one thing"};
  }
}

std::uint32_t look_up(const std::unordered_map<std::string, std::uint32_t>& ids, const std::string& key) {
  if (key.empty()) {
    return 0;
  }
  const auto found = ids.find(key);
  if (found == ids.end()) {
    throw BadLine{"\"" + key + "\" is not defined"};
  }
  return found->second;
}

}  // namespace

bool DumpRecords::take(const DumpFields& fields) {
  const std::string_view word = fields.word();
  if (word == "role") {
    take_role(fields);
    return true;
  }
  if (word == "source") {
    take_source(fields);
    return true;
  }
  const auto kind = std::find(kKindWords.begin(), kKindWords.end(), word);
  if (kind != kKindWords.end()) {
    take_entity(static_cast<Kind>(kind - kKindWords.begin()), fields);
    return true;
  }
  return take_part(fields);
}

void DumpRecords::take_role(const DumpFields& fields) {
  catalog::Role role;
  role.id.value = id(fields, 0);
  role.singular = fields.text(2);
  role.plural = fields.text(3);
  if (!fields.raw(4).empty()) {
    role.rank = number(fields, 4);
  }
  learn(role_ids_, role_keys_, role.singular, role.id.value);
  if (role.plural.empty()) {
    throw BadLine{"a plural is missing"};
  }
  refer(Reference::Of::kRole, fields.text(5), Reference::In::kRoleUnder, roles_.size(), 0);
  roles_.push_back({std::move(role), CommitId{id(fields, 1)}});
}

void DumpRecords::take_entity(Kind kind, const DumpFields& fields) {
  catalog::Entity entity;
  entity.kind = kind;
  entity.id.value = thing_id(fields, 0);
  entity.key = fields.text(2);
  entity.name = fields.text(3);
  entity.named = in_use(fields, 4);
  entity.began = bound(fields, 6);
  entity.ended = bound(fields, 7);
  entity.form = fields.text(8);
  learn(entity_ids_, entity_keys_, entity.key, entity.id.value);
  refer(Reference::Of::kSource, fields.text(9), Reference::In::kSource, entities_.size(), 0);
  entities_.push_back({std::move(entity), CommitId{id(fields, 1)}});
}

void DumpRecords::take_source(const DumpFields& fields) {
  catalog::SourceRecord source;
  source.id.value = thing_id(fields, 0);
  source.key = fields.text(2);
  source.title = fields.text(3);
  source.publisher = fields.text(4);
  source.url = fields.text(5);
  source.licence = fields.text(6);
  source.published = bound(fields, 7);
  learn(source_ids_, source_keys_, source.key, source.id.value);
  sources_.push_back({std::move(source), CommitId{id(fields, 1)}});
}

// A line that belongs to the definition before it.
bool DumpRecords::take_part(const DumpFields& fields) {
  using Of = Reference::Of;
  using In = Reference::In;
  const std::string_view word = fields.word();
  if ((word == "via" || word == "covers") && !sources_.empty()) {
    const std::size_t at = sources_.size() - 1;
    auto& source = sources_.back().record;
    if (word == "via") {
      refer(Of::kSource, fields.text(0), In::kVia, at, source.via.size());
      source.via.emplace_back();
      return true;
    }
    refer(Of::kRole, fields.text(0), In::kCoversRole, at, source.covers.size());
    refer(Of::kEntity, fields.text(1), In::kCoversBody, at, source.covers.size());
    source.covers.push_back({{}, {}, {day(fields, 2), day(fields, 3)}, fields.raw(4) == "list"});
    return true;
  }
  if (entities_.empty()) {
    return false;
  }
  const std::size_t at = entities_.size() - 1;
  auto& entity = entities_.back().record;
  if (word == "also") {
    entity.also.push_back({fields.text(0), in_use(fields, 1)});
  } else if (word == "code") {
    entity.codes.push_back({fields.text(0), fields.text(1), in_use(fields, 2)});
  } else if (word == "about") {
    entity.topics.push_back(fields.text(0));
  } else if (word == "under") {
    refer(Of::kEntity, fields.text(0), In::kUnder, at, entity.under.size());
    entity.under.emplace_back();
  } else if (word == "continues") {
    refer(Of::kEntity, fields.text(0), In::kContinues, at, entity.continues.size());
    entity.continues.push_back({{}, bound(fields, 1)});
  } else {
    return false;
  }
  return true;
}

void DumpRecords::refer(Reference::Of of, std::string key, Reference::In in, std::size_t record, std::size_t item) {
  if (!key.empty()) {
    references_.push_back({of, std::move(key), record, item, in});
  }
}

const DumpRecords::Ids& DumpRecords::ids_of(Reference::Of of) const {
  return of == Reference::Of::kRole ? role_ids_ : of == Reference::Of::kEntity ? entity_ids_ : source_ids_;
}

void DumpRecords::write(const Reference& reference, std::uint32_t id) {
  using In = Reference::In;
  switch (reference.in) {
    case In::kRoleUnder:
      roles_[reference.record].record.under.value = id;
      break;
    case In::kUnder:
      entities_[reference.record].record.under[reference.item].value = id;
      break;
    case In::kContinues:
      entities_[reference.record].record.continues[reference.item].predecessor.value = id;
      break;
    case In::kSource:
      entities_[reference.record].record.source.value = id;
      break;
    case In::kVia:
      sources_[reference.record].record.via[reference.item].value = id;
      break;
    case In::kCoversRole:
      sources_[reference.record].record.covers[reference.item].role.value = id;
      break;
    case In::kCoversBody:
      sources_[reference.record].record.covers[reference.item].body.value = id;
      break;
  }
}

void DumpRecords::settle() {
  for (const auto& reference : references_) {
    write(reference, look_up(ids_of(reference.of), reference.key));
  }
  references_.clear();
}

catalog::Commit DumpRecords::commit(const DumpFields& fields) {
  const auto time = time_of_text(fields.raw(1));
  if (!time) {
    throw BadLine{"\"" + std::string(fields.raw(1)) + "\" is no time"};
  }
  return {CommitId{id(fields, 0)}, *time, fields.text(2)};
}

claims::Claim DumpRecords::claim(const DumpFields& fields) const {
  claims::Claim claim;
  claim.id.value = id(fields, 0);
  claim.recorded.value = id(fields, 1);
  claim.kind = word<claims::ClaimKind>(fields, 2, kClaimKinds);
  claim.actor.value = look_up(entity_ids_, fields.text(3));
  claim.role.value = look_up(role_ids_, fields.text(4));
  claim.body.value = look_up(entity_ids_, fields.text(5));
  claim.began = bound(fields, 6);
  claim.ended = bound(fields, 7);
  claim.observed = fields.raw(8) == "observed";
  claim.stance = word<Stance>(fields, 9, kStanceWords);
  claim.how = word<How>(fields, 10, kHowWords);
  claim.source.value = look_up(source_ids_, fields.text(11));
  claim.via.value = look_up(source_ids_, fields.text(12));
  claim.quote = fields.text(13);
  claim.retired.value = number(fields, 14);
  claim.retired_because = fields.text(15);
  if (!claim.actor || !claim.body || !claim.role == (claim.kind != claims::ClaimKind::kSuspension)) {
    throw BadLine{"a claim needs an actor, a body and a role, a suspension no role"};
  }
  return claim;
}

claims::Event DumpRecords::event(const DumpFields& fields) const {
  claims::Event event;
  event.id = id(fields, 0);
  event.recorded.value = id(fields, 1);
  event.body.value = look_up(entity_ids_, fields.text(2));
  event.kind = fields.text(3);
  event.actor.value = look_up(entity_ids_, fields.text(4));
  event.on = bound(fields, 5);
  event.stance = word<Stance>(fields, 6, kStanceWords);
  event.source.value = look_up(source_ids_, fields.text(7));
  event.via.value = look_up(source_ids_, fields.text(8));
  event.quote = fields.text(9);
  if (!event.body) {
    throw BadLine{"an event needs a body"};
  }
  return event;
}

claims::Provision DumpRecords::provision(const DumpFields& fields) const {
  claims::Provision provision;
  provision.id = id(fields, 0);
  provision.recorded.value = id(fields, 1);
  provision.agreement.value = look_up(entity_ids_, fields.text(2));
  provision.topic = fields.text(3);
  provision.text = fields.text(4);
  provision.stance = word<Stance>(fields, 5, kStanceWords);
  provision.source.value = look_up(source_ids_, fields.text(6));
  provision.via.value = look_up(source_ids_, fields.text(7));
  provision.quote = fields.text(8);
  if (!provision.agreement) {
    throw BadLine{"a provision needs an agreement"};
  }
  return provision;
}

}  // namespace entente::exchange
