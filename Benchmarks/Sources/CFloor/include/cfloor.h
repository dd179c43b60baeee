#ifndef CFLOOR_H
#define CFLOOR_H

#include <stdint.h>

// What plain C reaches on one thread: the yardstick of the Swift kernels. Columns are arrays of
// `rows` codes, each below its cardinality; the product of the cardinalities fits the key.

typedef struct {
  uint64_t classes;
  uint64_t uniques;
  uint64_t same_pairs;
} cfloor_sizes;

// Mixed-radix keys of 32 bits, sorted by LSD radix (3 passes of 11 bits), runs counted.
// Returns 0, or -1 without memory.
int cfloor_classes32(const uint32_t *const *columns, const uint32_t *cardinalities, int column_count,
                     uint32_t rows, cfloor_sizes *out);

// The same with keys of 64 bits (6 passes of 11 bits, those above the domain left out).
int cfloor_classes64(const uint32_t *const *columns, const uint32_t *cardinalities, int column_count,
                     uint32_t rows, cfloor_sizes *out);

// All 2^column_count - 1 non-empty subsets, from unique tuples: dense counting where the product of
// the subset's cardinalities is at most 2^20, else open addressing. `out` has 2^column_count
// entries, by mask. Returns 0, or -1 without memory.
int cfloor_subsets(const uint32_t *const *columns, const uint32_t *cardinalities, int column_count,
                   uint32_t rows, cfloor_sizes *out);

// MDAV the plain way: rows (row-major, standardised) in groups of at least k; every step scans all
// rows that are left. Distances in single precision as sdcMicro's. `groups` has one entry a row.
// Returns the number of groups, or -1 without memory.
int cfloor_mdav(const double *rows, int row_count, int column_count, int k, uint32_t *groups);

#endif
