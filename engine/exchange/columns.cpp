#include "engine/exchange/columns.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/bind/binder.h"
#include "engine/bind/refuse.h"
#include "engine/catalog/name_key.h"
#include "engine/exchange/record_source.h"
#include "engine/files/numbers.h"
#include "engine/files/read_ahead.h"
#include "parser/edit_distance.h"

namespace entente::exchange {
namespace {

using enum Field;

struct Spec {
  std::string_view word;
  std::vector<Field> fields;
  std::vector<Field> needed;
  bool has_codes = false;
};

const Spec& spec_of(Holds holds) {
  static const std::vector<Spec> kSpecs = {
      {"memberships",
       {kActor, kRole, kBody, kSince, kUntil, kThrough, kObserved, kSource, kVia, kStance, kQuote, kStatus},
       {kActor, kRole, kBody}},
      {"claims",
       {kActor, kRole, kBody, kSince, kUntil, kThrough, kObserved, kSource, kVia, kStance, kQuote, kStatus, kKind, kHow},
       {kActor, kRole, kBody}},
      {"actors", {kKey, kName, kKind, kAlso, kSince, kUntil, kThrough, kAbout, kUnder, kContinues, kSource}, {kKey}, true},
      {"bodies", {kKey, kName, kKind, kAlso, kSince, kUntil, kThrough, kForm, kAbout, kUnder, kContinues, kSource}, {kKey}, true},
      {"agreements", {kKey, kName, kAlso, kSince, kUntil, kThrough, kForm, kAbout, kUnder, kContinues, kSource}, {kKey}, true},
      {"sources", {kKey, kTitle, kPublisher, kUrl, kLicence, kPublished, kVia}, {kKey}},
      {"events", {kEvent, kBody, kActor, kDate, kStance, kSource, kVia, kQuote}, {kEvent, kBody, kDate}},
  };
  return kSpecs[static_cast<std::size_t>(holds)];
}

std::vector<std::string> words_of(const Spec& spec) {
  std::vector<std::string> words;
  std::transform(spec.fields.begin(), spec.fields.end(), std::back_inserter(words),
                 [](Field f) { return std::string(to_text(f)); });
  if (spec.has_codes) {
    words.emplace_back("code");
  }
  return words;
}

std::optional<Field> field_of(const Spec& spec, std::string_view word) {
  const auto found = std::find_if(spec.fields.begin(), spec.fields.end(), [&](Field f) { return to_text(f) == word; });
  return found == spec.fields.end() ? std::nullopt : std::optional(*found);
}

bool is_name(Field field) { return field == kActor || field == kBody; }

// Texts of such columns mean something, and each comes many times.
bool is_looked_up(Field field) { return is_name(field) || field == kRole || field == kSource || field == kVia; }

/// A column that means something: a field, or a code.
struct Meaning {
  std::optional<Field> field;
  std::string code_system;  // of the codes below it; of a code its own
};

class FileRows : public RecordSource {
 public:
  FileRows(std::unique_ptr<files::RecordReader> reader, std::vector<std::optional<Meaning>> meanings)
      : RecordSource(std::move(reader)), meanings_(std::move(meanings)) {}

  [[nodiscard]] std::vector<std::string> notes() const override;
  [[nodiscard]] std::string code_system(Field field) const override;

 protected:
  [[nodiscard]] const Row* ready() override { return std::exchange(is_ready_, false) ? &row_ : nullptr; }
  void take(const files::Record& record, std::vector<RowFault>& faults) override;

