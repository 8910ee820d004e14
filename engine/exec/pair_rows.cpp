#include "engine/exec/pair_rows.h"

#include <algorithm>
#include <bit>

namespace entente::exec {
namespace {

using bind::Sureness;

constexpr std::size_t kWordBits = 64;

void set_bit(std::vector<std::uint64_t>& bits, std::size_t place) {
  bits[place / kWordBits] |= std::uint64_t{1} << (place % kWordBits);
}

bool has_bit(const std::vector<std::uint64_t>& bits, std::size_t place) {
  return (bits[place / kWordBits] >> (place % kWordBits) & 1U) != 0;
}

Datum jaccard(Datum shared, Datum all) {
  return all == 0 ? kAbsent : std::bit_cast<Datum>(static_cast<double>(shared) / static_cast<double>(all));
}

}  // namespace

void PairRows::ask(const bind::Context& context) {
  const bool same_view = first_ && context_.view == context.view;
  context_ = context;
  if (!same_view) {
    objects_ = {};
    first_.emplace(machine_, query_, query_.roles, context_, objects_);
    second_.emplace(machine_, query_, query_.other_roles, context_, objects_);
  }
  a_.portfolios = &*first_;
  b_.portfolios = query_.ordered ? &*second_ : &*first_;
  list(a_, query_.set);
  list(b_, query_.has_other ? query_.other_set : query_.set);
  set_wanted();
  set_known(a_);
  set_known(b_);
  if (on_day()) {  // after all were loaded: the number of objects is known
    for (Party* party : {&a_, &b_}) {
      for (Portfolio* holdings : party->holdings) {
        holdings->move_to(context_.when.window.begin, wanted_.size());
      }
    }
  }
  at_a_ = 0;
  at_b_ = 0;
}

void PairRows::list(Party& party, const bind::SetNode& node) {
  party.listed.clear();
  party.is_listed.clear();
  party.holdings.clear();
  for (const auto& item : evaluate(machine_, node, context_.when).items) {
    if (passes(context_.when, item.days.of(context_.sureness))) {
      party.listed.push_back(item.id);
      party.is_listed.resize(std::max<std::size_t>(party.is_listed.size(), item.id.value + 1U));
      party.is_listed[item.id.value] = true;
    }
  }
  std::sort(party.listed.begin(), party.listed.end(),
            [&](EntityId a, EntityId b) { return machine_.order_of(a) < machine_.order_of(b); });
  for (const EntityId id : party.listed) {
    party.holdings.push_back(&party.portfolios->of(id));
  }
}

// The objects that count: all that were loaded, or those that a set in `in` has at this time.
void PairRows::set_wanted() {
  const std::size_t words = (objects_.all.size() + kWordBits - 1) / kWordBits;
  if (query_.bodies.sets.empty()) {
    wanted_.assign(words, ~std::uint64_t{0});
    return;
  }
  wanted_.assign(words, 0);
  for (const EntityId body : select(machine_, query_.bodies, context_.when)) {
    const auto it = objects_.places.find(body);
    if (it != objects_.places.end()) {
      set_bit(wanted_, it->second);
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
  for (std::size_t place = 0; place < objects_.all.size(); ++place) {
    if (is_known(objects_.all[place])) {
      set_bit(party.known, place);
    }
  }
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
  const EntityId body = of_actors() ? objects_.all[place] : party.listed[subject];
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
    if (has_bit(wanted_, place)) {
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

std::optional<Batch> PairRows::next() {
  constexpr std::size_t kWidth = 6;
  Batch out(kWidth);
  for (auto& column : out.columns) {
    column.reserve(kBatchRows);
  }
  for (; at_a_ < a_.listed.size() && out.rows < kBatchRows; ++at_a_, at_b_ = 0) {
    machine_.breathe();
    for (; at_b_ < b_.listed.size() && out.rows < kBatchRows; ++at_b_) {
      machine_.breathe();
      const EntityId a = a_.listed[at_a_];
      const EntityId b = b_.listed[at_b_];
      if (!is_pair(a, b)) {
        continue;
      }
      const Counts n = on_day() ? counts_on_day(at_a_, at_b_) : counts_of_period(at_a_, at_b_);
      const Datum cells[kWidth] = {a.value,  b.value,  n.shared,
                                   n.only_a, n.only_b, jaccard(n.shared, n.shared + n.only_a + n.only_b)};
      for (std::size_t i = 0; i < kWidth; ++i) {
        out.columns[i].push_back(cells[i]);
      }
      ++out.rows;
    }
    if (at_b_ < b_.listed.size()) {
      break;  // the piece is full: go on behind this one
    }
  }
  return out.rows == 0 ? std::nullopt : std::optional(std::move(out));
}

}  // namespace entente::exec
