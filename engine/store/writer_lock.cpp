#include "engine/store/writer_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <thread>

#include "engine/store/lmdb_fault.h"

namespace entente::store {
namespace {

struct flock whole_file(short type) {
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return lock;
}

}  // namespace

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

void WriterLock::open_file() {
  if (descriptor_ >= 0) {
    return;
  }
  descriptor_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    fail_system(errno, file_, "open the lock file");
  }
}

std::optional<pid_t> WriterLock::take(std::chrono::milliseconds patience, const std::function<void()>& while_waiting) {
  using namespace std::chrono_literals;
  open_file();
  const auto deadline = std::chrono::steady_clock::now() + patience;
  std::chrono::milliseconds pause = 1ms;
  for (;;) {
    auto lock = whole_file(F_WRLCK);
    if (::fcntl(descriptor_, F_SETLK, &lock) == 0) {
      return std::nullopt;
    }
    if (errno != EACCES && errno != EAGAIN && errno != EINTR) {
      fail_system(errno, file_, "lock");
    }
    auto holder = whole_file(F_WRLCK);
    const bool held = ::fcntl(descriptor_, F_GETLK, &holder) == 0 && holder.l_type != F_UNLCK;
    if (held && std::chrono::steady_clock::now() >= deadline) {
      return holder.l_pid;
    }
    if (while_waiting) {
      while_waiting();
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(2 * pause, 10ms);
  }
}

void WriterLock::drop() const noexcept {
  auto lock = whole_file(F_UNLCK);
  ::fcntl(descriptor_, F_SETLK, &lock);
}

std::string describe_process(pid_t process) {
  const auto number = std::to_string(process);
  std::ifstream stat("/proc/" + number + "/stat");
  std::string line;
  std::getline(stat, line);
  const auto state = line.rfind(") ");
  const bool stopped = state != std::string::npos && state + 2 < line.size() && line[state + 2] == 'T';
  return "process " + number + (stopped ? ", which is stopped" : "");
}

}  // namespace entente::store
