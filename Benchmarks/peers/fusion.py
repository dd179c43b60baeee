"""All channels together on real people: audits of three data sets, five seeds each.

usage: fusion.py PALIMPSEST SHARED WORK [--seeds 1 2 3 4 5] [--sets email email-kept geolife blogs]
"""
import argparse, csv, gzip, json, os, subprocess, time

PROFILE = "version: 1\nid: {id}\ntitle: \"{title}\"\nsource: \"an earlier period\"\nprior: 1\nknows:\n{knows}"


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def profile(folder, name, title, knows):
    lines = "".join(f"  - {entry}\n" for entry in knows)
    write(f"{folder}/{name}.yaml", PROFILE.format(id=name, title=title, knows=lines))


def manifest(folder, name, tables, profiles):
    listed = ", ".join(f"./{entry}.yaml" for entry in profiles)
    write(f"{folder}/palimpsest.yaml",
          f"version: 1\ndataset:\n  name: {name}\ntables:\n{tables}adversary:\n  profiles: [{listed}]\n")


def email(shared, folder, kept):
    with gzip.open(f"{shared}/data/email-eu/email-Eu-core-temporal.txt.gz", "rt") as source:
        with open(f"{folder}/log.csv", "w") as log:
            log.write("sender,recipient,second\n")
            for line in source:
                log.write(",".join(line.split()) + "\n")
    contacts = "kept" if kept else "hidden"
    profile(folder, "period", "Times and contacts", ["earlier-times", f"earlier-contacts: {contacts}"])
    profile(folder, "times", "Times", ["earlier-times"])
    manifest(folder, "email", """  log:
    kind: edges
    source: log.csv
    columns:
      sender: {role: source}
      recipient: {role: target}
      second: {role: time, unit: seconds}
""", ["period"] if kept else ["period", "times"])


def geolife(shared, folder):
    with gzip.open(f"{shared}/data/geolife/geolife_60s.csv.gz", "rt") as source:
        with open(f"{folder}/points.csv", "w") as points:
            points.write("uid,unix,lat,lon\n")
            for row in csv.DictReader(source):
                points.write(f"{row['uid']},{row['unix']},{row['lat']},{row['lon']}\n")
    profile(folder, "period", "Places and times", ["earlier-places", "earlier-times"])
    manifest(folder, "geolife", """  points:
    kind: events
    source: points.csv
    columns:
      uid: {role: subject}
      unix: {role: time, unit: seconds}
      lat: {role: latitude}
      lon: {role: longitude}
""", ["period"])


def blogs(shared, folder):
    with gzip.open(f"{shared}/data/blogs/blogs.jsonl.gz", "rt") as source:
        with open(f"{folder}/texts.csv", "w") as texts, open(f"{folder}/people.csv", "w") as people:
            texts, people = csv.writer(texts), csv.writer(people)
            texts.writerow(["author", "text"])
            people.writerow(["author", "gender", "age"])
            for line in source:
                blog = json.loads(line)
                for part in ("known", "snippet"):
                    texts.writerow([blog["id"], blog[part].replace("\0", "")])
                people.writerow([blog["id"], blog["gender"], blog["age"]])
    with gzip.open(f"{shared}/data/blogs/post_dates.csv.gz", "rt") as source:
        write(f"{folder}/posts.csv", source.read())
    profile(folder, "period", "Attributes, times and texts", ["attributes", "earlier-times", "earlier-texts"])
    manifest(folder, "blogs", """  people:
    kind: users
    source: people.csv
    columns:
      author: {role: subject, type: text}
      gender: {role: quasi-identifier}
      age: {role: quasi-identifier}
  texts:
    kind: text
    source: texts.csv
    columns:
      author: {role: subject, type: text}
      text: {role: text}
  posts:
    kind: events
    source: posts.csv
    columns:
      author: {role: subject, type: text}
      date: {role: time, type: date}
      words: {role: other}
""", ["period"])


SETS = {
    "email": lambda shared, folder: email(shared, folder, False),
    "email-kept": lambda shared, folder: email(shared, folder, True),
    "geolife": geolife,
    "blogs": blogs,
}


def audit(palimpsest, folder, seed):
    subprocess.run(
        [palimpsest, "audit", folder, "--seed", str(seed), "--no-cache", "--out", folder, "--quiet"], check=True)
    with open(f"{folder}/palimpsest-report.json") as file:
        return json.load(file)


