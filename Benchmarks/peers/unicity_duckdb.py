"""Unicity for one to ten points in DuckDB's SQL, the counting of `benchmarks unicity`.

Cells are those of `CellGrid` (1 km), slots are hours; targets and their points are drawn anew, so
rates agree within their sampling error only. Posting lists are joined, candidates counted for each p.

usage: unicity_duckdb.py FILE TARGETS
"""
import resource
import sys
import time

import duckdb

path, targets = sys.argv[1].replace("'", "''"), int(sys.argv[2])
connection = duckdb.connect()
start = time.perf_counter()
degree = 6371008.8 * 3.141592653589793 / 180
connection.execute(f"""
CREATE TABLE points AS
SELECT DISTINCT uid, r * 4294967296 + floor((lon + 180) * cos(radians((r + 0.5) * {1000 / degree} - 90))
  / {1000 / degree})::BIGINT AS cell, unix // 3600 AS slot
FROM (SELECT *, floor((lat + 90) / {1000 / degree})::BIGINT AS r FROM '{path}')
""")
loaded = time.perf_counter()
connection.execute(f"""
CREATE TABLE known AS
SELECT uid AS target, cell, slot, row_number() OVER (PARTITION BY uid ORDER BY hash(uid, cell, slot, 7)) AS k
FROM points WHERE uid IN (SELECT uid FROM (SELECT DISTINCT uid FROM points)
  ORDER BY hash(uid, 7) LIMIT {targets})
QUALIFY k <= 10
""")
rates = []
for p in range(1, 11):
    rates.append(connection.execute(f"""
    WITH asked AS (SELECT target, cell, slot FROM known WHERE k <= {p}),
    wanted AS (SELECT target, count(*) AS n FROM asked GROUP BY target),
    fits AS (
      SELECT target, uid FROM asked JOIN points USING (cell, slot) JOIN wanted USING (target)
      GROUP BY target, uid, n HAVING count(*) = n
    ), candidates AS (SELECT target, count(*) AS n FROM fits GROUP BY target)
    SELECT avg((n = 1)::INT) FROM candidates
    """).fetchone()[0])
done = time.perf_counter()
print(f"{loaded - start:8.2f} s points of 1 km x 1 hour\n{done - loaded:8.2f} s unicity, {targets} targets")
print("  " + " ".join(f"{rate:.3f}" for rate in rates))
print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1048576:.2f} GB")
