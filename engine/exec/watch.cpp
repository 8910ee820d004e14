#include "engine/exec/watch.h"

#include <string>

#include "engine/exec/machine.h"

namespace entente::exec {
namespace {

[[noreturn]] void fail(std::string code, std::string message, std::string help) {
  throw Failed{{std::move(code), std::move(message), std::nullopt, {}, std::move(help)}};
}

}  // namespace

Diagnostic Watch::stopped() {
  return {"X05", "the statement was interrupted", std::nullopt, {}, "nothing was changed; it can be run again"};
}

void Watch::fail_stopped() { throw Failed{stopped()}; }

void Watch::look_at_clock() const {
  if (Clock::now() - began_ > limits_.time) {
    fail("X06", "the statement took more than " + std::to_string(limits_.time.count()) + " ms",
         "ask for less, by a time, a body or a role; or allow more time");
  }
}

void Watch::hold(std::size_t bytes) {
  held_ += bytes;
  if (limits_.memory_bytes > 0 && held_ > limits_.memory_bytes) {
    fail("X07", "the statement needs more than " + std::to_string(limits_.memory_bytes) + " bytes of memory",
         "choose rows before they are sorted, grouped or joined: | where …; or allow more memory");
  }
}

void Watch::hand_over(std::size_t rows) {
  rows_ += rows;
  if (limits_.rows > 0 && rows_ > limits_.rows) {
    fail("X08", "the answer has more than " + std::to_string(limits_.rows) + (limits_.rows == 1 ? " row" : " rows"),
         "`| take " + std::to_string(limits_.rows) + "` asks for the first of them, `| count` for their number");
  }
}

}  // namespace entente::exec
