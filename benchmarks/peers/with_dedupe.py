"""dedupe, which learns from labels: `python -m benchmarks.peers.with_dedupe LIST PAIRS RECORDS TRUTH`.

It alone may ask: the truth answers the pairs that dedupe itself is least certain of, as a person at its console would.
"""

import random
import sys
from pathlib import Path

import dedupe
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from dedupe import variables

QUESTIONS = 60
"""Pairs that are labelled."""
STEPS = tuple(step / 20 for step in range(1, 20))
"""Thresholds at which clusters are made; 0.5 is dedupe's own."""
MODELS = {
    "fake_1000": {
        "first_name": variables.String,
        "surname": variables.String,
        "dob": variables.ShortString,
        "city": variables.ShortString,
        "email": variables.String,
    },
    "febrl3": {
        "given_name": variables.String,
        "surname": variables.String,
        "date_of_birth": variables.ShortString,
        "soc_sec_id": variables.ShortString,
        "postcode": variables.ShortString,
        "address_1": variables.String,
        "suburb": variables.String,
    },
}
"""The kind of each column dedupe looks at."""


def main() -> None:
    """Ask, learn, score, write for each pair the highest threshold at which it is in one cluster."""
    name, pairs, records, truth = sys.argv[1:]
    matcher = dedupe.Dedupe(
        [kind(column, has_missing=True) for column, kind in MODELS[name].items()], num_cores=1, in_memory=True
    )
    table = pq.read_table(records)
    rows = {row.pop(table.column_names[0]): row for row in table.to_pylist()}
    answers = pq.read_table(truth)
    person_of = dict(zip(answers["record_id"].to_pylist(), answers["person"].to_pylist(), strict=True))
    random.seed(1)
    np.random.seed(1)  # noqa: NPY002 - the generator that dedupe draws from
    learn(matcher, rows, person_of)
    scores = np.array(matcher.score(matcher.pairs(rows)))
    found = {pair: step for step in STEPS for pair in _together(matcher, scores, step)}
    left, right = ([pair[side] for pair in found] for side in (0, 1))
    columns = [pa.array(left, pa.string()), pa.array(right, pa.string()), pa.array(found.values(), pa.float64())]
    pq.write_table(pa.table(columns, names=["left", "right", "probability"]), Path(pairs))


def learn(matcher: dedupe.Dedupe, rows: dict[str, dict[str, str | None]], person_of: dict[str, str]) -> None:
    """Answer its questions, then train."""
    people = {id(row): person_of[record] for record, row in rows.items()}
    matcher.prepare_training(rows)
    for _ in range(QUESTIONS):
        (pair,) = matcher.uncertain_pairs()
        answer = "match" if len({people[id(row)] for row in pair}) == 1 else "distinct"
        matcher.mark_pairs({"match": [], "distinct": [], answer: [pair]})
    matcher.train()


def _together(matcher: dedupe.Dedupe, scores: np.ndarray, threshold: float) -> list[tuple[str, str]]:
    """The first of each cluster with each of the others."""
    clusters = matcher.cluster(scores.copy(), threshold)
    return [(first, other) for (first, *others), _ in clusters for other in others]


if __name__ == "__main__":
    main()
