#include "shell/editor/bindings.h"
#include "shell/editor/steps.h"

namespace entente::shell {
namespace {

using Code = Key::Code;

/// `SCO NATO` with the cursor between them becomes `NATO SCO` letter by letter: the characters around the cursor change places.
void transpose(Buffer& buffer) {
  const auto& text = buffer.text();
  const auto middle = buffer.cursor() == text.size() ? previous_character(text, buffer.cursor()) : buffer.cursor();
  const auto begin = previous_character(text, middle);
  const auto end = next_character(text, middle);
  if (begin == middle || middle == end)
    return;
  auto changed = text.substr(0, begin) + text.substr(middle, end - middle) + text.substr(begin, middle - begin);
  changed += text.substr(end);
  buffer.replace(std::move(changed), end);
}

bool control(Buffer& buffer, char letter) {
  const auto& text = buffer.text();
  const auto at = buffer.cursor();
  switch (letter) {
    case 'a':
      buffer.move_to(line_begin(text, at));
      return true;
    case 'e':
      buffer.move_to(line_end(text, at));
      return true;
    case 'b':
      buffer.move_to(previous_character(text, at));
      return true;
    case 'f':
      buffer.move_to(next_character(text, at));
      return true;
    case 'd':
      buffer.erase(at, next_character(text, at));
      return true;
    case 'k':  // at the end of a line, the line break
      buffer.cut(at, line_end(text, at) == at ? next_character(text, at) : line_end(text, at));
      return true;
    case 'u':
      buffer.cut(at, line_begin(text, at));
      return true;
    case 'w': {  // up to a blank, as in other shells
      auto begin = at;
      while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\n'))
        --begin;
      while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\n')
        --begin;
      buffer.cut(at, begin);
      return true;
    }
    case 'y':
      buffer.yank();
      return true;
    case 't':
      transpose(buffer);
      return true;
    case 0x7F:  // Ctrl-_
      buffer.undo();
      return true;
    default:
      return false;
  }
}

bool alt(Buffer& buffer, const std::string& character) {
  const auto& text = buffer.text();
  const auto at = buffer.cursor();
  if (character == "b") {
    buffer.move_to(word_begin(text, at));
  } else if (character == "f") {
    buffer.move_to(word_end(text, at));
  } else if (character == "d") {
    buffer.cut(at, word_end(text, at));
  } else if (character == "\x7f" || character == "\b") {
    buffer.cut(at, word_begin(text, at));
  } else if (character == "<") {
    buffer.move_to(0);
  } else if (character == ">") {
    buffer.move_to(text.size());
  } else {
    return false;
  }
  return true;
}

bool is_cut(const Key& key) {
  return (key.code == Code::kControl && (key.text == "k" || key.text == "u" || key.text == "w")) ||
         (key.code == Code::kAlt && (key.text == "d" || key.text == "\x7f" || key.text == "\b"));
}

bool plain(Buffer& buffer, const Key& key) {
  const auto& text = buffer.text();
  const auto at = buffer.cursor();
  switch (key.code) {
    case Code::kText:
    case Code::kPaste:
      buffer.insert(key.text);
      return true;
    case Code::kAltEnter:
      buffer.insert("\n");
      return true;
    case Code::kBackspace:
      buffer.erase(previous_character(text, at), at);
      return true;
    case Code::kDelete:
      buffer.erase(at, next_character(text, at));
      return true;
    case Code::kLeft:
      buffer.move_to(previous_character(text, at));
      return true;
    case Code::kRight:
      buffer.move_to(next_character(text, at));
      return true;
    case Code::kWordLeft:
      buffer.move_to(word_begin(text, at));
      return true;
    case Code::kWordRight:
      buffer.move_to(word_end(text, at));
      return true;
    case Code::kHome:
      buffer.move_to(line_begin(text, at));
      return true;
    case Code::kEnd:
      buffer.move_to(line_end(text, at));
      return true;
    default:
      return false;
  }
}

}  // namespace

bool emacs_key(Buffer& buffer, const Key& key) {
  if (!is_cut(key))
    buffer.end_cutting();
  if (key.code == Code::kControl)
    return control(buffer, key.text[0]);
  if (key.code == Code::kAlt)
    return alt(buffer, key.text);
  return plain(buffer, key);
}

}  // namespace entente::shell
