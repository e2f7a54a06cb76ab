"""evaluate: owners found against a truth, by pairs and by rows, over all and by what is hard about a row.

Rows without a label are left aside. Pairs are never listed: group sizes tell how many there are, so that a million
rows take a second. Intervals come from drawing whole groups anew (`intervals.bootstrap`): rows that truth or umkm put
together, directly or through others, belong to one group, and no pair, right or wrong, lies across two.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.calibrate import calibration_error, calibration_of, thresholds_of
from umkm_cli.matching.columns import Ints
from umkm_cli.matching.intervals import bootstrap, divide
from umkm_cli.matching.labelled import Labelled, find_labelled
from umkm_cli.matching.model import Floats
from umkm_cli.verdicts import CaseRate, Evaluation, Rates

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
    at = pc.index_in(record_id, value_set=clusters["record_id"].combine_chunks())
    owner_id = clusters["owner_id"].take(at).combine_chunks()
    found: Ints = np.asarray(owner_id.dictionary_encode().indices).astype(np.int64)
    truth = np.unique(labelled.owner, return_inverse=True)[1].astype(np.int64)
    groups = Groups(truth, found)
    units = _units(groups)
    sums = units.sum(axis=0)
    rates = bootstrap(units, _rates)
    bins = calibration_of(pairs, record_id, truth)
    return Evaluation(
        true_pairs=int(sums[TRUE]),
        found_pairs=int(sums[FOUND]),
        right_pairs=int(sums[RIGHT]),
        true_owners=groups.true_count,
        found_owners=groups.found_count,
        labelled=len(truth),
        unlabelled=records.num_rows - len(truth),
        lost=labelled.lost,
        pairwise=Rates(*rates[:3]),
        bcubed=Rates(*rates[3:]),
        cases=_cases(groups, labelled),
        thresholds=thresholds_of(pairs, record_id, truth, int(sums[TRUE])),
        calibration=bins,
        calibration_error=calibration_error(bins),
    )


class Groups:
    """Labelled rows by their owner in truth, as found, and in both; and the groups that hold all of these.

    Args:
        truth: Owner of each row in truth, from 0.
        found: Owner of each row as found, from 0.
    """

    def __init__(self, truth: Ints, found: Ints) -> None:
        self.truth, self.found = truth, found
        self.true_count, self.found_count = int(truth.max(initial=-1)) + 1, int(found.max(initial=-1)) + 1
        cell = truth * max(self.found_count, 1) + found
        _, first, self.both = np.unique(cell, return_index=True, return_inverse=True)
        self.cell_truth, self.cell_found = truth[first], found[first]
        self.group = _connected(self.cell_truth, self.cell_found, self.true_count, self.found_count)

    def pairs(self, rows: Ints | None = None) -> tuple[Floats, Floats, Floats]:
        """Pairs within each owner in truth, as found, and in both; of some rows only, when these are given."""
        truth, found, both = self.truth, self.found, self.both
        if rows is not None:
            truth, found, both = truth[rows], found[rows], both[rows]
        return (
            _pairs(np.bincount(truth, minlength=self.true_count)),
            _pairs(np.bincount(found, minlength=self.found_count)),
            _pairs(np.bincount(both, minlength=len(self.cell_truth))),
        )

    def summed(self, true: Floats, found: Floats, both: Floats) -> Floats:
        """Pairs of each group; (groups, 3): `TRUE`, `FOUND`, `RIGHT`."""
        size = int(self.group.max(initial=-1)) + 1
        group_of_found = np.zeros(self.found_count, np.int64)
        group_of_found[self.cell_found] = self.group[self.cell_truth]
        return np.column_stack(
            [
                np.bincount(self.group, weights=true, minlength=size),
                np.bincount(group_of_found, weights=found, minlength=size),
                np.bincount(self.group[self.cell_truth], weights=both, minlength=size),
            ]
        )


def _pairs(sizes: Ints) -> Floats:
    return np.asarray(sizes * (sizes - 1) // 2, np.float64)


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


def _units(groups: Groups) -> Floats:
    """What is counted of each group: `TRUE` to `WHOLE`."""
    sizes = np.bincount(groups.both, minlength=len(groups.cell_truth)).astype(np.float64)
    pure = sizes**2 / np.bincount(groups.found, minlength=groups.found_count)[groups.cell_found]
    whole = sizes**2 / np.bincount(groups.truth, minlength=groups.true_count)[groups.cell_truth]
    group = groups.group[groups.cell_truth]
    by_row = [np.bincount(group, weights=part) for part in (sizes, pure, whole)]
    return np.column_stack([groups.summed(*groups.pairs()), *by_row])


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


def _cases(groups: Groups, labelled: Labelled) -> tuple[CaseRate, ...]:
    """A pair has a case when at least one of its rows has: all pairs, less those of rows without the case."""
    every = groups.summed(*groups.pairs())
    rows = np.arange(len(groups.truth))
    rated = []
    for case, places in labelled.case_of.items():
        touched = every - groups.summed(*groups.pairs(np.setdiff1d(rows, places, assume_unique=True)))
        true, found, right = touched.sum(axis=0).astype(int).tolist()
        (recall,) = bootstrap(touched[:, [TRUE, RIGHT]], lambda sums: divide(sums[..., 1:], sums[..., :1]))
        rated.append(CaseRate(case, len(places), true, right, found - right, recall))
    return tuple(rated)
