#include "engine/session/why_pair.h"

#include <algorithm>
#include <optional>

#include "engine/exec/predecessors.h"
#include "engine/session/why_words.h"

namespace entente::session {
namespace {

using bind::Sureness;
using claims::Account;
using claims::Claim;
using claims::ClaimKind;
using claims::EndCause;
using claims::Membership;

SpanList days_of(const Membership& m, Sureness sureness) {
  return sureness == Sureness::kBest ? SpanList{m.best} : sureness == Sureness::kCertainly ? m.certain : m.possible;
}

Account account_in(const Story& story, const Membership& m) {
  return claims::account_of(story.seen, story.context, m).value_or(Account{});
}

// The days on which a claim may hold by its own bounds.
DayRange widest(const Claim& claim) {
  const Day begin = claim.observed || !claim.began.stated() ? kBeforeAll : claim.began.earliest;
  return {begin, claim.ended.stated() ? claim.ended.latest : kAfterAll};
}

bool suspends(const Claim& claim) { return claim.kind == ClaimKind::kSuspension && claim.stance == Stance::kFact; }

bool lists_role(const catalog::Catalog& catalog, RoleId listed, RoleId role) {
  while (role && role != listed) {
    const auto* record = catalog.role(role);
    role = record == nullptr ? RoleId{} : record->under;
  }
  return role == listed;
}

// A list of any of the roles asked for counts, one of `participants` always.
bool lists_some(const catalog::Catalog& catalog, RoleId listed, const bind::RoleFilter& roles) {
  return !listed || std::any_of(roles.ids.begin(), roles.ids.end(), [&](RoleId role) { return lists_role(catalog, listed, role); });
}

// Why a membership of the role asked for does not answer.
std::string elsewhere_words(const Asked& asked, const Membership& m, const Account& account) {
  const std::string sure = sureness_words(asked.when, m, account);
  if (!sure.empty()) {
    return sure + (asked.sureness == Sureness::kCertainly ? "; certainly was asked" : "; possibly was not asked");
  }
  std::string distance = distance_words(asked.when, m);
  if (!distance.empty()) {
    return distance;
  }
  const SpanList days = intersect(SpanList{asked.when.window}, SpanList{m.best});
  if (days.empty()) {
    return "on no day by the best reading";
  }
  return "only from " + to_text(days.ranges().front().begin) + " through " + to_text(days.ranges().back().end - 1);
}

}  // namespace

bool answers(const Asked& asked, const Membership& m) {
  const SpanList counts{DayRange{kBeforeAll, asked.before}};
  return asked.roles.takes(m.role) && exec::passes(asked.when, intersect(days_of(m, asked.sureness), counts));
}

std::vector<Counted> counted_as(exec::Machine& machine, claims::Pair pair, const claims::View& view, Named named) {
  const auto line_of = [&](EntityId id, bool counts) {
    auto line =
        view.predecessors && counts ? exec::predecessors_of(machine.catalog_of(view), id) : std::vector<exec::Predecessor>{};
    line.insert(line.begin(), {id, kAfterAll});
    return line;
  };
  std::vector<Counted> out;
  for (const auto& body : line_of(entity(pair.body), named.body)) {
    for (const auto& actor : line_of(entity(pair.actor), named.actor)) {
      out.push_back({{as_actor(actor.id), as_body(body.id)}, std::min(actor.before, body.before)});
    }
  }
  return out;
}

void PairTeller::row(const Story& story, const Asked& asked, const Membership& m) {
  const Account account = account_in(story, m);
  Told told;
  const auto& catalog = machine_.catalog();
  const std::string carried = asked.before == kAfterAll ? "" : "carried on, until " + to_text(asked.before) + "; ";
  membership(story, asked.when, m, account,
             carried + sureness_words(asked.when, m, account) + "; " + end_words(catalog, m, account.ended_by), told);
  suspensions(story, asked.when, m, told);
  set_aside(story, &m, told);
}

bool PairTeller::presence(const Story& story, const Asked& asked) {
  bool any = false;
  for (const auto& m : story.folded.memberships) {
    if (answers(asked, m)) {
      row(story, asked, m);
      any = true;
    }
  }
  return any;
}

void PairTeller::membership(const Story& story, const bind::When& when, const Membership& m, const Account& account,
                            const std::string& sentence, Told& told) {
  table_.keys().role = m.role;
  table_.say(membership_words(machine_.catalog(), m), sentence);
  const auto tell = [&](ClaimId id, const std::string& reading) {
    if (id && told.claims.insert(id).second) {
      table_.claim(*story.claim(id), reading);
    }
  };
  for (const auto& part : account.parts) {
    tell(part.claim, part_words(part, *story.claim(part.claim), m, when));
  }
  tell(account.ended_by.claim, ender_words(account.ended_by.cause));
  for (const ClaimId denial : account.denials) {
    tell(denial, "denies it: those days are not certain (rule 15)");
  }
  if (account.ended_by.cause == EndCause::kList) {
    table_.list(account.ended_by.list, ender_words(EndCause::kList));
    told.lists.push_back(account.ended_by.list);
  }
  for (const auto& list : account.omissions) {
    table_.list(list, "omits it, and ends nothing that is recorded (rule 14)");
    told.lists.push_back(list);
  }
}

// Those in force that speak of the time asked, on which a `no` may rest.
void PairTeller::denials(const Story& story, const exec::Absence& absence, Told& told) {
  for (const auto& denial : absence.denials) {
    if (!told.claims.insert(denial.claim).second) {
      continue;
    }
    if (const auto* claim = story.claim(denial.claim)) {
      table_.claim(*claim, "denies it at that time");
      continue;
    }
    for (const auto& claim : claims::all_claims_of_pair(machine_.reader(), denial.pair)) {  // of one that is carried on
      if (claim.id == denial.claim) {
        table_.claim(claim, "denies it at that time");
      }
    }
  }
}

void PairTeller::suspensions(const Story& story, const bind::When& when, const Membership& m, Told& told) {
  for (const auto& claim : story.seen) {
    const SpanList asked = intersect(SpanList{when.window}, SpanList{m.best});
    if (suspends(claim) && asked.touches(widest(claim))) {
      told.claims.insert(claim.id);
      table_.claim(claim, "suspends it at that time, and it goes on under it");
    }
  }
}

// Claims that the rows told so far do not rest on. `m`: the membership that was told; null: none answers what was asked.
void PairTeller::set_aside(const Story& story, const Membership* m, const Told& told, const Asked* absent) {
  for (const auto& claim : story.claims) {
    if (!told.claims.contains(claim.id)) {
      table_.claim(claim, "set aside: " + aside_words(story, m, claim, absent));
    }
  }
}

std::string PairTeller::aside_words(const Story& story, const Membership* m, const Claim& claim, const Asked* absent) {
  if (!story.sees(claim)) {
    return unseen_because(machine_.catalog_of(story.view), story.view, claim);
  }
  if (claim.kind == ClaimKind::kSuspension) {
    return m == nullptr ? "a suspension is no role" : "a suspension at another time";
  }
  if (claim.stance == Stance::kDenied) {
    const bool of_another = m != nullptr ? m->role != claim.role : !absent->roles.takes(claim.role);
    const bool then = m == nullptr && SpanList{widest(claim)}.touches(absent->when.window);
    return of_another ? "a denial of another role" : then ? "a denial of one role of several" : "a denial of other days";
  }
  if (m == nullptr || m->role != claim.role) {
    return "another role";
  }
  return m->stance != claim.stance ? std::string(to_text(claim.stance)) + ", a membership of its own" : "another time";
}

// Sources in force that list all holders of the role at the time asked.
std::vector<claims::Coverage> PairTeller::lists(const Story& story, const Asked& asked) {
  const auto& catalog = machine_.catalog_of(story.view);
  auto all = claims::coverage_of(catalog, story.pair.body, story.view);
  std::erase_if(all, [&](const claims::Coverage& list) {
    const bool names_it = std::any_of(story.seen.begin(), story.seen.end(), [&](const Claim& claim) {
      return claim.source == list.source && asked.roles.takes(claim.role) && widest(claim).contains(asked.when.window.begin);
    });
    return names_it || !SpanList{list.days}.touches(asked.when.window) || !lists_some(catalog, list.role, asked.roles);
  });
  return all;
}

// Claims that would have it so, and that the view does not take.
void PairTeller::add_set_aside(std::vector<std::string>& parts, const Story& story, const Asked& asked) {
  std::vector<std::string> ids;
  std::string because;
  for (const auto& claim : story.claims) {
    const bool says_so = claim.kind == ClaimKind::kMembership && claim.stance != Stance::kDenied && asked.roles.takes(claim.role) &&
                         SpanList{widest(claim)}.touches(asked.when.window);
    if (says_so && !story.sees(claim)) {
      ids.push_back(std::to_string(claim.id.value));
      because = unseen_because(machine_.catalog_of(story.view), story.view, claim);
    }
  }
  if (ids.size() == 1) {
    parts.push_back("claim " + ids[0] + " says so, and is set aside: " + because);
  } else if (!ids.empty()) {
    parts.push_back("claims " + plan::joined(ids) + " say so, and are set aside");
  }
}

std::string PairTeller::verdict(const Story& story, const Asked& asked, const exec::Absence& absence) {
  std::vector<std::string> parts;
  bool near = false;
  for (const auto& m : story.folded.memberships) {
    const std::string role = machine_.catalog().role(m.role)->singular;
    if (asked.roles.takes(m.role)) {
      near = true;
      parts.push_back(role + " " + elsewhere_words(asked, m, account_in(story, m)));
    } else if (exec::passes(asked.when, SpanList{m.best})) {
      parts.insert(parts.begin(), role + " at that time");
    }
  }
  if (!near) {
    add_set_aside(parts, story, asked);
  }
  if (story.claims.empty()) {
    parts.emplace_back("no claim of it in this body");
  } else if (parts.empty()) {
    parts.emplace_back("no claim says so");
  }
  parts.push_back(absence_words(machine_.catalog_of(story.view), absence));
  return plan::joined(parts, "; ");
}

void PairTeller::absence(const Story& story, const Asked& asked) {
  const auto& catalog = machine_.catalog();
  const plan::Words words(catalog, machine_.pool());
  table_.keys().role = RoleId{};
  const exec::Absence absence = exec::absence_of(machine_, story.pair, asked.roles, asked.when, story.view);
  table_.say("not " + words.singulars(asked.roles), verdict(story, asked, absence));
  Told told;
  for (const bool asked_role : {true, false}) {
    for (const auto& m : story.folded.memberships) {
      if (asked.roles.takes(m.role) != asked_role || (!asked_role && !exec::passes(asked.when, SpanList{m.best}))) {
        continue;
      }
      const Account account = account_in(story, m);
      const std::string where = asked_role ? elsewhere_words(asked, m, account) : "another role at that time";
      membership(story, asked.when, m, account, where + "; " + end_words(catalog, m, account.ended_by), told);
    }
  }
  table_.keys().role = RoleId{};
  for (const auto& list : lists(story, asked)) {
    if (std::find(told.lists.begin(), told.lists.end(), list) != told.lists.end()) {
      continue;
    }
    table_.list(list, asked.roles.any ? "does not name it" : "does not name it as " + words.singulars(asked.roles));
  }
  denials(story, absence, told);
  set_aside(story, nullptr, told, &asked);
}

}  // namespace entente::session
