// What stands behind a Database: its environment, and what was last read of its catalogue. Internal to engine/session.
#pragma once

#include <memory>
#include <string>

#include "engine/files/access.h"
#include "engine/session/known.h"
#include "engine/store/environment.h"
#include "entente/database.h"

namespace entente::session {

struct OpenDatabase {
  std::string path;
  std::shared_ptr<store::Environment> environment;
  Logger logger;
  files::Access files;
  KnownCache cache;
};

}  // namespace entente::session
