// The version of the library and of the language that it speaks.
#pragma once

namespace entente {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace entente
