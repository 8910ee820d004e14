// Why something is not in an answer: the part of the set that it fails, the stage that drops it, the claims that come nearest.
#include <algorithm>

#include "engine/session/why.h"
#include "engine/session/why_set.h"

namespace entente::session {
namespace {

using bind::Query;
using bind::Side;
using bind::Stage;

bool is_set(const Query& query) { return query.rows <= Query::Rows::kBodiesOf; }

// More than one thing may have gone wrong: a column says which is spoken of.
bool has_parts(const Query& query) {
  return !query.stages.empty() ||
         (is_set(query) && query.rows != Query::Rows::kMemberships && query.rows != Query::Rows::kBodiesOf);
}

// Of `memberships` either side may be missing: what can only be one of them decides.
Side side_of(const catalog::Catalog& catalog, const Query& query, EntityId id) {
  if (query.rows == Query::Rows::kAllMemberships) {
    switch (catalog.entity(id)->kind) {
      case Kind::kState:
      case Kind::kTerritory:
        return Side::kActors;
      case Kind::kAgreement:
      case Kind::kGroup:
        return Side::kBodies;
      case Kind::kOrganisation:
        break;
    }
  }
  return session::side_of(query);
}

Query with_stages(const Query& query, std::size_t count) {
  Query out = query;
  out.stages.resize(count);
  return out;
}

class WhyNot {
 public:
  WhyNot(exec::Machine& machine, const Query& query, EntityId id)
      : machine_(machine),
        query_(query),
        id_(id),
        side_(side_of(machine.catalog(), query, id)),
        words_(machine.catalog(), machine.pool()),
        table_(machine.catalog(), {false, false, has_parts(query), side_ == Side::kBodies}) {}

  /// True when it is missing.
  [[nodiscard]] bool tell() {
    const Query traced = traceable(query_);
    for (std::size_t count = 0; count <= traced.stages.size(); ++count) {
      const auto place = place_after(traced, count);
      if (place.row != kNowhere) {
        before_ = place;
        continue;
      }
      if (count == 0) {
        absence();
      } else {
        stage(query_.stages[count - 1], count == 1 ? query_.source_schema : query_.stages[count - 2].schema);
      }
      return true;
    }
    stand();
    table_.say("", "it is in the answer: why … | where " + column() + " = " + words_.entity(id_));
    return false;
  }

  [[nodiscard]] Table take() { return table_.take(); }

 private:
  static constexpr std::size_t kNowhere = SIZE_MAX;
  struct Place {
    std::size_t row = kNowhere;
    std::size_t rows = 0;
  };

  [[nodiscard]] std::string column() const { return side_ == Side::kActors ? "actor" : "body"; }

  void stand() {
    table_.keys() = {};
    (side_ == Side::kActors ? table_.keys().actor : table_.keys().body) = id_;
  }

  // Where it stands among the rows that the first `count` stages leave.
  [[nodiscard]] Place place_after(const Query& traced, std::size_t count) {
    const Query part = with_stages(traced, count);
    const auto rows = exec::run(machine_, part);
    const auto& schema = traced.source_schema;
    const auto it = std::find_if(schema.begin(), schema.end(), [&](const Field& f) { return f.name == column(); });
    const std::size_t first = rows.batch.columns.size() - schema.size();
    const auto& cells = rows.batch.columns[first + static_cast<std::size_t>(it - schema.begin())];
    const auto found = std::find(cells.begin(), cells.end(), Datum{id_.value});
    return {found == cells.end() ? kNowhere : static_cast<std::size_t>(found - cells.begin()), rows.batch.rows};
  }

  void stage(const Stage& stage, const Schema& schema) {
    stand();
    table_.keys().part = "| " + words_.stage(stage, schema);
    const std::string place = "it was row " + std::to_string(before_.row + 1) + " of " + std::to_string(before_.rows);
    switch (stage.op) {
      case Stage::Op::kFilter:
        table_.say("", "drops it: that is not so of it");
        return;
      case Stage::Op::kJoin:
        table_.say("", "drops it: the query in parentheses has a row with the same values");
        return;
      case Stage::Op::kDistinct:
        table_.say("", "drops it: a row before it has the same values");
        return;
      default:
        table_.say("", "drops it: " + place);
        return;
    }
  }

  void absence() {
    if (is_set(query_) && query_.rows != Query::Rows::kAllMemberships) {
      SetTeller(machine_, table_).tell(query_.set, id_, query_.context.when, query_.context.sureness);
      return;
    }
    memberships();
  }

  // `memberships of … in … as …`: pair by pair.
  void memberships() {
    const bool actors = side_ == Side::kActors;
    const auto& own = actors ? query_.actors : query_.bodies;
    const auto& other = actors ? query_.bodies : query_.actors;
    const auto& when = query_.context.when;
    const auto among = exec::select(machine_, own, when);
    if (!own.all && !std::binary_search(among.begin(), among.end(), id_)) {
      stand();
      table_.say("", "it is not among " + words_.names(own));
      return;
    }
    bool any = false;
    PairTeller teller(machine_, table_);
    const auto others = exec::select(machine_, other, when);
    for (const claims::Pair pair : claims_of_it()) {
      const EntityId there = actors ? entity(pair.body) : entity(pair.actor);
      if (other.all || std::binary_search(others.begin(), others.end(), there)) {
        stand();
        (actors ? table_.keys().body : table_.keys().actor) = there;
        teller.absence(story_of(machine_, pair, query_.context.view), {query_.roles, when, query_.context.sureness});
        any = true;
      }
    }
    if (!any) {
      stand();
      table_.say("", "no claim of it there");
    }
  }

  [[nodiscard]] std::vector<claims::Pair> claims_of_it() {
    return side_ == Side::kActors ? claims::pairs_of_actor(machine_.reader(), as_actor(id_))
                                  : claims::pairs_of_body(machine_.reader(), as_body(id_));
  }

  exec::Machine& machine_;
  const Query& query_;
  EntityId id_;
  Side side_;
  plan::Words words_;
  WhyTable table_;
  Place before_;
};

}  // namespace

Answer why_not(exec::Machine& machine, const Query& query, EntityId id, const std::string& caption_name) {
  const bool has_ids = is_set(query) || query.rows == Query::Rows::kAllMemberships;
  if (!has_ids || query.series) {
    throw exec::Failed{{"B20",
                        has_ids ? "why not is asked of one time, and this is a series"
                                : "why not is asked of memberships and sets, and these are " + query.noun,
                        std::nullopt,
                        {},
                        has_ids ? "why not … on a day" : "why not Iran in members of SCO"}};
  }
  WhyNot teller(machine, query, id);
  const bool missing = teller.tell();
  const plan::Words words(machine.catalog(), machine.pool());
  Answer answer;
  answer.table = teller.take();
  answer.caption.push_back(words.entity(id) + (missing ? " is not in " : " is in ") + question_words(machine, query) +
                           (caption_name.empty() ? "" : " · " + caption_name));
  return answer;
}

}  // namespace entente::session
