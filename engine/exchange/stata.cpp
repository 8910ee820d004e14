// Stata's own files, version 118 (Stata 14 and later): names that Stata takes, labels with ours, texts as wide as the widest, days
// as %td. Where all dates of a column are years they are whole numbers, where all are months they are %tm.
#include <readstat.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "engine/exchange/spool.h"
#include "engine/files/whole_file.h"
#include "engine/value/bound.h"

namespace entente::exchange {
namespace {

constexpr std::uint8_t kVersion = 118;
constexpr std::size_t kNameBytesMax = 32;
constexpr std::size_t kLabelBytesMax = 80;
constexpr std::size_t kTextBytesMax = 2045;  // of a str#; longer ones are strL
constexpr std::size_t kShownMax = 80;        // characters of a text that Stata shows
constexpr Day kFirstDay = -3653;             // 1960-01-01, Stata's day 0
constexpr std::int32_t kFirstYear = 1960;

/// What a column of dates holds.
enum class DateForm : std::uint8_t { kDay, kMonth, kYear, kOther };

DateForm form_of(const std::string& text) {
  const auto bound = bound_of_text(text);
  if (!bound || bound->notation != Bound::Notation::kDate || bound->mark != Bound::Mark::kNone) {
    return DateForm::kOther;
  }
  return static_cast<DateForm>(bound->precision);
}

/// What is known of a column once all rows are there.
struct Seen {
  std::size_t text_bytes = 0;
  std::int64_t least = 0;
  std::int64_t most = 0;
  std::array<std::size_t, 4> forms{};  // by DateForm
};

enum class How : std::uint8_t { kText, kLongText, kByte, kInt, kLong, kDouble, kDay, kMonth, kYear };

struct Variable {
  std::size_t column;
  How how;
  readstat_variable_t* to = nullptr;
};

bool is_word_of_stata(const std::string& name) {
  static const std::set<std::string, std::less<>> kWords = {"_all", "_b",    "byte",  "_coef", "_cons", "double", "float",
                                                            "if",   "in",    "int",   "long",  "_n",    "_pi",    "_pred",
                                                            "_rc",  "_skip", "using", "with",  "strl",  "_N"};
  const bool is_text_type =
      name.starts_with("str") && name.size() > 3 && name.find_first_not_of("0123456789", 3) == std::string::npos;
  return kWords.contains(name) || is_text_type;
}

/// A name that Stata takes and no other variable has.
std::string legal_name(const std::string& column, std::set<std::string>& taken) {
  std::string name;
  for (const char c : column) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;  // of a character that is replaced already
    name += is_plain ? std::string(1, c) : continues ? "" : "_";
  }
  if (name.empty() || (name.front() >= '0' && name.front() <= '9') || is_word_of_stata(name)) {
    name.insert(name.begin(), '_');
  }
  name.resize(std::min(name.size(), kNameBytesMax));
  std::string unique = name;
  for (std::size_t number = 2; !taken.insert(unique).second; ++number) {
    const std::string tail = "_" + std::to_string(number);
    unique = name.substr(0, kNameBytesMax - tail.size()) + tail;
  }
  return unique;
}

/// Cut where a character ends.
std::string label_of(std::string name) {
  if (name.size() > kLabelBytesMax) {
    std::size_t end = kLabelBytesMax;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
      --end;
    }
    name.resize(end);
  }
  return name;
}

How whole_number_of(const Seen& seen) {
  if (seen.least >= -127 && seen.most <= 100) {
    return How::kByte;
  }
  if (seen.least >= -32767 && seen.most <= 32740) {
    return How::kInt;
  }
  return seen.least >= -2147483647 && seen.most <= 2147483620 ? How::kLong : How::kDouble;
}

ssize_t put(const void* bytes, std::size_t size, void* file) {
  static_cast<files::WholeFile*>(file)->write({static_cast<const char*>(bytes), size});
  return static_cast<ssize_t>(size);
}

