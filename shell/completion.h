// What may follow where somebody types: words by the grammar, names by the database, files, commands. Keeps no snapshot.
#pragma once

#include <string_view>

#include "shell/editor/editor.h"
#include "shell/editor/history.h"
#include "shell/runner.h"
#include "shell/settings.h"

namespace entente::shell {

class Completer {
 public:
  /// All must outlive it.
  Completer(Runner& runner, History& history, const Settings& settings) : runner_(runner), history_(history), settings_(settings) {}

  [[nodiscard]] Completion complete(std::string_view text, std::size_t cursor);

 private:
  struct Place;
  [[nodiscard]] std::vector<Candidate> statement_candidates(const Place& place, bool is_word);
  void add_names(const Place& place, std::string_view expected, std::vector<Candidate>& out);
  [[nodiscard]] static bool is_compared(const Place& place);
  [[nodiscard]] static bool is_role_text(const Place& place);
  void add_role_texts(const Place& place, std::vector<Candidate>& out);
  void add_values(const Place& place, std::vector<Candidate>& out);
  void add_dates(const Place& place, std::vector<Candidate>& out);
  void add_offers(const Place& place, NameKind kind, std::vector<Candidate>& out);
  [[nodiscard]] Completion statement(std::string_view text);
  [[nodiscard]] Completion command(std::string_view line, std::size_t line_begin);

  Runner& runner_;
  History& history_;
  const Settings& settings_;
};

/// Paths that begin with `begun`, folders with a `/` at their end. `~/` is the home. Hidden files only where a point was typed.
[[nodiscard]] std::vector<Candidate> files_beginning(std::string_view begun);

}  // namespace entente::shell
