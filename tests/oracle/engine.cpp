#include "tests/oracle/engine.h"

#include <filesystem>
#include <stdexcept>

#include "engine/catalog/records.h"
#include "engine/store/environment.h"
#include "engine/store/transaction.h"

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
  auto errors = session_->run("oracle", text, RunMode::kInteractive, [&](Answer&& answer) {
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

// The clock of the machine dates commits, so that other days are written over its own. No other has the file open meanwhile.
void Engine::redate(const std::vector<int>& days) {
  constexpr std::int64_t kSecondsOfDay = 86400;
  constexpr std::int64_t kFirstDay = -25567;  // 1900-01-01
  session_.reset();
  {
    auto environment = store::Environment::open(directory_ / "world.entente", store::Mode::kReadWrite);
    environment->write([&](store::WriteTxn& txn) {
      std::vector<std::pair<std::string, catalog::Commit>> commits;
      for (auto cursor = txn.scan(store::Table::kCommits); cursor.valid(); cursor.next()) {
        commits.emplace_back(cursor.key(), catalog::decode_commit(cursor.value()));
      }
      for (std::size_t i = 0; i < commits.size(); ++i) {
        auto& commit = commits[i].second;
        commit.utc_seconds = (kFirstDay + days[i] + 1) * kSecondsOfDay - static_cast<std::int64_t>(commits.size() - i);
        txn.put(store::Table::kCommits, commits[i].first, catalog::encode(commit));
      }
    });
  }
  session_.emplace(open(directory_ / "world.entente"));
}

Database Engine::open(const std::filesystem::path& path) {
  auto database = Database::create_from(path.string(), {});
  if (!database) {
    throw std::runtime_error(database.error().text);
  }
  return *database;
}

}  // namespace entente::oracle
