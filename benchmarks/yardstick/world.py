"""A world as the yardstick sees it: its records, candidate pairs and truth."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.hard_cases import PLACE, read_truth
from benchmarks.lists import ingested, measured_lists
from umkm_cli.matching.block import block
from umkm_cli.matching.model import MatchModel, load_model
from umkm_cli.matching.packed import unpack
from umkm_cli.matching.prepare import Prepared, prepare
from umkm_cli.matching.rule_out import Ruling, never

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class World:
    """One measuring world.

    Attributes:
        folder: Where its lists and answers are.
        records: In the order in which matching takes them.
        prepared: The same, prepared by the shipped model.
        pairs: The pairs that the shipped model compares, packed.
        owners: The owner of each record in truth.
        cases: What makes each record hard.
    """

    folder: Path
    records: pa.Table
    prepared: Prepared
    pairs: Ints
    owners: npt.NDArray[np.str_]
    cases: list[frozenset[str]]

    @property
    def size(self) -> int:
        """Number of records."""
        return self.prepared.size

    def is_true(self, left: Ints, right: Ints) -> npt.NDArray[np.bool_]:
        """Which pairs are one owner."""
        same: npt.NDArray[np.bool_] = self.owners[left] == self.owners[right]
        return same


def _worth_comparing(prepared: Prepared, model: MatchModel) -> Ints:
    """The candidate pairs that umkm compares."""
    pairs = block(prepared, model=model).pairs
    ruling = Ruling.of(prepared, model)
    kept: Ints = pairs[ruling.keep(pairs, never(prepared, *unpack(pairs), model=model))]
    return kept


def look(data: Path, seed: int, owners: int) -> World:
    """Write, read and block a world; what was written and read before is kept."""
    folder = measured_lists(data, seed, owners=owners)
    model = load_model()
    table = pq.read_table(ingested(folder) / "records.parquet")
    records = table.sort_by([(name, "ascending") for name in (*model.order, "record_id")])
    prepared = prepare(records, model)
    truth = read_truth(folder)
    told = [truth[tuple(str(line[name] or "") for name in PLACE)] for line in records.select(PLACE).to_pylist()]
    return World(
        folder=folder,
        records=records,
        prepared=prepared,
        pairs=_worth_comparing(prepared, model),
        owners=np.array([owner for owner, _ in told]),
        cases=[cases for _, cases in told],
    )
