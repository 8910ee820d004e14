#include "parser/tree.h"

#include <algorithm>

namespace entente {

std::vector<View> View::children() const {
  std::vector<View> result;
  const std::size_t first = index_ - node().below;
  for (std::size_t end = index_; end > first; end -= tree_->nodes[end - 1].below + 1) {
    result.emplace_back(*tree_, end - 1);
  }
  std::reverse(result.begin(), result.end());
  return result;
}

std::string_view View::word() const {
  const std::string_view all = text();
  const auto end = std::find_if(all.begin(), all.end(), [](char c) { return (c < 'a' || c > 'z') && c != '_'; });
  return all.substr(0, static_cast<std::size_t>(end - all.begin()));
}

}  // namespace entente
