#include "engine/exec/record_words.h"

#include <algorithm>

namespace entente::exec {
namespace {

using catalog::Catalog;
using claims::Claim;
using claims::ClaimKind;

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' ? "\"\"" : std::string(1, c);
  }
  return out + "\"";
}

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
  std::string out;
  for (const auto& item : items) {
    out += (out.empty() ? "" : std::string(separator)) + item;
  }
  return out;
}

template <class Id>
std::string key_of(const Catalog& catalog, Id id) {
  const auto* entity = catalog.entity(id);
  return entity == nullptr ? "" : entity->key;
}

std::string source_key(const Catalog& catalog, SourceId id) {
  const auto* source = catalog.source(id);
  return source == nullptr ? "" : source->key;
}

std::string role_name(const Catalog& catalog, RoleId id) {
  const auto* role = catalog.role(id);
  return role == nullptr ? "" : role->singular;
}

std::string since_until(const Bound& began, const Bound& ended) {
  std::vector<std::string> parts;
  if (began.stated()) {
    parts.push_back("since " + to_text(began));
  }
  if (ended.stated()) {
    parts.push_back("until " + to_text(ended));
  }
  return joined(parts, " ");
}

std::string after_blank(const std::string& words) { return words.empty() ? "" : " " + words; }

std::string how_words(How how) { return how == How::kUnknown ? "" : " by " + std::string(to_text(how)); }

std::string stance_words(Stance stance) { return stance == Stance::kFact ? "" : std::string(to_text(stance)) + ": "; }

// With its actor and body, or without them.
std::string words_of(const Catalog& catalog, const Claim& claim, bool whole) {
  const std::string actor = whole ? key_of(catalog, claim.actor) : "";
  const std::string body = whole ? key_of(catalog, claim.body) : "";
  const std::string role = role_name(catalog, claim.role) + (whole ? " of " + body : "");
  std::string words;
  switch (claim.kind) {
    case ClaimKind::kEnd:
      words = "end" + after_blank(actor) + " as " + role + " on " + to_text(claim.ended) + how_words(claim.how);
      break;
    case ClaimKind::kSuspension:
      words = (whole ? actor + " suspended in " + body : "suspended") + after_blank(since_until(claim.began, claim.ended));
      break;
    case ClaimKind::kMembership:
      words = (whole ? actor + " as " + role : role) +
              (claim.observed ? " observed " + to_text(claim.began) + after_blank(since_until({}, claim.ended))
                              : after_blank(since_until(claim.began, claim.ended)));
      break;
  }
  return stance_words(claim.stance) + words;
}

// By whom else it was said, and in which words.
template <class Said>
std::string via_and_quote(const Catalog& catalog, const Said& said) {
  return (said.via ? ", via " + source_key(catalog, said.via) : "") + (said.quote.empty() ? "" : ", quote " + quoted(said.quote));
}

std::vector<std::string> optional_text(const std::string& text) {
  return text.empty() ? std::vector<std::string>{} : std::vector<std::string>{quoted(text)};
}

std::vector<std::string> optional_date(const Bound& bound) {
  return bound.stated() ? std::vector<std::string>{to_text(bound)} : std::vector<std::string>{};
}

template <class Items, class Words>
std::vector<std::string> each_of(const Items& items, Words words) {
  std::vector<std::string> out;
  out.reserve(items.size());
  for (const auto& item : items) {
    out.push_back(words(item));
  }
  return out;
}

// Behind a name or a code, as `define` writes it.
std::string in_use_words(const catalog::InUse& in_use) {
  return in_use.stated() ? " (" + since_until(in_use.since, in_use.until) + ")" : "";
}

// Those of `a` that are not in `b`.
std::vector<std::string> less(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::copy_if(a.begin(), a.end(), std::back_inserter(out),
               [&](const auto& item) { return std::find(b.begin(), b.end(), item) == b.end(); });
  return out;
}

}  // namespace

std::string claim_words(const Catalog& catalog, const Claim& claim) { return words_of(catalog, claim, false); }

