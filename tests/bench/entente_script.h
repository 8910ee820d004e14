// The files of spells as scripts of Entente's own language, and the keys that things have there.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/bench/spell.h"

namespace entente::bench {

/// Keys sort as their numbers do: `S000123`, `B000123`.
std::string actor_key(std::uint32_t actor);
std::string body_key(std::uint32_t body);
std::string source_key(std::uint32_t source);
/// The number in a key of any of these.
std::uint32_t number_of_key(std::string_view key);
/// A role as questions and records name it, and as an answer shows it.
std::string role_name(std::int32_t role);
std::int32_t role_of_name(std::string_view name);
std::string iso_date(Day day);

/// Takes one script of what commits together.
using EachScript = std::function<void(const std::string& script)>;

/// `record …;` of one spell.
void add_record(const Spell& spell, std::string& script);

/// Definitions of all that the spells name, as one script.
[[nodiscard]] std::string definitions(const std::vector<Spell>& current, const std::vector<Spell>& superseded);

/// The spells as a file that `import memberships` reads.
void write_memberships(const std::vector<Spell>& spells, const std::string& path);

/// Records what is superseded and retracts it at once; it must be recorded first of all, for claims are numbered from 1.
void scripts_of_superseded(const std::vector<Spell>& superseded, const EachScript& each_script);

/// Writes a dump (docs/storage.md) in which each day on which something was known or superseded is a commit of its own, in their
/// order. `definitions`: a dump of all that the spells name, which is one commit. Returns the days: that of days[i] is the commit
/// of number i + 2.
std::vector<Day> write_dump_by_day(const std::vector<Spell>& current, const std::vector<Spell>& superseded,
                                   const std::string& definitions, const std::string& path);

}  // namespace entente::bench
