"""OpenDP's discrete Laplace and discrete Gaussian noise on a vector of zeros.

usage: samplers.py DRAWS RUNS
Prints, by sampler, lists of wall and processor seconds after one run that is not counted, and the variance.
Wants: pip install opendp==0.16.0
"""
import json
import sys
import time

import opendp.prelude as dp

dp.enable_features("contrib")
draws, runs = int(sys.argv[1]), int(sys.argv[2])
zeros = [0] * draws
domain = dp.vector_domain(dp.atom_domain(T="i64"))
report = {}
for scale in (1, 10, 1000):
    kinds = {
        "laplace": lambda: dp.m.make_laplace(domain, dp.l1_distance(T="i64"), scale=float(scale)),
        "gaussian": lambda: dp.m.make_gaussian(domain, dp.l2_distance(T="f64"), scale=float(scale)),
    }
    for kind, make in kinds.items():
        mechanism = make()
        times = {"wall": [], "processor": []}
        for run in range(runs + 1):
            start = time.perf_counter(), time.process_time()
            released = mechanism(zeros)
            end = time.perf_counter(), time.process_time()
            if run > 0 or runs == 1:
                times["wall"].append(end[0] - start[0])
                times["processor"].append(end[1] - start[1])
            if runs == 1:
                break
        variance = sum(value * value for value in released) / draws
        report[f"discrete-{kind}-{scale}"] = {**times, "variance": variance}
print(json.dumps(report))
