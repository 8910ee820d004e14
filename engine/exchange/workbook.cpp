// Workbooks of spreadsheets (.xlsx): one sheet, a line of names that stays in sight, cells of the type that they have.
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <optional>

#include "engine/exchange/spool.h"
#include "engine/files/whole_file.h"
#include "engine/value/bound.h"
#include "parser/characters.h"
#include "parser/display.h"

namespace entente::exchange {
namespace {

constexpr std::size_t kSheetNameMax = 31;            // characters
constexpr std::size_t kTextMax = 32767;              // characters of a cell
constexpr std::size_t kWidthMax = 60;                // of a column, in characters
constexpr std::int64_t kExactMax = 999999999999999;  // spreadsheets keep fifteen digits
constexpr std::int32_t kFirstYear = 1900;            // they know no dates before

/// The name of the file without what stands around it and without what no sheet may be called.
std::string sheet_name(const std::string& file) {
  std::string_view stem = std::string_view(file).substr(file.rfind('/') == std::string::npos ? 0 : file.rfind('/') + 1);
  stem = stem.substr(0, stem.rfind('.'));
  std::string name;
  for (std::size_t count = 0; !stem.empty() && count < kSheetNameMax; ++count) {
    const std::size_t bytes = std::max<std::size_t>(1, decode(stem).bytes);
    const std::string_view character = stem.substr(0, bytes);
    name += std::string_view("[]:*?/\\'").find(character) != std::string_view::npos ? "_" : std::string(character);
    stem.remove_prefix(bytes);
  }
  return name.empty() || name == "History" || name == "history" ? "rows" : name;
}

std::size_t characters_of(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

class Workbook : public SpooledTable {
 public:
  Workbook(const std::vector<Column>& of_table, std::string name)
      : SpooledTable(of_table), name_(std::move(name)), widths_(of_table.size()) {}

  Result<Done> finish(files::WholeFile& file, const Breathe& breathe) override;

 protected:
  void look_at(std::size_t column, const Cell& cell) override {
    widths_[column] = std::max(widths_[column], shown_width(text_of(cell)));
  }

 private:
  struct Free {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
  };
  void open(const std::string& path);
  void write_names();
  [[nodiscard]] lxw_error write_row(lxw_row_t at, const CellRow& row);
  [[nodiscard]] lxw_error write_cell(lxw_row_t row, lxw_col_t column, const Cell& cell);
  [[nodiscard]] lxw_error write_date(lxw_row_t row, lxw_col_t column, const std::string& text);
  [[nodiscard]] lxw_error write_text(lxw_row_t row, lxw_col_t column, const std::string& text);

  std::string name_;
  std::vector<std::size_t> widths_;
  std::unique_ptr<lxw_workbook, Free> book_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* bold_ = nullptr;
  lxw_format* date_ = nullptr;
};

void Workbook::open(const std::string& path) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.use_zip64 = LXW_TRUE;
  book_.reset(workbook_new_opt(path.c_str(), &options));
  sheet_ = book_ ? workbook_add_worksheet(book_.get(), sheet_name(name_).c_str()) : nullptr;
  if (sheet_ == nullptr) {
    return;
  }
  bold_ = workbook_add_format(book_.get());
  format_set_bold(bold_);
  date_ = workbook_add_format(book_.get());
  format_set_num_format(date_, "yyyy-mm-dd");
}

void Workbook::write_names() {
  for (std::size_t i = 0; i < columns().size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    const std::size_t width = std::max(widths_[i], shown_width(columns()[i].name));
    worksheet_set_column(sheet_, column, column, static_cast<double>(std::min(width, kWidthMax) + 2), nullptr);
    worksheet_write_string(sheet_, 0, column, columns()[i].name.c_str(), bold_);
  }
  worksheet_freeze_panes(sheet_, 1, 0);
}

lxw_error Workbook::write_text(lxw_row_t row, lxw_col_t column, const std::string& text) {
  return characters_of(text) > kTextMax ? LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED
                                        : worksheet_write_string(sheet_, row, column, text.c_str(), nullptr);
}

// A year is a number, a day that spreadsheets know a date; anything else that may be said of a time stands as it is written.
lxw_error Workbook::write_date(lxw_row_t row, lxw_col_t column, const std::string& text) {
  const auto bound = bound_of_text(text);
  if (!bound || bound->notation != Bound::Notation::kDate || bound->mark != Bound::Mark::kNone) {
    return write_text(row, column, text);
  }
  const Civil civil = civil_of(bound->earliest);
  if (bound->precision == Precision::kYear) {
    return worksheet_write_number(sheet_, row, column, civil.year, nullptr);
  }
  if (bound->precision == Precision::kMonth || civil.year < kFirstYear) {
    return write_text(row, column, text);
  }
  lxw_datetime date{};
  date.year = civil.year;
  date.month = static_cast<int>(civil.month);
  date.day = static_cast<int>(civil.day);
  return worksheet_write_datetime(sheet_, row, column, &date, date_);
}

lxw_error Workbook::write_cell(lxw_row_t row, lxw_col_t column, const Cell& cell) {
  if (const auto* truth = std::get_if<bool>(&cell)) {
    return worksheet_write_boolean(sheet_, row, column, *truth ? 1 : 0, nullptr);
  }
  if (const auto* decimal = std::get_if<double>(&cell)) {
    return worksheet_write_number(sheet_, row, column, *decimal, nullptr);
  }
  if (const auto* whole = std::get_if<std::int64_t>(&cell); whole != nullptr && *whole >= -kExactMax && *whole <= kExactMax) {
    return worksheet_write_number(sheet_, row, column, static_cast<double>(*whole), nullptr);
  }
  if (const auto* date = std::get_if<DateText>(&cell)) {
    return write_date(row, column, date->text);
  }
  return write_text(row, column, text_of(cell));
}

lxw_error Workbook::write_row(lxw_row_t at, const CellRow& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (is_missing(row[i])) {
      continue;
    }
    if (const auto error = write_cell(at, static_cast<lxw_col_t>(i), row[i]); error != LXW_NO_ERROR) {
      return error;
    }
  }
  return LXW_NO_ERROR;
}

Result<Done> Workbook::finish(files::WholeFile& file, const Breathe& breathe) {
  if (spool().size() >= LXW_ROW_MAX) {
    return too_much("a sheet has 1,048,576 rows at most, these are " + std::to_string(spool().size()) + " and a line of names");
  }
  if (columns().size() > LXW_COL_MAX) {
    return too_much("a sheet has 16,384 columns at most, these are " + std::to_string(columns().size()));
  }
  open(file.path());
  if (sheet_ == nullptr) {
    return Diagnostic{
        "F19", "the workbook cannot be begun", std::nullopt, {}, "is libxlsxwriter installed, and is there memory left?"};
  }
  write_names();
  lxw_row_t at = 0;
  auto error = LXW_NO_ERROR;
  auto done = spool().each([&](const CellRow& row) {
    breathe();
    error = write_row(++at, row);
    return error == LXW_NO_ERROR;
  });
  if (!done) {
    return done;
  }
  if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) {
    return too_much("row " + std::to_string(at) + " has a text that is longer than a cell takes, 32,767 characters");
  }
  error = error == LXW_NO_ERROR ? workbook_close(book_.release()) : error;
  if (error != LXW_NO_ERROR) {
    return Diagnostic{"F19",
                      "the workbook cannot be written: " + std::string(lxw_strerror(error)),
                      std::nullopt,
                      {},
                      "make room there, and in the directory of temporary files; nothing was changed"};
  }
  return Done{};
}

}  // namespace

MadeWriter make_workbook(const std::vector<Column>& columns, const TableOptions& options) {
  return std::unique_ptr<TableWriter>(std::make_unique<Workbook>(columns, options.name));
}

}  // namespace entente::exchange
