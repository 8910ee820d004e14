// As much of DuckDB's C API as its peer calls: the library comes from npm, without a header.
#pragma once

#include <cstdint>

extern "C" {
// NOLINTBEGIN: the names are DuckDB's
using idx_t = std::uint64_t;
struct duckdb_handle {
  void* internal;
};
using duckdb_database = duckdb_handle*;
using duckdb_connection = duckdb_handle*;
using duckdb_prepared_statement = duckdb_handle*;
using duckdb_data_chunk = duckdb_handle*;
using duckdb_vector = duckdb_handle*;
using duckdb_appender = duckdb_handle*;
enum duckdb_state : std::int32_t { DuckDBSuccess = 0, DuckDBError = 1 };
struct duckdb_date {
  std::int32_t days;
};
struct duckdb_result {
  idx_t columns, rows, changed;
  void* data;
  char* message;
  void* internal;
};

duckdb_state duckdb_open(const char* path, duckdb_database* database);
void duckdb_close(duckdb_database* database);
duckdb_state duckdb_connect(duckdb_database database, duckdb_connection* connection);
void duckdb_disconnect(duckdb_connection* connection);
duckdb_state duckdb_query(duckdb_connection connection, const char* query, duckdb_result* result);
void duckdb_destroy_result(duckdb_result* result);
const char* duckdb_result_error(duckdb_result* result);
duckdb_state duckdb_prepare(duckdb_connection connection, const char* query, duckdb_prepared_statement* statement);
const char* duckdb_prepare_error(duckdb_prepared_statement statement);
void duckdb_destroy_prepare(duckdb_prepared_statement* statement);
duckdb_state duckdb_bind_int32(duckdb_prepared_statement statement, idx_t place, std::int32_t value);
duckdb_state duckdb_bind_date(duckdb_prepared_statement statement, idx_t place, duckdb_date value);
duckdb_state duckdb_execute_prepared(duckdb_prepared_statement statement, duckdb_result* result);
duckdb_data_chunk duckdb_fetch_chunk(duckdb_result result);
idx_t duckdb_data_chunk_get_size(duckdb_data_chunk chunk);
duckdb_vector duckdb_data_chunk_get_vector(duckdb_data_chunk chunk, idx_t column);
void* duckdb_vector_get_data(duckdb_vector vector);
void duckdb_destroy_data_chunk(duckdb_data_chunk* chunk);
duckdb_state duckdb_appender_create(duckdb_connection connection, const char* schema, const char* table, duckdb_appender* appender);
duckdb_state duckdb_append_int8(duckdb_appender appender, std::int8_t value);
duckdb_state duckdb_append_int32(duckdb_appender appender, std::int32_t value);
duckdb_state duckdb_append_date(duckdb_appender appender, duckdb_date value);
duckdb_state duckdb_appender_end_row(duckdb_appender appender);
duckdb_state duckdb_appender_flush(duckdb_appender appender);
duckdb_state duckdb_appender_destroy(duckdb_appender* appender);
// NOLINTEND
}
