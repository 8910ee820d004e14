#include "shell/help.h"

#include <algorithm>

#include "parser/edit_distance.h"
#include "shell/commands.h"
#include "shell/error_pages.h"
#include "shell/help_document.h"

namespace entente::shell {
namespace {

constexpr std::string_view kHeading = "\n## ";
constexpr std::string_view kBetween = " · ";
constexpr std::string_view kFence = "```";
constexpr std::string_view kCommandsTopic = "commands";
constexpr std::size_t kMeaningColumn = 24;

/// `## members, participants · who is in a body`.
HelpPage page_of(std::string_view section) {
  auto topics = section.substr(0, section.find('\n'));
  auto text = section.substr(topics.size());
  text.remove_prefix(std::min(text.find_first_not_of('\n'), text.size()));
  HelpPage page{{}, "", text.substr(0, text.find_last_not_of('\n') + 1)};
  const auto between = topics.find(kBetween);
  page.title = topics.substr(between + kBetween.size());
  topics = topics.substr(0, between);
  while (!topics.empty()) {
    const auto topic = topics.substr(0, topics.find(", "));
    topics.remove_prefix(std::min(topic.size() + 2, topics.size()));
    page.topics.push_back(topic);
  }
  return page;
}

/// Examples stand in from the margin; their fences are for browsers.
std::string for_terminal(std::string_view text) {
  std::string out;
  bool is_example = false;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.starts_with(kFence)) {
      is_example = !is_example;
    } else {
      out += (is_example && !line.empty() ? "  " : "") + std::string(line) + "\n";
    }
  }
  return out;
}

/// Those whose names begin so; all where none does.
std::string list_of_commands(std::string_view begin) {
  std::string out;
  const bool has_any =
      std::any_of(commands().begin(), commands().end(), [&](const Command& one) { return one.name.starts_with(begin); });
  for (const auto& command : commands()) {
    if (has_any && !command.name.starts_with(begin))
      continue;
    auto line = "  " + std::string(command.name) + " " + std::string(command.argument);
    line.resize(line.size() < kMeaningColumn ? kMeaningColumn : line.size() + 2, ' ');
    out += line + std::string(command.meaning) + "\n";
  }
  return out;
}

std::string contents() {
  std::string out;
  for (const auto& page : help_pages()) {
    auto line = "  " + std::string(page.topics.front());
    line.resize(std::max(line.size() + 1, kMeaningColumn), ' ');
    if (page.topics.front() != "start")
      out += line + std::string(page.title) + "\n";
  }
  return out + "  commands, N02, …      what begins with a full stop; what an error means\n";
}

const HelpPage* find(const std::vector<HelpPage>& pages, std::string_view topic) {
  const auto has = [&](const HelpPage& page) {
    return std::find(page.topics.begin(), page.topics.end(), topic) != page.topics.end();
  };
  const auto found = std::find_if(pages.begin(), pages.end(), has);
  return found == pages.end() ? nullptr : &*found;
}

/// The topics that are spelt nearly so.
std::string near(const std::vector<HelpPage>& pages, std::string_view topic) {
  std::string out;
  for (const auto& page : pages) {
    for (const auto known : page.topics) {
      if (edit_distance(topic, known) <= 2 || (topic.size() > 2 && known.starts_with(topic)))
        out += (out.empty() ? "" : ", ") + std::string(known);
    }
  }
  return out;
}

std::string no_such_topic(const std::vector<HelpPage>& pages, std::string_view topic) {
  const auto like = near(pages, topic);
  return "no page about " + std::string(topic) + (like.empty() ? "; help topics lists them\n" : "; did you mean " + like + "?\n");
}

}  // namespace

std::vector<HelpPage> help_pages() {
  std::vector<HelpPage> pages;
  for (auto at = kHelpDocument.find(kHeading); at != std::string_view::npos;) {
    const auto begin = at + kHeading.size();
    at = kHelpDocument.find(kHeading, begin);
    pages.push_back(page_of(kHelpDocument.substr(begin, std::min(at, kHelpDocument.size()) - begin)));
  }
  return pages;
}

std::string help_page(std::string_view topic) {
  while (topic.ends_with(';') || topic.ends_with(' '))
    topic.remove_suffix(1);
  if (topic == kCommandsTopic || topic.starts_with('.'))
    return list_of_commands(topic.starts_with('.') ? topic : ".");
  if (topic == "topics")
    return contents();
  const auto pages = help_pages();
  if (const auto* const page = find(pages, topic.empty() ? "start" : topic))
    return std::string(page->title) + "\n\n" + for_terminal(page->text);
  return find_error_page(topic).value_or(no_such_topic(pages, topic));
}

}  // namespace entente::shell
