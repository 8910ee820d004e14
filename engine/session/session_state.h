// What a session keeps between its runs. Internal to engine/session.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/exec/watch.h"
#include "engine/session/open_database.h"
#include "engine/session/worker.h"
#include "entente/database.h"
#include "parser/ast.h"
#include "parser/source.h"

namespace entente {
namespace session {

/// A statement and the text that its spans point into.
struct Placed {
  ast::Statement statement;
  std::shared_ptr<const Source> source;
  RunMode mode;
  std::optional<std::map<std::string, Parameter>> parameters = std::nullopt;  // of a pending one: those of when it was given
};

/// While it lives, the watch is over what the worker does.
class Watched {
 public:
  Watched(Worker& worker, exec::Watch& watch, exec::Watch*& shown) : worker_(worker), shown_(shown) {
    worker_.set_watch(&watch);
    shown_ = &watch;
  }
  ~Watched() {
    worker_.set_watch(nullptr);
    shown_ = nullptr;
  }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

 private:
  Worker& worker_;
  exec::Watch*& shown_;
};

}  // namespace session

struct Session::State {
  enum class Keep : std::uint8_t { kCommit, kBlock, kAbandon };  // kBlock: what an explicit `commit` ends

  explicit State(std::shared_ptr<session::OpenDatabase> open) : database(std::move(open)) {
    surroundings.environment.files = database->files;
  }

  std::shared_ptr<session::OpenDatabase> database;
  session::Surroundings surroundings;
  Limits limits;
  std::atomic<bool> interrupted = false;
  exec::Watch* watch = nullptr;                         // over the statement that runs
  std::optional<std::vector<session::Placed>> pending;  // what came behind an open `begin`; checked at once, written by `commit`

  std::optional<Error> run_all(const std::vector<session::Placed>& statements, RunMode mode, AnswerStream& stream);
  static std::optional<Error> check_blocks(const std::vector<session::Placed>& statements);
  std::optional<Error> run_txn_word(const std::vector<session::Placed>& statements, std::size_t& next, AnswerStream& stream);
  std::optional<Error> run_unit(const std::vector<session::Placed>& statements, Keep keep, AnswerStream& stream);
  std::optional<Error> read(const session::Placed& placed, AnswerStream& stream);
  std::optional<Error> write(const std::vector<session::Placed>& before, const std::vector<session::Placed>& statements, Keep keep,
                             AnswerStream& stream);

 private:
  [[nodiscard]] Answer run_one(session::Worker& worker, const session::Placed& placed, AnswerStream* stream = nullptr);
  [[nodiscard]] std::string commit(session::Worker& worker);
  bool stopped_ = false;  // the sink wants no more
};

}  // namespace entente
