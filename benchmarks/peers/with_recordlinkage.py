"""recordlinkage, unsupervised (ECM): `python -m benchmarks.peers.with_recordlinkage LIST PAIRS RECORDS...`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import recordlinkage
from recordlinkage.index import Block

LEAST = 0.01
"""Probability below which a pair is not written."""


@dataclass(frozen=True, slots=True)
class Model:
    """What recordlinkage needs to be told about a list.

    Attributes:
        blocking: Columns that have to agree, one rule each; `column:3` stands for its first three characters.
        alike: Text columns that agree when Jaro-Winkler reaches a threshold.
        near: Columns that agree when Damerau-Levenshtein similarity reaches a threshold.
        equal: Columns that agree when they are equal.
    """

    blocking: Sequence[Sequence[str]]
    alike: dict[str, float]
    near: dict[str, float]
    equal: Sequence[str] = ()


FEBRL = Model(
    blocking=(["given_name"], ["surname"], ["date_of_birth"], ["soc_sec_id"], ["postcode"]),
    alike={"given_name": 0.85, "surname": 0.85, "address_1": 0.85, "suburb": 0.85},
    near={"date_of_birth": 0.8, "soc_sec_id": 0.8, "postcode": 0.75},
    equal=("street_number", "state"),
)
MODELS = {
    "febrl3": FEBRL,
    "febrl4": FEBRL,
    "fake_1000": Model(
        blocking=(
            ["first_name"], ["surname"], ["dob"], ["email"], ["city", "first_name:2"], ["first_name:2", "surname:2"],
            ["email:4"],
        ),
        alike={"first_name": 0.92, "surname": 0.92, "email": 0.92},
        near={"dob": 0.75},
        equal=("city",),
    ),
    "historical_50k": Model(
        blocking=(
            ["first_name", "surname"], ["surname", "dob"], ["first_name", "dob"], ["postcode_fake", "first_name"],
            ["postcode_fake", "surname"], ["dob", "birth_place"],
        ),
        alike={"first_name": 0.85, "surname": 0.85},
        near={"dob": 0.85, "postcode_fake": 0.8},
        equal=("birth_place", "occupation"),
    ),
    "bpum": Model(
        blocking=(
            ["nik"], ["phone"], ["name_key", "district_code"], ["birth_date", "name_key:3"],
            ["village_code", "rt", "rw", "name_key:2"],
        ),
        alike={"name_key": 0.9, "hamlet": 0.9},
        near={"nik": 0.93, "phone": 0.92},
        equal=("birth_date", "gender", "village_code", "rt", "rw"),
    ),
}  # fmt: skip


def main() -> None:
    """Block, compare, let ECM find the weights, write the pairs."""
    name, pairs, *records = sys.argv[1:]
    model = MODELS[name]
    sides = [pq.read_table(path).to_pandas() for path in records]
    sides = [side.set_index(side.columns[0]) for side in sides]
    features = compared(model, blocked(model, sides), sides)
    matcher = recordlinkage.ECMClassifier()
    matcher.fit(features)
    probabilities = matcher.prob(features)
    likely = probabilities[probabilities >= LEAST]
    columns = [likely.index.get_level_values(level).to_list() for level in (0, 1)]
    pq.write_table(pa.table([*columns, likely.to_list()], names=["left", "right", "probability"]), Path(pairs))


def blocked(model: Model, sides: list[pd.DataFrame]) -> pd.MultiIndex:
    """Pairs worth comparing, within the table or across the two."""
    for key in (key for rule in model.blocking for key in rule if ":" in key):
        column, _, length = key.partition(":")
        for side in sides:
            side[key] = side[column].str[: int(length)]
    index = recordlinkage.Index()
    for rule in model.blocking:
        index.add(Block(left_on=list(rule), right_on=list(rule)))
    pairs: pd.MultiIndex = index.index(*sides)
    return pairs


def compared(model: Model, pairs: pd.MultiIndex, sides: list[pd.DataFrame]) -> pd.DataFrame:
    """One column of 0 and 1 for each comparison."""
    compare = recordlinkage.Compare()
    for column, threshold in model.alike.items():
        compare.string(column, column, method="jarowinkler", threshold=threshold, label=column)
    for column, threshold in model.near.items():
        compare.string(column, column, method="damerau_levenshtein", threshold=threshold, label=column)
    for column in model.equal:
        compare.exact(column, column, label=column)
    features: pd.DataFrame = compare.compute(pairs, *sides)
    return features


if __name__ == "__main__":
    main()
