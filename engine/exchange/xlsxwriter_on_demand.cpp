// The functions of libxlsxwriter that workbook.cpp calls, each handed on to the library, which is loaded when the first workbook is
// begun. It brings OpenSSL along, and to load that at each start would take longer than most questions.
#include <xlsxwriter.h>

#include "engine/exchange/on_demand.h"

namespace {

struct Calls {
  decltype(&::workbook_new_opt) new_opt = nullptr;
  decltype(&::workbook_add_worksheet) add_worksheet = nullptr;
  decltype(&::workbook_add_format) add_format = nullptr;
  decltype(&::workbook_close) close = nullptr;
  decltype(&::lxw_workbook_free) free = nullptr;
  decltype(&::lxw_strerror) strerror = nullptr;
  decltype(&::format_set_bold) set_bold = nullptr;
  decltype(&::format_set_num_format) set_num_format = nullptr;
  decltype(&::worksheet_set_column) set_column = nullptr;
  decltype(&::worksheet_freeze_panes) freeze_panes = nullptr;
  decltype(&::worksheet_write_boolean) write_boolean = nullptr;
  decltype(&::worksheet_write_datetime) write_datetime = nullptr;
  decltype(&::worksheet_write_number) write_number = nullptr;
  decltype(&::worksheet_write_string) write_string = nullptr;
  bool is_whole = false;

  Calls() {
    entente::exchange::LibraryOnDemand library("libxlsxwriter.so." LXW_SOVERSION);
    library.find(new_opt, "workbook_new_opt");
    library.find(add_worksheet, "workbook_add_worksheet");
    library.find(add_format, "workbook_add_format");
    library.find(close, "workbook_close");
    library.find(free, "lxw_workbook_free");
    library.find(strerror, "lxw_strerror");
    library.find(set_bold, "format_set_bold");
    library.find(set_num_format, "format_set_num_format");
    library.find(set_column, "worksheet_set_column");
    library.find(freeze_panes, "worksheet_freeze_panes");
    library.find(write_boolean, "worksheet_write_boolean");
    library.find(write_datetime, "worksheet_write_datetime");
    library.find(write_number, "worksheet_write_number");
    library.find(write_string, "worksheet_write_string");
    is_whole = library.is_whole();
  }
};

const Calls& calls() {
  static const Calls kCalls;
  return kCalls;
}

}  // namespace

/// Null too where the library cannot be loaded; then none of the others is called.
lxw_workbook* workbook_new_opt(const char* filename, lxw_workbook_options* options) {
  return calls().is_whole ? calls().new_opt(filename, options) : nullptr;
}

lxw_worksheet* workbook_add_worksheet(lxw_workbook* workbook, const char* sheetname) {
  return calls().add_worksheet(workbook, sheetname);
}

lxw_format* workbook_add_format(lxw_workbook* workbook) { return calls().add_format(workbook); }

lxw_error workbook_close(lxw_workbook* workbook) { return calls().close(workbook); }

void lxw_workbook_free(lxw_workbook* workbook) { calls().free(workbook); }

char* lxw_strerror(lxw_error error_num) { return calls().strerror(error_num); }

void format_set_bold(lxw_format* format) { calls().set_bold(format); }

void format_set_num_format(lxw_format* format, const char* num_format) { calls().set_num_format(format, num_format); }

lxw_error worksheet_set_column(lxw_worksheet* worksheet, lxw_col_t first_col, lxw_col_t last_col, double width,
                               lxw_format* format) {
  return calls().set_column(worksheet, first_col, last_col, width, format);
}

void worksheet_freeze_panes(lxw_worksheet* worksheet, lxw_row_t row, lxw_col_t col) { calls().freeze_panes(worksheet, row, col); }

lxw_error worksheet_write_boolean(lxw_worksheet* worksheet, lxw_row_t row, lxw_col_t col, int value, lxw_format* format) {
  return calls().write_boolean(worksheet, row, col, value, format);
}

lxw_error worksheet_write_datetime(lxw_worksheet* worksheet, lxw_row_t row, lxw_col_t col, lxw_datetime* datetime,
                                   lxw_format* format) {
  return calls().write_datetime(worksheet, row, col, datetime, format);
}

lxw_error worksheet_write_number(lxw_worksheet* worksheet, lxw_row_t row, lxw_col_t col, double number, lxw_format* format) {
  return calls().write_number(worksheet, row, col, number, format);
}

lxw_error worksheet_write_string(lxw_worksheet* worksheet, lxw_row_t row, lxw_col_t col, const char* string, lxw_format* format) {
  return calls().write_string(worksheet, row, col, string, format);
}
