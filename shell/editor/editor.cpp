#include "shell/editor/editor.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "shell/editor/steps.h"
#include "shell/editor/terminal.h"
#include "shell/standard_files.h"

namespace entente::shell {
namespace {

using Code = Key::Code;

constexpr int kEscapeMs = 50;  // how long what begins with an escape may take to come

bool is_control(const Key& key, char letter) { return key.code == Code::kControl && key.text[0] == letter; }

/// Pasted from elsewhere: line breaks of any kind, no break at its end.
std::string as_typed(std::string_view pasted) {
  std::string text;
  for (std::size_t i = 0; i < pasted.size(); ++i) {
    const char c = pasted[i];
    if (c == '\r') {
      text += '\n';
      if (i + 1 < pasted.size() && pasted[i + 1] == '\n')
        ++i;
    } else {
      text += c;
    }
  }
  while (text.ends_with('\n'))
    text.pop_back();
  return text;
}

}  // namespace

bool Editor::is_possible() {
  const char* terminal = std::getenv("TERM");
  const bool can_move = terminal != nullptr && *terminal != '\0' && std::string_view(terminal) != "dumb";
  return can_move && is_terminal(StandardFile::kInput) && is_terminal(StandardFile::kError);
}

Entered Editor::read(const std::string& prompt, const std::string& continuation) {
  prompt_ = prompt;
  continuation_ = continuation;
  buffer_.reset(std::exchange(first_text_, ""));
  vi_.begin();
  entry_ = history_.entries().size();
  shown_ = {};
  below_.clear();
  Terminal terminal;
  columns_ = screen_size(STDERR_FILENO).columns;
  auto after = After::kGoOn;
  while (after == After::kGoOn) {
    const auto key = next_key(terminal);
    after = key ? act(terminal, *key) : After::kEnd;
  }
  paint(true);
  Terminal::write("\r\n");
  if (after == After::kEnter)
    return {Entered::Kind::kText, buffer_.text()};
  return {after == After::kInterrupt ? Entered::Kind::kInterrupt : Entered::Kind::kEnd};
}

std::optional<Key> Editor::next_key(Terminal& terminal) {
  while (true) {
    if (auto key = take_key(bytes_, false))
      return key;
    if (bytes_.empty())
      paint();
    const bool is_paste = bytes_.starts_with("\x1b[200~");
    switch (terminal.wait(bytes_, bytes_.empty() || is_paste ? -1 : kEscapeMs)) {
      case Terminal::Event::kInput:
        break;
      case Terminal::Event::kResize:
        repaint_after_resize();
        break;
      case Terminal::Event::kInterrupt:
        bytes_.clear();
        return Key{Code::kControl, "c"};
      case Terminal::Event::kTimeout:
        if (auto key = take_key(bytes_, true))
          return key;
        break;
      case Terminal::Event::kEnd:
        return std::nullopt;
    }
  }
}

bool Editor::edit(const Key& key) { return settings_.has_vi_keys ? vi_.key(buffer_, key) : emacs_key(buffer_, key); }

Editor::After Editor::act(Terminal& terminal, const Key& key) {
  below_.clear();
  if (std::exchange(awaits_second_, false)) {
    if (is_control(key, 'e'))
      edit_elsewhere(terminal);
    return After::kGoOn;
  }
  const bool at_end = buffer_.cursor() == buffer_.text().size();
  const bool is_vi_letter = settings_.has_vi_keys && vi_.is_command_mode() && key.code == Code::kText;
  switch (key.code) {
    case Code::kEnter:
      if (language_.is_whole(buffer_.text()))
        return After::kEnter;
      buffer_.insert("\n");
      return After::kGoOn;
    case Code::kTab:
      return complete(terminal);
    case Code::kUp:
      up();
      return After::kGoOn;
    case Code::kDown:
      down();
      return After::kGoOn;
    case Code::kRight:
    case Code::kEnd:
      if (at_end)
        accept_hint();
      break;
    case Code::kControl:
      return control(terminal, key.text[0]);
    case Code::kPaste:
      buffer_.insert(as_typed(key.text));
      return After::kGoOn;
    default:
      break;
  }
  if (is_vi_letter && (key.text == "k" || key.text == "j")) {
    key.text == "k" ? up() : down();
  } else if (is_vi_letter && key.text == "/") {
    return search(terminal);
  } else if (is_vi_letter && key.text == "v") {
    edit_elsewhere(terminal);
  } else {
    static_cast<void>(edit(key));
  }
  return After::kGoOn;
}

Editor::After Editor::control(Terminal& terminal, char letter) {
  const bool at_end = buffer_.cursor() == buffer_.text().size();
  switch (letter) {
    case 'c':
      return After::kInterrupt;
    case 'd':
      if (buffer_.empty())
        return After::kEnd;
      break;
    case 'e':
    case 'f':
      if (at_end)
        accept_hint();
      break;
    case 'l':
      Terminal::write("\x1b[H\x1b[2J");
      shown_ = {};
      return After::kGoOn;
    case 'n':
      down();
      return After::kGoOn;
    case 'p':
      up();
      return After::kGoOn;
    case 'r':
      return search(terminal);
    case 'x':
      awaits_second_ = true;
      return After::kGoOn;
    case 'z':
      paint(true);
      Terminal::write("\r\n");
      terminal.suspend();
      shown_ = {};
      return After::kGoOn;
    default:
      break;
  }
  static_cast<void>(edit({Code::kControl, std::string(1, letter)}));
  return After::kGoOn;
}

// ---------------------------------------------------------------- the history

std::string Editor::hint() {
  const bool is_wanted = settings_.has_colours && below_.empty() && buffer_.cursor() == buffer_.text().size();
  return is_wanted ? history_.continuation(buffer_.text()) : "";
}

void Editor::accept_hint() {
  if (const auto rest = hint(); !rest.empty())
    buffer_.insert(rest);
}

void Editor::recall(std::size_t entry) {
  if (entry_ == history_.entries().size())
    draft_ = buffer_.text();
  entry_ = entry;
  buffer_.reset(entry == history_.entries().size() ? draft_ : history_.entries()[entry]);
}

void Editor::up() {
  if (!buffer_.line_up() && entry_ > 0)
    recall(entry_ - 1);
}

void Editor::down() {
  if (!buffer_.line_down() && entry_ < history_.entries().size())
    recall(entry_ + 1);
}

Editor::After Editor::search(Terminal& terminal) {
  const auto before = buffer_;
  const auto entry_before = entry_;
  const auto none = history_.entries().size();
  std::string wanted;
  auto from = none;  // the search looks before it
  while (true) {
    const auto found = wanted.empty() ? none : history_.find_back(wanted, from).value_or(none);
    if (found < none) {
      recall(found);
      buffer_.move_to(place_in(buffer_.text(), wanted));
    }
    below_ = {{std::string(found < none || wanted.empty() ? "search" : "nothing") + " back: " + wanted}};
    const auto key = next_key(terminal);
    below_.clear();
    if (!key)
      return After::kEnd;
    if (key->code == Code::kText) {
      wanted += key->text;
      from = found < none ? found + 1 : from;  // what is shown may hold the longer text, too
    } else if (key->code == Code::kBackspace) {
      wanted.erase(previous_character(wanted, wanted.size()));
      from = none;
    } else if (is_control(*key, 'r')) {
      from = found < none ? found : from;
    } else if (is_control(*key, 'g')) {
      buffer_ = before;
      entry_ = entry_before;
      return After::kGoOn;
    } else {
      buffer_.move_to(buffer_.text().size());
      return key->code == Code::kEscape ? After::kGoOn : act(terminal, *key);
    }
  }
}

// ---------------------------------------------------------------- painting

void Editor::paint(bool is_last) {
  Scene scene;
  scene.prompt = prompt_;
  scene.continuation = continuation_;
  scene.text = buffer_.text();
  scene.cursor = is_last ? scene.text.size() : buffer_.cursor();
  scene.has_colours = settings_.has_colours;
  if (scene.has_colours) {
    scene.pieces = language_.pieces(scene.text);
    if (!is_last)
      scene.bracket = matching_bracket(scene.text, scene.pieces, scene.cursor);
  }
  if (!is_last) {
    scene.hint = hint();
    scene.below = below_;
  }
  const auto picture = fitted(draw(scene, columns_), screen_size(STDERR_FILENO).rows);
  Terminal::write(repainted(picture, shown_, columns_));
  shown_ = picture;
}

void Editor::repaint_after_resize() {
  const auto columns = std::max<std::size_t>(screen_size(STDERR_FILENO).columns, 1);
  // The terminal has broken the rows anew: count how many now stand above the cursor.
  std::size_t above = shown_.cursor_column / columns;
  for (std::size_t i = 0; i < shown_.cursor_row; ++i)
    above += std::max<std::size_t>(1, (shown_.rows[i].width + columns - 1) / columns);
  shown_ = {};
  shown_.cursor_row = above;
  columns_ = columns;
  paint();
}

void Editor::edit_elsewhere(Terminal& terminal) {
  if (!settings_.edit_elsewhere)
    return;
  paint(true);
  Terminal::write("\r\n");
  terminal.while_away([&] {
    if (auto text = settings_.edit_elsewhere(buffer_.text())) {
      const auto end = text->size();
      buffer_.replace(*std::move(text), end);
    }
  });
  shown_ = {};
}

}  // namespace entente::shell
