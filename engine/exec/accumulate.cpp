#include "engine/exec/accumulate.h"

#include <algorithm>
#include <bit>

#include "engine/exec/evaluate.h"
#include "engine/exec/key_index.h"
#include "engine/exec/order.h"

namespace entente::exec {
namespace {

using Fn = bind::Aggregate::Fn;
using TypeKind = Type::Kind;

// A slot for each group, made when it is first asked for.
template <class T>
T& slot(std::vector<T>& slots, std::size_t group, const T& fresh = {}) {
  if (group >= slots.size()) {
    slots.resize(group + 1, fresh);
  }
  return slots[group];
}

class Counter : public Accumulator {
 public:
  void add(std::size_t group, Datum value) override {
    (void)value;
    ++slot(counts_, group);
  }
  Datum result(std::size_t group) override { return slot(counts_, group); }

 private:
  std::vector<Datum> counts_;
};

class DistinctCounter : public Accumulator {
 public:
  void add(std::size_t group, Datum value) override {
    if (value != kAbsent && seen_.add({static_cast<Datum>(group), value}).second) {
      ++slot(counts_, group);
    }
  }
  Datum result(std::size_t group) override { return slot(counts_, group); }

 private:
  KeyIndex seen_;
  std::vector<Datum> counts_;
};

// The first or the last in the order of answers; of equals the one that came first.
class Extreme : public Accumulator {
 public:
  Extreme(Machine& machine, const Type& type, bool greatest) : machine_(machine), type_(type), greatest_(greatest) {}

  void add(std::size_t group, Datum value) override {
    if (comes_last(machine_, type_, value)) {
      return;
    }
    Datum& best = slot(bests_, group, kAbsent);
    const int order = best == kAbsent ? 0 : compare_cells(machine_, type_, value, best);
    if (best == kAbsent || (greatest_ ? order > 0 : order < 0)) {
      best = value;
    }
  }
  Datum result(std::size_t group) override { return slot(bests_, group, kAbsent); }

 private:
  Machine& machine_;
  Type type_;
  bool greatest_;
  std::vector<Datum> bests_;
};

class Sum : public Accumulator {
 public:
  explicit Sum(const bind::Expr& argument)
      : type_(argument.type), place_(argument.place), zero_(type_.is(TypeKind::kDecimal) ? std::bit_cast<Datum>(0.0) : 0) {}

  void add(std::size_t group, Datum value) override {
    Datum& sum = slot(sums_, group, zero_);
    if (value != kAbsent) {
      sum = plus(type_, sum, value, place_);
    }
  }
  Datum result(std::size_t group) override { return slot(sums_, group, zero_); }

 private:
  Type type_;
  std::optional<Span> place_;
  Datum zero_;
  std::vector<Datum> sums_;
};

class Mean : public Accumulator {
 public:
  explicit Mean(const Type& type) : type_(type) {}

  void add(std::size_t group, Datum value) override {
    if (value != kAbsent) {
      auto& [sum, count] = slot(sums_, group);
      sum += as_double(type_, value);
      ++count;
    }
  }
  Datum result(std::size_t group) override {
    const auto& [sum, count] = slot(sums_, group);
    return count == 0 ? kAbsent : decimal(sum / count);
  }

 private:
  Type type_;
  std::vector<std::pair<double, double>> sums_;
};

class Median : public Accumulator {
 public:
  explicit Median(const Type& type) : type_(type) {}

  void add(std::size_t group, Datum value) override {
    if (value != kAbsent) {
      slot(values_, group).push_back(as_double(type_, value));
    }
  }
  Datum result(std::size_t group) override {
    auto& values = slot(values_, group);
    if (values.empty()) {
      return kAbsent;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) {
      return decimal(*middle);
    }
    return decimal((*std::max_element(values.begin(), middle) + *middle) / 2);
  }

 private:
  Type type_;
  std::vector<std::vector<double>> values_;
};

// In the order of the rows, each as often as it stands there.
class Lister : public Accumulator {
 public:
  explicit Lister(Pool& pool) : pool_(pool) {}

  void add(std::size_t group, Datum value) override {
    if (value != kAbsent) {
      slot(values_, group).push_back(value);
    }
  }
  Datum result(std::size_t group) override {
    const auto& values = slot(values_, group);
    return values.empty() ? kAbsent : pool_.list(values);
  }

 private:
  Pool& pool_;
  std::vector<std::vector<Datum>> values_;
};

}  // namespace

std::unique_ptr<Accumulator> make_accumulator(Machine& machine, const bind::Aggregate& aggregate) {
  const Type& type = aggregate.argument.type;
  switch (aggregate.fn) {
    case Fn::kCount:
      return std::make_unique<Counter>();
    case Fn::kCountDistinct:
      return std::make_unique<DistinctCounter>();
    case Fn::kMin:
    case Fn::kMax:
      return std::make_unique<Extreme>(machine, type, aggregate.fn == Fn::kMax);
    case Fn::kSum:
      return std::make_unique<Sum>(aggregate.argument);
    case Fn::kMean:
      return std::make_unique<Mean>(type);
    case Fn::kMedian:
      return std::make_unique<Median>(type);
    case Fn::kList:
      break;
  }
  return std::make_unique<Lister>(machine.pool());
}

Datum of_nothing(const bind::Aggregate& aggregate) {
  switch (aggregate.fn) {
    case Fn::kCount:
    case Fn::kCountDistinct:
      return 0;
    case Fn::kSum:
      return aggregate.argument.type.is(TypeKind::kDecimal) ? std::bit_cast<Datum>(0.0) : 0;
    default:
      return kAbsent;
  }
}

}  // namespace entente::exec
