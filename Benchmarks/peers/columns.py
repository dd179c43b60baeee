"""Some columns of a CSV file, as CSV without quotes on standard output.

usage: columns.py FILE COLUMN...
"""
import csv
import sys

path, columns = sys.argv[1], sys.argv[2:]
with open(path, newline="") as file:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in csv.DictReader(file):
        writer.writerow([row[column] for column in columns])
