#include "engine/exec/pair_rows.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace entente::exec {
namespace {

using bind::Sureness;

constexpr std::size_t kWordBits = 64;

void set_bit(std::vector<std::uint64_t>& bits, std::size_t place) {
  bits[place / kWordBits] |= std::uint64_t{1} << (place % kWordBits);
}

Datum bit(const std::vector<std::uint64_t>& bits, std::size_t place) {
  return static_cast<Datum>(bits[place / kWordBits] >> (place % kWordBits) & 1U);
}

Datum size_of(const std::vector<std::uint64_t>& bits) {
  Datum size = 0;
  for (const std::uint64_t word : bits) {
    size += std::popcount(word);
  }
  return size;
}

void take_common(const Portfolio::Bits& a, const Portfolio::Bits& b, Portfolio::Bits& out) {
  out.resize(b.size());
  std::transform(b.begin(), b.end(), a.begin(), out.begin(), std::bit_and<>());
}

Datum jaccard_cell(Datum shared, Datum all) {
  return all == 0 ? kAbsent : std::bit_cast<Datum>(jaccard(static_cast<std::size_t>(shared), static_cast<std::size_t>(all)));
}

}  // namespace

PairRows::PairRows(Machine& machine, const bind::Query& query, std::vector<bool> needed)
    : machine_(machine),
      query_(query),
      needed_(std::move(needed)),
      counts_(std::any_of(needed_.begin() + kShared, needed_.end(), [](bool is_needed) { return is_needed; })) {}

void PairRows::ask(const bind::Context& context) {
  const bool same = first_ && context_.view == context.view && context_.when.kind == context.when.kind;
  context_ = context;
  if (!same) {
    objects_ = {};
    first_.emplace(machine_, query_, query_.roles, context_, objects_);
    second_.emplace(machine_, query_, query_.other_roles, context_, objects_);
    a_ = {};
    b_ = {};
  }
  a_.portfolios = &*first_;
  b_.portfolios = query_.ordered ? &*second_ : &*first_;
  list(a_, in_order(members(machine_, query_.set, context_.when, context_.sureness)));
  list(b_, query_.has_other ? in_order(members(machine_, query_.other_set, context_.when, context_.sureness)) : a_.listed);
  if (counts_) {
    set_wanted();
    set_known(a_);
    set_known(b_);
    choose_way();
  }
  const auto listed_first = [&](EntityId id) { return id.value < a_.is_listed.size() && a_.is_listed[id.value]; };
  any_before_ = query_.ordered || !std::all_of(b_.listed.begin(), b_.listed.end(), listed_first);
  at_a_ = 0;
  at_b_ = 0;
}

std::vector<EntityId> PairRows::in_order(std::vector<EntityId> ids) {
  const auto before = [&](EntityId a, EntityId b) { return machine_.order_of(a) < machine_.order_of(b); };
  if (!std::is_sorted(ids.begin(), ids.end(), before)) {
    std::sort(ids.begin(), ids.end(), before);
  }
  return ids;
}

// From step to step the same are listed more often than not.
void PairRows::list(Party& party, std::vector<EntityId> listed) {
  if (party.listed == listed) {
    return;
  }
  party.listed = std::move(listed);
  party.cells.clear();
  party.order.clear();
  party.is_listed.clear();
  party.holdings.clear();
  if (counts_) {
    party.portfolios->load(party.listed);
  }
  const auto last = std::max_element(party.listed.begin(), party.listed.end());
  party.is_listed.resize(last == party.listed.end() ? 0 : last->value + 1U);
  for (const EntityId id : party.listed) {
    party.cells.push_back(id.value);
    party.order.push_back(machine_.order_of(id));
    party.is_listed[id.value] = true;
    if (counts_) {
      party.holdings.push_back(&party.portfolios->of(id));
    }
  }
}

// The objects that count: all that were loaded, or those that a set in `in` has at this time.
void PairRows::set_wanted() {
  const std::size_t words = (objects_.all().size() + kWordBits - 1) / kWordBits;
  if (query_.bodies.sets.empty()) {
    wanted_.assign(words, ~std::uint64_t{0});
    return;
  }
  wanted_.assign(words, 0);
  for (const EntityId body : select(machine_, query_.bodies, context_.when)) {
    const std::uint32_t place = objects_.place_of(body);
    if (place != Objects::kNone) {
      set_bit(wanted_, place);
    }
  }
}

// Under `certainly` an absence counts where sources cover the body (rule 20); otherwise it is what is recorded.
void PairRows::set_known(Party& party) {
  const bool all = context_.sureness != Sureness::kCertainly;
  party.known.assign(wanted_.size(), all || !of_actors() ? ~std::uint64_t{0} : 0);
  party.knows.assign(party.listed.size(), true);
  if (all) {
    return;
  }
  const auto is_known = [&](EntityId body) {
    return machine_.covered_days(as_body(body), party.portfolios->roles(), context_.view).covers(context_.when.window);
  };
  if (!of_actors()) {
    std::transform(party.listed.begin(), party.listed.end(), party.knows.begin(), is_known);
    return;
  }
  for (std::size_t place = 0; place < objects_.all().size(); ++place) {
    if (is_known(objects_.all()[place])) {
      set_bit(party.known, place);
    }
  }
}

