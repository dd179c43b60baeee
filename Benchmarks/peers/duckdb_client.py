"""DuckDB's own Python client doing what `benchmarks csv` and `benchmarks parquet` do.

usage: duckdb_client.py csv|parquet FILE RUNS COLUMN...
Prints one JSON list of wall seconds, after one run that is not counted.
"""
import json
import sys
import time

import duckdb

kind, path, runs, columns = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
connection = duckdb.connect()
quoted = ", ".join('"' + column.replace('"', '""') + '"' for column in columns)
escaped = path.replace("'", "''")
if kind == "parquet":
    source = f"read_parquet('{escaped}')"
else:
    source = f"read_csv('{escaped}', all_varchar = true)"
query = f"SELECT {quoted}, count(*) FROM {source} GROUP BY ALL"
histogram = f"SELECT n, count(*) FROM (SELECT count(*) AS n FROM {source} GROUP BY {quoted}) GROUP BY n"
times = {"group by": [], "histogram": []}
for run in range(runs + 1):
    for name, text in (("group by", query), ("histogram", histogram)):
        start = time.perf_counter()
        result = connection.execute(text)
        if name == "histogram":
            result.fetchall()
        else:
            # The groups are computed; turning them into Python objects is not timed.
            result.fetchone()
        if run > 0:
            times[name].append(time.perf_counter() - start)
print(json.dumps(times))
