#include "engine/store/fault.h"

namespace entente::store {

void fail(FaultKind kind, std::string sentence) { throw Fault(kind, std::move(sentence)); }

}  // namespace entente::store
