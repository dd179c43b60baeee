"""Ranks of authors by character 4-grams with scikit-learn.

usage: authorship.py FILE.jsonl   (an object a line with the texts `known` and `snippet`)
Prints seconds and, for 100, 1,000 and all candidates (seed 3), how many stand first and among ten.
"""
import json, sys, time
import numpy
from sklearn.feature_extraction.text import TfidfVectorizer


def grams(text):
    return [w[i:i + 4] for w in text.split() for i in range(max(len(w) - 3, 1))]


lines = [json.loads(line) for line in open(sys.argv[1])]
known, snippets = [l["known"] for l in lines], [l["snippet"] for l in lines]
order = numpy.random.default_rng(3).permutation(len(lines))
for name, options in (("tf", dict(use_idf=False)), ("log-tf idf", dict(sublinear_tf=True))):
    start = time.time(), time.process_time()
    vectors = TfidfVectorizer(analyzer=grams, max_features=100_000, dtype=numpy.float32, **options)
    left = vectors.fit_transform(known)
    scores = numpy.asarray((vectors.transform(snippets) @ left.T).todense())
    print(name, "wall", round(time.time() - start[0], 2), "cpu", round(time.process_time() - start[1], 2))
    for count in (100, 1_000, len(lines)):
        some = scores[numpy.ix_(order[:count], order[:count])]
        rank = (some > some.diagonal()[:, None]).sum(1)
        print(f"  {count}: {(rank < 1).mean():.3f} ({(rank < 10).mean():.3f})")
