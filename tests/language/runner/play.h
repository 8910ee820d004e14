// Plays a transcript in a database of its own and puts what was answered into it.
#pragma once

#include <string>

#include "tests/language/runner/transcript.h"

namespace entente::tests {

/// The transcript with the answers given now. Runs in a new, empty directory, which is gone afterwards; `fault` says why it could
/// not be played.
[[nodiscard]] Transcript play(const Transcript& transcript);

}  // namespace entente::tests
