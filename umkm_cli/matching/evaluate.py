"""evaluate: owners found against a truth, by pairs and by rows, over all and by what is hard about a row.

Rows without a label are left aside. Pairs are never listed: group sizes tell how many there are, so that a million
rows take a second. Intervals come from drawing whole groups anew (`intervals.bootstrap`): rows that truth or umkm put
together, directly or through others, belong to one group, and no pair, right or wrong, lies across two.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa

from umkm_cli.findings.verdicts import CaseRate, Evaluation, Rates
from umkm_cli.matching.calibrate import calibration_error, calibration_of, judge, thresholds_of
from umkm_cli.matching.columns import Ints
from umkm_cli.matching.groups import codes_of, places_of
from umkm_cli.matching.intervals import bootstrap, divide
from umkm_cli.matching.labelled import Labelled, find_labelled
from umkm_cli.matching.model import Floats

TRUE, FOUND, RIGHT, ROWS, PURE, WHOLE = range(6)
"""What is counted of each group: pairs of one owner in truth, as found, and in both; rows; and summed over the rows,
the share of the owner found that is theirs (B-cubed precision) and of their own that was found (recall)."""


def evaluate(clusters: pa.Table, pairs: pa.Table, records: pa.Table, labels: pa.Table, *, file: str) -> Evaluation:
    """Compare owners with labels.

    Args:
        clusters: `CLUSTERS`.
        pairs: `pairs_table` of any model.
        records: `RECORDS`, or another table with `record_id`; see `labelled.find_labelled`.
        labels: `LABELS`. A file is found by the end of its path, so labels may name it from another folder.
        file: Name of the label file, for errors.

    Raises:
        BadLabelsError: The labels contradict each other, or are about other records.
    """
    labelled = find_labelled(labels, records, file=file)
    record_id = records["record_id"].take(pa.array(labelled.record))
    found = codes_of(clusters["owner_id"].take(pa.array(places_of(record_id, clusters["record_id"]))))
    truth = np.unique(labelled.owner, return_inverse=True)[1].astype(np.int64)
    parted = Parted.by(truth, found)
    units = _units(parted)
    sums = units.sum(axis=0)
    rates = bootstrap(units, _rates)
    judged = judge(pairs, record_id, truth)
    bins = calibration_of(judged)
    return Evaluation(
        true_pairs=int(sums[TRUE]),
        found_pairs=int(sums[FOUND]),
        right_pairs=int(sums[RIGHT]),
        true_owners=len(parted.truth.sizes),
        found_owners=len(parted.found.sizes),
        labelled=len(truth),
        unlabelled=records.num_rows - len(truth),
        lost=labelled.lost,
        pairwise=Rates(*rates[:3]),
        bcubed=Rates(*rates[3:]),
        cases=_cases(parted, labelled),
        thresholds=thresholds_of(judged, int(sums[TRUE])),
        calibration=bins,
        calibration_error=calibration_error(bins),
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """Labelled rows in parts, such as owners.

    Attributes:
        of: Part of each row, from 0.
        sizes: Rows of each part.
        group: Group of each part; parts that share rows, directly or through others, are in one group.
    """

    of: Ints
    sizes: Ints
    group: Ints

    def touched(self, rows: Ints) -> tuple[Ints, Ints]:
        """Pairs within a part of which at least one row is among `rows`: the group of each such part, and how many."""
        part, count = np.unique(self.of[rows], return_counts=True)
        return self.group[part], pairs_of(self.sizes[part]) - pairs_of(self.sizes[part] - count)


@dataclass(frozen=True, slots=True)
class Parted:
    """Labelled rows by their owner in truth, by their owner as found, and by both.

    Attributes:
        truth, found, both: The parts.
        truth_of, found_of: The two owners of each part of `both`.
    """

    truth: Parts
    found: Parts
    both: Parts
    truth_of: Ints
    found_of: Ints

    @classmethod
    def by(cls, truth: Ints, found: Ints) -> Self:
        """From the owners of each row, each numbered from 0."""
        true_sizes, found_sizes = np.bincount(truth), np.bincount(found)
        _, first, both, sizes = np.unique(
            truth * len(found_sizes) + found, return_index=True, return_inverse=True, return_counts=True
        )
        truth_of, found_of = truth[first], found[first]
        group = _connected(truth_of, found_of, len(true_sizes), len(found_sizes))
        group_of_found = np.zeros(len(found_sizes), np.int64)
        group_of_found[found_of] = group[truth_of]
        return cls(
            truth=Parts(truth, true_sizes, group),
            found=Parts(found, found_sizes, group_of_found),
            both=Parts(both, sizes, group[truth_of]),
            truth_of=truth_of,
            found_of=found_of,
        )

    @property
    def in_order(self) -> tuple[Parts, Parts, Parts]:
        """In the order of `TRUE`, `FOUND`, `RIGHT`."""
        return self.truth, self.found, self.both


def pairs_of(sizes: Ints) -> Ints:
    """How many pairs so many rows make."""
    return sizes * (sizes - 1) // 2


def _connected(truth: Ints, found: Ints, true_count: int, found_count: int) -> Ints:
    """Number of the group of each owner in truth: owners whose rows were found together are in one.

    Each pass hands the smallest number on to all it touches and then jumps ahead along the numbers, so that a chain
    takes as many passes as the logarithm of its length.
    """
    root, of_found = np.arange(true_count), np.full(found_count, true_count, np.int64)
    while True:
        before = root.copy()
        np.minimum.at(of_found, found, root[truth])
        low = of_found[found]
        np.minimum.at(root, root[truth], low)
        np.minimum.at(root, truth, low)
        root = root[root]
        if np.array_equal(before, root):
            return np.unique(root, return_inverse=True)[1].astype(np.int64)


def _units(parted: Parted) -> Floats:
    """What is counted of each group: `TRUE` to `WHOLE`."""
    pairs = [np.bincount(parts.group, weights=pairs_of(parts.sizes)) for parts in parted.in_order]
    sizes = parted.both.sizes.astype(np.float64)
    pure = sizes**2 / parted.found.sizes[parted.found_of]
    whole = sizes**2 / parted.truth.sizes[parted.truth_of]
    rows = [np.bincount(parted.both.group, weights=part) for part in (sizes, pure, whole)]
    return np.column_stack([*pairs, *rows])


def _rates(sums: Floats) -> Floats:
    """Pairwise precision, recall, F1; B-cubed precision, recall, F1."""
    true, found, right, rows, pure, whole = np.moveaxis(np.asarray(sums), -1, 0)
    precision, recall = divide(pure, rows), divide(whole, rows)
    shares = (
        divide(right, found),
        divide(right, true),
        divide(2 * right, true + found),
        precision,
        recall,
        divide(2 * precision * recall, precision + recall),
    )
    return np.stack(shares, axis=-1)


def _cases(parted: Parted, labelled: Labelled) -> tuple[CaseRate, ...]:
    """A pair has a case when at least one of its rows has."""
    rated = []
    for case, rows in labelled.case_of.items():
        touched = [parts.touched(rows) for parts in parted.in_order]
        _, place = np.unique(np.concatenate([group for group, _ in touched]), return_inverse=True)
        kind = np.repeat([TRUE, FOUND, RIGHT], [len(group) for group, _ in touched])
        units = np.zeros((int(place.max()) + 1, 3))
        np.add.at(units, (place, kind), np.concatenate([pairs for _, pairs in touched]))
        true, found, right = units.sum(axis=0).astype(int).tolist()
        (recall,) = bootstrap(units[:, [TRUE, RIGHT]], lambda sums: divide(sums[..., 1:], sums[..., :1]))
        rated.append(CaseRate(case, len(rows), true, right, found - right, recall))
    return tuple(rated)
