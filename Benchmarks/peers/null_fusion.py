"""Null controls of all channels together, through the whole command: people in whom nothing ties two periods.

usage: null_fusion.py PALIMPSEST WORK [--runs 200] [--people 60]

Three kinds in turn: habits of the later period dealt to other people, an independent population, and noise in
every channel. Alarms are runs in which the interval (Wilson's, 95 %) of the rate found lies above a guess: of 60
people three found are enough, which chance alone gives in 7.9 % of runs.
"""
import argparse, csv, json, os, random, shutil, subprocess

MANIFEST = """version: 1
dataset: {name: nothing}
tables:
  visits:
    kind: events
    source: visits.csv
    columns:
      who: {role: subject, type: text}
      at: {role: time, type: integer, unit: seconds}
      where: {role: place, type: text}
  posts:
    kind: text
    source: posts.csv
    columns:
      who: {role: subject, type: text}
      words: {role: text}
      at: {role: time, type: integer, unit: seconds}
adversary:
  profiles: [./ours.yaml]
"""
PROFILE = """version: 1
id: ours
title: "Ours"
source: "an earlier period"
knows: [earlier-places, earlier-times, earlier-texts]
"""
WORDS = [f"{a}{b}" for a in ("ka", "lo", "mi", "tu", "re", "so", "ne", "pa") for b in ("n", "rt", "l", "st", "m", "sh", "d", "k")]


def habits(draw, kind):
    """Hours, places and words that somebody prefers; nothing under noise."""
    if kind == "noise":
        return list(range(24)), [f"p{n}" for n in range(40)], WORDS
    return draw.sample(range(24), 3), draw.sample([f"p{n}" for n in range(40)], 4), draw.sample(WORDS, 20)


def make(folder, people, kind, seed):
    draw = random.Random(seed)
    earlier = [habits(draw, kind) for _ in range(people)]
    if kind == "dealt":
        later = earlier[:]
        draw.shuffle(later)
    else:
        later = [habits(draw, kind) for _ in range(people)]
    visits, posts = [], []
    for person in range(people):
        for day in range(120):
            hours, places, words = (earlier if day < 60 else later)[person]
            start = 1_700_000_000 // 86_400 * 86_400 + day * 86_400
            for _ in range(2):
                visits.append((f"m{person}", start + draw.choice(hours) * 3_600 + draw.randrange(3_600), draw.choice(places)))
            text = " ".join(draw.choice(words) for _ in range(25))
            posts.append((f"m{person}", text, start + draw.choice(hours) * 3_600))
    for name, head, rows in (("visits", ("who", "at", "where"), visits), ("posts", ("who", "words", "at"), posts)):
        with open(f"{folder}/{name}.csv", "w", newline="") as file:
            table = csv.writer(file)
            table.writerow(head)
            table.writerows(rows)
    for name, text in (("palimpsest.yaml", MANIFEST), ("ours.yaml", PROFILE)):
        with open(f"{folder}/{name}", "w") as file:
            file.write(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("palimpsest")
    parser.add_argument("work")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--people", type=int, default=60)
    options = parser.parse_args()
    kinds = ("dealt", "independent", "noise")
    counts = {kind: [0, 0, 0.0] for kind in kinds}
    for run in range(options.runs):
        kind = kinds[run % 3]
        folder = f"{options.work}/null"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        make(folder, options.people, kind, run)
        subprocess.run([options.palimpsest, "audit", folder, "--seed", str(run), "--no-cache", "--out", folder, "--quiet"],
                       check=True, stdout=subprocess.DEVNULL)
        with open(f"{folder}/palimpsest-report.json") as file:
            report = json.load(file)
        attack = next(a for a in report["attacks"] if a["id"] == report["fused"]["attack"])
        count = counts[kind]
        count[0] += 1
        count[1] += attack["success"]["lower"] > attack["baseline"]["value"]
        count[2] += attack["success"]["value"]
    for kind, (runs, alarms, total) in counts.items():
        if runs:
            print(f"{kind}: {runs} runs, {alarms} alarms, found {total / runs:.4f}; a guess {1 / options.people:.4f}")


main()