// By the best reading what one holds and the other does not follows from how much each holds and what they share. Bits in columns
// pay once many are counted against them; else, on a single day, the bits of a alone.
void PairRows::choose_way() {
  constexpr std::size_t kFew = 4;
  const auto is_of_one_day = [](const Portfolio* holdings) { return holdings->is_of_one_day(); };
  const bool few = a_.listed.size() < kFew;
  const bool best = context_.sureness == Sureness::kBest;
  if (!on_day()) {
    way_ = Way::kByPeriod;
  } else if (best && few && std::all_of(b_.holdings.begin(), b_.holdings.end(), is_of_one_day)) {
    way_ = Way::kByPlace;
    move(a_);
    return;
  } else {
    way_ = best && !few ? Way::kInColumns : Way::kOneByOne;
    move(a_);
    move(b_);
  }
  if (way_ == Way::kInColumns) {
    set_columns();
  }
}

// After all were loaded: the number of objects is known.
void PairRows::move(Party& party) {
  for (Portfolio* holdings : party.holdings) {
    holdings->move_to(context_.when.window.begin, wanted_.size());
  }
}

void PairRows::set_columns() {
  columns_.assign(b_.listed.size(), wanted_.size());
  for (std::size_t b = 0; b < b_.listed.size(); ++b) {
    machine_.breathe();
    take_common(b_.holdings[b]->held(), wanted_, own_);
    columns_.put(b, own_);
  }
  const std::uint64_t* sizes = columns_.count_common(wanted_, 0, b_.listed.size());
  sizes_.assign(sizes, sizes + b_.listed.size());
}

// Of pairs without order each stands once, the smaller code first where both readings of it are in the sets.
bool PairRows::is_pair(EntityId a, EntityId b) const {
  if (a == b) {
    return false;
  }
  const auto holds = [](const std::vector<bool>& listed, EntityId id) { return id.value < listed.size() && listed[id.value]; };
  const bool other_way = !query_.ordered && holds(a_.is_listed, b) && holds(b_.is_listed, a);
  return !other_way || machine_.order_of(a) < machine_.order_of(b);
}

PairRows::Counts PairRows::counts_on_day(std::size_t a, std::size_t b) const {
  const Portfolio& x = *a_.holdings[a];
  const Portfolio& y = *b_.holdings[b];
  Counts out;
  for (std::size_t w = 0; w < wanted_.size(); ++w) {
    const std::uint64_t held_a = x.held()[w] & wanted_[w];
    const std::uint64_t held_b = y.held()[w] & wanted_[w];
    out.shared += std::popcount(held_a & held_b);
    out.only_a += std::popcount(held_a & ~y.excluding()[w] & b_.known[w]);
    out.only_b += std::popcount(held_b & ~x.excluding()[w] & a_.known[w]);
  }
  out.only_a = b_.knows[b] ? out.only_a : 0;
  out.only_b = a_.knows[a] ? out.only_b : 0;
  return out;
}

// Does one hold it without the other, day by day (rules 1 and 20)?
bool PairRows::only_one(const DaySets& has, const DaySets& lacks, const Party& party, std::size_t subject, std::uint32_t place) {
  switch (context_.sureness) {
    case Sureness::kBest:
      return passes(context_.when, subtract(has.best, lacks.best));
    case Sureness::kPossibly:
      return passes(context_.when, subtract(has.possible, lacks.certain));
    case Sureness::kCertainly:
      break;
  }
  const EntityId body = of_actors() ? objects_.all()[place] : party.listed[subject];
  const SpanList known = machine_.covered_days(as_body(body), party.portfolios->roles(), context_.view);
  return passes(context_.when, intersect(subtract(has.certain, lacks.possible), known));
}

PairRows::Counts PairRows::counts_of_period(std::size_t a, std::size_t b) {
  static const DaySets kNever;
  const auto& x = a_.holdings[a]->objects();
  const auto& y = b_.holdings[b]->objects();
  Counts out;
  for (auto i = x.begin(), j = y.begin(); i != x.end() || j != y.end();) {
    const bool in_a = i != x.end() && (j == y.end() || i->place <= j->place);
    const bool in_b = j != y.end() && (i == x.end() || j->place <= i->place);
    const std::uint32_t place = in_a ? i->place : j->place;
    const DaySets& days_a = in_a ? i->days : kNever;
    const DaySets& days_b = in_b ? j->days : kNever;
    if (bit(wanted_, place) != 0) {
      const SpanList both = intersect(days_a.of(context_.sureness), days_b.of(context_.sureness));
      out.shared += passes(context_.when, both) ? 1 : 0;
      out.only_a += only_one(days_a, days_b, b_, b, place) ? 1 : 0;
      out.only_b += only_one(days_b, days_a, a_, a, place) ? 1 : 0;
    }
    i += in_a ? 1 : 0;
    j += in_b ? 1 : 0;
  }
  return out;
}

