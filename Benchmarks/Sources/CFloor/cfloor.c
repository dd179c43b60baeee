#include "cfloor.h"

#include <stdlib.h>
#include <string.h>

#define DENSE_LIMIT (1u << 20)

static void add_class(cfloor_sizes *out, uint64_t size) {
  out->classes += 1;
  out->uniques += size == 1;
  out->same_pairs += size * (size - 1) / 2;
}

#define DEFINE_PACK_AND_SORT(NAME, WORD)                                                          \
  static void pack##NAME(const uint32_t *const *columns, const uint32_t *cardinalities,           \
                         int column_count, uint32_t rows, WORD *keys) {                           \
    for (uint32_t start = 0; start < rows; start += 2048) {                                       \
      uint32_t end = rows - start < 2048 ? rows : start + 2048;                                   \
      for (uint32_t row = start; row < end; row++) keys[row] = 0;                                 \
      for (int column = 0; column < column_count; column++) {                                     \
        const uint32_t *codes = columns[column];                                                  \
        WORD radix = cardinalities[column];                                                       \
        for (uint32_t row = start; row < end; row++) keys[row] = keys[row] * radix + codes[row];  \
      }                                                                                           \
    }                                                                                             \
  }                                                                                               \
                                                                                                  \
  static WORD *sort##NAME(WORD *keys, WORD *other, uint32_t rows, WORD largest) {                 \
    for (int shift = 0; shift < (int)(8 * sizeof(WORD)) && largest >> shift; shift += 11) {       \
      uint32_t starts[2048] = {0};                                                                \
      for (uint32_t row = 0; row < rows; row++) starts[keys[row] >> shift & 2047]++;              \
      uint32_t total = 0;                                                                         \
      for (int digit = 0; digit < 2048; digit++) {                                                \
        uint32_t count = starts[digit];                                                           \
        starts[digit] = total;                                                                    \
        total += count;                                                                           \
      }                                                                                           \
      for (uint32_t row = 0; row < rows; row++)                                                   \
        other[starts[keys[row] >> shift & 2047]++] = keys[row];                                   \
      WORD *swapped = keys;                                                                       \
      keys = other;                                                                               \
      other = swapped;                                                                            \
    }                                                                                             \
    return keys;                                                                                  \
  }                                                                                               \
                                                                                                  \
  int cfloor_classes##NAME(const uint32_t *const *columns, const uint32_t *cardinalities,         \
                           int column_count, uint32_t rows, cfloor_sizes *out) {                  \
    memset(out, 0, sizeof *out);                                                                  \
    if (rows == 0) return 0;                                                                      \
    WORD *keys = malloc(2 * sizeof(WORD) * (size_t)rows);                                         \
    if (!keys) return -1;                                                                         \
    WORD largest = 1;                                                                             \
    for (int column = 0; column < column_count; column++) largest *= cardinalities[column];       \
    pack##NAME(columns, cardinalities, column_count, rows, keys);                                 \
    const WORD *sorted = sort##NAME(keys, keys + rows, rows, largest - 1);                        \
    uint32_t start = 0;                                                                           \
    for (uint32_t row = 1; row <= rows; row++) {                                                  \
      if (row < rows && sorted[row] == sorted[start]) continue;                                   \
      add_class(out, row - start);                                                                \
      start = row;                                                                                \
    }                                                                                             \
    free(keys);                                                                                   \
    return 0;                                                                                     \
  }

DEFINE_PACK_AND_SORT(32, uint32_t)
DEFINE_PACK_AND_SORT(64, uint64_t)

typedef struct {
  uint64_t key;
  uint32_t count;
  uint32_t row;
} slot;

static uint32_t capacity_for(uint32_t entries) {
  uint32_t capacity = 16;
  while (capacity / 2 < entries) capacity *= 2;
  return capacity;
}

// Adds weights by key into a cleared table; key 0 is stored as 1 and so on, 0 means empty.
static void add_keys(const uint64_t *keys, const uint32_t *weights, uint32_t count, slot *table,
                     uint32_t capacity) {
  int shift = 64 - __builtin_ctz(capacity);
  for (uint32_t row = 0; row < count; row++) {
    uint64_t key = keys[row] + 1;
    uint32_t place = (uint32_t)(((key ^ key >> 32) * 0x9E3779B97F4A7C15u) >> shift);
    while (table[place].key && table[place].key != key) place = (place + 1) & (capacity - 1);
    if (!table[place].key) {
      table[place].key = key;
      table[place].row = row;
    }
    table[place].count += weights ? weights[row] : 1;
  }
}

static void scan_subset(const uint32_t *const *columns, const uint32_t *cardinalities,
                        int column_count, unsigned mask, uint32_t tuples, const uint32_t *weights,
                        uint64_t *keys, uint32_t *dense, slot *table, uint32_t capacity,
                        cfloor_sizes *out) {
  const uint32_t *chosen[32];
  uint32_t radices[32];
  int count = 0;
  uint64_t domain = 1;
  for (int column = 0; column < column_count; column++) {
    if (!(mask >> column & 1)) continue;
    chosen[count] = columns[column];
    radices[count++] = cardinalities[column];
    domain *= cardinalities[column];
  }
  pack64(chosen, radices, count, tuples, keys);
  if (domain <= DENSE_LIMIT) {
    memset(dense, 0, sizeof *dense * domain);
    for (uint32_t row = 0; row < tuples; row++) dense[keys[row]] += weights[row];
    for (uint64_t key = 0; key < domain; key++)
      if (dense[key]) add_class(out, dense[key]);
  } else {
    memset(table, 0, sizeof *table * capacity);
    add_keys(keys, weights, tuples, table, capacity);
    for (uint32_t place = 0; place < capacity; place++)
      if (table[place].key) add_class(out, table[place].count);
  }
}

int cfloor_subsets(const uint32_t *const *columns, const uint32_t *cardinalities, int column_count,
                   uint32_t rows, cfloor_sizes *out) {
  memset(out, 0, sizeof *out << column_count);
  uint64_t *keys = malloc(sizeof *keys * ((size_t)rows + 1));
  uint32_t *dense = malloc(sizeof *dense * DENSE_LIMIT);
  uint32_t capacity = capacity_for(rows);
  slot *table = calloc(capacity, sizeof *table);
  uint32_t *tuples = malloc(sizeof *tuples * ((size_t)rows + 1) * (size_t)(column_count + 1));
  int failed = !keys || !dense || !table || !tuples;
  if (!failed) {
    pack64(columns, cardinalities, column_count, rows, keys);
    add_keys(keys, NULL, rows, table, capacity);
    uint32_t *weights = tuples + (size_t)rows * (size_t)column_count;
    const uint32_t *unique[32];
    for (int column = 0; column < column_count; column++)
      unique[column] = tuples + (size_t)rows * (size_t)column;
    uint32_t found = 0;
    for (uint32_t place = 0; place < capacity; place++) {
      if (!table[place].key) continue;
      for (int column = 0; column < column_count; column++)
        tuples[(size_t)rows * (size_t)column + found] = columns[column][table[place].row];
      weights[found++] = table[place].count;
    }
    uint32_t smaller = capacity_for(found);
    for (unsigned mask = 1; mask < 1u << column_count; mask++)
      scan_subset(unique, cardinalities, column_count, mask, found, weights, keys, dense, table,
                  smaller, &out[mask]);
  }
  free(keys);
  free(dense);
  free(table);
  free(tuples);
  return failed ? -1 : 0;
}
