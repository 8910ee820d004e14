// The pages of help: those of docs/help.md, which are compiled in, and the list of commands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::shell {

struct HelpPage {
  std::vector<std::string_view> topics;  // words that find it
  std::string_view title;
  std::string_view text;  // Markdown
};

/// In the order of the document.
[[nodiscard]] std::vector<HelpPage> help_pages();

/// The page of a topic as a terminal shows it; without one, what there is. Where no page has the topic, those that are like it; an
/// error's code is explained.
[[nodiscard]] std::string help_page(std::string_view topic);

}  // namespace entente::shell