/// The number that a cell is to Stata; none where it is missing, or a date of another form.
std::optional<double> number_of(const Cell& cell, How how) {
  if (const auto* decimal = std::get_if<double>(&cell)) {
    return *decimal;
  }
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    return static_cast<double>(*whole);
  }
  if (const auto* truth = std::get_if<bool>(&cell)) {
    return *truth ? 1 : 0;
  }
  const auto* date = std::get_if<DateText>(&cell);
  if (date == nullptr || form_of(date->text) != (how == How::kDay     ? DateForm::kDay
                                                 : how == How::kMonth ? DateForm::kMonth
                                                                      : DateForm::kYear)) {
    return std::nullopt;
  }
  const Day day = bound_of_text(date->text)->earliest;
  const Civil civil = civil_of(day);
  return how == How::kDay    ? day - kFirstDay
         : how == How::kYear ? civil.year
                             : (civil.year - kFirstYear) * 12 + static_cast<std::int32_t>(civil.month) - 1;
}

readstat_error_t insert_number(readstat_writer_t* writer, const Variable& variable, double number) {
  switch (variable.how) {
    case How::kByte:
      return readstat_insert_int8_value(writer, variable.to, static_cast<std::int8_t>(number));
    case How::kInt:
    case How::kYear:
      return readstat_insert_int16_value(writer, variable.to, static_cast<std::int16_t>(number));
    case How::kDouble:
      return readstat_insert_double_value(writer, variable.to, number);
    default:
      return readstat_insert_int32_value(writer, variable.to, static_cast<std::int32_t>(number));
  }
}

class Stata : public SpooledTable {
 public:
  explicit Stata(const std::vector<Column>& of_table) : SpooledTable(of_table), seen_(of_table.size()) {}

  Result<Done> finish(files::WholeFile& file, const Breathe& breathe) override;

 protected:
  void look_at(std::size_t column, const Cell& cell) override;

 private:
  void add_variables();
  void add_dates(std::size_t column);
  void add(std::size_t column, How how, const std::string& name);
  void add_long_texts(const CellRow& row);
  [[nodiscard]] readstat_error_t write_row(const CellRow& row);
  [[nodiscard]] readstat_error_t write_cell(const Variable& variable, const Cell& cell);

  std::vector<Seen> seen_;
  std::unique_ptr<readstat_writer_t, decltype(&readstat_writer_free)> writer_{readstat_writer_init(), readstat_writer_free};
  std::vector<Variable> variables_;
  std::set<std::string> names_;
  std::map<std::string, readstat_string_ref_t*> long_texts_;
};

void Stata::look_at(std::size_t column, const Cell& cell) {
  Seen& seen = seen_[column];
  if (const auto* number = std::get_if<std::int64_t>(&cell)) {
    seen.least = std::min(seen.least, *number);
    seen.most = std::max(seen.most, *number);
  } else if (const auto* date = std::get_if<DateText>(&cell)) {
    seen.text_bytes = std::max(seen.text_bytes, date->text.size());
    ++seen.forms[static_cast<std::size_t>(form_of(date->text))];
  } else if (!std::holds_alternative<double>(cell)) {
    seen.text_bytes = std::max(seen.text_bytes, text_of(cell).size());
  }
}

void Stata::add(std::size_t column, How how, const std::string& name) {
  constexpr std::array<readstat_type_t, 9> kTypes = {READSTAT_TYPE_STRING, READSTAT_TYPE_STRING_REF, READSTAT_TYPE_INT8,
                                                     READSTAT_TYPE_INT16,  READSTAT_TYPE_INT32,      READSTAT_TYPE_DOUBLE,
                                                     READSTAT_TYPE_INT32,  READSTAT_TYPE_INT32,      READSTAT_TYPE_INT16};
  const std::size_t width = how == How::kText ? std::max<std::size_t>(1, seen_[column].text_bytes) : 0;
  auto* variable =
      readstat_add_variable(writer_.get(), legal_name(name, names_).c_str(), kTypes[static_cast<std::size_t>(how)], width);
  readstat_variable_set_label(variable, label_of(name).c_str());
  if (how == How::kText) {
    readstat_variable_set_format(variable, ("%-" + std::to_string(std::clamp<std::size_t>(width, 9, kShownMax)) + "s").c_str());
  } else if (how == How::kDay || how == How::kMonth) {  // a year has none: %ty would come as a day to pandas, as a number to R
    readstat_variable_set_format(variable, how == How::kDay ? "%td" : "%tm");
  }
  variables_.push_back({column, how, variable});
}

