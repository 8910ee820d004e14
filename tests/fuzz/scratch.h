// A database for one process, of which nothing is ever written: whatever a transaction does is dropped.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "engine/store/environment.h"

namespace entente::tests {

class Scratch {
 public:
  Scratch() {
    std::filesystem::create_directories(dir_);
    environment_ = store::Environment::create(dir_ / "scratch.entente", [](store::WriteTxn&) {});
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    environment_.reset();
    std::filesystem::remove_all(dir_);
  }

  /// Runs `body` in a write transaction, and drops that. What `body` throws comes out.
  void run(const std::function<void(store::WriteTxn&)>& body) {
    try {
      environment_->write([&](store::WriteTxn& txn) {
        body(txn);
        throw Dropped{};
      });
    } catch (const Dropped&) {
    }
  }
  [[nodiscard]] const std::filesystem::path& dir() const { return dir_; }

 private:
  struct Dropped {};

  std::filesystem::path dir_ = std::filesystem::temp_directory_path() / ("entente-scratch-" + std::to_string(::getpid()));
  std::shared_ptr<store::Environment> environment_;
};

}  // namespace entente::tests
