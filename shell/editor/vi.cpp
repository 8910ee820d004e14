#include <algorithm>

#include "shell/editor/bindings.h"
#include "shell/editor/steps.h"

namespace entente::shell {
namespace {

using Code = Key::Code;

constexpr std::size_t kCountMax = 10000;

std::size_t first_letter(const std::string& text, std::size_t at) {
  at = line_begin(text, at);
  while (at < text.size() && text[at] == ' ')
    ++at;
  return at;
}

/// On the last character of the word that `from` stands before.
std::size_t last_of_word(const std::string& text, std::size_t from) {
  return previous_character(text, word_end(text, next_character(text, from)));
}

}  // namespace

bool Vi::key(Buffer& buffer, const Key& key) {
  if (is_command_)
    return command(buffer, key);
  if (key.code == Code::kEscape || key.code == Code::kAlt) {
    is_command_ = true;
    end_command(buffer);
    if (key.code == Code::kAlt)  // an escape and a letter, typed fast
      return command(buffer, {Code::kText, key.text});
    buffer.move_to(std::max(line_begin(buffer.text(), buffer.cursor()), previous_character(buffer.text(), buffer.cursor())));
    return true;
  }
  return emacs_key(buffer, key);
}

void Vi::end_command(Buffer& buffer) {
  operator_ = 0;
  awaits_ = 0;
  count_ = 0;
  buffer.end_cutting();
}

bool Vi::command(Buffer& buffer, const Key& key) {
  if (key.code == Code::kEscape) {
    end_command(buffer);
    return true;
  }
  if (key.code != Code::kText)
    return emacs_key(buffer, key);
  if (awaits_ == 'r') {
    buffer.erase(buffer.cursor(), next_character(buffer.text(), buffer.cursor()));
    buffer.insert(key.text);
    buffer.move_to(previous_character(buffer.text(), buffer.cursor()));
    end_command(buffer);
    return true;
  }
  if (awaits_ != 0) {
    if (const auto to = found(buffer, key.text))
      operate(buffer, *to);
    end_command(buffer);
    return true;
  }
  if (key.text.size() == 1)
    letter(buffer, key.text[0]);
  return true;
}

void Vi::letter(Buffer& buffer, char letter) {
  if ((letter >= '1' && letter <= '9') || (letter == '0' && count_ > 0)) {
    count_ = std::min(count_ * 10 + static_cast<std::size_t>(letter - '0'), kCountMax);
    return;
  }
  if (operator_ == letter) {
    operate_on_line(buffer);
    return end_command(buffer);
  }
  if (letter == 'f' || letter == 'F' || letter == 't' || letter == 'T' || letter == 'r') {
    awaits_ = letter;
    return;
  }
  if (operator_ == 0 && (letter == 'd' || letter == 'c' || letter == 'y')) {
    operator_ = letter;
    return;
  }
  if (const auto to = moved(buffer, letter)) {
    operate(buffer, *to);
  } else if (operator_ == 0) {
    change(buffer, letter);
  }
  end_command(buffer);
}

void Vi::operate(Buffer& buffer, std::size_t to) {
  const auto from = buffer.cursor();
  if (operator_ == 0) {
    buffer.move_to(to);
  } else if (operator_ == 'y') {
    buffer.copy(from, to);
    buffer.move_to(std::min(from, to));
  } else {
    buffer.cut(from, to);
    is_command_ = operator_ != 'c';
  }
}

void Vi::operate_on_line(Buffer& buffer) {
  const auto begin = line_begin(buffer.text(), buffer.cursor());
  const auto end = line_end(buffer.text(), buffer.cursor());
  const auto with_break = operator_ == 'd' ? next_character(buffer.text(), end) : end;
  if (operator_ == 'y') {
    buffer.copy(begin, end);
    return;
  }
  buffer.cut(begin, with_break);
  is_command_ = operator_ != 'c';
}

std::optional<std::size_t> Vi::motion(const Buffer& buffer, char letter, std::size_t from) const {
  const auto& text = buffer.text();
  switch (letter) {
    case 'h':
      return std::max(line_begin(text, from), previous_character(text, from));
    case 'l':
    case ' ':
      return std::min(line_end(text, from), next_character(text, from));
    case '0':
      return line_begin(text, from);
    case '^':
      return first_letter(text, from);
    case '$':
      return line_end(text, from);
    case 'w':
    case 'W':
      return operator_ == 'c' ? word_end(text, from) : next_word(text, from);
    case 'b':
    case 'B':
      return word_begin(text, from);
    case 'e':
    case 'E':
      return operator_ == 0 ? last_of_word(text, from) : word_end(text, from);
    case 'G':
      return text.size();
    default:
      return std::nullopt;
  }
}

std::optional<std::size_t> Vi::moved(const Buffer& buffer, char letter) const {
  std::optional<std::size_t> to = buffer.cursor();
  for (std::size_t i = 0; to && i < std::max<std::size_t>(count_, 1); ++i)
    to = motion(buffer, letter, *to);
  return to;
}

std::optional<std::size_t> Vi::found(const Buffer& buffer, const std::string& character) const {
  const auto& text = buffer.text();
  const auto at = buffer.cursor();
  const bool is_forward = awaits_ == 'f' || awaits_ == 't';
  const auto place = is_forward ? text.find(character, next_character(text, at)) : text.substr(0, at).rfind(character);
  if (place == std::string::npos)
    return std::nullopt;
  const bool takes_it = operator_ != 0 && is_forward;  // an operator takes the character found, too
  if (awaits_ == 'f')
    return takes_it ? next_character(text, place) : place;
  if (awaits_ == 't')
    return takes_it ? place : previous_character(text, place);
  return awaits_ == 'F' ? place : next_character(text, place);
}

void Vi::change(Buffer& buffer, char letter) {
  const auto& text = buffer.text();
  const auto at = buffer.cursor();
  auto end = at;
  for (std::size_t i = 0; i < std::max<std::size_t>(count_, 1); ++i)
    end = next_character(text, end);
  switch (letter) {
    case 'i':
      return insert_mode();
    case 'I':
      buffer.move_to(first_letter(text, at));
      return insert_mode();
    case 'a':
      buffer.move_to(std::min(line_end(text, at), next_character(text, at)));
      return insert_mode();
    case 'A':
      buffer.move_to(line_end(text, at));
      return insert_mode();
    case 'o':
      buffer.move_to(line_end(text, at));
      buffer.insert("\n");
      return insert_mode();
    case 'O':
      buffer.move_to(line_begin(text, at));
      buffer.insert("\n");
      buffer.move_to(line_begin(text, at));
      return insert_mode();
    case 'x':
      return buffer.cut(at, end);
    case 'X':
      return buffer.cut(at, previous_character(text, at));
    case 's':
      buffer.cut(at, end);
      return insert_mode();
    case 'D':
      return buffer.cut(at, line_end(text, at));
    case 'C':
      buffer.cut(at, line_end(text, at));
      return insert_mode();
    case 'S':
      buffer.cut(line_begin(text, at), line_end(text, at));
      return insert_mode();
    case 'p':
      buffer.move_to(std::min(line_end(text, at), next_character(text, at)));
      return buffer.yank();
    case 'P':
      return buffer.yank();
    case 'u':
      return buffer.undo();
    default:
      return;
  }
}

}  // namespace entente::shell
