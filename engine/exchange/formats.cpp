#include "engine/exchange/formats.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "engine/exchange/statement_rows.h"

namespace entente::exchange {
namespace {

constexpr std::array<Format, 9> kFormats = {{
    {"cow-igo", Holds::kMemberships, open_cow_igo},
    {"cow-states", Holds::kActors, open_cow_states},
    {"gw-states", Holds::kActors, open_gw_states},
    {"cow-alliances", Holds::kMemberships, open_cow_alliances},
    {"cia-orgs", Holds::kMemberships, open_cia_orgs},
    {"cia-factbook", Holds::kMemberships, open_cia_factbook},
    {"wikidata", Holds::kMemberships, open_wikidata},
    {"popolo", Holds::kMemberships, open_popolo},
    {"followthemoney", Holds::kMemberships, open_follow_the_money},
}};

}  // namespace

const Format* find_format(std::string_view name) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& format) { return format.name == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

std::vector<std::string> names_of_formats() {
  std::vector<std::string> names;
  std::transform(kFormats.begin(), kFormats.end(), std::back_inserter(names), [](const Format& f) { return std::string(f.name); });
  return names;
}

std::string BodyNames::of(const std::string& code, const std::string& key) {
  auto found = catalog_.coded(system_, code);
  if (found.empty()) {
    found = catalog::meant(catalog_, catalog_.named(key), {"", key}, catalog::Place::kBody);
  }
  if (found.size() == 1) {
    const auto& entity = *catalog_.entity(found[0]);
    return std::string(to_text(entity.kind)) + ":" + entity.key;
  }
  if (!found.empty() || !defines_new_) {
    return key;
  }
  const std::string free = catalog_.named(key).empty() ? key : key + "-" + system_;
  statements_.push_back("define organisation " + quoted_text(free) + " code " + system_ + " " + quoted_text(code));
  return "organisation:" + free;
}

std::string written_body(const std::string& body) {
  const auto colon = body.find(':');
  return colon == std::string::npos ? quoted_text(body) : body.substr(0, colon + 1) + quoted_text(body.substr(colon + 1));
}

Result<std::vector<std::size_t>> columns_named(const bind::Import& import, const std::vector<std::string>& headings,
                                               const std::vector<std::string>& names) {
  std::vector<std::size_t> places;
  std::string missing;
  for (const auto& name : names) {
    const auto found = std::find_if(headings.begin(), headings.end(),
                                    [&](const std::string& heading) { return bind::column_name(heading, 0) == name; });
    places.push_back(static_cast<std::size_t>(found - headings.begin()));
    missing += found != headings.end() ? "" : (missing.empty() ? "" : ", ") + name;
  }
  if (!missing.empty()) {
    return Diagnostic{"F12",
                      "\"" + import.file.shown + "\" has no column " + missing + ", as files of " + import.what + " have",
                      import.file_span,
                      {},
                      "is it such a file? docs/language.md, section 7, says which are meant"};
  }
  return places;
}

std::optional<Diagnostic> look_through(const bind::Import& import, const std::function<void(const files::Record&)>& each) {
  const auto reader = files::open_records(import.file.path, import.file.shown, import.encoding);
  if (!reader) {
    return reader.error();
  }
  while (true) {
    const auto record = (*reader)->next();
    if (!record) {
      return record.error();
    }
    if (*record == nullptr) {
      return std::nullopt;
    }
    if ((*record)->cells.size() == (*reader)->headings().size()) {
      each(**record);
    }
  }
}

}  // namespace entente::exchange
