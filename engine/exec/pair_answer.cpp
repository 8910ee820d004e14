#include "engine/exec/pair_answer.h"

#include <algorithm>
#include <array>

#include "engine/claims/block_cursor.h"
#include "engine/claims/owner_search.h"
#include "engine/exec/like.h"

namespace entente::exec {

using bind::Query;

namespace {

bool asks_ever(const Query& query) {
  const auto& context = query.context;
  return query.rows == Query::Rows::kAllMemberships && !query.series && context.when.kind == bind::When::Kind::kDuring &&
         !context.when.by_step && context.when.window == DayRange{} && context.sureness == bind::Sureness::kBest &&
         context.view.plain() && !query.with_stance && !query.with_count;
}

// What is missing comes last.
Day place_of(const DatedBound& bound) { return bound.bound.stated() ? bound.best : kAfterAll; }

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

Datum PairAnswer::cell(Shown shown, const Row& row, const catalog::Catalog& catalog, Pool& pool) const {
  switch (shown) {
    case Shown::kActor:
      return actor_.value;
    case Shown::kBody:
      return body_.value;
    case Shown::kRole:
      return row.role.value;
    case Shown::kBegan:
      return row.began.bound.stated() ? pool.add(row.began) : kAbsent;
    case Shown::kEnded:
      return row.ended.bound.stated() ? pool.add(row.ended) : kAbsent;
    case Shown::kSources:
      break;
  }
  std::vector<Datum> cells(row.source ? 1 : 0, row.source.value);
  for (const SourceId source : row.sources) {
    cells.push_back(source.value);
  }
  if (cells.size() > 1) {
    std::sort(cells.begin(), cells.end(), [&](Datum a, Datum b) {
      const auto key = [&](Datum id) { return catalog.key(SourceId{static_cast<std::uint32_t>(id)}); };
      return key(a) < key(b);
    });
  }
  return pool.add(std::move(cells));
}

// Most need not be decoded.
void PairAnswer::read(const claims::BlockView& block, std::size_t row, const catalog::Catalog& catalog) {
  if (!roles_.takes(block.role(row)) || block.best(row).empty()) {
    return;
  }
  if (const auto exact = block.exact(row)) {
    const auto [best, has_ended, source] = *exact;
    catalog.expect_key(source);
    rows_.push_back({block.role(row),
                     {exact_bound(best.begin), best.begin},
                     {has_ended ? exact_bound(best.end) : bound_none(), best.end},
                     source});
    return;
  }
  auto m = block.membership(row);
  rows_.push_back({m.role, {m.began, m.begins}, {m.ended, ends_of(m)}, {}, std::move(m.sources)});
}

void PairAnswer::put_in_order(const catalog::Orders& orders) {
  for (Row& row : rows_) {
    const Day began = place_of(row.began);
    row.place = {by_beginning_ ? began : kBeforeAll, orders.roles[row.role.value], began, place_of(row.ended)};
  }
  const auto before = [](const Row& a, const Row& b) { return a.place < b.place; };
  if (!std::is_sorted(rows_.begin(), rows_.end(), before)) {
    std::stable_sort(rows_.begin(), rows_.end(), before);
  }
}

void PairAnswer::expect(const store::Reader& reader) const {
  claims::expect_blocks(reader, claims::table_of(claims::Axis::kByActor), actor_.value);
}

void PairAnswer::run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& pool,
                     Batch& out) {
  pool.clear();
  rows_.clear();
  const auto body = static_cast<std::int32_t>(body_.value);
  claims::BlockCursor blocks(reader, claims::Axis::kByActor, actor_, {body_.value, body_.value});
  for (; blocks.valid(); blocks.next()) {
    const auto block = blocks.block();
    const std::array<claims::ColumnTest, 1> of_body{{{&block.column(claims::MembershipColumn::kOther), body, body}}};
    block.each_that_passes(of_body, [&](std::size_t row) { read(block, row, catalog); });
  }
  put_in_order(orders);
  out.columns.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    out.columns[c].resize(rows_.size());
    std::transform(rows_.begin(), rows_.end(), out.columns[c].begin(),
                   [&](const Row& row) { return cell(columns_[c], row, catalog, pool); });
  }
  out.rows = rows_.size();
}

}  // namespace entente::exec
