// How the grammar is run: it builds the tree and keeps the farthest place at which something was expected. Internal to parser.
#pragma once

#include <optional>

#include "parser/grammar/expected.h"
#include "parser/parse.h"
#include "parser/tree.h"

namespace entente {

/// What a run of the grammar leaves behind.
class Trace {
 public:
  explicit Trace(std::string_view text) { tree.text = text; }

  /// Something was expected at `place`.
  void note(std::uint32_t place, std::string_view what) {
    if (place > far) {
      far = place;
      expected.resize(begin_);
    }
    if (place == far) {
      expected.push_back(what);
    }
  }

  Tree tree;
  std::uint32_t far = 0;
  std::vector<std::string_view> expected;  // at `far`; may hold one twice
  std::uint64_t attempts = 0;              // of rules
  std::size_t depth = 0;
  std::uint32_t opened = 0;               // where the innermost nesting began
  std::optional<std::uint32_t> too_deep;  // where nesting went too deep: then every rule fails

  /// Notes of a rule of its own, from `place` on, to be merged into those before.
  class Notes {
   public:
    Notes(Trace& trace, std::uint32_t place) : trace_(trace), place_(place), far_(trace.far), begin_(trace.begin_) {
      trace.begin_ = trace.expected.size();
      trace.far = place;
    }
    Notes(const Notes&) = delete;
    Notes& operator=(const Notes&) = delete;
    ~Notes() { merge(); }

    /// The rule failed: if it came no farther than its beginning, `label` says what was expected.
    void failed(std::string_view label) {
      if (trace_.far > place_) {
        return;
      }
      trace_.expected.resize(trace_.begin_);
      trace_.expected.push_back(label);
    }

   private:
    void merge() {
      auto& all = trace_.expected;
      const std::size_t own = trace_.begin_;
      trace_.begin_ = begin_;
      if (own == all.size() || trace_.far < far_) {
        all.resize(own);
        trace_.far = far_;
      } else if (trace_.far > far_) {
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(begin_), all.begin() + static_cast<std::ptrdiff_t>(own));
      }
    }

    Trace& trace_;
    std::uint32_t place_;
    std::uint32_t far_;
    std::size_t begin_;
  };

 private:
  std::size_t begin_ = 0;  // where the notes of the innermost rule with notes of its own begin
};

using Input = tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, std::string>;

template <class Rule>
inline constexpr bool is_lookahead = false;
template <class... R>
inline constexpr bool is_lookahead<tao::pegtl::at<R...>> = true;
template <class... R>
inline constexpr bool is_lookahead<tao::pegtl::not_at<R...>> = true;
template <class... R>
inline constexpr bool is_lookahead<tao::pegtl::internal::at<R...>> = true;
template <class... R>
inline constexpr bool is_lookahead<tao::pegtl::internal::not_at<R...>> = true;

/// Runs one rule: the place where all of the above is done.
template <class Rule>
struct Matcher : tao::pegtl::normal<Rule> {
  static constexpr bool kIsWhole = std::is_base_of_v<grammar::whole, Rule>;
  static constexpr bool kIsDeep = std::is_base_of_v<grammar::deep, Rule>;
  static constexpr bool kIsBounded = std::is_base_of_v<grammar::bounded, Rule>;
  static constexpr bool kIsFold = std::is_base_of_v<grammar::fold, Rule>;
  static constexpr bool kIsNode = std::is_base_of_v<grammar::node, Rule> || kIsFold;

  template <tao::pegtl::apply_mode A, tao::pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control>
  [[nodiscard]] static bool match(Input& in, Trace& trace) {
    if constexpr (is_lookahead<Rule>) {
      return tao::pegtl::internal::match_no_control<Rule, A, M, tao::pegtl::nothing, tao::pegtl::normal>(in);
    } else {
      const auto begin = static_cast<std::uint32_t>(in.current() - trace.tree.text.data());
      ++trace.attempts;
      if constexpr (kIsBounded) {
        if (trace.depth > kNestingMax && !trace.too_deep) {
          trace.too_deep = trace.opened;
        }
      }
      if (trace.too_deep) {
        return false;
      }
      const std::size_t nodes = trace.tree.nodes.size();
      const bool matched = run<A, M, Action, Control>(in, trace, begin);
      if (!matched) {
        trace.tree.nodes.resize(nodes);
      } else if constexpr (kIsNode) {
        add(in, trace, begin, nodes);
      }
      return matched;
    }
  }

 private:
  template <tao::pegtl::apply_mode A, tao::pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control>
  static bool run(Input& in, Trace& trace, std::uint32_t begin) {
    constexpr std::string_view label = grammar::kExpected<Rule>;
    if constexpr (kIsWhole) {
      if (tao::pegtl::internal::match_no_control<Rule, A, M, tao::pegtl::nothing, tao::pegtl::normal>(in)) {
        return true;
      }
      if constexpr (!label.empty()) {
        trace.note(begin, label);
      }
      return false;
    } else if constexpr (requires { Rule::kWords; }) {
      if (tao::pegtl::internal::match_no_control<Rule, A, M, Action, Control>(in, trace)) {
        return true;
      }
      if constexpr (!label.empty()) {
        trace.note(begin, label);
      } else {
        for (const auto word : Rule::kWords) {
          trace.note(begin, word);
        }
      }
      return false;
    } else if constexpr (!label.empty()) {
      Trace::Notes notes(trace, begin);
      if (nest<A, M, Action, Control>(in, trace, begin)) {
        return true;
      }
      notes.failed(label);
      return false;
    } else {
      return nest<A, M, Action, Control>(in, trace, begin);
    }
  }

  template <tao::pegtl::apply_mode A, tao::pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control>
  static bool nest(Input& in, Trace& trace, [[maybe_unused]] std::uint32_t begin) {
    if constexpr (kIsDeep) {
      const std::uint32_t opened = std::exchange(trace.opened, begin);
      ++trace.depth;
      const bool matched = tao::pegtl::internal::match_no_control<Rule, A, M, Action, Control>(in, trace);
      --trace.depth;
      trace.opened = opened;
      return matched;
    } else {
      return tao::pegtl::internal::match_no_control<Rule, A, M, Action, Control>(in, trace);
    }
  }

  static void add(Input& in, Trace& trace, std::uint32_t begin, std::size_t nodes) {
    auto& all = trace.tree.nodes;
    const auto below = static_cast<std::uint32_t>(all.size() - nodes);
    if (kIsFold && below > 0 && all.back().below + 1 == below) {
      return;
    }
    const auto end = static_cast<std::uint32_t>(in.current() - trace.tree.text.data());
    all.push_back({rule_id<Rule>(), {begin, end}, below});
  }
};

}  // namespace entente