def left_over(palimpsest, folder, seed, path, whole, column):
    """The rate without a column: without its table where that can't do without, None where nothing is left."""
    name = column["column"]
    # Half a place is no place.
    gone = ("lat", "lon") if name in ("lat", "lon") else (name,)
    lines = [line for line in whole.split("\n") if not line.startswith(tuple(f"      {one}: " for one in gone))]
    without, inside = [], False
    for line in whole.split("\n"):
        if not line.startswith("    "):
            inside = line.startswith(f"  {column['table']}:")
        if not inside:
            without.append(line)
    for text in (lines, without):
        write(path, "\n".join(text))
        try:
            left = audit(palimpsest, folder, seed)
        except subprocess.CalledProcessError:
            continue
        attack = next((a for a in left["attacks"] if left.get("fused") and a["id"] == left["fused"]["attack"]), None)
        return attack["success"]["value"] if attack else None
    return None


def retest(palimpsest, folder, name, seed):
    """Audits what is left without each column, and holds it against what blame foretold."""
    path = f"{folder}/palimpsest.yaml"
    with open(path) as file:
        whole = file.read()
    fused = audit(palimpsest, folder, seed)["fused"]
    measured = []
    for column in fused["columns"]:
        risk = left_over(palimpsest, folder, seed, path, whole, column)
        measured.append((column, risk))
        found = "nothing left to compare" if risk is None else f"{risk:.3f}"
        print(f"{name} without {column['table']}.{column['column']}: foretold {shown(column['without'])}, audited {found}",
              flush=True)
    write(path, whole)
    known = [risk for _, risk in measured if risk is not None]
    if known and measured[0][1] is not None:
        print(f"{name}: the column named first lowers the risk most: {measured[0][1] <= min(known)}", flush=True)


def shown(estimate):
    return f"{estimate['value']:.3f} [{estimate['lower']:.3f}, {estimate['upper']:.3f}]"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("palimpsest")
    parser.add_argument("shared")
    parser.add_argument("work")
    parser.add_argument("--seeds", nargs="*", type=int, default=[1, 2, 3, 4, 5])
    parser.add_argument("--retest", action="store_true", help="audit again without each column")
    parser.add_argument("--sets", nargs="*", default=list(SETS))
    options = parser.parse_args()
    for name in options.sets:
        folder = f"{options.work}/{name}"
        os.makedirs(folder, exist_ok=True)
        SETS[name](options.shared, folder)
        if options.retest:
            retest(options.palimpsest, folder, name, options.seeds[0])
            continue
        pooled = {}
        for seed in options.seeds:
            start = time.time()
            report = audit(options.palimpsest, folder, seed)
            fused = report["fused"]
            attack = next(a for a in report["attacks"] if a["id"] == fused["attack"])
            calibration = fused["calibration"]
            print(f"{name} seed {seed}: {shown(attack['success'])} of {attack['setting']['targets']} among "
                  f"{attack['setting']['candidates']}; best channel {fused['bestChannel']} "
                  f"{shown(fused['bestChannelSuccess'])}, gain {shown(fused['gain'])}; error "
                  f"{shown(calibration['error'])}, by chance {calibration['errorByChance']:.3f}, beyond "
                  f"{shown(calibration['errorBeyondChance'])}; bits {fused['surprisal']['priorBits']:.2f} to "
                  f"{fused['surprisal']['remainingBits']:.2f}; {time.time() - start:.0f} s", flush=True)
            others = [p for p in fused["profiles"] if p["id"] != fused["profile"] and p.get("success")]
            for other in others:
                print(f"  profile {other['id']}: {shown(other['success'])}")
            print("  methods " + ", ".join(
                f"{m['id']} {m['success']['value']:.3f} ({m['surprisalBits']:.2f} bits)" for m in fused["methods"]))
            forecast = fused.get("forecast")
            if forecast:
                measured = [p for p in forecast["points"] if p.get("measured")][-1]
                print(f"  forecast from a tenth: {shown(measured['predicted'])}, measured "
                      f"{measured['measured']['value']:.3f}: {'holds' if forecast['holds'] else 'FAILS'}")
            print("  without " + ", ".join(
                f"{c['table']}.{c['column']} {c['without']['value']:.3f}" for c in fused["columns"]), flush=True)
            for one in calibration["bins"]:
                key = round(one["from"], 1)
                count, stated, found = pooled.get(key, (0, 0.0, 0.0))
                pooled[key] = (count + one["count"], stated + one["stated"] * one["count"],
                               found + one["found"]["value"] * one["count"])
        total = sum(count for count, _, _ in pooled.values())
        error = sum(abs(stated - found) for _, stated, found in pooled.values()) / total
        print(f"{name}, seeds pooled: error {error:.3f}; " + "; ".join(
            f"{key:.1f}: {stated / count:.2f} stated, {found / count:.2f} found ({count})"
            for key, (count, stated, found) in sorted(pooled.items())), flush=True)


main()
