# Splink on DuckDB over a million generated records (make_linkage_1m.py), end to end, beside `benchmarks linkage`.
# pip install splink==5.0.0 duckdb==2.0.0; python splink_linkage.py FILE.parquet [tight|loose]
import resource, sys, time
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
import duckdb

start, used = time.time(), resource.getrusage(resource.RUSAGE_SELF)
path, mode = sys.argv[1], (sys.argv[2:] or ["tight"])[0]
rules = [block_on("email"), block_on("surname", "dob"), block_on("first_name", "dob"), block_on("first_name", "surname", "city")]
if mode == "loose":
    rules += [block_on("first_name", "surname"), block_on("surname", "city")]
con = duckdb.connect()
con.execute(f"SET threads=2")
api = DuckDBAPI(con)
con.execute(f"create table people as select * from '{path}'")
settings = SettingsCreator(
    link_type="dedupe_only",
    comparisons=[cl.JaroWinklerAtThresholds("first_name", [0.92, 0.8]), cl.JaroWinklerAtThresholds("surname", [0.92, 0.8]),
                 cl.DamerauLevenshteinAtThresholds("dob", [1, 2]), cl.ExactMatch("city").configure(term_frequency_adjustments=True),
                 cl.DamerauLevenshteinAtThresholds("email", [1, 3])],
    blocking_rules_to_generate_predictions=rules)
try:
    linker = Linker(api.register("people"), settings)
except Exception:
    linker = Linker("people", settings, db_api=api)
linker.training.estimate_probability_two_random_records_match([block_on("first_name", "surname", "dob"), block_on("email")], recall=0.8)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("surname", "dob"))
linker.training.estimate_parameters_using_expectation_maximisation(block_on("email"))
found = linker.inference.predict(threshold_match_probability=0.5)
table = found.physical_name
end = resource.getrusage(resource.RUSAGE_SELF)
print("wall %.1f s, CPU %.1f s, %.2f GB" % (time.time() - start, end.ru_utime + end.ru_stime - used.ru_utime - used.ru_stime, end.ru_maxrss / 1e6))
true = con.execute("select sum(n * (n - 1) // 2) from (select count(*) n from people group by person)").fetchone()[0]
for p in (0.95, 0.5):
    links, right = con.execute(f"select count(*), sum((l.person = r.person)::int) from {table} x join people l on l.unique_id = x.unique_id_l "
                               f"join people r on r.unique_id = x.unique_id_r where match_probability >= {p}").fetchone()
    print("p >= %.2f: %d links, precision %.4f, recall %.4f" % (p, links, right / links, right / true))
