// The functions of ReadStat that stata.cpp calls, each handed on to the library, which is loaded when the first file of Stata is
// begun: a question at the shell's -c is answered before it would be.
#include <readstat.h>

#include "engine/exchange/on_demand.h"

namespace {

struct Calls {
  decltype(&::readstat_error_message) error_message = nullptr;
  decltype(&::readstat_writer_init) writer_init = nullptr;
  decltype(&::readstat_set_data_writer) set_data_writer = nullptr;
  decltype(&::readstat_add_variable) add_variable = nullptr;
  decltype(&::readstat_variable_set_label) variable_set_label = nullptr;
  decltype(&::readstat_variable_set_format) variable_set_format = nullptr;
  decltype(&::readstat_add_string_ref) add_string_ref = nullptr;
  decltype(&::readstat_writer_set_file_format_version) writer_set_file_format_version = nullptr;
  decltype(&::readstat_begin_writing_dta) begin_writing_dta = nullptr;
  decltype(&::readstat_begin_row) begin_row = nullptr;
  decltype(&::readstat_insert_int8_value) insert_int8_value = nullptr;
  decltype(&::readstat_insert_int16_value) insert_int16_value = nullptr;
  decltype(&::readstat_insert_int32_value) insert_int32_value = nullptr;
  decltype(&::readstat_insert_double_value) insert_double_value = nullptr;
  decltype(&::readstat_insert_string_value) insert_string_value = nullptr;
  decltype(&::readstat_insert_string_ref) insert_string_ref = nullptr;
  decltype(&::readstat_insert_missing_value) insert_missing_value = nullptr;
  decltype(&::readstat_end_row) end_row = nullptr;
  decltype(&::readstat_end_writing) end_writing = nullptr;
  decltype(&::readstat_writer_free) writer_free = nullptr;
  bool is_whole = false;

  Calls() {
    entente::exchange::LibraryOnDemand library("libreadstat.so.1");
    library.find(error_message, "readstat_error_message");
    library.find(writer_init, "readstat_writer_init");
    library.find(set_data_writer, "readstat_set_data_writer");
    library.find(add_variable, "readstat_add_variable");
    library.find(variable_set_label, "readstat_variable_set_label");
    library.find(variable_set_format, "readstat_variable_set_format");
    library.find(add_string_ref, "readstat_add_string_ref");
    library.find(writer_set_file_format_version, "readstat_writer_set_file_format_version");
    library.find(begin_writing_dta, "readstat_begin_writing_dta");
    library.find(begin_row, "readstat_begin_row");
    library.find(insert_int8_value, "readstat_insert_int8_value");
    library.find(insert_int16_value, "readstat_insert_int16_value");
    library.find(insert_int32_value, "readstat_insert_int32_value");
    library.find(insert_double_value, "readstat_insert_double_value");
    library.find(insert_string_value, "readstat_insert_string_value");
    library.find(insert_string_ref, "readstat_insert_string_ref");
    library.find(insert_missing_value, "readstat_insert_missing_value");
    library.find(end_row, "readstat_end_row");
    library.find(end_writing, "readstat_end_writing");
    library.find(writer_free, "readstat_writer_free");
    is_whole = library.is_whole();
  }
};

const Calls& calls() {
  static const Calls kCalls;
  return kCalls;
}

}  // namespace

const char* readstat_error_message(readstat_error_t error_code) { return calls().error_message(error_code); }

/// Null where the library cannot be loaded; then none of the others is called.
readstat_writer_t* readstat_writer_init() { return calls().is_whole ? calls().writer_init() : nullptr; }

readstat_error_t readstat_set_data_writer(readstat_writer_t* writer, readstat_data_writer data_writer) {
  return calls().set_data_writer(writer, data_writer);
}

readstat_variable_t* readstat_add_variable(readstat_writer_t* writer, const char* name, readstat_type_t type,
                                           size_t storage_width) {
  return calls().add_variable(writer, name, type, storage_width);
}

void readstat_variable_set_label(readstat_variable_t* variable, const char* label) { calls().variable_set_label(variable, label); }

void readstat_variable_set_format(readstat_variable_t* variable, const char* format) {
  calls().variable_set_format(variable, format);
}

readstat_string_ref_t* readstat_add_string_ref(readstat_writer_t* writer, const char* string) {
  return calls().add_string_ref(writer, string);
}

readstat_error_t readstat_writer_set_file_format_version(readstat_writer_t* writer, uint8_t file_format_version) {
  return calls().writer_set_file_format_version(writer, file_format_version);
}

readstat_error_t readstat_begin_writing_dta(readstat_writer_t* writer, void* user_ctx, long row_count) {
  return calls().begin_writing_dta(writer, user_ctx, row_count);
}

readstat_error_t readstat_begin_row(readstat_writer_t* writer) { return calls().begin_row(writer); }

readstat_error_t readstat_insert_int8_value(readstat_writer_t* writer, const readstat_variable_t* variable, int8_t value) {
  return calls().insert_int8_value(writer, variable, value);
}

readstat_error_t readstat_insert_int16_value(readstat_writer_t* writer, const readstat_variable_t* variable, int16_t value) {
  return calls().insert_int16_value(writer, variable, value);
}

readstat_error_t readstat_insert_int32_value(readstat_writer_t* writer, const readstat_variable_t* variable, int32_t value) {
  return calls().insert_int32_value(writer, variable, value);
}

readstat_error_t readstat_insert_double_value(readstat_writer_t* writer, const readstat_variable_t* variable, double value) {
  return calls().insert_double_value(writer, variable, value);
}

readstat_error_t readstat_insert_string_value(readstat_writer_t* writer, const readstat_variable_t* variable, const char* value) {
  return calls().insert_string_value(writer, variable, value);
}

readstat_error_t readstat_insert_string_ref(readstat_writer_t* writer, const readstat_variable_t* variable,
                                            readstat_string_ref_t* ref) {
  return calls().insert_string_ref(writer, variable, ref);
}

readstat_error_t readstat_insert_missing_value(readstat_writer_t* writer, const readstat_variable_t* variable) {
  return calls().insert_missing_value(writer, variable);
}

readstat_error_t readstat_end_row(readstat_writer_t* writer) { return calls().end_row(writer); }

readstat_error_t readstat_end_writing(readstat_writer_t* writer) { return calls().end_writing(writer); }

void readstat_writer_free(readstat_writer_t* writer) { calls().writer_free(writer); }
