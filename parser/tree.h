// What the grammar made of a text before it becomes the syntax tree: rules and the bytes that they took. Internal to parser.
#pragma once

#include <string_view>
#include <vector>

#include "parser/source.h"

namespace entente {

/// What tells the rules apart: the address of a tag.
using RuleId = const char*;
template <class Rule>
inline constexpr char kRuleTag = 0;
template <class Rule>
[[nodiscard]] constexpr RuleId rule_id() {
  return &kRuleTag<Rule>;
}

/// Nodes in the order in which they ended: children stand before their parent.
struct TreeNode {
  RuleId rule = nullptr;
  Span span;
  std::uint32_t below = 0;  // how many nodes stand before this one that belong to it
};

struct Tree {
  std::string_view text;  // of the whole Source: spans are places in it
  std::vector<TreeNode> nodes;
  bool tells_places = true;  // false: all views say an empty span, so that what is built of two texts can be compared
};

/// A node of a Tree; dies with it.
class View {
 public:
  View(const Tree& tree, std::size_t index) : tree_(&tree), index_(index) {}

  [[nodiscard]] Span span() const { return tree_->tells_places ? node().span : Span(); }
  [[nodiscard]] std::string_view text() const { return tree_->text.substr(node().span.begin, node().span.end - node().span.begin); }
  template <class Rule>
  [[nodiscard]] bool is() const {
    return node().rule == rule_id<Rule>();
  }
  [[nodiscard]] std::vector<View> children() const;
  /// The only child, or the last one.
  [[nodiscard]] View last() const { return {*tree_, index_ - 1}; }
  /// The first lower-case word of the text: the keyword that decided.
  [[nodiscard]] std::string_view word() const;

 private:
  [[nodiscard]] const TreeNode& node() const { return tree_->nodes[index_]; }

  const Tree* tree_;
  std::size_t index_;
};

}  // namespace entente