std::string whole_claim_words(const Catalog& catalog, const Claim& claim) {
  return words_of(catalog, claim, true) + via_and_quote(catalog, claim);
}

std::string life_words(const catalog::Entity& entity) { return since_until(entity.began, entity.ended); }

std::string event_words(const Catalog& catalog, const claims::Event& event) {
  return stance_words(event.stance) + event.kind + " of " + key_of(catalog, event.body) +
         (event.actor ? " for " + key_of(catalog, event.actor) : "") + (event.on.stated() ? " on " + to_text(event.on) : "") +
         via_and_quote(catalog, event);
}

std::string provision_words(const Catalog& catalog, const claims::Provision& provision) {
  return stance_words(provision.stance) + provision.topic + " of " + key_of(catalog, provision.agreement) + ": " + provision.text +
         via_and_quote(catalog, provision);
}

std::string covers_words(const Catalog& catalog, const catalog::Covers& covers) {
  const auto* role = catalog.role(covers.role);
  const std::string of = (role == nullptr ? "participants" : role->plural) + " of " + key_of(catalog, covers.body);
  if (covers.list_day) {
    return of + " on " + to_text(covers.days.begin);
  }
  return of + " during " + to_text(covers.days.begin) + " through " + to_text(covers.days.end - 1);
}

Definition definition_of(const Catalog& catalog, const catalog::Entity& entity) {
  const auto continues = [&](const catalog::Continuation& c) {
    return key_of(catalog, c.predecessor) + (c.since.stated() ? " since " + to_text(c.since) : "");
  };
  const auto name = [](const catalog::Alias& a) { return quoted(a.text) + in_use_words(a.in_use); };
  const auto code = [](const catalog::Code& c) { return c.system + " " + quoted(c.value) + in_use_words(c.in_use); };
  const auto under = [&](EntityId id) { return key_of(catalog, id); };
  return {{"named", each_of(std::vector{catalog::Alias{entity.name, entity.named}}, name)},
          {"also", each_of(entity.also, name), true},
          {"code", each_of(entity.codes, code), true},
          {"form", entity.form.empty() ? std::vector<std::string>{} : std::vector<std::string>{entity.form}},
          {"about", entity.topics, true},
          {"under", each_of(entity.under, under), true},
          {"since", optional_date(entity.began)},
          {"until", optional_date(entity.ended)},
          {"continues", each_of(entity.continues, continues), true}};
}

Definition definition_of(const Catalog& catalog, const catalog::SourceRecord& source) {
  const auto key = [&](SourceId id) { return source_key(catalog, id); };
  const auto covers = [&](const catalog::Covers& c) { return covers_words(catalog, c); };
  return {{"titled", optional_text(source.title)},         {"publisher", optional_text(source.publisher)},
          {"published", optional_date(source.published)},  {"url", optional_text(source.url)},
          {"licence", optional_text(source.licence)},      {"via", each_of(source.via, key), true},
          {"covers", each_of(source.covers, covers), true}};
}

std::string definition_words(const Definition& definition) {
  std::vector<std::string> parts;
  for (const auto& modifier : definition) {
    if (!modifier.items.empty()) {
      parts.push_back(modifier.word + " " + joined(modifier.items, ", "));
    }
  }
  return joined(parts, " ");
}

std::string change_words(const Definition& before, const Definition& after) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto& [word, now, is_list] = after[i];
    const auto& was = before[i].items;
    const auto gone = less(was, now);
    const auto fresh = less(now, was);
    if (is_list) {
      if (!fresh.empty()) {
        parts.push_back(word + " " + joined(fresh, ", "));
      }
      if (!gone.empty()) {
        parts.push_back("no longer " + word + " " + joined(gone, ", "));
      }
    } else if (now != was) {
      parts.push_back(now.empty() ? "no longer " + word + " " + was[0]
                                  : word + " " + now[0] + (was.empty() ? "" : " (was " + was[0] + ")"));
    }
  }
  return joined(parts, "; ");
}

}  // namespace entente::exec
