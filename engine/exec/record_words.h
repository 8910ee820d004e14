// What was recorded, in the words in which it is recorded: of claims, acts and definitions.
#pragma once

#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/ledger.h"

namespace entente::exec {

/// `member since 2001-06-15 until 2010`, `member observed 2014-10-21`, `end as member on 2016`, `suspended since 2011`; what is not
/// a fact begins with its stance: `denied: member since 2008`.
[[nodiscard]] std::string claim_words(const catalog::Catalog& catalog, const claims::Claim& claim);
/// The same with actor and body, and with whom it was taken from: `TUR as member of NATO since 1952-02-18`.
[[nodiscard]] std::string whole_claim_words(const catalog::Catalog& catalog, const claims::Claim& claim);
/// `since 1950-01-01 until 1985-01-01`.
[[nodiscard]] std::string life_words(const catalog::Entity& entity);
[[nodiscard]] std::string event_words(const catalog::Catalog& catalog, const claims::Event& event);
[[nodiscard]] std::string provision_words(const catalog::Catalog& catalog, const claims::Provision& provision);
[[nodiscard]] std::string covers_words(const catalog::Catalog& catalog, const catalog::Covers& covers);

/// One modifier of a definition: `named "Türkiye"`, or a list of which each item may come and go.
struct Modifier {
  std::string word;
  std::vector<std::string> items;
  bool is_list = false;
};
using Definition = std::vector<Modifier>;  // all modifiers that there are, empty ones among them, always in the same order
[[nodiscard]] Definition definition_of(const catalog::Catalog& catalog, const catalog::Entity& entity);
[[nodiscard]] Definition definition_of(const catalog::Catalog& catalog, const catalog::SourceRecord& source);
/// The whole of it; and what the later one says that the earlier did not.
[[nodiscard]] std::string definition_words(const Definition& definition);
[[nodiscard]] std::string change_words(const Definition& before, const Definition& after);

}  // namespace entente::exec
