// Completion as it is typed: what is common to all candidates at once, a menu below the text where there are several.
#include <unistd.h>

#include <algorithm>

#include "parser/source.h"
#include "shell/editor/editor.h"
#include "shell/editor/steps.h"
#include "shell/editor/terminal.h"

namespace entente::shell {
namespace {

using Code = Key::Code;

constexpr std::size_t kRowsMax = 8;
constexpr std::size_t kTextWidthMax = 40;  // what stands beside longer ones begins farther right

/// How much two texts have in common at their beginning, no character parted from its marks.
std::size_t same_beginning(std::string_view a, std::string_view b) {
  std::size_t same = 0;
  while (same < std::min(a.size(), b.size())) {
    const auto next = next_character(a, same);
    if (next != next_character(b, same) || a.substr(same, next - same) != b.substr(same, next - same))
      break;
    same = next;
  }
  return same;
}

std::string common_beginning(const std::vector<Candidate>& candidates) {
  std::string common = candidates.front().text;
  for (const auto& candidate : candidates)
    common.resize(same_beginning(common, candidate.text));
  return common;
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, display_width(text)), ' ');
}

/// The page of the menu that the chosen one stands on.
std::vector<Below> menu_of(const std::vector<Candidate>& candidates, std::optional<std::size_t> chosen) {
  std::size_t widest = 0;
  for (const auto& candidate : candidates)
    widest = std::max(widest, display_width(candidate.text));
  widest = std::min(widest, kTextWidthMax);
  const auto first = chosen ? *chosen - *chosen % kRowsMax : 0;
  const auto end = std::min(first + kRowsMax, candidates.size());
  std::vector<Below> menu;
  for (auto i = first; i < end; ++i)
    menu.push_back({padded(candidates[i].text, widest), candidates[i].note, chosen == i});
  if (end < candidates.size())
    menu.push_back({"", std::to_string(candidates.size() - end) + " more"});
  return menu;
}

}  // namespace

void Editor::put(const Completion& completion, const std::string& candidate) {
  auto text = buffer_.text().substr(0, completion.begin) + candidate;
  const auto cursor = text.size();
  text += buffer_.text().substr(buffer_.cursor());
  buffer_.replace(std::move(text), cursor);
}

Editor::After Editor::complete(Terminal& terminal) {
  const auto completion = language_.complete(buffer_.text(), buffer_.cursor());
  const auto& candidates = completion.candidates;
  if (candidates.empty()) {
    Terminal::write("\a");
    return After::kGoOn;
  }
  const auto typed = buffer_.text().substr(completion.begin, buffer_.cursor() - completion.begin);
  if (candidates.size() == 1) {
    const auto& text = candidates.front().text;
    const bool is_end = buffer_.cursor() == buffer_.text().size();
    put(completion, text + (is_end && !text.ends_with('/') && !text.ends_with('(') ? " " : ""));
    return After::kGoOn;
  }
  if (const auto common = common_beginning(candidates); common.size() > typed.size())
    put(completion, common);
  return choose(terminal, completion, buffer_.text().substr(completion.begin, buffer_.cursor() - completion.begin));
}

Editor::After Editor::choose(Terminal& terminal, const Completion& completion, const std::string& written) {
  const auto& candidates = completion.candidates;
  std::optional<std::size_t> chosen;
  while (true) {
    below_ = menu_of(candidates, chosen);
    const auto key = next_key(terminal);
    below_.clear();
    if (!key)
      return After::kEnd;
    const auto last = candidates.size() - 1;
    if (key->code == Code::kTab || key->code == Code::kDown) {
      chosen = chosen && *chosen < last ? *chosen + 1 : 0;
    } else if (key->code == Code::kBackTab || key->code == Code::kUp) {
      chosen = chosen && *chosen > 0 ? *chosen - 1 : last;
    } else if (key->code == Code::kEscape || (key->code == Code::kControl && key->text == "g")) {
      put(completion, written);
      return After::kGoOn;
    } else if (key->code == Code::kEnter && chosen) {
      buffer_.insert(buffer_.cursor() == buffer_.text().size() ? " " : "");
      return After::kGoOn;
    } else {
      return act(terminal, *key);
    }
    put(completion, candidates[*chosen].text);
  }
}

}  // namespace entente::shell
