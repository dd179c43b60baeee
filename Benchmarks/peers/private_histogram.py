"""A private histogram over 10 million rows of Parquet, 100 groups, 100 thousand users, in one run:
the engine's plain GROUP BY, `palimpsest noise` and OpenDP on Polars, for rows and for users.

    pip install 'opendp[polars]==0.16.*' polars==1.36.1
    export PALIMPSEST_DUCKDB=.../libduckdb.so
    python private_histogram.py PALIMPSEST [FOLDER] [--runs N]

PALIMPSEST is the command, built for release; FOLDER gets the data (59 MB) on the first run. Figures
are CPU seconds (user + system) of whole processes, the least of N runs (3), what the process needs
to start taken off and shown apart: Python with its imports, the command with nothing to do. The
plain GROUP BY runs in the same libduckdb.so as `palimpsest noise`, by its C API, opened anew.

Users are bounded alike as far as OpenDP can: noise of scale 100 on both sides. `palimpsest noise`
keeps 10 groups of a user and 10 rows in each. OpenDP's limit on groups fails with Polars 1.36
("multiple fields with name 'grp' found") and its limit on rows in each group does not end within
two minutes, so its query keeps 100 rows of a user, of any groups.
"""
import os, resource, subprocess, sys, tempfile

COUNT, GROUPS, USERS = 10_000_000, 100, 100_000
OPENDP = """
import sys, warnings
warnings.simplefilter("ignore")
import opendp.prelude as dp, polars as pl
dp.enable_features("contrib")
"""
EVENT = OPENDP + f"""
context = dp.Context.compositor(
    data=pl.scan_parquet(sys.argv[1]), privacy_unit=dp.unit_of(contributions=1),
    privacy_loss=dp.loss_of(epsilon=1.0, delta=1e-9), split_evenly_over=1,
    margins=[dp.polars.Margin(by=["grp"], max_length={2 * COUNT}, max_groups={GROUPS})])
result = context.query().group_by("grp").agg(dp.len(signed=True)).release().collect()
assert len(result) > 90
"""
USER = EVENT.replace("contributions=1", 'contributions=1, identifier=pl.col("user")').replace(
    "context.query()", "context.query().truncate_per_group(100)")
ENGINE = """
import ctypes, os, sys
library = ctypes.CDLL(os.environ["PALIMPSEST_DUCKDB"])
database, connection = ctypes.c_void_p(), ctypes.c_void_p()
assert library.duckdb_open(None, ctypes.byref(database)) == 0
assert library.duckdb_connect(database, ctypes.byref(connection)) == 0
def ask(text):
    result = (ctypes.c_uint64 * 16)()
    state = library.duckdb_query(connection, text.encode(), ctypes.byref(result))
    assert state == 0, text
"""
GROUP_BY = ENGINE + """
ask(f"SELECT grp, count(*) FROM read_parquet('{sys.argv[1]}') GROUP BY grp")
"""
MAKE = ENGINE + f"""
ask(f\"\"\"COPY (SELECT (hash(i) % {USERS})::BIGINT AS user,
    'g' || lpad(CAST(hash(i + 1000000007) % {GROUPS} AS VARCHAR), 2, '0') AS grp
    FROM range({COUNT}) t(i)) TO '{{sys.argv[1]}}' (FORMAT parquet, COMPRESSION zstd)\"\"\")
"""


def cpu(arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(f"{arguments[:3]}: {run.stderr[-800:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    arguments = sys.argv[1:]
    runs = 3
    if "--runs" in arguments:
        place = arguments.index("--runs")
        runs = int(arguments[place + 1])
        del arguments[place:place + 2]
    command = arguments[0]
    folder = arguments[1] if len(arguments) > 1 else tempfile.gettempdir()
    path = os.path.join(folder, "private_histogram.parquet")
    if not os.path.exists(path):
        cpu([sys.executable, "-c", MAKE, path])
    python = lambda text: [sys.executable, "-c", text, path]
    noise = [command, "noise", "histogram", path, "--column", "grp", "--epsilon", "1",
             "--delta", "1e-9"]
    user = ["--subject", "user", "--groups-per-subject", "10", "--rows-per-subject", "10"]
    rows = [
        ("DuckDB, plain GROUP BY", python(GROUP_BY), python("import ctypes, os, sys")),
        ("palimpsest noise, rows", noise, [command, "--version"]),
        ("OpenDP, rows", python(EVENT), python(OPENDP)),
        ("palimpsest noise, users", noise + user, [command, "--version"]),
        ("OpenDP, users", python(USER), python(OPENDP)),
    ]
    least = {}
    print(f"{'':26} {'CPU s':>7} {'start':>7} {'beside it':>10}", flush=True)
    for name, work, start in rows:
        # In turn, so that a busy minute does not fall on one side alone.
        pairs = [(cpu(work), cpu(start)) for _ in range(runs)]
        begun = min(pair[1] for pair in pairs)
        least[name] = min(pair[0] for pair in pairs) - begun
        peer = {"palimpsest noise, rows": "DuckDB, plain GROUP BY",
                "palimpsest noise, users": "DuckDB, plain GROUP BY",
                "OpenDP, rows": "palimpsest noise, rows",
                "OpenDP, users": "palimpsest noise, users"}.get(name)
        ratio = f"{least[name] / least[peer]:8.2f} x" if peer else ""
        print(f"{name:26} {least[name]:7.3f} {begun:7.3f} {ratio:>10}", flush=True)


main()
