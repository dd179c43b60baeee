"""scikit-mobility 1.3.1's eight privacy attacks on the visits that `benchmarks mobility --visits` writes.

    pip install --no-deps scikit-mobility==1.3.1
    pip install pandas==1.5.3 numpy==1.26.4 geopandas==0.12.2 shapely==1.8.5.post1 scikit-learn statsmodels requests \
        folium geojson h3 powerlaw pooch tqdm
    python scikit_mobility.py VISITS.csv KNOWN [--time ATTACK TARGETS]

Prints, for each attack, the number of people that match each person's worst case. Its precision `Hour` is
year, month, day and month again (`date_time_precision`): `hour` below gives it the hour, and nothing else is changed.
"""
import sys
import time

import pandas as pd
from skmob.core.trajectorydataframe import TrajDataFrame
from skmob.privacy import attacks


def precision(stamp, wanted):
    parts = ["year", "month", "day", "hour"]
    return "-".join(str(getattr(stamp, part)) for part in parts[: parts.index(wanted.lower()) + 1])


attacks.date_time_precision = precision
frame = pd.read_csv(sys.argv[1])
known = int(sys.argv[2])
frame["lat"] = frame["lat"].astype(float)
frame["lng"] = frame["lng"].astype(float)
frame["datetime"] = pd.to_datetime(frame["datetime"], unit="s")
visits = TrajDataFrame(frame, user_id="uid")
every = {
    "Location": attacks.LocationAttack(known),
    "LocationSequence": attacks.LocationSequenceAttack(known),
    **{f"LocationTime {p}": attacks.LocationTimeAttack(known, p) for p in ["hour", "day", "month", "year"]},
    "UniqueLocation": attacks.UniqueLocationAttack(known),
    "LocationFrequency 0": attacks.LocationFrequencyAttack(known, 0.0),
    "LocationFrequency 0.5": attacks.LocationFrequencyAttack(known, 0.5),
    "LocationProbability 0": attacks.LocationProbabilityAttack(known, 0.0),
    "LocationProbability 0.5": attacks.LocationProbabilityAttack(known, 0.5),
    "LocationProportion 0": attacks.LocationProportionAttack(known, 0.0),
    "LocationProportion 0.5": attacks.LocationProportionAttack(known, 0.5),
    "HomeWork least visited": attacks.HomeWorkAttack(),
}
if "--time" in sys.argv:
    name, targets = sys.argv[sys.argv.index("--time") + 1 :][:2]
    every = {name: every[name]}
    chosen = [int(t) for t in targets.split(",")] if targets != "all" else None
for name, attack in every.items():
    start = time.time()
    risks = attack.assess_risk(visits, targets=chosen if "--time" in sys.argv else None)
    counts = " ".join(str(round(1 / risk)) for risk in risks.sort_values("uid")["risk"])
    print(f"{known} {name}: {counts}", flush=True)
    if "--time" in sys.argv:
        print(f"{time.time() - start:.1f} s", flush=True)
