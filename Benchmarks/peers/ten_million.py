"""Ten million rows by seven columns of made-up attributes, as Parquet.

usage: ten_million.py FILE
"""
import sys

import duckdb

path = sys.argv[1].replace("'", "''")
duckdb.connect().execute(f"""
COPY (
  SELECT range AS id,
    (18 + hash(range) % 73)::INT AS age,
    ['m', 'f'][1 + (hash(range * 7) % 2)::INT] AS sex,
    lpad((hash(range * 13) % 2000)::VARCHAR, 5, '1') AS zip,
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'][1 + (hash(range * 17) % 7)::INT] AS edu,
    (hash(range * 19) % 15)::INT AS occ,
    (hash(range * 23) % 40)::INT AS country,
    ['x', 'y', 'z'][1 + (hash(range * 29) % 3)::INT] AS dis
  FROM range(10000000)
) TO '{path}' (FORMAT parquet)
""")
