#!/usr/bin/env python3
"""Times at which people worked, with the offset of their own clock: ground truth for the inference
of time zones (Sources/Attacks/Cadence/Zones).

    python3 changelog_times.py [--git FOLDER]... > times.csv
    PALIMPSEST_CLOCK_TIMES=times.csv swift test -c release --filter ZoneReferenceTests

Reads the signature lines of the Debian changelogs that are installed on this machine
(/usr/share/doc/*/changelog*), whose dates carry the offset of the maintainer's clock, and the
histories of the git repositories below each FOLDER (bare or not). Writes person,seconds,offset:
people are numbered in a random order, drawn anew in each run; no name or address is written.
"""
import argparse
import collections
import email.utils
import glob
import gzip
import os
import random
import re
import subprocess
import sys

SIGNATURE = re.compile(r"^ -- (.*?) <.*?>  (.*)$", re.MULTILINE)


def changelog_texts():
    seen = set()
    for path in sorted(glob.glob("/usr/share/doc/*/changelog*")):
        try:
            with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
                text = file.read().decode("utf-8", "replace")
        except OSError:
            continue
        # Packages built from one source carry the same changelog.
        if text not in seen:
            seen.add(text)
            yield text


def changelog_events():
    for text in changelog_texts():
        for name, date in SIGNATURE.findall(text):
            parsed = email.utils.parsedate_tz(date)
            if parsed is None or parsed[9] is None:
                continue
            try:
                yield name, email.utils.mktime_tz(parsed), parsed[9]
            except (OverflowError, ValueError):
                continue


def git_events(root):
    for folder, folders, _ in os.walk(root):
        if "HEAD" not in os.listdir(folder) and ".git" not in folders:
            continue
        folders.clear()
        log = subprocess.run(
            ["git", "-C", folder, "log", "--all", "--format=%an%x09%ad", "--date=raw"],
            capture_output=True, text=True, errors="replace", check=False).stdout
        for line in log.splitlines():
            name, _, date = line.rpartition("\t")
            seconds, offset = date.split(" ")
            sign = -1 if offset[0] == "-" else 1
            yield name, int(seconds), sign * (int(offset[1:3]) * 3600 + int(offset[3:5]) * 60)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--git", action="append", default=[], metavar="FOLDER")
    options = parser.parse_args()
    times = collections.defaultdict(set)
    for name, seconds, offset in changelog_events():
        times[name].add((seconds, offset))
    for root in options.git:
        for name, seconds, offset in git_events(root):
            times[name].add((seconds, offset))
    people = list(times.values())
    random.SystemRandom().shuffle(people)
    print("person,seconds,offset")
    for number, events in enumerate(people):
        for seconds, offset in sorted(events):
            print(f"{number},{seconds},{offset}")
    counts = [len(events) for events in people]
    print(f"{len(people)} people, {sum(counts)} times; "
          + ", ".join(f"{sum(c >= k for c in counts)} with at least {k}" for k in (10, 50, 100)),
          file=sys.stderr)


if __name__ == "__main__":
    main()
