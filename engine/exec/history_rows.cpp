// All that was recorded about one thing, newest first: its definitions and how they changed, coverage, claims, acts.
#include <algorithm>
#include <map>
#include <tuple>

#include "engine/catalog/records.h"
#include "engine/exec/record_words.h"
#include "engine/exec/source_rows.h"

namespace entente::exec {
namespace {

using bind::Query;
using claims::Claim;

struct Line {
  CommitId commit;
  Entry entry = Entry::kDefinition;
  std::string what;
  SourceId source;
};

std::string noun_of(const catalog::Entity& entity) { return std::string(to_text(entity.kind)) + " " + entity.key; }
std::string noun_of(const catalog::SourceRecord& source) { return "source " + source.key; }

SourceId source_of(const catalog::Entity& entity) { return entity.source; }
SourceId source_of(const catalog::SourceRecord& source) { return source.id; }

class History {
 public:
  History(Machine& machine, const Query& query)
      : machine_(machine),
        catalog_(machine.catalog()),
        known_at_(query.context.view.known_at),
        source_(query.of_source),
        entity_(query.of_source ? EntityId{} : query.actors.named.front()) {}

  // In a fixed order within a commit: by kind of entry, then as the records are numbered.
  [[nodiscard]] std::vector<Line> lines() {
    definitions();
    claims();
    acts();
    std::stable_sort(lines_.begin(), lines_.end(),
                     [](const Line& a, const Line& b) { return std::tuple(b.commit, a.entry) < std::tuple(a.commit, b.entry); });
    return std::move(lines_);
  }

 private:
  void add(CommitId commit, Entry entry, std::string what, SourceId source) {
    if (!known_at_ || commit <= *known_at_) {
      lines_.push_back({commit, entry, std::move(what), source});
    }
  }

  template <class Record>
  void define(CommitId commit, const Record* before, const Record& now) {
    const Definition definition = definition_of(catalog_, now);
    add(commit, Entry::kDefinition,
        noun_of(now) + (before == nullptr ? " " : ": ") +
            (before == nullptr ? definition_words(definition) : change_words(definition_of(catalog_, *before), definition)),
        source_of(now));
  }

  void definitions() {
    const catalog::Entity* before = nullptr;
    const auto entities = catalog::entity_versions(machine_.reader());
    for (const auto& [commit, entity] : entities) {
      before = before != nullptr && before->id == entity.id ? before : nullptr;
      if (entity.id == entity_ || (source_ && entity.source == source_)) {
        define(commit, before, entity);
      } else {
        continued(commit, before, entity);
      }
      before = &entity;
    }
    const catalog::SourceRecord* earlier = nullptr;
    const auto sources = catalog::source_versions(machine_.reader());
    for (const auto& [commit, source] : sources) {
      earlier = earlier != nullptr && earlier->id == source.id ? earlier : nullptr;
      if (source.id == source_) {
        define(commit, earlier, source);
      } else if (entity_) {
        coverage(commit, earlier, source);
      }
      earlier = &source;
    }
  }

  // What another one says of carrying this one on.
  void continued(CommitId commit, const catalog::Entity* before, const catalog::Entity& other) {
    const auto of = [&](const catalog::Entity& successor) {
      const auto& all = successor.continues;
      const auto it = std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.predecessor == entity_; });
      return it == all.end() ? std::string()
                             : "continued by " + successor.key + (it->since.stated() ? " since " + to_text(it->since) : "");
    };
    const std::string now = entity_ ? of(other) : "";
    const std::string was = entity_ && before != nullptr ? of(*before) : "";
    if (now != was) {
      add(commit, Entry::kDefinition, now.empty() ? "no longer " + was : now, other.source);
    }
  }

  void coverage(CommitId commit, const catalog::SourceRecord* before, const catalog::SourceRecord& now) {
    const std::vector<catalog::Covers> none;
    const auto& was = before == nullptr ? none : before->covers;
    const auto tell = [&](const std::vector<catalog::Covers>& from, const std::vector<catalog::Covers>& without,
                          std::string_view word) {
      for (const auto& covers : from) {
        if (entity(covers.body) == entity_ && std::find(without.begin(), without.end(), covers) == without.end()) {
          add(commit, Entry::kCoverage, std::string(word) + covers_words(catalog_, covers), now.id);
        }
      }
    };
    tell(now.covers, was, "covers ");
    tell(was, now.covers, "no longer covers ");
  }

  void claims() {
    std::map<ClaimId, Claim> found;
    for (const auto& pair : pairs()) {
      for (auto& claim : claims::all_claims_of_pair(machine_.reader(), pair)) {
        if (!source_ || claim.source == source_ || claim.via == source_) {
          found.emplace(claim.id, std::move(claim));
        }
      }
    }
    for (const auto& [id, claim] : found) {
      const std::string number = "claim " + std::to_string(id.value);
      add(claim.recorded, Entry::kClaim, number + ": " + whole_claim_words(catalog_, claim), claim.source);
      if (claim.retired) {
        add(claim.retired, Entry::kRetraction,
            number + " because \"" + claim.retired_because + "\": " + whole_claim_words(catalog_, claim), claim.source);
      }
    }
  }

  [[nodiscard]] std::vector<claims::Pair> pairs() const {
    if (source_) {
      return claims::all_pairs(machine_.reader());
    }
    auto pairs = claims::pairs_of_actor(machine_.reader(), as_actor(entity_));
    const auto of_body = claims::pairs_of_body(machine_.reader(), as_body(entity_));
    pairs.insert(pairs.end(), of_body.begin(), of_body.end());
    return pairs;
  }

  template <class Act>
  [[nodiscard]] bool is_of(const Act& act, EntityId body, ActorId actor) const {
    return source_ ? act.source == source_ || act.via == source_ : body == entity_ || (actor && entity(actor) == entity_);
  }

  void acts() {
    for (const auto& body : catalog_.entities()) {
      for (const auto& event : claims::events_of(machine_.reader(), as_body(body.id))) {
        if (is_of(event, body.id, event.actor)) {
          add(event.recorded, Entry::kEvent, event_words(catalog_, event), event.source);
        }
      }
      for (const auto& provision : claims::provisions_of(machine_.reader(), as_body(body.id))) {
        if (is_of(provision, body.id, ActorId{})) {
          add(provision.recorded, Entry::kProvision, provision_words(catalog_, provision), provision.source);
        }
      }
    }
  }

  Machine& machine_;
  const catalog::Catalog& catalog_;
  std::optional<CommitId> known_at_;
  SourceId source_;
  EntityId entity_;
  std::vector<Line> lines_;
};

}  // namespace

Batch history_rows(Machine& machine, const Query& query) {
  Batch batch(query.source_schema.size());
  std::map<CommitId, std::int64_t> times;
  for (auto cursor = machine.reader().scan(store::Table::kCommits); cursor.valid(); cursor.next()) {
    const auto commit = catalog::decode_commit(cursor.value());
    times[commit.id] = commit.utc_seconds;
  }
  for (const auto& line : History(machine, query).lines()) {
    const auto time = times.find(line.commit);  // none: what the transaction at hand recorded
    const bool is_pending = time == times.end();
    batch.push_row({line.commit.value, is_pending ? kAbsent : day_of_utc(time->second),
                    is_pending ? kAbsent : machine.pool().text(time_text(time->second)), static_cast<Datum>(line.entry),
                    machine.pool().text(line.what), line.source ? Datum{line.source.value} : kAbsent});
  }
  return batch;
}

}  // namespace entente::exec
