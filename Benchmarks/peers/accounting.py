"""Loss distributions of DP-SGD: dp-accounting beside `benchmarks accounting`, one table.

    pip install dp-accounting==0.6.0
    python3 Benchmarks/peers/accounting.py ../shared/vectors/dp BENCHMARKS_EXECUTABLE

Each setting of dpsgd_eps*.csv at the same discretisation (1e-4, dp-accounting's default, where the
file names none). CPU seconds, the best of three; dp-accounting's pessimistic estimate alone, as its
accountant computes it (connect the dots), and its optimistic one for the interval's width.
"""

import csv
import glob
import io
import subprocess
import sys
import time

from dp_accounting.pld import privacy_loss_distribution as pld


def settings(folder):
    seen = {}
    for path in sorted(glob.glob(folder + "/dpsgd_eps*.csv")):
        for row in csv.DictReader(open(path)):
            key = (row["name"], float(row.get("disc") or 1e-4))
            seen.setdefault(key, (float(row["q"]), float(row["sigma"]), int(row["steps"]),
                                  float(row["delta"])))
    return seen


def epsilon(q, sigma, steps, delta, interval, pessimistic):
    one = pld.from_gaussian_mechanism(
        sigma, value_discretization_interval=interval, sampling_prob=q,
        pessimistic_estimate=pessimistic, use_connect_dots=pessimistic)
    return one.self_compose(steps).get_epsilon_for_delta(delta)


def timed(runs, *arguments):
    best, value = float("inf"), None
    for _ in range(runs):
        start = time.process_time()
        value = epsilon(*arguments)
        best = min(best, time.process_time() - start)
    return value, best


def main():
    folder, executable = sys.argv[1], sys.argv[2]
    output = subprocess.run([executable, "accounting", folder], check=True, capture_output=True,
                            text=True).stdout
    ours = {(r["name"], float(r["interval"])): r for r in csv.DictReader(io.StringIO(output))}
    print("| setting | interval | peer CPU s | ours CPU s | ratio | peer upper | ours over it "
          "| peer width | ours width |")
    print("|--|--:|--:|--:|--:|--:|--:|--:|--:|")
    ratios = []
    for (name, interval), (q, sigma, steps, delta) in settings(folder).items():
        upper, cpu = timed(1 if interval < 1e-4 else 3, q, sigma, steps, delta, interval, True)
        lower = epsilon(q, sigma, steps, delta, interval, False)
        row = ours[(name, interval)]
        own, own_upper, own_lower = (float(row[k]) for k in ("cpu_upper", "upper", "lower"))
        ratios.append(cpu / max(own, 1e-6))
        print(f"| {name} | {interval:g} | {cpu:.3f} | {own:.4f} | {ratios[-1]:.1f} "
              f"| {upper:.6f} | {own_upper / upper - 1:+.1e} | {upper - lower:.2g} "
              f"| {own_upper - own_lower:.2g} |", flush=True)
    ratios.sort()
    print(f"\nratio: least {ratios[0]:.1f}, median {ratios[len(ratios) // 2]:.1f}")


if __name__ == "__main__":
    main()
