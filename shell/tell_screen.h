// What is told to somebody before a screen.
#pragma once

#include <string_view>

namespace entente::shell {

/// tell() in lines that fit the screen behind standard error, if that is one.
void tell_screen(std::string_view text);

}  // namespace entente::shell
