// Diagnostics and faults as the Errors of the public face. Internal to engine/session.
#pragma once

#include "engine/store/fault.h"
#include "entente/error.h"
#include "parser/diagnostic.h"

namespace entente::session {

[[nodiscard]] Error to_error(const Diagnostic& diagnostic, const Source& source);
[[nodiscard]] Error to_error(const store::Fault& fault);

}  // namespace entente::session
