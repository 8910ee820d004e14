// Work that may crash, done in a process of its own. Internal to engine/session.
#pragma once

#include <functional>
#include <string>

namespace entente::session {

struct ChildEnd {
  std::string text;     // what it wrote, whole lines
  std::string crash;    // by which signal it ended; empty: by itself
  bool started = true;  // false: the system gave no process
};

/// Runs `work` in a child, which hands lines over by the function that it is given. The child inherits what is open, and must open
/// a database anew; what it throws ends it. Its standard error leads nowhere.
[[nodiscard]] ChildEnd run_in_child(const std::function<void(const std::function<void(const std::string&)>& say)>& work);

}  // namespace entente::session
