#!/usr/bin/env python3
"""Mondrian by anonypy 0.2.1: processor seconds for the partitions alone.

usage: mondrian_anonypy.py FILE K ROWS COLUMN...    (a ';' file; wants: pip install anonypy==0.2.1 pandas)
"""
import sys
import time

import pandas as pd
from anonypy import mondrian

path, k, rows, columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
frame = pd.read_csv(path, sep=";", nrows=rows, usecols=columns)[columns]
for column in columns:
    if not pd.api.types.is_numeric_dtype(frame[column]):
        frame[column] = frame[column].astype("category")
start = time.process_time()
partitions = mondrian.Mondrian(frame, columns).partition(k=k)
seconds = time.process_time() - start
sizes = [len(partition) for partition in partitions]
print(f"anonypy 0.2.1: {len(frame)} rows, k {k}, {len(sizes)} partitions, "
      f"smallest {min(sizes)}, {seconds:.2f} CPU s")