 private:
  std::vector<std::optional<Meaning>> meanings_;  // by column
  bool is_ready_ = false;
  Row row_;
};

void FileRows::take(const files::Record& record, std::vector<RowFault>& /*faults*/) {
  row_.at = record.at;
  row_.codes.clear();
  for (std::size_t i = 0; i < meanings_.size(); ++i) {
    if (!meanings_[i]) {
      continue;
    }
    const auto& cell = record.cells[i];
    const std::string_view text = files::trimmed(cell.text);
    if (meanings_[i]->field) {
      Written& written = row_[*meanings_[i]->field];  // part by part: a copy of the whole would wait for its parts
      written.text = text;
      written.at = cell.at;
      written.number = cell.number;
    } else if (!text.empty()) {
      row_.codes.push_back({meanings_[i]->code_system, {text, cell.at, cell.number}});
    }
  }
  is_ready_ = true;
}

std::vector<std::string> FileRows::notes() const {
  std::string unused;
  for (std::size_t i = 0; i < meanings_.size(); ++i) {
    if (!meanings_[i]) {
      unused += (unused.empty() ? "" : ", ") + headings()[i];
    }
  }
  for (const auto& key : reader().left_out()) {
    unused += (unused.empty() ? "" : ", ") + key;
  }
  return unused.empty() ? std::vector<std::string>{} : std::vector<std::string>{"not imported: the columns " + unused};
}

std::string FileRows::code_system(Field field) const {
  for (const auto& meaning : meanings_) {
    if (meaning && meaning->field == field) {
      return meaning->code_system;
    }
  }
  return "";
}

Diagnostic refused(std::string code, std::string message, Span span, std::string help) {
  return {std::move(code), std::move(message), span, {}, std::move(help)};
}

/// Where the heading stands in the file; as it writes it, else as columns are called.
std::optional<std::size_t> column_of(const std::string& heading, const std::vector<std::string>& headings) {
  const auto exact = std::find(headings.begin(), headings.end(), heading);
  if (exact != headings.end()) {
    return static_cast<std::size_t>(exact - headings.begin());
  }
  const std::string name = bind::column_name(heading, headings.size());
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (bind::column_name(headings[i], i) == name) {
      return i;
    }
  }
  return std::nullopt;
}

/// Headings to meanings; refuses as it goes.
class Columns {
 public:
  Columns(const bind::Import& import, const Spec& spec, const std::vector<std::string>& headings)
      : import_(import), spec_(spec), headings_(headings), meanings_(headings.size()) {}

  Result<std::vector<std::optional<Meaning>>> run() {
    for (const auto& column : import_.mapping) {
      if (auto wrong = map(column)) {
        return std::move(*wrong);
      }
    }
    for (std::size_t i = 0; i < headings_.size(); ++i) {
      if (auto wrong = read_heading(i)) {
        return std::move(*wrong);
      }
    }
    if (auto wrong = missing()) {
      return std::move(*wrong);
    }
    return std::move(meanings_);
  }

 private:
  [[nodiscard]] bool is_taken(Field field) const {
    return std::any_of(meanings_.begin(), meanings_.end(), [&](const auto& m) { return m && m->field == field; });
  }

  [[nodiscard]] std::string shown() const { return "\"" + import_.file.shown + "\""; }

  std::optional<Diagnostic> map(const bind::Import::Column& column) {
    const auto index = column_of(column.heading, headings_);
    if (!index) {
      const auto near = catalog::nearest(column.heading, headings_);
      return refused("F12", shown() + " has no column \"" + column.heading + "\"", column.span,
                     near.empty() ? "it has " + bind::alternatives(headings_) : "did you mean " + bind::alternatives(near) + "?");
    }
    const auto field = field_of(spec_, column.field);
    const bool is_code = column.field == "code" && spec_.has_codes;
    if (!field && !is_code) {
      const auto near = catalog::nearest(column.field, words_of(spec_));
      return refused(
          "N16", "import " + import_.what + " knows no \"" + column.field + "\"", column.span,
          near.empty() ? "there are " + bind::alternatives(words_of(spec_)) : "did you mean " + bind::alternatives(near) + "?");
    }
    if (meanings_[*index] || (field && is_taken(*field))) {
      return refused("B11", (meanings_[*index] ? column.heading : column.field) + " is named twice", column.span,
                     "a column is one thing");
    }
    if (is_code && column.code_system.empty()) {
      return refused("N10", "of which system these codes are is missing", column.span, column.heading + " as code cow");
    }
    if (field && !is_name(*field) && !column.code_system.empty()) {
      return refused("N10", "a column of codes holds actors or bodies", column.span,
                     column.heading + " as actor " + column.code_system);
    }
    meanings_[*index] = Meaning{field, column.code_system};
    return std::nullopt;
  }

