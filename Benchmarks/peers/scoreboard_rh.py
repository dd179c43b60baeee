"""Scoreboard-RH (Narayanan and Shmatikov 2008) on MovieLens-100k, in numpy: nine settings, TRIALS each.

usage: scoreboard_rh.py u.data [TRIALS] [SEED]
Prints top-1, top-10, matched (eccentricity 1.5) and precision, and the CPU seconds of all settings.
Conventions are those that Tests/AttacksTests/Histories/HistoryReferenceTests.swift states.
"""
import sys
import time

import numpy as np

rows = np.loadtxt(sys.argv[1], dtype=np.int64)
trials = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
random = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 7)
users, items = rows[:, 0] - 1, rows[:, 1] - 1
ratings, days = rows[:, 2].astype(float), rows[:, 3] / 86400.0
user_count, item_count = users.max() + 1, items.max() + 1
rating_of = np.zeros((item_count, user_count))
day_of = np.zeros((item_count, user_count))
has = np.zeros((item_count, user_count), dtype=bool)
rating_of[items, users], day_of[items, users], has[items, users] = ratings, days, True
weight = 1 / np.log(np.maximum(has.sum(axis=1), 2))
own = [np.where(users == user)[0] for user in range(user_count)]

settings = [(2, 0, 3, 0), (4, 0, 14, 0), (8, 2, 14, 0), (8, 2, 14, 1), (4, 0, None, 0), (8, 0, None, 0),
            (8, 2, None, 0), (16, 0, None, 1), (32, 4, None, 1)]
start = time.process_time()
for known, wrong, day_error, rating_error in settings:
    first = ten = matched = right = 0
    for _ in range(trials):
        user = random.integers(user_count)
        drawn = random.choice(own[user], min(known, len(own[user])), replace=False)
        item, rating, day = items[drawn].copy(), ratings[drawn].copy(), days[drawn].copy()
        if day_error:
            day += random.uniform(-day_error, day_error, len(drawn))
        if rating_error:
            rating = np.clip(rating + random.integers(-1, 2, len(drawn)), 1, 5)
        if wrong:
            item[:wrong] = random.integers(0, item_count, wrong)
            rating[:wrong] = random.integers(1, 6, wrong)
        score = np.zeros(user_count)
        for i, r, d in zip(item, rating, day):
            likeness = np.exp(-np.abs(r - rating_of[i]) / 1.5)
            if day_error:
                likeness = likeness + np.exp(-np.abs(d - day_of[i]) / 30)
            score += weight[i] * likeness * has[i]
        best = np.sort(score)[::-1]
        hit = int(np.argmax(score) == user)
        first += hit
        ten += int((score > score[user]).sum() < 10)
        if (best[0] - best[1]) / score.std() >= 1.5:
            matched += 1
            right += hit
    print(known, wrong, day_error, rating_error, "top-1 %.3f top-10 %.3f matched %.3f precision %.3f"
          % (first / trials, ten / trials, matched / trials, right / max(matched, 1)))
print("CPU seconds %.2f" % (time.process_time() - start))
