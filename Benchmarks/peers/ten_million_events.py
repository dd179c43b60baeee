"""Ten million events of a hundred thousand made-up people around one city, as Parquet.

Each person has a home and a work place, and is elsewhere one time in four; times are hours of 60
days, thrice as likely in daytime. Columns: uid, unix, lat, lon.

usage: ten_million_events.py FILE [EVENTS] [PEOPLE]
"""
import sys

import duckdb

path = sys.argv[1].replace("'", "''")
events = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
people = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000

# A place is one of 2,500 on a lattice of 50 by 50 km, those in the middle likelier (two uniform
# numbers are added); a number in [0, 1) from a hash of a label.
uniform = "((hash({0}) >> 11)::DOUBLE / 9007199254740992)"


def coordinate(label: str) -> str:
    one, other = uniform.format(f"{label} || 'a'"), uniform.format(f"{label} || 'b'")
    return f"(floor(25 * ({one} + {other})) + 0.5)"


duckdb.connect().execute(f"""
COPY (
  WITH raw AS (
    SELECT range AS event, (range % {people})::INT AS uid,
      {uniform.format("'kind' || range")} AS kind, {uniform.format("'day' || range")} AS day,
      {uniform.format("'hour' || range")} AS hour
    FROM range({events})
  ), placed AS (
    SELECT *, CASE WHEN kind < 0.45 THEN 'home' || uid WHEN kind < 0.75 THEN 'work' || uid
      ELSE 'other' || event END AS place
    FROM raw
  )
  SELECT uid,
    1600000000 + 86400 * floor(60 * day)::BIGINT
      + 3600 * (CASE WHEN hour < 0.25 THEN floor(hour * 48) ELSE 12 + floor((hour - 0.25) * 16) END)
      ::BIGINT + (event % 3600)::BIGINT AS unix,
    40 + {coordinate("'y' || place")} * 0.009 AS lat,
    116 + {coordinate("'x' || place")} * 0.0117 AS lon
  FROM placed
) TO '{path}' (FORMAT parquet)
""")
