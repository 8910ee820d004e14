#include "tests/oracle/engine.h"

#include <filesystem>
#include <stdexcept>

namespace entente::oracle {
namespace {

// In memory where that is to be had: thousands of small commits need not wait for a disk.
std::filesystem::path parent() {
  std::error_code ignored;
  const std::filesystem::path memory = "/dev/shm";
  return std::filesystem::is_directory(memory, ignored) ? memory : std::filesystem::temp_directory_path();
}

}  // namespace

Engine::Engine() : directory_(parent()), session_(open(directory_ / "world.entente")) {}

Reply Engine::run(const std::string& text) {
  Reply reply;
  auto errors = session_.run("oracle", text, RunMode::kInteractive, [&](Answer&& answer) {
    reply.answers.push_back(std::move(answer));
    return true;
  });
  reply.error = errors.empty() ? "" : errors.front().text;
  return reply;
}

int Engine::last_commit() {
  auto reply = run("commits;");
  if (reply.answers.empty() || reply.answers[0].table.rows.empty()) {
    return 0;
  }
  return static_cast<int>(std::get<std::int64_t>(reply.answers[0].table.rows[0].at(0)));
}

Database Engine::open(const std::filesystem::path& path) {
  auto database = Database::create_from(path.string(), {});
  if (!database) {
    throw std::runtime_error(database.error().text);
  }
  return *database;
}

}  // namespace entente::oracle
