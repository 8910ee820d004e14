#include "tests/bench/entente_script.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
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

std::vector<Day> scripts_by_day(const std::vector<Spell>& current, const std::vector<Spell>& superseded,
                                const EachScript& each_script) {
  struct OfDay {
    std::vector<const Spell*> known, over;
  };
  std::map<Day, OfDay> days;
  for (const auto& spell : current) {
    days[spell.known_from].known.push_back(&spell);
  }
  for (const auto& spell : superseded) {
    days[spell.known_from].known.push_back(&spell);
    days[spell.known_to].over.push_back(&spell);
  }
  each_script(definitions(current, superseded));
  std::vector<Day> committed;
  std::map<const Spell*, std::size_t> claims;
  for (const auto& [day, of_day] : days) {
    std::string script;
    for (const auto* spell : of_day.over) {
      add_retraction(claims.at(spell), script);
    }
    for (const auto* spell : of_day.known) {
      const auto claim = claims.size() + 1;
      claims[spell] = claim;
      add_record(*spell, script);
    }
    each_script(script);
    committed.push_back(day);
  }
  return committed;
}

}  // namespace entente::bench
