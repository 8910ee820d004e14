#include "shell/editor/buffer.h"

#include <algorithm>
#include <utility>

#include "parser/source.h"
#include "shell/editor/steps.h"

namespace entente::shell {
namespace {

constexpr std::size_t kUndoMax = 200;

}  // namespace

void Buffer::reset(std::string text) {
  const auto cursor = text.size();
  now_ = {std::move(text), cursor};
  before_.clear();
  is_typing_ = false;
}

void Buffer::replace(std::string text, std::size_t cursor) {
  remember();
  now_ = {std::move(text), cursor};
}

void Buffer::remember() {
  is_typing_ = false;
  if (before_.size() == kUndoMax)
    before_.erase(before_.begin());
  before_.push_back(now_);
}

void Buffer::insert(std::string_view text) {
  const bool is_typed = text.size() == next_character(text, 0) && text != " " && text != "\n";
  if (!is_typed || !is_typing_)
    remember();
  is_typing_ = is_typed;
  now_.text.insert(now_.cursor, text);
  now_.cursor += text.size();
}

void Buffer::erase(std::size_t from, std::size_t to) {
  if (from == to)
    return;
  remember();
  if (from > to)
    std::swap(from, to);
  now_.text.erase(from, to - from);
  now_.cursor = from;
}

void Buffer::cut(std::size_t from, std::size_t to) {
  if (from == to)
    return;
  const auto begin = std::min(from, to);
  const auto text = now_.text.substr(begin, std::max(from, to) - begin);
  if (!is_cutting_) {
    cut_ = text;
  } else {
    cut_ = from > to ? text + cut_ : cut_ + text;
  }
  is_cutting_ = true;
  erase(from, to);
}

void Buffer::copy(std::size_t from, std::size_t to) {
  const auto begin = std::min(from, to);
  cut_ = now_.text.substr(begin, std::max(from, to) - begin);
}

void Buffer::undo() {
  if (before_.empty())
    return;
  now_ = std::move(before_.back());
  before_.pop_back();
  is_typing_ = false;
}

bool Buffer::line_up() {
  const auto line = line_begin(now_.text, now_.cursor);
  if (line == 0)
    return false;
  const auto column = display_width(std::string_view(now_.text).substr(line, now_.cursor - line));
  now_.cursor = at_column(now_.text, line_begin(now_.text, line - 1), column);
  return true;
}

bool Buffer::line_down() {
  const auto line = line_begin(now_.text, now_.cursor);
  const auto end = line_end(now_.text, now_.cursor);
  if (end == now_.text.size())
    return false;
  const auto column = display_width(std::string_view(now_.text).substr(line, now_.cursor - line));
  now_.cursor = at_column(now_.text, end + 1, column);
  return true;
}

}  // namespace entente::shell
