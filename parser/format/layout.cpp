#include "parser/format/layout.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "parser/format/writer.h"
#include "parser/grammar/rules.h"

namespace entente::format {
namespace {

constexpr std::size_t kStep = 4;

template <class... Rules>
bool is_any(View view) {
  return (view.is<Rules>() || ...);
}

/// Clauses, filters, modifiers and operators of sets: a line may end before them.
bool begins_part(View view) {
  using namespace grammar;
  return is_any<Clause, OfActors, InBodies, AsRoles, Under, About, PairWith, SourceText, Published, Via, Covers, Plural, Rank,
                UnderRole, NamedText, Also, Codes, Form, UnderBodies, Continues, Bounds, ClaimedBy, Stance, Quote, Observed,
                ByReason, ForActors, SkippingUnknown, Encoded, Mapping, DefiningNew, BadRowsTo, MaxErrors, GuardingFormulas, AndOp,
                OrOp, SumSign, ProductSign>(view);
}

/// Chains of which every operator begins a line once they do not fit on one.
bool is_chain(View view) { return is_any<grammar::SetExpr, grammar::AndSet, grammar::Expr, grammar::AndX>(view); }

/// Statements that begin with names: what follows a long list of them need not begin a line.
bool begins_with_names(View view) {
  using namespace grammar;
  return is_any<Record, End, Suspend, Retract, RetractWhich, Event, Provision>(view);
}

/// A child of a node, or a token of its own.
struct Element {
  Range range;
  std::optional<View> child;
};

/// What stays together as long as it can: elements [begin, end) of a node.
struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Layout {
 public:
  explicit Layout(const Tree& tree) : tree_(tree), pieces_(pieces_of(tree)), writer_(pieces_) {}

  std::string run() {
    node(View(tree_, tree_.nodes.size() - 1), kStep);
    return writer_.take();
  }

 private:
  /// Lines on which the node goes on begin at `indent`.
  void node(View view, std::size_t indent) {
    const Range range = range_of(view);
    if (writer_.fits(range)) {
      flat(range);
      return;
    }
    const auto elements = elements_of(view);
    writer_.set_indent(indent);
    if (view.is<grammar::Nested>()) {
      nested(elements, indent);
    } else if (view.is<grammar::Query>()) {
      query(elements, indent);
    } else if (is_any<grammar::Join, grammar::Without>(view)) {
      join(elements, indent);
    } else if (view.is<grammar::Let>()) {
      part(elements, {0, elements.size()}, indent + kStep);
    } else {
      parts(view, elements, indent);
    }
  }

  void flat(Range range) {
    for (std::size_t i = range.begin; i < range.end; ++i) {
      writer_.write(i);
    }
  }

  void nested(const std::vector<Element>& elements, std::size_t indent) {
    writer_.write(elements.front().range.begin);
    writer_.new_line(indent);
    node(*elements[1].child, indent + kStep);
    writer_.new_line(indent - kStep);
    writer_.write(elements.back().range.begin);
  }

  void query(const std::vector<Element>& elements, std::size_t indent) {
    std::size_t stages = 0;
    while (stages < elements.size() && elements[stages].child) {
      ++stages;
    }
    for (std::size_t i = 0; i < stages; ++i) {
      fill(elements, {i, i + 1}, indent, false);
    }
    for (std::size_t i = stages; i < elements.size(); i += 2) {
      writer_.new_line(indent - kStep);
      flat(elements[i].range);
      node(*elements[i + 1].child, indent);
    }
  }

  /// `on` stands behind the query, not below it: so it is the query that is opened.
  void join(const std::vector<Element>& elements, std::size_t indent) {
    for (const auto& one : elements) {
      if (!one.child) {
        flat(one.range);
      } else if (one.child->is<grammar::Nested>()) {
        nested(elements_of(*one.child), indent);
      } else {
        node(*one.child, indent);
      }
    }
  }

  void parts(View view, const std::vector<Element>& elements, std::size_t indent) {
    for (std::size_t begin = 0; begin < elements.size();) {
      std::size_t end = begin + 1;
      while (end < elements.size() && !begins_part_at(elements, end)) {
        ++end;
      }
      if (begin > 0 && is_chain(view)) {
        writer_.new_line(indent);
        part(elements, {begin, end}, indent + kStep);
      } else {
        fill(elements, {begin, end}, indent, begins_with_names(view));
      }
      begin = end;
    }
  }

  [[nodiscard]] bool begins_part_at(const std::vector<Element>& elements, std::size_t at) const {
    const Element& one = elements[at];
    const Element& before = elements[at - 1];
    const std::string_view mark_before = before.child ? "" : pieces_[before.range.begin].text;
    if (mark_before == ",") {
      return true;
    }
    if (one.child) {
      return begins_part(*one.child) && before.child;
    }
    const Piece& piece = pieces_[one.range.begin];
    return piece.text == "||" || (piece.is_word && before.child);
  }

  /// On this line if it fits; else on the next. What follows a part that took several lines begins one too.
  void fill(const std::vector<Element>& elements, Part one, std::size_t indent, bool goes_on_behind_first) {
    const Range range{elements[one.begin].range.begin, elements[one.end - 1].range.end};
    const bool first = one.begin == 0;
    if (!first) {
      const bool must_break = (broken_ && !writer_.closes()) || writer_.has_comment_before(range.begin);
      if (must_break || (!writer_.fits(range) && !goes_over_lines(range, indent))) {
        writer_.new_line(indent);
      }
    }
    const bool fitted = writer_.fits(range);
    part(elements, one, first ? indent : indent + kStep);
    broken_ = !fitted && !(first && goes_on_behind_first);
    writer_.set_indent(indent);
  }

  /// A comment is in the way, or it opens a parenthesis and would not fit on the next line either: then it may as well begin here.
  [[nodiscard]] bool goes_over_lines(Range range, std::size_t indent) const {
    const bool opens = range.end - range.begin > 1 && pieces_[range.begin + 1].text == "(";
    return writer_.has_comment_inside(range) || (opens && !writer_.fits_at(indent, range));
  }

  void part(const std::vector<Element>& elements, Part one, std::size_t indent) {
    const Range range{elements[one.begin].range.begin, elements[one.end - 1].range.end};
    if (writer_.fits(range)) {
      flat(range);
      return;
    }
    for (std::size_t i = one.begin; i < one.end; ++i) {
      if (!elements[i].child) {
        flat(elements[i].range);
        continue;
      }
      const bool in_parentheses = i > one.begin && !elements[i - 1].child && pieces_[elements[i - 1].range.begin].text == "(";
      node(*elements[i].child, in_parentheses ? indent + kStep : indent);
    }
  }

  [[nodiscard]] std::vector<Element> elements_of(View view) const {
    const Range whole = range_of(view);
    std::vector<Element> elements;
    std::size_t next = whole.begin;
    const auto add_own = [&](std::size_t end) {
      for (; next < end; ++next) {
        elements.push_back({{next, next + 1}, std::nullopt});
      }
    };
    for (const View child : view.children()) {
      const Range range = range_of(child);
      if (range.begin == range.end || is_any<grammar::Word, grammar::Name>(view)) {
        continue;
      }
      add_own(range.begin);
      elements.push_back({range, child});
      next = range.end;
    }
    add_own(whole.end);
    return elements;
  }

  [[nodiscard]] Range range_of(View view) const { return {at(view.span().begin), at(view.span().end)}; }

  [[nodiscard]] std::size_t at(std::uint32_t place) const {
    const auto found = std::lower_bound(pieces_.begin(), pieces_.end(), place,
                                        [](const Piece& piece, std::uint32_t p) { return piece.span.begin < p; });
    return static_cast<std::size_t>(found - pieces_.begin());
  }

  const Tree& tree_;
  std::vector<Piece> pieces_;
  Writer writer_;
  bool broken_ = false;  // the part before took several lines
};

}  // namespace

std::string lay_out(const Tree& tree) { return Layout(tree).run(); }

}  // namespace entente::format
