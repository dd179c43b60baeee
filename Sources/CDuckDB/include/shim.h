#pragma once

// What Palimpsest uses of DuckDB's stable C API, declared by us: handles are opaque, and the
// functions are a table of pointers that is filled at run time, because the library is opened
// with dlopen. Layouts and signatures follow DuckDB's published C API (duckdb.org/docs, "C API").

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef struct cduckdb_database_s *cduckdb_database;
typedef struct cduckdb_connection_s *cduckdb_connection;
typedef struct cduckdb_config_s *cduckdb_config;
typedef struct cduckdb_statement_s *cduckdb_statement;
typedef struct cduckdb_chunk_s *cduckdb_chunk;
typedef struct cduckdb_vector_s *cduckdb_vector;
typedef struct cduckdb_type_s *cduckdb_type;
typedef struct cduckdb_value_s *cduckdb_value;
typedef struct cduckdb_table_function_s *cduckdb_table_function;
typedef struct cduckdb_scalar_function_s *cduckdb_scalar_function;
typedef struct cduckdb_bind_info_s *cduckdb_bind_info;
typedef struct cduckdb_init_info_s *cduckdb_init_info;
typedef struct cduckdb_function_info_s *cduckdb_function_info;

// A result; all but the last field is kept by DuckDB for old clients.
typedef struct {
  uint64_t unused_column_count;
  uint64_t unused_row_count;
  uint64_t unused_rows_changed;
  void *_Nullable unused_columns;
  char *_Nullable unused_error;
  void *_Nullable internal;
} cduckdb_result;

// A text cell: at most 12 bytes stand inside (zero padded), longer ones behind the pointer.
typedef struct {
  uint32_t byte_count;
  uint8_t prefix[4];
  const uint8_t *_Nullable bytes;
} cduckdb_string;

// The codes of `column_type` that we read.
enum {
  CDUCKDB_BOOLEAN = 1,
  CDUCKDB_INTEGER = 4,
  CDUCKDB_BIGINT = 5,
  CDUCKDB_UINTEGER = 8,
  CDUCKDB_DOUBLE = 11,
  CDUCKDB_VARCHAR = 17,
};

typedef void (*cduckdb_bind_callback)(cduckdb_bind_info info);
typedef void (*cduckdb_init_callback)(cduckdb_init_info info);
typedef void (*cduckdb_scan_callback)(cduckdb_function_info info, cduckdb_chunk chunk);
typedef void (*cduckdb_scalar_callback)(
    cduckdb_function_info info, cduckdb_chunk input, cduckdb_vector output);
typedef void (*cduckdb_delete_callback)(void *_Nullable data);

