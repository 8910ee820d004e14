// The words in which `why` speaks of claims, memberships and readings. Internal to engine/session.
#pragma once

#include <string>

#include "engine/bind/query.h"
#include "engine/catalog/catalog.h"
#include "engine/claims/account.h"
#include "engine/exec/absence.h"

namespace entente::session {

/// `member since 2001-06-15 until 2010`.
[[nodiscard]] std::string membership_words(const catalog::Catalog& catalog, const claims::Membership& membership);
/// `all members on 2005-03-01`.
[[nodiscard]] std::string list_words(const catalog::Catalog& catalog, const claims::Coverage& list);

/// What a claim does for the membership that it makes, at the time asked.
[[nodiscard]] std::string part_words(const claims::Part& part, const claims::Claim& claim, const claims::Membership& membership,
                                     const bind::When& when);
/// How the claim, denial or list that ends a membership does so.
[[nodiscard]] std::string ender_words(claims::EndCause cause);
/// Why a membership ends where it does: `ended by claim 7, another role (rule 13)`.
[[nodiscard]] std::string end_words(const catalog::Catalog& catalog, const claims::Membership& membership,
                                    const claims::EndedBy& by);
/// How sure a membership is at the time asked, and why: `inferred on 2018-01-01: last vouched for on 2015-12-31, …`. Empty where
/// no reading has it then.
[[nodiscard]] std::string sureness_words(const bind::When& when, const claims::Membership& membership,
                                         const claims::Account& account);
/// Whether an absence is known, and by what; lists, which have lines of their own, go without saying.
[[nodiscard]] std::string absence_words(const catalog::Catalog& catalog, const exec::Absence& absence);
/// How far a membership lies from the time asked: `962 days later`; empty where it touches it.
[[nodiscard]] std::string distance_words(const bind::When& when, const claims::Membership& membership);

}  // namespace entente::session
