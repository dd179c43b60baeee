#include "shim.h"

#include <dlfcn.h>

const char *cduckdb_load(void *library, struct cduckdb_functions *functions) {
#define CDUCKDB_LOOKUP(RESULT, NAME, PARAMETERS)                                                   \
  *(void **)(&functions->NAME) = dlsym(library, "duckdb_" #NAME);                                  \
  if (functions->NAME == NULL) return "duckdb_" #NAME;
  CDUCKDB_FUNCTIONS(CDUCKDB_LOOKUP)
#undef CDUCKDB_LOOKUP
  return NULL;
}
