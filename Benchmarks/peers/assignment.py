"""SciPy's linear_sum_assignment on a square of raw float32 costs.

usage: assignment.py FILE SIZE RUNS
Prints the sum of the matching and lists of wall and processor seconds, after one run that is not counted.
"""
import json
import sys
import time

import numpy
from scipy.optimize import linear_sum_assignment

path, size, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
costs = numpy.fromfile(path, dtype=numpy.float32).reshape(size, size).astype(numpy.float64)
times = {"wall": [], "processor": []}
for run in range(runs + 1):
    start = time.perf_counter(), time.process_time()
    rows, columns = linear_sum_assignment(costs)
    end = time.perf_counter(), time.process_time()
    if run > 0 or runs == 1:
        times["wall"].append(end[0] - start[0])
        times["processor"].append(end[1] - start[1])
    if runs == 1:
        break
print(json.dumps({"sum": [float(costs[rows, columns].sum())], **times}))
