#include "engine/exec/pair_answer.h"

#include <algorithm>
#include <tuple>

#include "engine/claims/block_cursor.h"
#include "engine/exec/like.h"

namespace entente::exec {

using bind::Query;
using claims::Membership;

namespace {

bool asks_ever(const Query& query) {
  const auto& context = query.context;
  return query.rows == Query::Rows::kAllMemberships && !query.series && context.when.kind == bind::When::Kind::kDuring &&
         !context.when.by_step && context.when.window == DayRange{} && context.sureness == bind::Sureness::kBest &&
         context.view.plain() && !query.with_stance && !query.with_count;
}

// What is missing comes last.
Day place_of(const Bound& bound, Day best) { return bound.stated() ? best : kAfterAll; }

}  // namespace

std::unique_ptr<PairAnswer> PairAnswer::of(const Query& query) {
  auto out = std::make_unique<PairAnswer>();
  const bool taken = asks_ever(query) && out->take_name(query.actors, catalog::Place::kActor) &&
                     out->take_name(query.bodies, catalog::Place::kBody) && out->take_columns(query) && out->stands_for(query);
  out->roles_ = query.roles;
  return taken ? std::move(out) : nullptr;
}

bool PairAnswer::take_name(const bind::Selector& selector, catalog::Place place) {
  if (selector.all || !selector.sets.empty() || selector.named.size() != 1) {
    return false;
  }
  const bool is_body = place == catalog::Place::kBody;
  (is_body ? body_ : actor_) = selector.named.front();
  if (!selector.parameter.empty()) {
    slots_.push_back({selector.parameter, Slot::Kind::kName, place});
    slot_is_body_.push_back(is_body);
  }
  return true;
}

bool PairAnswer::take_column(const Field& field) {
  if (field.name == "actor" || field.name == "actor_name") {
    columns_.push_back(Shown::kActor);
  } else if (field.name == "body" || field.name == "body_name") {
    columns_.push_back(Shown::kBody);
  } else if (field.name == "role") {
    columns_.push_back(Shown::kRole);
  } else if (field.name == "began") {
    columns_.push_back(Shown::kBegan);
  } else if (field.name == "ended") {
    columns_.push_back(Shown::kEnded);
  } else if (field.name == "sources") {
    columns_.push_back(Shown::kSources);
  } else {
    return false;
  }
  return true;
}

// Perhaps sorted by beginning, then some columns chosen.
bool PairAnswer::take_columns(const Query& query) {
  using Op = bind::Expr::Op;
  const Schema& source = query.source_schema;
  auto stage = query.stages.begin();
  if (stage != query.stages.end() && stage->op == bind::Stage::Op::kSort) {
    const auto& key = stage->keys.front();
    by_beginning_ =
        stage->keys.size() == 1 && !key.descending && key.expr.op == Op::kColumn && source[key.expr.column].name == "began";
    if (!by_beginning_) {
      return false;
    }
    ++stage;
  }
  return stage != query.stages.end() && stage + 1 == query.stages.end() && stage->op == bind::Stage::Op::kProject &&
         std::all_of(stage->exprs.begin(), stage->exprs.end(),
                     [&](const bind::Expr& expr) { return expr.op == Op::kColumn && take_column(source[expr.column]); });
}

Datum PairAnswer::cell(Shown shown, const Membership& m, const catalog::Catalog& catalog, Pool& pool) const {
  switch (shown) {
    case Shown::kActor:
      return actor_.value;
    case Shown::kBody:
      return body_.value;
    case Shown::kRole:
      return m.role.value;
    case Shown::kBegan:
      return m.began.stated() ? pool.add({m.began, m.begins}) : kAbsent;
    case Shown::kEnded:
      return m.ended.stated() ? pool.add({m.ended, ends_of(m)}) : kAbsent;
    case Shown::kSources:
      break;
  }
  std::vector<Datum> cells;
  cells.reserve(m.sources.size());
  for (const SourceId source : m.sources) {
    cells.push_back(source.value);
  }
  std::sort(cells.begin(), cells.end(), [&](Datum a, Datum b) {
    const auto key = [&](Datum id) -> const std::string& { return catalog.source({static_cast<std::uint32_t>(id)})->key; };
    return key(a) < key(b);
  });
  return pool.add(std::move(cells));
}

void PairAnswer::run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& pool,
                     Batch& out) {
  pool.clear();
  std::vector<Membership> memberships;
  claims::BlockCursor blocks(reader, claims::Axis::kByActor, actor_, {body_.value, body_.value});
  for (; blocks.valid(); blocks.next()) {
    const auto block = blocks.block();
    const auto [begin, end] = block.rows_of(as_body(body_));
    for (std::size_t row = begin; row < end; ++row) {
      if (!block.best(row).empty() && roles_.takes(block.role(row))) {
        memberships.push_back(block.membership(row));
      }
    }
  }
  const auto place = [&](const Membership& m) {
    const Day began = place_of(m.began, m.begins);
    return std::tuple(by_beginning_ ? began : kBeforeAll, orders.roles[m.role.value], began, place_of(m.ended, ends_of(m)));
  };
  std::stable_sort(memberships.begin(), memberships.end(),
                   [&](const Membership& a, const Membership& b) { return place(a) < place(b); });
  out.columns.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    out.columns[c].clear();
    for (const Membership& membership : memberships) {
      out.columns[c].push_back(cell(columns_[c], membership, catalog, pool));
    }
  }
  out.rows = memberships.size();
}

}  // namespace entente::exec
