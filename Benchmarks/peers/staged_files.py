#!/usr/bin/env python3
"""Makes 200 files as they are staged for a commit, and times `palimpsest precommit` on them.

    python3 Benchmarks/peers/staged_files.py .build/release/palimpsest

120 tables (CSV, 200 KB each), 40 of JSON Lines (200 KB), 40 pictures (PNG, 640 x 480, 0.9 MB); one in
ten gives something away. Everybody in them is made up. Prints the wall-clock and CPU seconds of five
runs; standard library only.
"""
import json
import os
import random
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zlib


def table(generator, leaks):
    header = "person,age,postcode,score,when,note" + (",contact" if leaks else "")
    lines = [header]
    size = 0
    while size < 200_000:
        row = [
            f"{generator.getrandbits(64):016x}", str(generator.randint(18, 90)),
            f"{generator.randint(1000, 9999)}", f"{generator.random():.6f}",
            f"2026-{generator.randint(1, 12):02}-{generator.randint(1, 28):02}", "walked to work",
        ]
        if leaks:
            row.append(f"u{generator.randint(0, 10**6)}@mail{generator.randint(0, 99)}.org")
        lines.append(",".join(row))
        size += len(lines[-1]) + 1
    return "\n".join(lines).encode()


def lines(generator, leaks):
    rows = []
    size = 0
    while size < 200_000:
        row = {"key": f"{generator.getrandbits(48):012x}", "text": "a day like any other",
               "score": generator.random()}
        if leaks:
            row["text"] = f"call +4930{generator.randint(1000000, 9999999)}"
        rows.append(json.dumps(row))
        size += len(rows[-1]) + 1
    return "\n".join(rows).encode()


def picture(generator, leaks):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(
            ">I", zlib.crc32(kind + body))
    rows = b"".join(b"\0" + generator.randbytes(640 * 3) for _ in range(480))
    text = chunk(b"tEXt", b"Author\0A made-up name") if leaks else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 640, 480, 8, 2, 0, 0, 0))
            + text + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))


def main():
    command = os.path.abspath(sys.argv[1])
    generator = random.Random(7)
    kinds = [(table, "csv")] * 120 + [(lines, "jsonl")] * 40 + [(picture, "png")] * 40
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for index, (make, ending) in enumerate(kinds):
            names.append(f"staged-{index:03}.{ending}")
            with open(os.path.join(folder, names[-1]), "wb") as file:
                file.write(make(generator, index % 10 == 0))
        for run in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = time.perf_counter()
            result = subprocess.run(
                [command, "precommit", *names], cwd=folder, capture_output=True, text=True)
            wall = time.perf_counter() - start
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            found = len({line.split(":")[0] for line in result.stdout.splitlines() if "staged-" in line})
            print(f"run {run + 1}: exit {result.returncode}, {found} of 200 files named,"
                  f" {wall:.3f} s, {cpu:.3f} CPU s")


if __name__ == "__main__":
    main()