// Behind the place of a in the order of answers every b stands beside it; before it those alone that are no pair the other way
// round.
PairRows::Stretch PairRows::next_stretch() const {
  const EntityId a = a_.listed[at_a_];
  const auto behind =
      static_cast<std::size_t>(std::upper_bound(b_.order.begin(), b_.order.end(), a_.order[at_a_]) - b_.order.begin());
  const bool is_other = a.value < b_.is_listed.size() && b_.is_listed[a.value];
  std::size_t begin = any_before_ || !is_other ? at_b_ : std::max(at_b_, behind);
  while (begin < behind && !is_pair(a, b_.listed[begin])) {
    ++begin;
  }
  std::size_t end = begin;
  while (end < behind && is_pair(a, b_.listed[end])) {
    ++end;
  }
  return {begin, end < behind ? end : b_.listed.size()};
}

void PairRows::count_in_columns(Stretch stretch) {
  take_common(a_.holdings[at_a_]->held(), wanted_, own_);
  const std::uint64_t* shared = columns_.count_common(own_, stretch.begin, stretch.end);
  shared_.assign(shared, shared + (stretch.end - stretch.begin));
  if (!needed_[kOnlyA] && !needed_[kOnlyB] && !needed_[kJaccard]) {
    return;
  }
  const Datum size = size_of(own_);
  for (std::size_t i = 0; i < shared_.size(); ++i) {
    only_a_.push_back(size - shared_[i]);
    only_b_.push_back(sizes_[stretch.begin + i] - shared_[i]);
  }
}

void PairRows::count_by_place(Stretch stretch) {
  take_common(a_.holdings[at_a_]->held(), wanted_, own_);
  const Datum size = size_of(own_);
  for (std::size_t b = stretch.begin; b < stretch.end; ++b) {
    machine_.breathe();
    const auto& places = b_.holdings[b]->places();
    const auto count_in = [&](const Bits& bits) {
      return std::transform_reduce(places.begin(), places.end(), Datum{0}, std::plus<>(),
                                   [&](std::uint32_t place) { return bit(bits, place); });
    };
    const Datum shared = count_in(own_);
    const Datum all = query_.bodies.sets.empty() ? static_cast<Datum>(places.size()) : count_in(wanted_);
    shared_.push_back(shared);
    only_a_.push_back(size - shared);
    only_b_.push_back(all - shared);
  }
}

void PairRows::count_one_by_one(Stretch stretch) {
  for (std::size_t b = stretch.begin; b < stretch.end; ++b) {
    machine_.breathe();
    const Counts n = on_day() ? counts_on_day(at_a_, b) : counts_of_period(at_a_, b);
    shared_.push_back(n.shared);
    only_a_.push_back(n.only_a);
    only_b_.push_back(n.only_b);
  }
}

void PairRows::count(Stretch stretch) {
  shared_.clear();
  only_a_.clear();
  only_b_.clear();
  switch (way_) {
    case Way::kInColumns:
      return count_in_columns(stretch);
    case Way::kByPlace:
      return count_by_place(stretch);
    case Way::kOneByOne:
    case Way::kByPeriod:
      return count_one_by_one(stretch);
  }
}

void PairRows::add_stretch(Batch& out, Stretch stretch) {
  const auto add = [&](Column column, const std::vector<Datum>& cells, Stretch part) {
    if (needed_[column]) {
      const auto begin = cells.begin();
      out.columns[column].insert(out.columns[column].end(), begin + static_cast<std::ptrdiff_t>(part.begin),
                                 begin + static_cast<std::ptrdiff_t>(part.end));
    }
  };
  const std::size_t rows = stretch.end - stretch.begin;
  if (needed_[kA]) {
    out.columns[kA].insert(out.columns[kA].end(), rows, a_.cells[at_a_]);
  }
  add(kB, b_.cells, stretch);
  out.rows += rows;
  if (!counts_) {
    return;
  }
  count(stretch);
  add(kShared, shared_, {0, rows});
  add(kOnlyA, only_a_, {0, rows});
  add(kOnlyB, only_b_, {0, rows});
  for (std::size_t i = 0; needed_[kJaccard] && i < rows; ++i) {
    out.columns[kJaccard].push_back(jaccard_cell(shared_[i], shared_[i] + only_a_[i] + only_b_[i]));
  }
}

std::optional<Batch> PairRows::next() {
  Batch out(kWidth);
  for (std::size_t column = 0; column < kWidth; ++column) {
    out.columns[column].reserve(needed_[column] ? kBatchRows : 0);
  }
  while (at_a_ < a_.listed.size() && out.rows < kBatchRows) {
    machine_.breathe();
    Stretch stretch = next_stretch();
    stretch.end = std::min(stretch.end, stretch.begin + kBatchRows - out.rows);
    add_stretch(out, stretch);
    at_b_ = stretch.end;
    if (at_b_ == b_.listed.size()) {
      ++at_a_;
      at_b_ = 0;
    }
  }
  return out.rows == 0 ? std::nullopt : std::optional(std::move(out));
}

}  // namespace entente::exec
