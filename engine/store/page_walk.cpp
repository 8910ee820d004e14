#include "engine/store/page_walk.h"

#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <optional>

namespace entente::store {
namespace {

// LMDB 0.9, struct MDB_page, MDB_node and MDB_db.
constexpr std::size_t kPageFlagsAt = 10;
constexpr std::size_t kLowerAt = 12;
constexpr std::size_t kPageHeaderBytes = 16;
constexpr unsigned kBranchPage = 0x01;
constexpr unsigned kLeafPage = 0x02;
constexpr std::size_t kNodeFlagsAt = 4;
constexpr std::size_t kNodeKeyBytesAt = 6;
constexpr std::size_t kNodeHeaderBytes = 8;
constexpr unsigned kBigDataNode = 0x01;
constexpr unsigned kSubTableNode = 0x02;
constexpr std::size_t kTableRootAt = 40;
constexpr std::uint64_t kNoPage = ~std::uint64_t{0};

class Walk {
 public:
  Walk(int descriptor, std::uint32_t page_bytes, std::uint64_t file_bytes)
      : descriptor_(descriptor), page_(page_bytes), pages_in_file_(file_bytes / page_bytes) {}

  PagesFound run(const std::vector<std::uint64_t>& roots) {
    for (const auto root : roots) {
      push(root);
    }
    // A tree has no more pages than the file: more visits mean a circle.
    for (std::uint64_t visits = 0; !pending_.empty() && found_ == PagesFound::kAll; ++visits) {
      const auto number = pending_.back();
      pending_.pop_back();
      if (number >= pages_in_file_) {
        found_ = PagesFound::kSomePastTheEnd;
      } else if (visits > pages_in_file_ || !visit(number)) {
        found_ = PagesFound::kNonsense;
      }
    }
    return found_;
  }

 private:
  void push(std::uint64_t number) {
    if (number != kNoPage) {
      pending_.push_back(number);
    }
  }

  template <class T>
  [[nodiscard]] std::optional<T> field(std::size_t at) const {
    if (at + sizeof(T) > page_.size()) {
      return std::nullopt;
    }
    T value{};
    std::memcpy(&value, page_.data() + at, sizeof value);
    return value;
  }

  bool visit(std::uint64_t number) {
    const auto count = ::pread(descriptor_, page_.data(), page_.size(), static_cast<off_t>(number * page_.size()));
    if (count != static_cast<ssize_t>(page_.size())) {
      return false;
    }
    const unsigned flags = *field<std::uint16_t>(kPageFlagsAt);
    return (flags & (kBranchPage | kLeafPage)) != 0 && visit_nodes((flags & kBranchPage) != 0);
  }

  bool visit_nodes(bool is_branch) {
    const std::size_t lower = *field<std::uint16_t>(kLowerAt);
    for (std::size_t at = kPageHeaderBytes; at + 2 <= lower; at += 2) {
      const auto node = field<std::uint16_t>(at);
      if (!node || !(is_branch ? visit_branch(*node) : visit_leaf(*node))) {
        return false;
      }
    }
    return true;
  }

  bool visit_branch(std::size_t node) {
    const auto low = field<std::uint32_t>(node);
    const auto high = field<std::uint16_t>(node + kNodeFlagsAt);
    if (!low || !high) {
      return false;
    }
    push(*low | std::uint64_t{*high} << 32U);
    return true;
  }

  bool visit_leaf(std::size_t node) {
    const auto flags = field<std::uint16_t>(node + kNodeFlagsAt);
    const auto key_bytes = field<std::uint16_t>(node + kNodeKeyBytesAt);
    if (!flags || !key_bytes) {
      return false;
    }
    if ((*flags & (kBigDataNode | kSubTableNode)) == 0) {
      return true;
    }
    const bool is_table = (*flags & kSubTableNode) != 0;
    const auto page = field<std::uint64_t>(node + kNodeHeaderBytes + *key_bytes + (is_table ? kTableRootAt : 0U));
    if (!page) {
      return false;
    }
    if (is_table) {
      push(*page);
    } else {
      visit_overflow(*page, *field<std::uint32_t>(node));
    }
    return true;
  }

  // A value of its own pages: one header, then the bytes, which nobody needs to look at.
  void visit_overflow(std::uint64_t first, std::uint64_t value_bytes) {
    const auto pages = (kPageHeaderBytes + value_bytes + page_.size() - 1) / page_.size();
    if (first >= pages_in_file_ || pages > pages_in_file_ - first) {
      found_ = PagesFound::kSomePastTheEnd;
    }
  }

  int descriptor_;
  std::vector<char> page_;
  std::uint64_t pages_in_file_;
  std::vector<std::uint64_t> pending_;
  PagesFound found_ = PagesFound::kAll;
};

}  // namespace

PagesFound walk_pages(int descriptor, std::uint32_t page_bytes, std::uint64_t file_bytes, const std::vector<std::uint64_t>& roots) {
  return Walk(descriptor, page_bytes, file_bytes).run(roots);
}

}  // namespace entente::store
