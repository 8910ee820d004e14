// What a session is told outside of its statements, and tells of what they left behind.
#include <algorithm>
#include <utility>

#include "engine/session/session_state.h"

namespace entente {

namespace session {
namespace {

// In one line, whatever it was written in.
std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_blank || !line.ends_with(' ')) {
      line += is_blank ? ' ' : c;
    }
  }
  return line;
}

}  // namespace

void Surroundings::note_defaults(const ast::Default& stated, const Source& source) {
  std::vector<Written> written;
  for (const auto& clause : environment.defaults) {
    if (written.size() < stated.clauses.size()) {  // those just stated come first
      written.push_back({clause, in_one_line(source.text(clause.span))});
      continue;
    }
    const auto is_this = [&](const Written& one) { return one.clause == clause; };
    written.push_back(*std::find_if(defaults.begin(), defaults.end(), is_this));
  }
  defaults = std::move(written);
}

}  // namespace session

void Session::set_parameter(const std::string& name, Parameter value) {
  state_->surroundings.environment.parameters.insert_or_assign(name, std::move(value));
}

bool Session::unset_parameter(const std::string& name) { return state_->surroundings.environment.parameters.erase(name) > 0; }

std::vector<std::string> Session::defaults() const {
  std::vector<std::string> texts;
  for (const auto& one : state_->surroundings.defaults) {
    texts.push_back(one.text);
  }
  return texts;
}

void Session::clear_defaults() {
  state_->surroundings.environment.defaults.clear();
  state_->surroundings.defaults.clear();
}

void Session::set_limits(const Limits& limits) { state_->limits = limits; }

void Session::interrupt() noexcept { state_->interrupted.store(true, std::memory_order_relaxed); }

void Session::set_on_progress(OnProgress on_progress) { state_->surroundings.on_progress = std::move(on_progress); }

void Session::set_caption_name(std::string name) { state_->surroundings.caption_name = std::move(name); }

bool Session::in_transaction() const { return state_->pending.has_value(); }

}  // namespace entente
