// Where the lines of a statement end. Internal to parser.
#pragma once

#include <string>

#include "parser/tree.h"

namespace entente::format {

/// The statement, which is the tree's last node, in canonical layout: on one line if it fits; else each stage begins a line,
/// operators of sets and conditions do, and all else is filled up to the width and goes on 4 blanks further in. Without the
/// semicolon.
[[nodiscard]] std::string lay_out(const Tree& tree);

}  // namespace entente::format
