// Lines that are too wide for a screen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente::shell {

/// Lines that are wider go on in the next one, at a blank, below the text that they belong to. What an error quotes of a statement
/// stays as it is, for carets stand below its words. Of 0 columns: all as it is.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t columns);

}  // namespace entente::shell
