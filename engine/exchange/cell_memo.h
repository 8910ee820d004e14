// What the cells of a column mean, each distinct text found out once. Most files are sorted by some column, so the last text comes
// first.
#pragma once

#include <tsl/robin_map.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace entente::exchange {

template <class Value>
class CellMemo {
 public:
  /// What was learned of the text; none: nothing yet.
  [[nodiscard]] std::optional<Value> find(std::string_view text) {
    if (text == last_ && has_last_) {
      return last_value_;
    }
    const auto known = known_.find(text);
    if (known == known_.end()) {
      return std::nullopt;
    }
    keep_last(text, known->second);
    return last_value_;
  }
  void learn(std::string_view text, const Value& value) {
    if (known_.size() >= kKnownMost) {
      known_.clear();
    }
    known_.insert_or_assign(std::string(text), value);
    keep_last(text, value);
  }

 private:
  static constexpr std::size_t kKnownMost = 1'000'000;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };

  void keep_last(std::string_view text, const Value& value) {
    last_.assign(text);
    last_value_ = value;
    has_last_ = true;
  }

  tsl::robin_map<std::string, Value, Hash, std::equal_to<>> known_;
  std::string last_;
  Value last_value_{};
  bool has_last_ = false;
};

}  // namespace entente::exchange
