#!/bin/sh
# A repository with three commits (clean, leaking, fixed) and the gate on each: passes, fails with the
# line of the column to blame, passes. Everybody in it is made up.
#
#   scripts/gate-example.sh [PALIMPSEST]     default: .build/release/palimpsest
set -eu
case "${1:-.build/release/palimpsest}" in
  */*) palimpsest=$(cd "$(dirname "${1:-.build/release/palimpsest}")" && pwd)/$(basename "${1:-palimpsest}") ;;
  *) palimpsest=$1 ;;
esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
git init -q .
git config user.name "Example"
git config user.email "example@example.org"

# 600 people in 12 groups of 50 by age band and sex.
write_people() {
  awk -v leaks="$1" 'BEGIN {
    print leaks ? "age_band,sex,score,badge" : "age_band,sex,score"
    for (i = 0; i < 600; i++) {
      line = (20 + 10 * (i % 6)) "s," (int(i / 6) % 2 ? "f" : "m") "," (i * 37) % 10
      print leaks ? line "," 100000 + i : line
    }
  }' > people.csv
}

write_manifest() {
  cat > palimpsest.yaml << 'MANIFEST'
version: 1
dataset:
  name: gate-example
tables:
  people:
    kind: users
    source: people.csv
    format: csv
    columns:
      age_band: {role: quasi-identifier, type: text}
      sex: {role: quasi-identifier, type: text}
      score: {role: other, type: integer}
MANIFEST
  if [ "$1" = 1 ]; then
    echo '      badge: {role: quasi-identifier, type: text}' >> palimpsest.yaml
  fi
}

cat > policy.yaml << 'POLICY'
version: 1
name: gate-example
releases: [public]
evidence:
  maximum-age-days: 7
rules:
  - id: singling-out
    title: At most 9 of 100 people are singled out
    metric: attacks[attack.risk=singling-out].success
    at-most: 0.09
    source: EMA Policy 0070, external guidance 5.4
POLICY

# Runs the gate on what is checked out, and holds its exit code against the one expected.
check() {
  rm -f palimpsest-report.json verdict.json
  "$palimpsest" audit . --out . --seed 7 --quiet
  status=0
  "$palimpsest" gate --policy policy.yaml --manifest palimpsest.yaml \
    --report palimpsest-report.json --candidate people.csv --json verdict.json || status=$?
  if [ "$status" != "$2" ]; then
    echo "gate-example: commit '$1' ended with $status, expected $2" >&2
    exit 1
  fi
  echo "gate-example: commit '$1' ended with $status, as expected"
}

commit() {
  git add palimpsest.yaml people.csv policy.yaml
  git commit -q -m "$1"
}

write_people 0; write_manifest 0; commit clean; check clean 0
write_people 1; write_manifest 1; commit leaking; check leaking 3
line=$(grep -n 'badge:' palimpsest.yaml | cut -d: -f1)
"$palimpsest" report verdict.json --format sarif --root . --out palimpsest.sarif
python3 - "$line" << 'PYTHON'
import json, sys
results = json.load(open("palimpsest.sarif"))["runs"][0]["results"]
places = [result["locations"][0]["physicalLocation"] for result in results]
found = {(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places}
if ("palimpsest.yaml", int(sys.argv[1])) not in found:
    sys.exit(f"gate-example: no result at palimpsest.yaml:{sys.argv[1]}, but at {sorted(found)}")
print(f"gate-example: SARIF names palimpsest.yaml:{sys.argv[1]}")
PYTHON
write_people 0; write_manifest 0; commit fixed; check fixed 0
