#include "engine/exchange/statement_rows.h"

#include <algorithm>

#include "engine/catalog/cell_names.h"
#include "engine/files/numbers.h"

namespace entente::exchange {
namespace {

using enum Field;

bool is_word(std::string_view text) {
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z' &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(';'), text.size());
    const auto part = files::trimmed(text.substr(0, end));
    if (!part.empty()) {
      parts.push_back(part);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// Writes one statement, word by word.
class Writer {
 public:
  Writer(const Row& row, const catalog::Catalog& catalog, const StatementOptions& options, std::vector<RowFault>& faults)
      : row_(row), catalog_(catalog), options_(options), faults_(faults) {}

  std::string thing(std::string_view kind_otherwise) {
    constexpr std::array<std::string_view, 5> kKinds = {"state", "territory", "organisation", "agreement", "group"};
    const std::string_view kind = row_.says(kKind) ? row_[kKind].text : kind_otherwise;
    if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) {
      fault(kKind, catalog::quoted_cell(kind) + " is no kind: state, territory, organisation, agreement or group", "N13");
    }
    text_ = "define " + std::string(kind) + " " + key();
    quoted("named", kName);
    list("also", kAlso);
    codes();
    word("form", kForm);
    list("about", kAbout);
    names("under", kUnder);
    bound("since", kSince);
    bound("until", kUntil);
    bound("through", kThrough);
    names("continues", kContinues);  // a `since` behind it would date the succession
    source();
    return std::move(text_);
  }

  std::string of_source() {
    text_ = "define source " + word_of(kKey);
    quoted("titled", kTitle);
    quoted("publisher", kPublisher);
    quoted("url", kUrl);
    quoted("licence", kLicence);
    bound("published", kPublished);
    if (row_.says(kVia)) {
      std::string keys;
      for (const auto part : parts_of(row_[kVia].text)) {
        keys += (keys.empty() ? "" : ", ") + (is_word(part) ? std::string(part) : no_key(kVia, part));
      }
      text_ += " via " + keys;
    }
    return std::move(text_);
  }

  std::string event() {
    const std::string kind(row_[kEvent].text);
    const bool plain = kind.find_first_not_of("abcdefghijklmnopqrstuvwxyz ") == std::string::npos;
    if (kind.empty() || !plain) {
      fault(kEvent, catalog::quoted_cell(kind) + " is no kind of event", "R07");
    }
    text_ = "event " + kind + " of " + name(kBody, row_[kBody].text, options_.body_system);
    if (row_.says(kActor)) {
      text_ += " for " + name(kActor, row_[kActor].text, options_.actor_system);
    }
    if (!row_.says(kDate)) {
      fault(kDate, "it is missing", "F13");
    }
    bound("on", kDate);
    word("", kStance);
    source();
    quoted("quote", kQuote);
    return std::move(text_);
  }

 private:
  void fault(Field field, std::string text, std::string code) {
    faults_.push_back({row_.says(field) ? row_[field].at : row_.at, std::string(to_text(field)), std::move(text), std::move(code)});
  }

  std::string key() {
    if (!row_.says(kKey)) {
      fault(kKey, "it is missing", "F13");
    }
    return quoted_text(row_[kKey].text);
  }

  std::string no_key(Field field, std::string_view text) {
    fault(field, catalog::quoted_cell(text) + " is no source key: a word in lower case, with hyphens", "N06");
    return "x";
  }

  std::string word_of(Field field) {
    return is_word(row_[field].text) ? std::string(row_[field].text) : no_key(field, row_[field].text);
  }

  void quoted(std::string_view before, Field field) {
    if (row_.says(field)) {
      text_ += " " + std::string(before) + " " + quoted_text(row_[field].text);
    }
  }

  void word(std::string_view before, Field field) {
    if (!row_.says(field)) {
      return;
    }
    if (!is_word(row_[field].text)) {
      fault(field, catalog::quoted_cell(row_[field].text) + " is no word in lower case", "N13");
    }
    text_ += " " + std::string(before) + " " + std::string(row_[field].text);
  }

  void list(std::string_view before, Field field) {
    std::string all;
    for (const auto part : parts_of(row_[field].text)) {
      all += (all.empty() ? "" : ", ") + quoted_text(part);
    }
    text_ += all.empty() ? "" : " " + std::string(before) + " " + all;
  }

  // `cow:640` and `state:Georgia` keep what stands before the colon.
  std::string name(Field field, std::string_view text, const std::string& system) {
    if (text.empty()) {
      fault(field, "it is missing", "F13");
    }
    if (!system.empty() && !text.starts_with(system + ":")) {
      return system + ":" + quoted_text(text);
    }
    const auto written = catalog::name_of_text(catalog_, std::string(text));
    return (written.prefix.empty() ? "" : written.prefix + ":") + quoted_text(written.text);
  }

  void names(std::string_view before, Field field) {
    std::string all;
    for (const auto part : parts_of(row_[field].text)) {
      all += (all.empty() ? "" : ", ") + name(field, part, "");
    }
    text_ += all.empty() ? "" : " " + std::string(before) + " " + all;
  }

  void codes() {
    std::string all;
    for (const auto& code : row_.codes) {
      all += (all.empty() ? "" : ", ") + std::string(code.system) + " " + quoted_text(code.value.text);
    }
    text_ += all.empty() ? "" : " code " + all;
  }

  void bound(std::string_view before, Field field) {
    if (!row_.says(field)) {
      return;
    }
    const auto read = bound_of_text(without_time_of_day(row_[field].text));
    const bool is_date = read && read->notation == Bound::Notation::kDate;
    const bool may_be_open = before == "since" || before == "until" || before == "through";
    const bool is_open = read && (read->notation == Bound::Notation::kBefore || read->notation == Bound::Notation::kAfter);
    if (!is_date && !(may_be_open && is_open)) {
      fault(field, catalog::quoted_cell(row_[field].text) + " is no date", "B01");
      return;
    }
    text_ += " " + std::string(before) + " " + to_text(*read);
  }

  void source() {
    const std::string key = row_.says(kSource) ? word_of(kSource) : options_.source_key;
    const std::string via = row_.says(kVia) ? word_of(kVia) : row_.says(kSource) ? "" : options_.via_key;
    text_ += key.empty() ? "" : " according to " + key + (via.empty() ? "" : " via " + via);
  }

  const Row& row_;
  const catalog::Catalog& catalog_;
  const StatementOptions& options_;
  std::vector<RowFault>& faults_;
  std::string text_;
};

}  // namespace

std::string quoted_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' ? "\"\"" : std::string(1, c);
  }
  return out + "\"";
}

std::string statement_of(const Row& row, Holds holds, const catalog::Catalog& catalog, const StatementOptions& options,
                         std::vector<RowFault>& faults) {
  Writer writer(row, catalog, options, faults);
  switch (holds) {
    case Holds::kActors:
      return writer.thing("state");
    case Holds::kAgreements:
      return writer.thing("agreement");
    case Holds::kSources:
      return writer.of_source();
    case Holds::kEvents:
      return writer.event();
    default:
      return writer.thing("organisation");
  }
}

}  // namespace entente::exchange
