"""FUGAL's recipe (Bommakanti et al., NeurIPS 2024) restated in NumPy, for when PyTorch can't be had.

usage: fugal.py AUXILIARY RELEASE TRUTH NODES
AUXILIARY and RELEASE are raw pairs of uint32 (edges, each once), TRUTH is a raw uint32 for each node.
Degree, clustering and their means over neighbours; 15 rounds of 10 Frank-Wolfe steps with Sinkhorn (regularisation 1, 500 passes), mu 1;
assignment of the result. Float64, one thread unless OPENBLAS_NUM_THREADS says otherwise.
Prints the share of nodes that are right, wall and processor seconds.
"""
import json
import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy
from scipy.optimize import linear_sum_assignment


def adjacency(path, count):
    edges = numpy.fromfile(path, dtype=numpy.uint32).reshape(-1, 2)
    matrix = numpy.zeros((count, count))
    matrix[edges[:, 0], edges[:, 1]] = 1
    matrix[edges[:, 1], edges[:, 0]] = 1
    return matrix


def features(matrix):
    degree = matrix.sum(1)
    triangles = ((matrix @ matrix) * matrix).sum(1)
    clustering = triangles / numpy.maximum(degree * (degree - 1), 1)
    inverse = 1 / numpy.maximum(degree, 1)
    return numpy.stack(
        [degree, clustering, (matrix @ degree) * inverse, (matrix @ clustering) * inverse], 1)


def sinkhorn(cost, passes=500):
    kernel = numpy.exp(-cost)
    rows = numpy.full(len(cost), 1 / len(cost))
    columns = rows
    for _ in range(passes):
        sums = rows @ kernel
        with numpy.errstate(all="ignore"):
            new_columns = 1 / sums
            new_rows = 1 / (kernel @ new_columns)
        if (sums == 0).any() or not (numpy.isfinite(new_rows).all() and numpy.isfinite(new_columns).all()):
            break
        rows, columns = new_rows, new_columns
    return rows[:, None] * kernel * columns[None]


count = int(sys.argv[4])
auxiliary, release = adjacency(sys.argv[1], count), adjacency(sys.argv[2], count)
truth = numpy.fromfile(sys.argv[3], dtype=numpy.uint32)
start = time.perf_counter(), time.process_time()
one, other = features(auxiliary), features(release)
squares = (one**2).sum(1)[:, None] + (other**2).sum(1)[None] - 2 * one @ other.T
distances = numpy.sqrt(numpy.maximum(squares, 0))
plan = numpy.eye(count)
for penalty in range(15):
    for step in range(1, 11):
        gradient = -2 * (auxiliary @ plan @ release) + distances + penalty * (1 - 2 * plan)
        plan = plan + 2 / (2 + step) * (sinkhorn(gradient) - plan)
found = linear_sum_assignment(plan, maximize=True)[1]
end = time.perf_counter(), time.process_time()
print(json.dumps({
    "right": float((found == truth).mean()), "wall": end[0] - start[0], "processor": end[1] - start[1]}))