// A date that is not known to the day is missing among days, and stands in a text beside them.
void Stata::add_dates(std::size_t column) {
  const auto count = [&](DateForm form) { return seen_[column].forms[static_cast<std::size_t>(form)]; };
  const std::string& name = columns()[column].name;
  const std::size_t days = count(DateForm::kDay);
  const std::size_t all = days + count(DateForm::kMonth) + count(DateForm::kYear) + count(DateForm::kOther);
  if (days == all) {
    add(column, How::kDay, name);
  } else if (count(DateForm::kYear) == all) {
    add(column, How::kYear, name);
  } else if (count(DateForm::kMonth) == all) {
    add(column, How::kMonth, name);
  } else if (days == 0) {
    add(column, How::kText, name);
  } else {
    add(column, How::kDay, name);
    add(column, How::kText, name + "_text");
  }
}

void Stata::add_variables() {
  for (std::size_t i = 0; i < columns().size(); ++i) {
    const auto& [name, type, items] = columns()[i];
    switch (type) {
      case ColumnType::kInteger:
        add(i, whole_number_of(seen_[i]), name);
        break;
      case ColumnType::kTruth:
        add(i, How::kByte, name);
        break;
      case ColumnType::kDecimal:
        add(i, How::kDouble, name);
        break;
      case ColumnType::kDate:
        add_dates(i);
        break;
      case ColumnType::kText:
      case ColumnType::kList:
        add(i, seen_[i].text_bytes > kTextBytesMax ? How::kLongText : How::kText, name);
        break;
    }
  }
}

// They stand behind all rows, and must be known before the first.
void Stata::add_long_texts(const CellRow& row) {
  for (const auto& variable : variables_) {
    if (variable.how == How::kLongText) {
      const auto [at, is_new] = long_texts_.try_emplace(text_of(row[variable.column]), nullptr);
      at->second = is_new ? readstat_add_string_ref(writer_.get(), at->first.c_str()) : at->second;
    }
  }
}

readstat_error_t Stata::write_cell(const Variable& variable, const Cell& cell) {
  if (variable.how != How::kText && variable.how != How::kLongText) {
    const auto number = number_of(cell, variable.how);
    return number ? insert_number(writer_.get(), variable, *number) : readstat_insert_missing_value(writer_.get(), variable.to);
  }
  const std::string text = text_of(cell);
  return variable.how == How::kLongText ? readstat_insert_string_ref(writer_.get(), variable.to, long_texts_.at(text))
                                        : readstat_insert_string_value(writer_.get(), variable.to, text.c_str());
}

readstat_error_t Stata::write_row(const CellRow& row) {
  auto error = readstat_begin_row(writer_.get());
  for (auto at = variables_.begin(); at != variables_.end() && error == READSTAT_OK; ++at) {
    error = write_cell(*at, row[at->column]);
  }
  return error == READSTAT_OK ? readstat_end_row(writer_.get()) : error;
}

Result<Done> Stata::finish(files::WholeFile& file, const Breathe& breathe) {
  if (spool().size() > std::numeric_limits<std::int32_t>::max()) {
    return too_much("a file of Stata has 2,147,483,647 rows at most");
  }
  if (writer_ == nullptr) {
    return Diagnostic{
        "F19", "the file of Stata cannot be begun", std::nullopt, {}, "is ReadStat installed, and is there memory left?"};
  }
  add_variables();
  const bool has_long_texts =
      std::any_of(variables_.begin(), variables_.end(), [](const Variable& v) { return v.how == How::kLongText; });
  if (has_long_texts) {
    auto done = spool().each([&](const CellRow& row) {
      breathe();
      add_long_texts(row);
      return true;
    });
    if (!done) {
      return done;
    }
  }
  readstat_set_data_writer(writer_.get(), put);
  readstat_writer_set_file_format_version(writer_.get(), kVersion);
  auto error = readstat_begin_writing_dta(writer_.get(), &file, static_cast<long>(spool().size()));
  auto done = spool().each([&](const CellRow& row) {
    breathe();
    error = error == READSTAT_OK ? write_row(row) : error;
    return error == READSTAT_OK;
  });
  if (!done) {
    return done;
  }
  error = error == READSTAT_OK ? readstat_end_writing(writer_.get()) : error;
  if (error != READSTAT_OK) {
    return too_much("a file of Stata does not take these rows: " + std::string(readstat_error_message(error)));
  }
  return Done{};
}

}  // namespace

MadeWriter make_stata(const std::vector<Column>& columns, const TableOptions& /*options*/) {
  return std::unique_ptr<TableWriter>(std::make_unique<Stata>(columns));
}

}  // namespace entente::exchange
