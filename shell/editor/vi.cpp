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

bool is_blank(char c) { return c == ' ' || c == '\n'; }

/// W, E and B go by what blanks part.
std::size_t next_big_word(const std::string& text, std::size_t at) {
  while (at < text.size() && !is_blank(text[at]))
    ++at;
  while (at < text.size() && is_blank(text[at]))
    ++at;
  return at;
}

std::size_t big_word_end(const std::string& text, std::size_t at) {
  while (at < text.size() && is_blank(text[at]))
    ++at;
  while (at < text.size() && !is_blank(text[at]))
    ++at;
  return at;
}

std::size_t big_word_begin(const std::string& text, std::size_t at) {
  while (at > 0 && is_blank(text[at - 1]))
    --at;
  while (at > 0 && !is_blank(text[at - 1]))
    --at;
  return at;
}

/// The cursor of commands stands on a character, never behind the last of a line.
void stand_on_character(Buffer& buffer) {
  const auto& text = buffer.text();
  const auto at = buffer.cursor();
  if (at == line_end(text, at) && at > line_begin(text, at))
    buffer.move_to(previous_character(text, at));
}

std::string other_case(const std::string& character) {
  const char c = character.empty() ? '\0' : character[0];
  if (c >= 'a' && c <= 'z')
    return {static_cast<char>(c - 'a' + 'A')};
  return c >= 'A' && c <= 'Z' ? std::string{static_cast<char>(c - 'A' + 'a')} : character;
}

}  // namespace

void Vi::begin() {
  auto last_change = std::move(last_change_);
  *this = Vi();
  last_change_ = std::move(last_change);
}

bool Vi::key(Buffer& buffer, const Key& key) {
  const auto is_idle = [&] { return is_command_ && operator_ == 0 && awaits_ == 0 && count_ == 0; };
  if (is_idle() && key.code == Code::kText && key.text == ".") {
    repeat(buffer);
    return true;
  }
  if (is_idle()) {
    keys_.clear();
    text_before_ = buffer.text();
  }
  keys_.push_back(key);
  const bool taken = take(buffer, key);
  if (!is_idle())
    return taken;
  stand_on_character(buffer);
  const bool is_change = keys_.front().code == Code::kText && keys_.front().text != "u" && buffer.text() != text_before_;
  if (is_change)
    last_change_ = keys_;
  return taken;
}

void Vi::repeat(Buffer& buffer) {
  for (const auto& key : last_change_)
    static_cast<void>(take(buffer, key));
  stand_on_character(buffer);
}

bool Vi::take(Buffer& buffer, const Key& key) {
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
    find_ = awaits_;
    find_character_ = key.text;
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
  if (letter == ';' || letter == ',') {
    find_again(buffer, letter);
    return end_command(buffer);
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

void Vi::find_again(Buffer& buffer, char letter) {
  if (find_ == 0)
    return;
  constexpr char kCaseBit = 'a' - 'A';
  awaits_ = letter == ',' ? static_cast<char>(find_ ^ kCaseBit) : find_;
  if (const auto to = found(buffer, find_character_))
    operate(buffer, *to);
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
      return operator_ == 'c' ? word_end(text, from) : next_word(text, from);
    case 'W':
      return operator_ == 'c' ? big_word_end(text, from) : next_big_word(text, from);
    case 'b':
      return word_begin(text, from);
    case 'B':
      return big_word_begin(text, from);
    case 'e':  // on the last character; an operator takes it, too
    case 'E': {
      const auto at = operator_ == 0 ? next_character(text, from) : from;
      const auto end = letter == 'e' ? word_end(text, at) : big_word_end(text, at);
      return operator_ == 0 ? previous_character(text, end) : end;
    }
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
    case '~': {
      const auto changed = other_case(text.substr(at, next_character(text, at) - at));
      buffer.erase(at, next_character(text, at));
      return buffer.insert(changed);
    }
    case 'u':
      return buffer.undo();
    default:
      return;
  }
}

}  // namespace entente::shell
