#include <algorithm>

#include "engine/exchange/cow_igo.h"
#include "engine/exchange/formats.h"
#include "engine/files/numbers.h"

namespace entente::exchange {

std::string lower(std::string text) {
  for (char& c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

Result<CowIgoWhole> whole_of(const bind::Import& import, const CowIgoLayout& layout) {
  CowIgoWhole out;
  auto wrong = look_through(import, [&](const files::Record& record) {
    const auto year = files::whole_number(record.cells[layout.year].text);
    out.last_year = std::max(out.last_year, year && *year < 10000 ? static_cast<std::int32_t>(*year) : 0);
    if (!layout.by_state) {
      out.keys.insert(lower(std::string(files::trimmed(record.cells[layout.key].text))));
    }
  });
  if (wrong) {
    return std::move(*wrong);
  }
  return out;
}

Result<CowIgoLayout> layout_of(const bind::Import& import, const std::vector<std::string>& headings) {
  CowIgoLayout out;
  out.by_state = std::find(headings.begin(), headings.end(), "ioname") == headings.end();
  const auto places =
      columns_named(import, headings,
                    out.by_state ? std::vector<std::string>{"ccode", "year", "state"} : std::vector<std::string>{"ioname", "year"});
  if (!places) {
    return places.error();
  }
  out.key = (*places)[0];
  out.year = (*places)[1];
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const bool is_key = std::find(places->begin(), places->end(), i) != places->end();
    if (!is_key && (out.by_state || !cow_code_of_column(headings[i]).empty())) {
      out.columns.push_back(i);
    }
  }
  return out;
}

const std::string& CowHolders::of(const std::string& code, std::int32_t year) {
  auto [found, is_new] = known_.try_emplace({code, year});
  if (is_new) {
    found->second = look_up(code, year);
  }
  return found->second;
}

std::string CowHolders::look_up(const std::string& code, std::int32_t year) const {
  const auto ids = catalog_.coded("cow", code);
  const auto days = days_of(year, 0, 0);
  const catalog::WrittenName name{"cow", code};
  for (const EntityId id : ids) {
    const auto used = catalog::days_of_use(*catalog_.entity(id), name);
    if (ids.size() == 1 || (days && used.contains(days->begin))) {
      return std::string(to_text(catalog_.entity(id)->kind)) + ":" + catalog_.entity(id)->key;
    }
  }
  for (const EntityId id : ids) {  // it began within the year
    if (days && catalog::days_of_use(*catalog_.entity(id), name).touches(*days)) {
      return std::string(to_text(catalog_.entity(id)->kind)) + ":" + catalog_.entity(id)->key;
    }
  }
  return "cow:" + code;
}

}  // namespace entente::exchange
