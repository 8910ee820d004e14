#include "entente/database.h"

#include <filesystem>

#include "engine/claims/stored_rows.h"
#include "engine/session/errors.h"
#include "engine/session/file_statements.h"
#include "engine/session/open_database.h"
#include "engine/session/worker.h"
#include "parser/parse.h"

namespace entente {
namespace {

using session::OpenDatabase;

store::Options store_options(const OpenOptions& options) {
  store::Options out;
  out.lock_timeout = std::chrono::milliseconds(options.lock_timeout_ms);
  return out;
}

std::shared_ptr<OpenDatabase> opened(const std::string& path, std::shared_ptr<store::Environment> environment,
                                     const OpenOptions& options) {
  auto open = std::make_shared<OpenDatabase>();
  open->path = path;
  open->environment = std::move(environment);
  open->logger = options.logger;
  open->files = {options.files.allowed, options.files.root, options.files.writes};
  if (options.logger) {
    options.logger(LogLevel::kDebug, "opened " + path);
  }
  return open;
}

std::shared_ptr<store::Environment> open_environment(const std::string& path, const OpenOptions& options) {
  const auto mode = options.read_only ? store::Mode::kReadOnly : store::Mode::kReadWrite;
  const bool missing = !std::filesystem::exists(std::filesystem::symlink_status(path));
  if (missing && options.create && !options.read_only) {
    try {
      return store::Environment::create(
          path, [](store::WriteTxn&) {}, store_options(options));
    } catch (const store::Fault& fault) {
      if (fault.kind() != store::FaultKind::kExists) {  // somebody made it meanwhile: open theirs
        throw;
      }
    }
  }
  return store::Environment::open(path, mode, store_options(options));
}

// Thrown through the closure that fills a new database, so that nothing of it is kept.
struct ScriptRefused {
  Error error;
};

void fill(store::WriteTxn& txn, const std::vector<std::pair<std::string, std::string>>& scripts, const FileAccess& files) {
  session::KnownCache cache;
  session::Surroundings surroundings;
  surroundings.today = today_utc();
  surroundings.environment.files = {files.allowed, files.root, files.writes};
  session::Worker worker(txn, cache.of(txn), surroundings);
  for (const auto& [name, text] : scripts) {
    const Source source(name, text);
    for (const auto& statement : parse_script(source)) {
      if (!statement) {
        throw ScriptRefused{session::to_error(statement.error(), source)};
      }
      if (auto done = worker.run(*statement, RunMode::kScript); !done) {
        throw ScriptRefused{session::to_error(done.error(), source)};
      }
    }
  }
  (void)worker.commit();
  claims::write_blocks(txn);  // what is made once is read by every program that starts
}

Error path_error(const std::filesystem::filesystem_error& failure) {
  return session::to_error(store::Fault(store::FaultKind::kIo, failure.what()));
}

}  // namespace

Outcome<Database> Database::open(const std::string& path, const OpenOptions& options) {
  try {
    return Database(opened(path, open_environment(path, options), options));
  } catch (const store::Fault& fault) {
    return session::to_error(fault);
  } catch (const std::filesystem::filesystem_error& failure) {
    return path_error(failure);
  }
}

Outcome<Database> Database::create_from(const std::string& path, const std::vector<std::pair<std::string, std::string>>& scripts,
                                        const OpenOptions& options) {
  try {
    if (std::filesystem::exists(std::filesystem::symlink_status(path))) {
      return open(path, options);
    }
    auto environment = store::Environment::create(
        path, [&](store::WriteTxn& txn) { fill(txn, scripts, options.files); }, store_options(options));
    return Database(opened(path, std::move(environment), options));
  } catch (ScriptRefused& refused) {
    return std::move(refused.error);
  } catch (const store::Fault& fault) {
    return fault.kind() == store::FaultKind::kExists ? open(path, options) : Outcome<Database>(session::to_error(fault));
  } catch (const std::filesystem::filesystem_error& failure) {
    return path_error(failure);
  }
}

Answer Database::check(const std::string& path) { return session::check(path); }

const std::string& Database::path() const { return open_->path; }

}  // namespace entente
