// Which files a question may read and write, and where a path leads.
#pragma once

#include <string>

#include "parser/diagnostic.h"

namespace entente::files {

/// What the owner of the database allows.
struct Access {
  bool allowed = true;
  std::string root;    // empty: paths are relative to the working directory, and lead anywhere
  bool writes = true;  // false: files are read alone
};

/// The path to open. With a root it is relative to that, and must stay within it when all links are followed.
[[nodiscard]] Result<std::string> resolved(const std::string& path, const Access& access);
/// The same for a file that is written.
[[nodiscard]] Result<std::string> resolved_to_write(const std::string& path, const Access& access);

}  // namespace entente::files
