#include "tests/bench/entente_script.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <set>

namespace entente::bench {
namespace {

constexpr const char* kRoleNames[] = {"", "member", "associate", "observer", "dialogue partner", "candidate"};
constexpr std::size_t kScriptBytes = std::size_t{60} << 20U;
constexpr const char* kPublished = "2026-11-01";  // behind all days that questions ask about, so that every source vouches for them

std::string key(char kind, std::uint32_t number) {
  std::string text(7, '0');
  text.front() = kind;
  for (auto digit = text.rbegin(); number != 0; number /= 10) {
    *digit++ = static_cast<char>('0' + number % 10);
  }
  return text;
}

// Claims are numbered as they are recorded, from 1.
void add_retraction(std::size_t claim, std::string& script) {
  script += "retract claim " + std::to_string(claim) + " because \"superseded\";\n";
}

// Of days[i] that of number i + 2, for the definitions come first.
std::size_t commit_of(const std::vector<Day>& days, Day day) {
  return static_cast<std::size_t>(std::lower_bound(days.begin(), days.end(), day) - days.begin()) + 2;
}

// A line of a dump.
void add_claim(std::size_t claim, const Spell& spell, const std::vector<Day>& days, std::ofstream& out) {
  const bool is_superseded = spell.known_to != kOpen;
  out << "claim\t" << claim << '\t' << commit_of(days, spell.known_from) << "\t\t" << actor_key(spell.actor) << '\t'
      << role_name(spell.role) << '\t' << body_key(spell.body) << '\t' << iso_date(spell.from) << '\t'
      << (spell.to == kOpen ? "" : iso_date(spell.to)) << "\t\t\t\t" << source_key(spell.source) << "\t\t\t"
      << (is_superseded ? std::to_string(commit_of(days, spell.known_to)) : "") << '\t' << (is_superseded ? "superseded" : "")
      << '\n';
}

}  // namespace

std::string actor_key(std::uint32_t actor) { return key('S', actor); }
std::string body_key(std::uint32_t body) { return key('B', body); }
std::string source_key(std::uint32_t source) { return "src-" + std::to_string(source); }

std::uint32_t number_of_key(std::string_view key) {
  std::uint32_t number = 0;
  std::from_chars(key.data() + key.find_first_of("0123456789"), key.data() + key.size(), number);
  return number;
}

std::string role_name(std::int32_t role) { return kRoleNames[role]; }

std::int32_t role_of_name(std::string_view name) {
  switch (name.empty() ? ' ' : name.front()) {
    case 'm':
      return kMember;
    case 'a':
      return kAssociate;
    case 'o':
      return kObserver;
    case 'd':
      return kPartner;
    case 'c':
      return kCandidate;
    default:
      return 0;
  }
}

std::string iso_date(Day day) {
  char text[10];
  put_date(text, day);
  return {text, sizeof text};
}

void add_record(const Spell& spell, std::string& script) {
  script += "record " + actor_key(spell.actor) + " as " + role_name(spell.role) + " of " + body_key(spell.body) + " since " +
            iso_date(spell.from);
  if (spell.to != kOpen) {
    script += " until " + iso_date(spell.to);
  }
  script += " according to " + source_key(spell.source) + ";\n";
}

std::string definitions(const std::vector<Spell>& current, const std::vector<Spell>& superseded) {
  std::string script;
  for (const auto role : kRoles) {
    script += "define role \"" + role_name(role) + "\" plural \"" + role_name(role) + "s\" rank " + std::to_string(role) + ";\n";
  }
  std::set<std::uint32_t> sources{0};  // 0: of what is written later
  std::set<std::uint32_t> actors;
  std::set<std::uint32_t> bodies;
  for (const auto* spells : {&current, &superseded}) {
    for (const auto& spell : *spells) {
      sources.insert(spell.source);
      actors.insert(spell.actor);
      bodies.insert(spell.body);
    }
  }
  for (const auto source : sources) {
    script += "define source " + source_key(source) + " published " + kPublished + ";\n";
  }
  for (const auto actor : actors) {
    script += "define state " + actor_key(actor) + ";\n";
  }
  for (const auto body : bodies) {
    script += "define organisation " + body_key(body) + ";\n";
  }
  return script;
}

void write_memberships(const std::vector<Spell>& spells, const std::string& path) {
  std::ofstream out(path);
  out << "actor,role,body,since,until,source\n";
  for (const auto& spell : spells) {
    out << actor_key(spell.actor) << ',' << role_name(spell.role) << ',' << body_key(spell.body) << ',' << iso_date(spell.from)
        << ',' << (spell.to == kOpen ? "" : iso_date(spell.to)) << ',' << source_key(spell.source) << '\n';
  }
  if (!out.flush()) {
    fail("cannot write " + path);
  }
}

void scripts_of_superseded(const std::vector<Spell>& superseded, const EachScript& each_script) {
  std::string script;
  const auto pass_on_if_full = [&] {
    if (script.size() > kScriptBytes) {
      each_script(script);
      script.clear();
    }
  };
  for (const auto& spell : superseded) {
    add_record(spell, script);
    pass_on_if_full();
  }
  for (std::size_t claim = 1; claim <= superseded.size(); ++claim) {
    add_retraction(claim, script);
    pass_on_if_full();
  }
  if (!script.empty()) {
    each_script(script);
  }
}

std::vector<Day> write_dump_by_day(const std::vector<Spell>& current, const std::vector<Spell>& superseded,
                                   const std::string& definitions, const std::string& path) {
  std::vector<const Spell*> spells;
  std::vector<Day> days;
  for (const auto* some : {&current, &superseded}) {
    for (const auto& spell : *some) {
      spells.push_back(&spell);
      days.push_back(spell.known_from);
    }
  }
  for (const auto& spell : superseded) {
    days.push_back(spell.known_to);
  }
  std::stable_sort(spells.begin(), spells.end(), [](const Spell* a, const Spell* b) { return a->known_from < b->known_from; });
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());

  std::ifstream in(definitions);
  std::ofstream out(path);
  std::size_t lines = 0;
  for (std::string line; std::getline(in, line) && !line.starts_with("end"); ++lines) {
    out << line << '\n';
    if (line.starts_with("commit")) {
      const std::string time = line.substr(line.find('\t', line.find('\t') + 1));
      for (const Day day : days) {
        out << "commit\t" << commit_of(days, day) << time << '\n';
      }
      lines += days.size();
    }
  }
  for (std::size_t i = 0; i < spells.size(); ++i) {
    add_claim(i + 1, *spells[i], days, out);
  }
  out << "end\t" << lines + spells.size() << '\n';
  if (!out.flush()) {
    fail("cannot write " + path);
  }
  return days;
}

}  // namespace entente::bench
