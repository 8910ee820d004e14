#include "engine/exec/sharing_answer.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>
#include <span>
#include <utility>

#include "engine/exec/operator.h"
#include "engine/exec/pair_rows.h"
#include "engine/exec/set_eval.h"

namespace entente::exec {

using claims::Axis;
using claims::BlockCursor;

namespace {

// The rows that were found take the place of those of the query's source.
class Given : public Operator {
 public:
  explicit Given(Batch rows) : rows_(std::move(rows)) {}
  std::optional<Batch> next() override { return rows_.next(); }

 private:
  Slices rows_;
};

Axis other_side(Axis axis) { return axis == Axis::kByActor ? Axis::kByBody : Axis::kByActor; }

bool has_groups(const catalog::Catalog& catalog) {
  const auto& entities = catalog.entities();
  for (std::size_t at = 0; at < entities.size(); ++at) {
    if (catalog.kind(entities.id(at)) == Kind::kGroup) {
      return true;
    }
  }
  return false;
}

}  // namespace

void SharingAnswer::begin_run(const catalog::Catalog& catalog) {
  question_.window = {day_, day_ + 1};
  if (catalog_ != &catalog) {
    catalog_ = &catalog;
    const std::size_t ids = catalog.entities().empty() ? 1 : catalog.entities().back().id.value + std::size_t{1};
    tallies_.resize(ids);
    may_be_other_.assign(ids, MayBe::kUnasked);
    const bool may_be_groups = axis_ == Axis::kByActor && has_groups(catalog);
    rows_are_objects_ = !may_be_groups && !query_.roles.any && query_.roles.ids.size() == 1;
  }
}

// What stands in the blocks under the cursor and was so on the day.
void SharingAnswer::read_rows(Axis axis, BlockCursor& blocks) {
  found_.clear();
  const std::uint32_t last_role = axis == Axis::kByBody ? question_.roles.most : UINT32_MAX;  // of a body rows come role by role
  for (; blocks.valid(); blocks.next()) {
    const auto block = blocks.block();
    claims::add_rows(block, question_, found_);
    if (block.size() > 0 && block.role(block.size() - 1).value > last_role) {
      break;
    }
  }
  if (question_.has_gaps) {
    found_.keep([&](std::size_t row) { return query_.roles.takes({found_.roles[row]}); });
  }
}

// What is under the cursor, each once, whatever roles are held: of an actor the rows come body by body. Groups do not count (rule
// 10).
void SharingAnswer::read_objects(const catalog::Catalog& catalog, BlockCursor& subjects) {
  read_rows(axis_, subjects);
  marks_.clear();
  auto& ids = found_.others;
  const bool are_together = axis_ == Axis::kByActor;
  std::size_t kept = 0;
  std::uint32_t last = 0;
  for (const std::uint32_t id : ids) {
    const bool counts = are_together ? id != last && catalog.kind({id}) != Kind::kGroup : marks_.add(id);
    last = id;
    ids[kept] = id;
    kept += counts ? 1U : 0U;
  }
  ids.resize(kept);
}

// How much they hold that is under the cursor. Of a single role no object has two rows of one day.
std::size_t SharingAnswer::count_objects(const catalog::Catalog& catalog, BlockCursor& subjects) {
  if (!rows_are_objects_) {
    read_objects(catalog, subjects);
    return found_.size();
  }
  std::size_t count = 0;
  for (; subjects.valid(); subjects.next()) {
    count += claims::count_rows(subjects.block(), question_);
  }
  return count;
}

void SharingAnswer::count_shared(const store::Reader& reader) {
  sharing_.clear();
  if (turn_ > UINT32_MAX - own_.size()) {
    std::fill(tallies_.begin(), tallies_.end(), Tally{});
    turn_ = 0;
  }
  const std::uint32_t before = turn_;
  std::optional<BlockCursor> objects;
  for (const std::uint32_t object : own_) {
    if (objects) {
      objects->move_to({object});
    } else {
      objects.emplace(reader, other_side(axis_), EntityId{object});
    }
    read_rows(other_side(axis_), *objects);
    ++turn_;
    for (const std::uint32_t id : found_.others) {
      Tally& tally = tallies_[id];
      if (tally.turn == turn_) {  // in another role
        continue;
      }
      if (tally.turn <= before) {
        tally.count = 0;
        sharing_.push_back(id);
      }
      tally.turn = turn_;
      ++tally.count;
    }
  }
}

bool SharingAnswer::passes(std::size_t shared) {
  if (shared >= passes_.size()) {
    Batch all(kShared + 1);
    all.rows = 2 * shared + 1;
    all.columns[kShared].resize(all.rows);
    std::iota(all.columns[kShared].begin(), all.columns[kShared].end(), Datum{0});
    passes_.assign(all.rows, false);
    for (const std::uint32_t row : tests_->choose(all)) {
      passes_[row] = true;
    }
  }
  return passes_[shared];
}

// Level by level, those that pass the tests.
void SharingAnswer::put_by_shared() {
  const std::size_t most = own_.size();
  const auto stays = [&](std::uint32_t id) { return id != of_.value && passes(tallies_[id].count); };
  ends_.assign(most + 2, 0);
  std::erase_if(sharing_, [&](std::uint32_t id) { return !stays(id); });
  for (const std::uint32_t id : sharing_) {
    ++ends_[tallies_[id].count];
  }
  std::uint32_t end = 0;
  for (std::size_t shared = most; shared > 0; --shared) {
    end += std::exchange(ends_[shared], end);
  }
  by_shared_.resize(sharing_.size());
  for (const std::uint32_t id : sharing_) {
    by_shared_[ends_[tallies_[id].count]++] = id;
  }
}

// Whether it is in the set, and exists on the day (rule 9). Kept as far as it is the same on all days: entities lie far apart.
bool SharingAnswer::is_other(const catalog::Catalog& catalog, std::uint32_t id) {
  MayBe& known = may_be_other_[id];
  if (!query_.other_set.kinds.takes(catalog.kind({id})) || known == MayBe::kNever) {
    return false;
  }
  if (known == MayBe::kAlways) {
    return true;
  }
  const auto& entity = *catalog.entity(EntityId{id});
  const DayRange life = life_of(entity, bind::Sureness::kBest);
  if (known == MayBe::kUnasked) {
    const bool is_one = narrow(entity, std::nullopt, query_.other_set.topics);
    known = !is_one ? MayBe::kNever : life == DayRange{} ? MayBe::kAlways : MayBe::kByDay;
  }
  return known != MayBe::kNever && life.contains(day_);
}

// Equal ones may: what else they are sorted by decides.
bool SharingAnswer::may_come_first(double value) const {
  return !first_ || greatest_.size() < first_->count || (first_->count > 0 && value >= greatest_.front());
}

void SharingAnswer::add(Other other) {
  if (first_) {
    const double value = first_->by_jaccard ? jaccard(other.shared, own_.size() + other.size - other.shared) : other.shared;
    if (!may_come_first(value)) {
      return;
    }
    greatest_.push_back(value);
    std::push_heap(greatest_.begin(), greatest_.end(), std::greater<>());
    if (greatest_.size() > first_->count) {
      std::pop_heap(greatest_.begin(), greatest_.end(), std::greater<>());
      greatest_.pop_back();
    }
  }
  others_.push_back(other);
}

// In all they hold no fewer than the one that they are paired with: so much is known of their jaccard before they are read.
void SharingAnswer::choose(const catalog::Catalog& catalog, BlockCursor& subjects) {
  const bool needs_sizes = needed_[kOnlyB] || needed_[kJaccard];
  others_.clear();
  greatest_.clear();
  for (std::size_t shared = own_.size(); shared > 0; --shared) {
    const double most = first_ && first_->by_jaccard ? jaccard(shared, own_.size()) : static_cast<double>(shared);
    const auto level = std::span(by_shared_).subspan(ends_[shared + 1], ends_[shared] - ends_[shared + 1]);
    if (needs_sizes && may_come_first(most)) {
      std::sort(level.begin(), level.end());  // one cursor goes from each to the next
    }
    for (const std::uint32_t id : level) {
      if (!may_come_first(most)) {
        return;
      }
      if (!is_other(catalog, id)) {
        continue;
      }
      Other other{id, static_cast<std::uint32_t>(shared), 0};
      if (needs_sizes) {
        subjects.move_to({id});
        other.size = static_cast<std::uint32_t>(count_objects(catalog, subjects));
      }
      add(other);
    }
  }
}

// As the source of the query has them.
Batch SharingAnswer::rows(const catalog::Orders& orders) {
  std::sort(others_.begin(), others_.end(), [&](const Other& a, const Other& b) { return orders.keys[a.id] < orders.keys[b.id]; });
  Batch out(kWidth);
  out.rows = others_.size();
  const auto fill = [&](Column column, const auto& cell) {
    if (needed_[column]) {
      out.columns[column].resize(out.rows);
      std::transform(others_.begin(), others_.end(), out.columns[column].begin(), cell);
    }
  };
  const auto own = static_cast<Datum>(own_.size());
  fill(kA, [&](const Other&) { return Datum{of_.value}; });
  fill(kB, [](const Other& other) { return Datum{other.id}; });
  fill(kShared, [](const Other& other) { return Datum{other.shared}; });
  fill(kOnlyA, [&](const Other& other) { return own - other.shared; });
  fill(kOnlyB, [](const Other& other) { return Datum{other.size} - other.shared; });
  fill(kJaccard,
       [&](const Other& other) { return std::bit_cast<Datum>(jaccard(other.shared, own_.size() + other.size - other.shared)); });
  return out;
}

void SharingAnswer::run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& pool,
                        Batch& out) {
  begin_run(catalog);
  BlockCursor subjects(reader, axis_, of_);
  read_objects(catalog, subjects);
  own_ = found_.others;
  std::sort(own_.begin(), own_.end());
  count_shared(reader);
  put_by_shared();
  choose(catalog, subjects);

  pool.clear();
  Machine machine(reader, catalog, pool, day_);  // no stage that is taken asks for today
  machine.set_orders(orders);
  Rows shown;
  Running running{machine, query_, shown, nullptr, std::make_unique<Given>(rows(orders))};
  const Input top = open(running, *plan_);
  out = drain(machine, *top, query_.schema().size());
}

}  // namespace entente::exec
