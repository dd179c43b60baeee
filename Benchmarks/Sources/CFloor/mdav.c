#include "cfloor.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  float distance;
  int row;
} near_row;

static float distance_of(const double *left, const double *right, const double *weights, int columns) {
  float sum = 0;
  for (int column = 0; column < columns; column++) {
    double difference = left[column] - right[column];
    sum += (float)(difference * difference * weights[column]);
  }
  return sum;
}

// Worse: farther, or as far and earlier.
static int worse(near_row left, near_row right) {
  return left.distance > right.distance || (left.distance == right.distance && left.row < right.row);
}

static void sink(near_row *heap, int count, int parent) {
  for (int child; (child = 2 * parent + 1) < count; parent = child) {
    if (child + 1 < count && worse(heap[child + 1], heap[child])) child++;
    if (!worse(heap[child], heap[parent])) return;
    near_row other = heap[child];
    heap[child] = heap[parent];
    heap[parent] = other;
  }
}

// Takes the k rows nearest to `query` out of `left`; returns how many are left. `farthest` becomes
// the first of those farthest from it.
static int take(const double *rows, const double *weights, int columns, int *left, int count, int k,
                const double *query, uint32_t group, uint32_t *groups, near_row *heap, int *farthest) {
  float most = -1;
  int filled = 0;
  for (int index = 0; index < count; index++) {
    near_row entry = {distance_of(rows + (size_t)left[index] * columns, query, weights, columns),
                      left[index]};
    if (entry.distance > most) {
      most = entry.distance;
      *farthest = entry.row;
    }
    if (filled < k) {
      heap[filled++] = entry;
      if (filled == k)
        for (int parent = k / 2 - 1; parent >= 0; parent--) sink(heap, k, parent);
    } else if (worse(heap[0], entry)) {
      heap[0] = entry;
      sink(heap, k, 0);
    }
  }
  for (int index = 0; index < k; index++) groups[heap[index].row] = group;
  int kept = 0;
  for (int index = 0; index < count; index++)
    if (groups[left[index]] != group) left[kept++] = left[index];
  return kept;
}

int cfloor_mdav(const double *rows, int row_count, int column_count, int k, uint32_t *groups) {
  double *weights = calloc(column_count, sizeof *weights);
  double *centre = calloc(column_count, sizeof *centre);
  int *left = malloc(sizeof *left * row_count);
  near_row *heap = malloc(sizeof *heap * k);
  int result = -1;
  if (!weights || !centre || !left || !heap) goto done;
  for (int column = 0; column < column_count; column++) {
    double sum = 0, squares = 0;
    for (int row = 0; row < row_count; row++) {
      double value = rows[(size_t)row * column_count + column];
      sum += value;
      squares += value * value;
    }
    double variance = squares / row_count - (sum / row_count) * (sum / row_count);
    weights[column] = variance > 0 ? 1 / variance : 1;
  }
  for (int row = 0; row < row_count; row++) left[row] = row;
  memset(groups, 0xff, sizeof *groups * row_count);
  int count = row_count, made = 0;
  while (count - k >= k) {
    int two = count - 2 * k >= k;
    memset(centre, 0, sizeof *centre * column_count);
    for (int index = 0; index < count; index++)
      for (int column = 0; column < column_count; column++)
        centre[column] += rows[(size_t)left[index] * column_count + column];
    for (int column = 0; column < column_count; column++) centre[column] /= count;
    int first = left[0], second, unused;
    float most = -1;
    for (int index = 0; index < count; index++) {
      float distance =
          distance_of(rows + (size_t)left[index] * column_count, centre, weights, column_count);
      if (distance > most) {
        most = distance;
        first = left[index];
      }
    }
    count = take(rows, weights, column_count, left, count, k, rows + (size_t)first * column_count,
                 made++, groups, heap, &second);
    if (two)
      count = take(rows, weights, column_count, left, count, k, rows + (size_t)second * column_count,
                   made++, groups, heap, &unused);
  }
  for (int index = 0; index < count; index++) groups[left[index]] = made;
  result = made + (count > 0);
done:
  free(weights);
  free(centre);
  free(left);
  free(heap);
  return result;
}