  // A heading that is nearly a field is a slip, not a column of something else: a misspelt `until` would leave all open.
  std::optional<Diagnostic> read_heading(std::size_t index) {
    if (meanings_[index]) {
      return std::nullopt;
    }
    const std::string name = bind::column_name(headings_[index], index);
    const auto field = field_of(spec_, name);
    if (field && !is_taken(*field)) {
      meanings_[index] = Meaning{field, ""};
      return std::nullopt;
    }
    if (spec_.has_codes && (name == "iso2" || name == "iso3" || name.starts_with("code_"))) {
      meanings_[index] = Meaning{std::nullopt, name.starts_with("code_") ? name.substr(5) : name};
      return std::nullopt;
    }
    std::vector<std::string> near;
    for (const Field one : spec_.fields) {
      const std::string word(to_text(one));
      if (word.size() > 3 && edit_distance(name, word) == 1 && !is_taken(one) && !column_of(word, headings_)) {
        near.push_back(word);
      }
    }
    if (near.empty()) {
      return std::nullopt;
    }
    return refused("F12", shown() + " has a column \"" + headings_[index] + "\"; was " + near[0] + " meant?", import_.file_span,
                   "say what it is: mapping (" + name + " as " + near[0] + "), or give it another heading");
  }

  std::optional<Diagnostic> missing() const {
    std::vector<std::string> wanted;
    for (const Field field : spec_.needed) {
      if (!is_taken(field)) {
        wanted.emplace_back(to_text(field));
      }
    }
    if (wanted.empty()) {
      return std::nullopt;
    }
    std::string all;
    for (const auto& word : wanted) {
      all += (all.empty() ? "" : &word == &wanted.back() ? " and no " : ", no ") + word;
    }
    const std::string first = bind::column_name(headings_.front(), 0);
    return refused("F12", shown() + " has no column " + all, import_.file_span,
                   "say which columns they are: mapping (" + first + " as " + wanted[0] + ", …)");
  }

  const bind::Import& import_;
  const Spec& spec_;
  const std::vector<std::string>& headings_;
  std::vector<std::optional<Meaning>> meanings_;
};

}  // namespace

std::optional<Holds> holds_of(std::string_view word) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Holds::kEvents); ++i) {
    if (spec_of(static_cast<Holds>(i)).word == word) {
      return static_cast<Holds>(i);
    }
  }
  return std::nullopt;
}

std::vector<std::string> words_of_holds() {
  std::vector<std::string> words;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Holds::kEvents); ++i) {
    words.emplace_back(spec_of(static_cast<Holds>(i)).word);
  }
  return words;
}

Result<std::unique_ptr<RowSource>> open_rows(const bind::Import& import, Holds holds) {
  auto reader = files::open_records(import.file.path, import.file.shown, import.encoding);
  if (!reader) {
    reader.error().span = import.file_span;
    return std::move(reader.error());
  }
  auto meanings = Columns(import, spec_of(holds), (*reader)->headings()).run();
  if (!meanings) {
    return std::move(meanings.error());
  }
  std::vector<std::size_t> looked_up;
  for (std::size_t i = 0; i < meanings->size(); ++i) {
    if ((*meanings)[i] && (*meanings)[i]->field && is_looked_up(*(*meanings)[i]->field)) {
      looked_up.push_back(i);
    }
  }
  return std::unique_ptr<RowSource>(
      std::make_unique<FileRows>(files::ReadAhead::over(std::move(*reader), std::move(looked_up)), std::move(*meanings)));
}

}  // namespace entente::exchange
