"""asked: a pair as a question: what is doubtful about it, and whose rows it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa

from umkm_cli.matching.groups import places_of


@dataclass(frozen=True, slots=True)
class Question:
    """A pair to be looked at; see `QUESTIONS`."""

    left_id: str
    right_id: str
    kind: str
    owner_id: str
    other_id: str
    match_weight: float
    match_probability: float
    doubt: float
    is_settled: bool = False
    district_code: str | None = None
    district: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The two records."""
        return self.left_id, self.right_id


class Pair(NamedTuple):
    """A pair before it is known whose rows it is about; named as in `Question`."""

    left_id: str
    right_id: str
    kind: str
    match_weight: float
    match_probability: float
    doubt: float


def place(pairs: Sequence[Pair], records: pa.Table, clusters: pa.Table) -> list[Question]:
    """The questions about these pairs; those with a row that is gone are left out.

    Args:
        pairs: The pairs.
        records: `record_id`, and `district_code` and `district` where the list has them.
        clusters: `CLUSTERS` of these records.
    """
    sides = [pa.array([getattr(pair, side) for pair in pairs], pa.string()) for side in ("left_id", "right_id")]
    at = [places_of(side, clusters["record_id"]) for side in sides]
    owner, other = (clusters["owner_id"].take(pa.array(rows, mask=rows < 0)).to_pylist() for rows in at)
    rows = places_of(sides[0], records["record_id"])
    where = {
        name: records[name].take(pa.array(rows, mask=rows < 0)).to_pylist()
        for name in ("district_code", "district")
        if name in records.column_names
    }
    return [
        Question(
            **pair._asdict(), owner_id=one, other_id=two, **{name: values[number] for name, values in where.items()}
        )
        for number, (pair, one, two) in enumerate(zip(pairs, owner, other, strict=True))
        if one is not None and two is not None
    ]