// RESULT NAME PARAMETERS of each function; states are 0 for success.
#define CDUCKDB_FUNCTIONS(F)                                                                       \
  F(const char *_Nonnull, library_version, (void))                                                         \
  F(void, free, (void *_Nullable memory))                                                          \
  F(int, create_config, (cduckdb_config _Nullable *_Nonnull config))                               \
  F(int, set_config, (cduckdb_config config, const char *name, const char *value))                 \
  F(void, destroy_config, (cduckdb_config _Nullable *_Nonnull config))                             \
  F(int, open_ext,                                                                                 \
    (const char *_Nullable path, cduckdb_database _Nullable *_Nonnull database,                    \
     cduckdb_config _Nullable config, char *_Nullable *_Nullable error))                           \
  F(void, close, (cduckdb_database _Nullable *_Nonnull database))                                  \
  F(int, connect, (cduckdb_database database, cduckdb_connection _Nullable *_Nonnull connection))  \
  F(void, disconnect, (cduckdb_connection _Nullable *_Nonnull connection))                         \
  F(void, interrupt, (cduckdb_connection connection))                                              \
  F(int, prepare,                                                                                  \
    (cduckdb_connection connection, const char *sql,                                               \
     cduckdb_statement _Nullable *_Nonnull statement))                                             \
  F(const char *_Nullable, prepare_error, (cduckdb_statement _Nullable statement))                 \
  F(int, bind_blob,                                                                                \
    (cduckdb_statement statement, uint64_t index, const void *_Nullable data, uint64_t count))     \
  F(void, destroy_prepare, (cduckdb_statement _Nullable *_Nonnull statement))                      \
  F(int, execute_prepared, (cduckdb_statement statement, cduckdb_result *result))                  \
  F(int, execute_prepared_streaming, (cduckdb_statement statement, cduckdb_result *result))        \
  F(const char *_Nullable, result_error, (cduckdb_result *result))                                 \
  F(void, destroy_result, (cduckdb_result *result))                                                \
  F(uint64_t, row_count, (cduckdb_result *result))                                                 \
  F(uint64_t, column_count, (cduckdb_result *result))                                              \
  F(const char *_Nullable, column_name, (cduckdb_result *result, uint64_t index))                  \
  F(int, column_type, (cduckdb_result *result, uint64_t index))                                    \
  F(cduckdb_chunk _Nullable, fetch_chunk, (cduckdb_result result))                                 \
  F(void, destroy_data_chunk, (cduckdb_chunk _Nullable *_Nonnull chunk))                           \
  F(uint64_t, data_chunk_get_size, (cduckdb_chunk chunk))                                          \
  F(void, data_chunk_set_size, (cduckdb_chunk chunk, uint64_t count))                              \
  F(cduckdb_vector _Nonnull, data_chunk_get_vector, (cduckdb_chunk chunk, uint64_t index))                  \
  F(void *_Nullable, vector_get_data, (cduckdb_vector vector))                                     \
  F(uint64_t *_Nullable, vector_get_validity, (cduckdb_vector vector))                             \
  F(void, vector_ensure_validity_writable, (cduckdb_vector vector))                                \
  F(void, vector_assign_string_element_len,                                                        \
    (cduckdb_vector vector, uint64_t index, const char *bytes, uint64_t count))                    \
  F(void, validity_set_row_invalid, (uint64_t *_Nullable validity, uint64_t row))                  \
  F(uint64_t, vector_size, (void))                                                                 \
  F(cduckdb_type _Nonnull, create_logical_type, (int code))                                                 \
  F(void, destroy_logical_type, (cduckdb_type _Nullable *_Nonnull type))                           \
  F(char *_Nullable, get_varchar, (cduckdb_value value))                                           \
  F(void, destroy_value, (cduckdb_value _Nullable *_Nonnull value))                                \
  F(cduckdb_table_function _Nonnull, create_table_function, (void))                                         \
  F(void, destroy_table_function, (cduckdb_table_function _Nullable *_Nonnull function))           \
  F(void, table_function_set_name, (cduckdb_table_function function, const char *name))            \
  F(void, table_function_add_parameter, (cduckdb_table_function function, cduckdb_type type))      \
  F(void, table_function_set_bind,                                                                 \
    (cduckdb_table_function function, cduckdb_bind_callback callback))                             \
  F(void, table_function_set_init,                                                                 \
    (cduckdb_table_function function, cduckdb_init_callback callback))                             \
  F(void, table_function_set_function,                                                             \
    (cduckdb_table_function function, cduckdb_scan_callback callback))                             \
  F(void, table_function_supports_projection_pushdown,                                             \
    (cduckdb_table_function function, bool pushdown))                                              \
  F(int, register_table_function,                                                                  \
    (cduckdb_connection connection, cduckdb_table_function function))                              \
  F(cduckdb_value _Nonnull, bind_get_parameter, (cduckdb_bind_info info, uint64_t index))                   \
  F(void, bind_add_result_column, (cduckdb_bind_info info, const char *name, cduckdb_type type))   \
  F(void, bind_set_bind_data,                                                                      \
    (cduckdb_bind_info info, void *data, cduckdb_delete_callback destroy))                         \
  F(void, bind_set_error, (cduckdb_bind_info info, const char *error))                             \
  F(void *_Nullable, init_get_bind_data, (cduckdb_init_info info))                                 \
  F(void, init_set_init_data,                                                                      \
    (cduckdb_init_info info, void *data, cduckdb_delete_callback destroy))                         \
  F(uint64_t, init_get_column_count, (cduckdb_init_info info))                                     \
  F(uint64_t, init_get_column_index, (cduckdb_init_info info, uint64_t index))                     \
  F(void, init_set_max_threads, (cduckdb_init_info info, uint64_t count))                          \
  F(void, init_set_error, (cduckdb_init_info info, const char *error))                             \
  F(void *_Nullable, function_get_init_data, (cduckdb_function_info info))                         \
  F(void, function_set_error, (cduckdb_function_info info, const char *error))                     \
  F(cduckdb_scalar_function _Nonnull, create_scalar_function, (void))                              \
  F(void, destroy_scalar_function, (cduckdb_scalar_function _Nullable *_Nonnull function))         \
  F(void, scalar_function_set_name, (cduckdb_scalar_function function, const char *name))          \
  F(void, scalar_function_add_parameter, (cduckdb_scalar_function function, cduckdb_type type))    \
  F(void, scalar_function_set_return_type, (cduckdb_scalar_function function, cduckdb_type type))  \
  F(void, scalar_function_set_special_handling, (cduckdb_scalar_function function))                \
  F(void, scalar_function_set_volatile, (cduckdb_scalar_function function))                        \
  F(void, scalar_function_set_function,                                                            \
    (cduckdb_scalar_function function, cduckdb_scalar_callback callback))                          \
  F(int, register_scalar_function,                                                                 \
    (cduckdb_connection connection, cduckdb_scalar_function function))

// The table of functions; valid once `cduckdb_load` has answered NULL.
struct cduckdb_functions {
#define CDUCKDB_FIELD(RESULT, NAME, PARAMETERS) RESULT(*_Nonnull NAME) PARAMETERS;
  CDUCKDB_FUNCTIONS(CDUCKDB_FIELD)
#undef CDUCKDB_FIELD
};

// Fills `functions` from a library that dlopen gave; answers the name of the first function that
// the library lacks, or NULL.
const char *_Nullable cduckdb_load(void *library, struct cduckdb_functions *functions);

#pragma clang assume_nonnull end
