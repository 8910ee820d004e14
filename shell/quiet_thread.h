// Work aside of the thread that runs statements.
#pragma once

#include <functional>
#include <thread>

namespace entente::shell {

/// A thread that takes no signals: they are for the one that runs statements. Whoever lets go of it waits for its end.
[[nodiscard]] std::jthread quiet_thread(std::function<void()> work);

}  // namespace entente::shell
