#include "engine/exchange/dump_lines.h"

#include <array>
#include <charconv>
#include <cstdio>

#include "engine/exchange/dump_text.h"

namespace entente::exchange {
namespace {

constexpr std::int64_t kDaySeconds = 86400;
constexpr std::array<std::string_view, 3> kClaimKinds = {"membership", "end", "suspension"};

// A word that is the usual one is left out.
template <class Enum>
std::string_view unless_usual(Enum value, std::string_view word) {
  return static_cast<int>(value) == 0 ? std::string_view() : word;
}

std::string in_use_lines(std::string_view word, std::initializer_list<std::string_view> texts, const catalog::InUse& in_use) {
  DumpLine line(word);
  for (const auto text : texts) {
    line.text(text);
  }
  return line.bound(in_use.since).bound(in_use.until).take();
}

}  // namespace

std::string day_text(Day day) { return kDayMin <= day && day <= kDayMax ? to_text(day) : std::to_string(day); }

bool DumpKeys::has(const claims::Claim& claim) const {
  return entities.contains(claim.actor.value) && entities.contains(claim.body.value) &&
         (!claim.role || roles.contains(claim.role.value)) && has_said(claim);
}

bool DumpKeys::has(const claims::Event& event) const {
  return entities.contains(event.body.value) && (!event.actor || entities.contains(event.actor.value)) && has_said(event);
}

bool DumpKeys::has(const claims::Provision& provision) const {
  return entities.contains(provision.agreement.value) && has_said(provision);
}

std::string time_text(std::int64_t utc_seconds) {
  const Day day = day_of_utc(utc_seconds);
  const std::int64_t rest = utc_seconds - std::int64_t{day} * kDaySeconds;
  std::array<char, 16> clock{};
  std::snprintf(clock.data(), clock.size(), "T%02d:%02d:%02dZ", static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60),
                static_cast<int>(rest % 60));
  return to_text(day) + clock.data();
}

std::optional<std::int64_t> time_of_text(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  if (text.size() != kShape.size()) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != kShape[i]) {
      return std::nullopt;
    }
  }
  const auto number = [&](std::size_t at, std::size_t size) {
    unsigned out = 0;
    std::from_chars(text.data() + at, text.data() + at + size, out);
    return out;
  };
  const auto day = day_of({static_cast<std::int32_t>(number(0, 4)), number(5, 2), number(8, 2)});
  if (!day || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 59) {
    return std::nullopt;
  }
  return std::int64_t{*day} * kDaySeconds + number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2);
}

std::string lines_of(const catalog::Commit& commit) {
  return DumpLine("commit").number(commit.id.value).text(time_text(commit.utc_seconds)).text(commit.summary).take();
}

std::string lines_of(const catalog::Role& role, CommitId commit, const DumpKeys& keys) {
  return DumpLine("role")
      .number(role.id.value)
      .number(commit.value)
      .text(role.singular)
      .text(role.plural)
      .text(role.rank ? std::to_string(*role.rank) : "")
      .text(keys.of(keys.roles, role.under))
      .take();
}

std::string lines_of(const catalog::Entity& entity, CommitId commit, const DumpKeys& keys) {
  std::string out = DumpLine(to_text(entity.kind))
                        .number(entity.id.value)
                        .number(commit.value)
                        .text(entity.key)
                        .text(entity.name)
                        .bound(entity.named.since)
                        .bound(entity.named.until)
                        .bound(entity.began)
                        .bound(entity.ended)
                        .text(entity.form)
                        .text(keys.of(keys.sources, entity.source))
                        .take();
  for (const auto& alias : entity.also) {
    out += in_use_lines("also", {alias.text}, alias.in_use);
  }
  for (const auto& code : entity.codes) {
    out += in_use_lines("code", {code.system, code.value}, code.in_use);
  }
  for (const auto& topic : entity.topics) {
    out += DumpLine("about").text(topic).take();
  }
  for (const EntityId id : entity.under) {
    out += DumpLine("under").text(keys.of(keys.entities, id)).take();
  }
  for (const auto& continuation : entity.continues) {
    out += DumpLine("continues").text(keys.of(keys.entities, continuation.predecessor)).bound(continuation.since).take();
  }
  return out;
}

std::string lines_of(const catalog::SourceRecord& source, CommitId commit, const DumpKeys& keys) {
  std::string out = DumpLine("source")
                        .number(source.id.value)
                        .number(commit.value)
                        .text(source.key)
                        .text(source.title)
                        .text(source.publisher)
                        .text(source.url)
                        .text(source.licence)
                        .bound(source.published)
                        .take();
  for (const SourceId id : source.via) {
    out += DumpLine("via").text(keys.of(keys.sources, id)).take();
  }
  for (const auto& covers : source.covers) {
    out += DumpLine("covers")
               .text(keys.of(keys.roles, covers.role))
               .text(keys.of(keys.entities, covers.body))
               .text(day_text(covers.days.begin))
               .text(day_text(covers.days.end))
               .text(covers.list_day ? "list" : "")
               .take();
  }
  return out;
}

std::string lines_of(const claims::Claim& claim, const DumpKeys& keys) {
  DumpLine line("claim");
  line.number(claim.id.value).number(claim.recorded.value);
  line.text(unless_usual(claim.kind, kClaimKinds[static_cast<std::size_t>(claim.kind)]));
  line.text(keys.of(keys.entities, claim.actor)).text(keys.of(keys.roles, claim.role)).text(keys.of(keys.entities, claim.body));
  line.bound(claim.began).bound(claim.ended).text(claim.observed ? "observed" : "");
  line.text(unless_usual(claim.stance, to_text(claim.stance))).text(unless_usual(claim.how, to_text(claim.how)));
  line.text(keys.of(keys.sources, claim.source)).text(keys.of(keys.sources, claim.via)).text(claim.quote);
  if (claim.retired) {
    line.number(claim.retired.value).text(claim.retired_because);
  }
  return line.take();
}

std::string lines_of(const claims::Event& event, const DumpKeys& keys) {
  return DumpLine("event")
      .number(event.id)
      .number(event.recorded.value)
      .text(keys.of(keys.entities, event.body))
      .text(event.kind)
      .text(keys.of(keys.entities, event.actor))
      .bound(event.on)
      .text(unless_usual(event.stance, to_text(event.stance)))
      .text(keys.of(keys.sources, event.source))
      .text(keys.of(keys.sources, event.via))
      .text(event.quote)
      .take();
}

std::string lines_of(const claims::Provision& provision, const DumpKeys& keys) {
  return DumpLine("provision")
      .number(provision.id)
      .number(provision.recorded.value)
      .text(keys.of(keys.entities, provision.agreement))
      .text(provision.topic)
      .text(provision.text)
      .text(unless_usual(provision.stance, to_text(provision.stance)))
      .text(keys.of(keys.sources, provision.source))
      .text(keys.of(keys.sources, provision.via))
      .text(provision.quote)
      .take();
}

}  // namespace entente::exchange
