"""A private histogram over 10 million rows of Parquet: OpenDP on Polars, DuckDB's own GROUP BY, and
`palimpsest noise` beside them, in CPU seconds (user + system) of whole processes.

    pip install 'opendp[polars]==0.16.*' duckdb
    python private_histogram.py PALIMPSEST [FOLDER]

PALIMPSEST is the command, built for release; FOLDER gets the data (59 MB) on the first run.
OpenDP's limit on groups fails with Polars 1.36 ("multiple fields with name 'grp' found"), so its
user-level query limits the rows of a user only: 100, as 10 groups of 10 rows are.
"""
import json, os, resource, subprocess, sys, tempfile

COUNT, GROUPS, USERS = 10_000_000, 100, 100_000


def make(path):
    import duckdb
    duckdb.sql(f"""COPY (SELECT (hash(i) % {USERS})::BIGINT AS user,
        'g' || lpad(CAST(hash(i + 1000000007) % {GROUPS} AS VARCHAR), 2, '0') AS grp
        FROM range({COUNT}) t(i)) TO '{path}' (FORMAT parquet, COMPRESSION zstd)""")


def opendp(path, user_level):
    import opendp.prelude as dp, polars as pl
    dp.enable_features("contrib")
    unit = dp.unit_of(contributions=1, identifier=pl.col("user")) if user_level \
        else dp.unit_of(contributions=1)
    context = dp.Context.compositor(
        data=pl.scan_parquet(path), privacy_unit=unit,
        privacy_loss=dp.loss_of(epsilon=1.0, delta=1e-9), split_evenly_over=1,
        margins=[dp.polars.Margin(by=["grp"], max_length=2 * COUNT, max_groups=GROUPS)])
    query = context.query()
    if user_level:
        query = query.truncate_per_group(100)
    query.group_by("grp").agg(dp.len(signed=True)).release().collect()


def group_by(path):
    import duckdb
    duckdb.sql(f"SELECT grp, count(*) FROM read_parquet('{path}') GROUP BY grp").fetchall()


def measured(arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    command = sys.argv[1]
    folder = sys.argv[2] if len(sys.argv) > 2 else tempfile.gettempdir()
    path = os.path.join(folder, "private_histogram.parquet")
    if not os.path.exists(path):
        make(path)
    me = [sys.executable, __file__]
    noise = [command, "noise", "histogram", path, "--column", "grp", "--epsilon", "1",
             "--delta", "1e-9"]
    user = ["--subject", "user", "--groups-per-subject", "10", "--rows-per-subject", "10"]
    runs = {
        "python with opendp, nothing asked": me + ["--run", "import-opendp", path],
        "python with duckdb, nothing asked": me + ["--run", "import-duckdb", path],
        "palimpsest, nothing asked": [command, "--version"],
        "DuckDB, plain GROUP BY": me + ["--run", "group-by", path],
        "OpenDP, event level": me + ["--run", "event", path],
        "OpenDP, user level": me + ["--run", "user", path],
        "palimpsest, event level": noise,
        "palimpsest, user level": noise + user,
    }
    best = {name: min(measured(run) for _ in range(3)) for name, run in runs.items()}
    best["ratio, user level, OpenDP's imports taken off"] = (
        best["OpenDP, user level"] - best["python with opendp, nothing asked"]
    ) / best["palimpsest, user level"]
    print(json.dumps({name: round(value, 3) for name, value in best.items()}, indent=2))


if sys.argv[1] == "--run":
    what, path = sys.argv[2:]
    if what == "import-opendp":
        import opendp.prelude, polars  # noqa: F401
    elif what == "import-duckdb":
        import duckdb  # noqa: F401
    elif what == "group-by":
        group_by(path)
    else:
        opendp(path, what == "user")
else:
    main()
