#include "engine/session/why_words.h"

#include <vector>

#include "engine/exec/machine.h"
#include "engine/plan/words.h"

namespace entente::session {
namespace {

using claims::Claim;
using claims::ClaimKind;
using claims::EndCause;
using claims::Membership;
using claims::Share;

std::string role_word(const catalog::Catalog& catalog, RoleId id) {
  const auto* role = catalog.role(id);
  return role == nullptr ? "" : role->singular;
}

std::string since_until(const Bound& began, const Bound& ended) {
  return (began.stated() ? " since " + to_text(began) : "") + (ended.stated() ? " until " + to_text(ended) : "");
}

std::string vouching_words(DayRange recorded, const Claim& claim, const Membership& m, const bind::When& when) {
  if (recorded.empty()) {
    return "vouches for no day";
  }
  const std::string vouches = std::string("vouches ") + (SpanList{when.window}.touches(recorded) ? "" : "only ");
  if (claim.observed && recorded.end - 1 != recorded.begin) {
    return vouches + "for one day of " + to_text(claim.began);
  }
  if (claim.ended.notation == Bound::Notation::kUnknown && claim.began.stated() && !claim.began.exact()) {
    return vouches + "for its first day";
  }
  const std::string last = to_text(recorded.end - 1);
  const bool from_beginning = recorded.begin <= m.begins;
  return vouches + (recorded.end - 1 == recorded.begin ? "for " + last
                    : from_beginning                   ? "through " + last
                                                       : "from " + to_text(recorded.begin) + " through " + last);
}

std::string beginning_words(Share share, const Claim& claim) {
  switch (share) {
    case Share::kNone:
      return "";
    case Share::kStates:
      return claim.observed || !claim.began.stated() ? "first seen then" : "states the beginning";
    case Share::kConfirms:
      return "confirms the beginning";
    case Share::kNarrows:
      return "narrows the beginning (rule 11)";
    case Share::kAgrees:
      return "agrees on the beginning";
    case Share::kApart:
      return "begins within it (rule 11)";
  }
  return "";
}

std::string ending_words(Share share, const Claim& claim) {
  const bool alone = claim.kind == ClaimKind::kEnd;
  switch (share) {
    case Share::kNone:
      return "";
    case Share::kStates:
      return alone ? "ends it (rule 13)" : "states the end";
    case Share::kConfirms:
      return "confirms the end";
    case Share::kNarrows:
      return "narrows the end (rule 11)";
    case Share::kAgrees:
      return "agrees on the end";
    case Share::kApart:
      return alone ? "ends nothing that is recorded (rule 14)" : "ends earlier, and others go on (rule 11)";
  }
  return "";
}

std::string time_words(const bind::When& when) {
  switch (when.kind) {
    case bind::When::Kind::kOn:
      return when.words.empty() ? "on " + to_text(when.window.begin) : when.words;
    case bind::When::Kind::kDuring:
      return when.words.empty() || when.words == "ever" ? "on some day" : "on some day " + when.words;
    case bind::When::Kind::kThroughout:
      return when.words.empty() ? "on every day" : when.words;
  }
  return "";
}

// The day that decides: the first that is best and yet not certain.
std::optional<Day> doubtful_day(const bind::When& when, const Membership& m) {
  const SpanList asked = intersect(SpanList{when.window}, SpanList{m.best});
  const SpanList doubtful = subtract(asked, m.certain);
  return doubtful.empty() ? std::nullopt : std::optional(doubtful.ranges().front().begin);
}

// Between which days nothing vouches for it; empty where something does.
std::string gap_words(const claims::Account& account, Day day) {
  SpanList vouched;
  for (const auto& part : account.parts) {
    vouched.add(part.recorded);
  }
  if (vouched.contains(day)) {
    return "";
  }
  std::string before;
  for (const DayRange range : vouched.ranges()) {
    if (range.begin > day) {
      return before + (before.empty() ? "" : ", ") + "next on " + to_text(range.begin);
    }
    before = "last vouched for on " + to_text(range.end - 1);
  }
  return before.empty() ? "nothing vouches for it" : before;
}

// Why a day of the best reading is not certain.
std::string doubt(const Membership& m, const claims::Account& account, Day day) {
  const std::string gap = gap_words(account, day);
  if (!gap.empty()) {
    return gap + " (rule 13)";
  }
  if (m.began.stated() && day < m.began.latest) {
    return "it began " + to_text(m.began) + ", by the best reading on the first day";
  }
  if (m.ended.stated() && day >= m.ended.earliest) {
    return "it ended " + to_text(m.ended) + ", by the best reading on the last day";
  }
  return account.denials.empty() ? "the bounds of its claims leave that day open (rule 12)" : "it is denied (rule 15)";
}

}  // namespace

std::string membership_words(const catalog::Catalog& catalog, const Membership& m) {
  const std::string stance = m.stance == Stance::kFact ? "" : std::string(to_text(m.stance)) + ": ";
  return stance + role_word(catalog, m.role) + since_until(m.began, m.ended);
}

std::string list_words(const catalog::Catalog& catalog, const claims::Coverage& list) {
  const auto* role = catalog.role(list.role);
  return "lists all " + (role == nullptr ? "participants" : role->plural) +
         (list.list_day ? " on " + to_text(list.days.begin)
                        : " during " + to_text(list.days.begin) + " through " + to_text(list.days.end - 1));
}

std::string part_words(const claims::Part& part, const Claim& claim, const Membership& m, const bind::When& when) {
  std::vector<std::string> words;
  const auto add = [&](std::string text) {
    if (!text.empty()) {
      words.push_back(std::move(text));
    }
  };
  add(beginning_words(part.beginning, claim));
  add(ending_words(part.ending, claim));
  if (claim.kind != ClaimKind::kEnd) {
    add(vouching_words(part.recorded, claim, m, when));
  }
  return plan::joined(words);
}

std::string ender_words(EndCause cause) {
  switch (cause) {
    case EndCause::kRole:
      return "ends it: another ranked role is recorded (rule 13)";
    case EndCause::kDenial:
      return "denies it, and ends it (rule 13)";
    case EndCause::kList:
      return "omits it, and ends it (rule 13)";
    case EndCause::kShared:
      return "its end is taken (rule 11)";
    case EndCause::kOpen:
    case EndCause::kStated:
    case EndCause::kEnd:
    case EndCause::kLife:
      break;
  }
  return "ends it";
}

std::string end_words(const catalog::Catalog& catalog, const Membership& m, const claims::EndedBy& by) {
  const std::string claim = "claim " + std::to_string(by.claim.value);
  switch (by.cause) {
    case EndCause::kOpen:
      if (m.ended.stated() && m.ended.notation != Bound::Notation::kUnknown) {
        return "it ended " + to_text(m.ended) + ", and nobody says when";
      }
      return m.ended.stated() ? "whether it ended nobody says" : "no end is recorded";
    case EndCause::kStated:
      return "ended as " + claim + " states";
    case EndCause::kShared:
      return "ended as " + claim + " states (rule 11)";
    case EndCause::kEnd:
      return "ended by " + claim + " (rule 13)";
    case EndCause::kLife: {
      const auto* body = catalog.entity(m.body);
      const bool of_body = body->ended.stated() && body->ended.latest <= m.best.end;
      return "ended with " + (of_body ? body->key : catalog.entity(m.actor)->key) + " (rule 13)";
    }
    case EndCause::kRole:
      return "ended by " + claim + ", another role (rule 13)";
    case EndCause::kDenial:
      return "ended by " + claim + ", a denial (rule 13)";
    case EndCause::kList:
      return "ended by a list in " + catalog.source(by.list.source)->key + " that omits it (rule 13)";
  }
  return "";
}

std::string sureness_words(const bind::When& when, const Membership& m, const claims::Account& account) {
  const std::string time = time_words(when);
  if (exec::passes(when, m.certain)) {
    return "certain " + time + (m.vouched_last == kBeforeAll ? "" : ": vouched for through " + to_text(m.vouched_last));
  }
  if (exec::passes(when, SpanList{m.best})) {
    const auto day = doubtful_day(when, m);
    return "inferred " + time + (day ? ": " + doubt(m, account, *day) : "");
  }
  if (!exec::passes(when, m.possible)) {
    return "";
  }
  const bool before = when.window.begin < m.best.begin;
  return "possible " + time +
         (before ? ": it may have begun before " + (m.best.empty() ? "" : to_text(m.best.begin))
                 : ": it may have gone on behind " + to_text(m.best.end));
}

std::string absence_words(const catalog::Catalog& catalog, const exec::Absence& absence) {
  const bool silent = absence.lists.empty() && absence.denials.empty() && absence.outlived.empty();
  if (!absence.known) {
    return silent ? "not covered: no source says that it lists all"
                  : "not covered: no source says that it lists all on the days that decide";
  }
  std::vector<std::string> why;
  for (const EntityId id : absence.outlived) {
    const auto& entity = *catalog.entity(id);
    why.push_back(entity.key + (entity.ended.stated() ? " existed" : " exists") + since_until(entity.began, entity.ended));
  }
  for (const auto& denial : absence.denials) {
    why.push_back("claim " + std::to_string(denial.claim.value) + " denies it");
  }
  return "the absence is covered" + (why.empty() ? "" : ": " + plan::joined(why));
}

std::string distance_words(const bind::When& when, const Membership& m) {
  const auto days = [](Day count) { return std::to_string(count) + (count == 1 ? " day " : " days "); };
  if (m.best.empty()) {
    return "";
  }
  if (m.best.begin >= when.window.end && when.window.end != kAfterAll) {
    return days(m.best.begin - when.window.end + 1) + "later";
  }
  if (m.best.end <= when.window.begin && when.window.begin != kBeforeAll) {
    return days(when.window.begin - m.best.end + 1) + "earlier";
  }
  return "";
}

}  // namespace entente::session
