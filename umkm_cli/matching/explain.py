"""explain: one pair -> its match weight, line by line.

Any pair can be explained, also one that was never a candidate: it is compared anew, with the weights that were learnt
from the whole list. The lines add up to the weight, whatever the model: what a household or a bound takes off is the
weight with it, less the weight without.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.config import Config
from umkm_cli.findings.verdicts import Line, PairStory, RowTold
from umkm_cli.matching.columns import flat
from umkm_cli.matching.compare import Comparer, Vectors
from umkm_cli.matching.find_rows import name_of
from umkm_cli.matching.groups import places_of
from umkm_cli.matching.model import Comparison, Floats, MatchModel
from umkm_cli.matching.packed import pack
from umkm_cli.matching.prepare import Prepared, prepare
from umkm_cli.matching.rule_out import never
from umkm_cli.matching.score import Weighed, Weights, bounded, probability, weigh
from umkm_cli.matching.values import columns_of, name_columns, side_by_side

Pair = tuple[int, int]
"""Row numbers of two records."""

PLACE = ("source_file", "source_sheet", "source_row")
"""Columns that say where a record of `umkm ingest` stands."""

SOURCE = "source"
"""Column that says the same, as far as it is known, of a record from elsewhere."""


ECHO = "echo"
"""Level of a comparison that was silenced: it only repeats what another one has counted."""

_NOTHING = 1e-9
"""Bits below which a difference of two sums is their rounding."""


@dataclass(frozen=True)
class Evidence:
    """All that explaining looks at.

    Attributes:
        records: `RECORDS` or another list: `record_id`, what the model reads, what is to be shown.
        clusters: `CLUSTERS`.
        pairs: `pairs_table`.
        weights: What matching learnt of the list.
        config: The thresholds it ran with.
    """

    records: pa.Table
    clusters: pa.Table
    pairs: pa.Table
    weights: Weights
    config: Config

    @cached_property
    def prepared(self) -> Prepared:
        """The records as they are compared; all of them, as it counts how common a value is."""
        return prepare(self.records, self.weights.model)

    @cached_property
    def comparer(self) -> Comparer:
        """What compares them: getting it ready takes longer than comparing a pair."""
        return Comparer.of(self.prepared, self.weights.model)

    @cached_property
    def owner_ids(self) -> pa.Array:
        """The owner of each record."""
        at = places_of(self.records["record_id"], self.clusters["record_id"])
        return flat(self.clusters["owner_id"].take(pa.array(at)))

    @cached_property
    def decided(self) -> Mapping[tuple[str, str], str]:
        """The answer of each pair that people decided, by its records."""
        rows = self.pairs.filter(pc.is_valid(self.pairs["decision"]))
        pairs = zip(rows["left_id"].to_pylist(), rows["right_id"].to_pylist(), strict=True)
        return dict(zip(pairs, rows["decision"].to_pylist(), strict=True))

    def row(self, number: int) -> RowTold:
        """A record, told by where it stands."""
        told, called = self.values(number, ("record_id", SOURCE, *PLACE)), name_of(self.records)
        named = self.values(number, name_columns(self.weights.model)).values()
        return RowTold(
            record_id=called(told["record_id"]),
            owner_id=called(self.owner_ids[number].as_py()),
            source_file=told.get("source_file", told.get(SOURCE)),
            source_sheet=told.get("source_sheet"),
            source_row=told.get("source_row"),
            name=" ".join(str(part) for part in named if part is not None) or None,
        )

    def values(self, number: int, columns: Sequence[str]) -> dict[str, Any]:
        """What stands in those of the columns that the list has."""
        if number not in self._looked_at:  # a row is asked for a dozen times while its pair is laid out
            self._looked_at[number] = self.records.slice(number, 1).to_pylist()[0]
        row = self._looked_at[number]
        return {column: row[column] for column in columns if column in row}

    @cached_property
    def _looked_at(self) -> dict[int, dict[str, Any]]:
        return {}


def explain_pairs(evidence: Evidence, pairs: Sequence[Pair]) -> list[PairStory]:
    """Why the records of each pair are one owner, or are not. Left and right stay as given."""
    if not pairs:
        return []
    vectors = _compare(evidence, pairs)
    weighed = weigh(vectors, evidence.weights)
    sums = _sums(vectors, evidence.weights.model, weighed)
    outcomes = _outcomes(evidence, vectors, sums[:, -1])
    rows = {number: evidence.row(number) for pair in pairs for number in pair}
    return [
        PairStory(
            left=rows[one],
            right=rows[other],
            lines=tuple(_lines(evidence, vectors, place, weighed.bits[place], sums[place])),
            weight=float(sums[place, -1]),
            probability=float(probability(sums[place, -1:])[0]),
            outcome=outcomes[place],
        )
        for place, (one, other) in enumerate(pairs)
    ]


def weigh_pairs(evidence: Evidence, pairs: Sequence[Pair]) -> Floats:
    """Match weight of each pair, in bits."""
    return weigh(_compare(evidence, pairs), evidence.weights).weight


def _compare(evidence: Evidence, pairs: Sequence[Pair]) -> Vectors:
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T
    return evidence.comparer.compare_many(pack(left, right))


def _sums(vectors: Vectors, model: MatchModel, weighed: Weighed) -> Floats:
    """Weight of each pair: of prior and comparisons, then with the household, then with one more bound at a time."""
    sums = [weighed.plain + weighed.household, weighed.plain]
    for bound in model.bounds:
        sums.append(bounded(sums[-1], bound, vectors, model))
    return np.column_stack(sums)


def _lines(evidence: Evidence, vectors: Vectors, place: int, bits: Floats, sums: Floats) -> Iterator[Line]:
    """Prior, comparisons, household, bounds; a household or bound that changes nothing is left out."""
    model = evidence.weights.model
    yield Line("prior", "prior", "", evidence.weights.prior)
    rows = [int(side[place]) for side in (vectors.left, vectors.right)]
    for column, comparison in enumerate(model.comparisons):
        level = int(vectors.levels[place, column])
        shown = columns_of(comparison, model, evidence.records.column_names)
        left, right = side_by_side(*(evidence.values(row, shown) for row in rows))
        is_echo = level == 0 and comparison.echo_of is not None and bool(left and right)
        name = ECHO if is_echo else comparison.level_names[level]
        share = _share(comparison, level, float(vectors.frequency[place, column]))
        yield Line("comparison", comparison.name, name, float(bits[column]), share, left, right)
    names = [("household", "household"), *(("bound", bound.name) for bound in model.bounds)]
    for (kind, name), change in zip(names, np.diff(sums).tolist(), strict=True):
        if abs(change) > _NOTHING:
            yield Line(kind, name, "", change)


def _share(comparison: Comparison, level: int, common: float) -> float | None:
    """Share of records that would come out so by chance, where the level asks how common the value is."""
    times = comparison.levels[level - 1].frequency if level else None
    return None if times is None or np.isnan(common) else min(common * times, 1.0)


def _answer(evidence: Evidence, left: int, right: int) -> str:
    """What people decided of two records, as far as it bound the last run; empty where nobody did."""
    ids = evidence.records["record_id"]
    one, other = sorted((ids[left].as_py(), ids[right].as_py()))
    return evidence.decided.get((one, other), "")


def _outcomes(evidence: Evidence, vectors: Vectors, weight: Floats) -> list[str]:
    """What became of each pair: a message key under `outcome.`."""
    config = evidence.config
    share = probability(weight)
    left, right = (evidence.owner_ids.take(pa.array(side)) for side in (vectors.left, vectors.right))
    joined = pc.equal(left, right).to_numpy(zero_copy_only=False)
    is_likely = share >= config.match_threshold
    source, apart = evidence.prepared.source, evidence.weights.model.apart
    none = np.zeros(len(weight), bool)
    one_list = none if source is None else source[vectors.left] == source[vectors.right]
    two_people = never(evidence.prepared, vectors.left, vectors.right, model=evidence.weights.model) if apart else none
    answer = [_answer(evidence, *pair) for pair in zip(vectors.left.tolist(), vectors.right.tolist(), strict=True)]
    cases = [
        (np.equal(answer, "same"), "decided_same"),
        (np.equal(answer, "different"), "decided_different"),
        (joined & is_likely, "joined"),
        (joined, "joined_through"),
        (one_list, "one_list"),
        (two_people, "two_people"),
        (is_likely, "refused"),
        (share >= config.review_threshold, "review"),
    ]
    outcomes: list[str] = np.select([case for case, _ in cases], [name for _, name in cases], "apart").tolist()
    return outcomes
